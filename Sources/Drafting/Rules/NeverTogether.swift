import Scheduling
import Timekeeping

/// Members whom the file keeps apart never stand slots at the same time, those that are published around the draft
/// included.
struct NeverTogether: TeamRule {
  let name = "never-together"

  func ties(in problem: DraftProblem) -> [TeamTie] {
    var ties: [TeamTie] = []
    var known: Set<[TeamTie.Part]> = []
    for group in problem.apart {
      for slots in problem.stretches {
        for parts in problem.isExclusive(slots) ? [all(group, slots)] : pairs(group, slots)
        where known.insert(parts).inserted {
          ties.append(tie(parts))
        }
      }
      ties += group.flatMap { beside($0, group, problem) }.filter { known.insert($0.parts).inserted }
    }
    return ties
  }

  /// None of the group in slots over which `other` stands one that is fixed.
  private func beside(_ other: Int, _ group: [Int], _ problem: DraftProblem) -> [TeamTie] {
    let fixed = problem.members[other].standing
      .filter { $0.team == problem.team && problem.slotDuties.contains($0.duty) }.map(\.interval)
    let name = problem.members[other].name
    let slots = problem.slots.indices.filter { slot in
      fixed.contains { $0.overlaps(problem.slots[slot].slot.interval) }
    }
    return slots.flatMap { slot in
      group.filter { $0 != other }.map { member in
        TeamTie(parts: [TeamTie.Part(member: member, slot: slot, weight: 1)], most: 0) { moment in
          "\(moment.member.name) and \(name), who is on then, never stand together"
        }
      }
    }
  }

  /// At most one of the group in slots that overlap and of which nobody may hold two.
  private func all(_ group: [Int], _ slots: [Int]) -> [TeamTie.Part] {
    group.flatMap { member in slots.map { TeamTie.Part(member: member, slot: $0, weight: 1) } }
  }

  /// Where a member may hold two slots at once, two by two.
  private func pairs(_ group: [Int], _ slots: [Int]) -> [[TeamTie.Part]] {
    group.indices.flatMap { first in
      group[(first + 1)...].flatMap { other in
        slots.flatMap { a in
          slots.compactMap { b in
            a == b ? nil : [(group[first], a), (other, b)].map { TeamTie.Part(member: $0, slot: $1, weight: 1) }
          }
        }
      }
    }
  }

  private func tie(_ parts: [TeamTie.Part]) -> TeamTie {
    TeamTie(parts: parts, most: 1) { moment in
      let other = moment.present.first?.name ?? "somebody"
      return "\(moment.member.name) and \(other), who is on then, never stand together"
    }
  }
}
