import Scheduling
import Timekeeping

/// A slot that was given to somebody who cannot have it any more, so that it has to go to somebody else.
package struct DroppedDecision: Sendable, Hashable, Codable {
  package let slot: ShiftID
  package let member: MemberID
  /// `desk 08:00-12:00 on Mon 12 Jan was given to Ana: Ana is on leave 12–16 Jan`.
  package let sentence: String
  /// True for a slot that the member claimed.
  package let isClaim: Bool
}

extension DraftingInput {
  /// Without the decisions that give a slot to somebody whom a rule or what is fixed around the period keeps from it.
  func droppingImpossible() throws(ZoneProblem) -> (input: DraftingInput, dropped: [DroppedDecision]) {
    let problem = try Drafter.problem(self)
    let (slots, members) = (problem.placesOfSlots, problem.placesOfMembers)
    let rules = problem.rules.filter { !($0 is LeadDecides) }
    var dropped: [DroppedDecision] = []
    for next in decisions where next.kind == .assign {
      guard let slot = slots[next.slot], let member = members[next.member],
        let obstacle = rules.lazy.compactMap({ problem.fixedVerdict($0, member, slot).obstacle }).first
          ?? problem.ban(member, slot)
      else { continue }
      let how = next.isClaim ? "was claimed by" : "was given to"
      let sentence = "\(problem.slots[slot].label) \(how) \(problem.members[member].name): \(obstacle.sentence)"
      dropped.append(
        DroppedDecision(slot: next.slot, member: next.member, sentence: sentence, isClaim: next.isClaim))
    }
    var input = self
    input.decisions.removeAll { next in
      next.kind == .assign && dropped.contains { $0.slot == next.slot && $0.member == next.member }
    }
    return (input, dropped)
  }
}

extension DraftProblem {
  /// Set where a lead keeps the member from the slot.
  fileprivate func ban(_ member: Int, _ slot: Int) -> Reason? {
    let id = members[member].member.id
    guard slots[slot].decisions.contains(where: { $0.kind == .forbid && $0.member == id }) else { return nil }
    return Reason(rule: "lead-decides", "a lead decided that \(members[member].name) does not take this slot")
  }
}
