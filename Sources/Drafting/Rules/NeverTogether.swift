/// Members whom the file keeps apart never stand slots at the same time.
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
    }
    return ties
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
