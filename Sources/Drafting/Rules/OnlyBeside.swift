import Scheduling
import Timekeeping

/// Some members stand slots only while one of certain others is on some duty of the team, for all of the slot's time: a
/// newcomer beside a senior.
struct OnlyBeside: TeamRule {
  let name = "only-beside"
  let companions: [Companions]

  func ties(in problem: DraftProblem) -> [TeamTie] {
    companions.flatMap { next -> [TeamTie] in
      guard let member = place(of: next.member, in: problem) else { return [] }
      let others = next.beside.compactMap { place(of: $0, in: problem) }
      let slots = problem.slots.indices.filter { slot in next.until.map { problem.slots[slot].slot.date <= $0 } ?? true
      }
      return slots.flatMap { ties(of: member, in: $0, others, next, problem) }
    }
  }

  private func place(of id: MemberID, in problem: DraftProblem) -> Int? {
    problem.members.firstIndex { $0.member.id == id }
  }

  /// One for each stretch of the slot in which nobody of the others is on anyway: whoever of them takes a slot over it
  /// makes room.
  private func ties(
    of member: Int, in slot: Int, _ others: [Int], _ companions: Companions, _ problem: DraftProblem
  ) -> [TeamTie] {
    let time = problem.slots[slot].slot.interval
    let fixed = others.flatMap { problem.members[$0].standing.filter { $0.team == problem.team }.map(\.interval) }
    let near = problem.slots.indices.filter { $0 != slot && problem.slots[$0].slot.interval.overlaps(time) }
    var known: Set<[Int]> = []
    var found: [TeamTie] = []
    for stretch in Self.stretches(of: time, fixed + near.map { problem.slots[$0].slot.interval })
    where !fixed.contains(where: { $0.contains(stretch) }) {
      let over = near.filter { problem.slots[$0].slot.interval.contains(stretch) }
      if known.insert(over).inserted { found.append(tie(member, slot, beside: others, in: over, companions, problem)) }
    }
    return found
  }

  /// The beginnings of the parts of `time` in which nothing begins or ends.
  private static func stretches(of time: Interval, _ others: [Interval]) -> [Timestamp] {
    Set([time.start] + others.flatMap { [$0.start, $0.end] }).filter(time.contains).sorted()
  }

  private func tie(
    _ member: Int, _ slot: Int, beside others: [Int], in slots: [Int], _ companions: Companions, _ problem: DraftProblem
  ) -> TeamTie {
    let room = others.flatMap { other in slots.map { TeamTie.Part(member: other, slot: $0, weight: -1) } }
    let name = problem.members[member].name
    let names = Wording.either(companions.beside.map(problem.name(of:)))
    return TeamTie(parts: [TeamTie.Part(member: member, slot: slot, weight: 1)] + room, most: 0) { moment in
      moment.member.member.id == companions.member
        ? "\(name) stands only while \(names) is on" : "\(name), who is on then, stands only while \(names) is on"
    }
  }
}
