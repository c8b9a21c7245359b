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
  /// Without the decisions that give a slot to somebody whom a rule or what is fixed around the period keeps from it, or
  /// who is not in the team any more.
  func droppingImpossible() throws(ZoneProblem) -> (input: DraftingInput, dropped: [DroppedDecision]) {
    let problem = try Drafter.problem(self)
    let (slots, members) = (problem.placesOfSlots, problem.placesOfMembers)
    var dropped: [DroppedDecision] = []
    for next in decisions where next.kind == .assign && !next.opens {
      guard let slot = slots[next.slot], let obstacle = problem.obstacle(to: next.member, members[next.member], slot)
      else { continue }
      let how = next.isClaim ? "was claimed by" : "was given to"
      let sentence = "\(problem.slots[slot].label) \(how) \(problem.name(of: next.member)): \(obstacle.sentence)"
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
  /// Why a slot cannot be kept for somebody, whatever the draft looks like; `place` is that among `members`.
  fileprivate func obstacle(to id: MemberID, _ place: Int?, _ slot: Int) -> Reason? {
    guard let place else { return Reason(rule: "eligibility", "\(id) is not in the team any more") }
    let others = rules.lazy.filter { !($0 is LeadDecides) }
    return others.compactMap { fixedVerdict($0, place, slot).obstacle }.first ?? ban(place, slot)
  }

  /// Set where a lead keeps the member from the slot.
  fileprivate func ban(_ member: Int, _ slot: Int) -> Reason? {
    let id = members[member].member.id
    guard slots[slot].decisions.contains(where: { $0.kind == .forbid && $0.member == id }) else { return nil }
    return Reason(rule: "lead-decides", "a lead decided that \(members[member].name) does not take this slot")
  }
}
