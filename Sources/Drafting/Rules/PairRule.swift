import Scheduling
import Timekeeping

/// A rule about two things one member would stand: two slots of the draft, or a slot and a shift that is fixed.
package protocol PairRule: RotaRule {
  /// True when no member may have both; the order of the two does not matter.
  func clash(_ a: Commitment, _ b: Commitment) -> Bool

  /// Why `member` cannot take `slot` beside `other`, with which it clashes.
  func sentence(_ member: MemberFacts, taking slot: SlotFacts, beside other: Commitment) -> String
}

extension PairRule {
  package var scope: RuleScope { .pair }

  /// Fixed shifts first, then the member's slots in the draft, each in order of time.
  package func judge(_ member: Int, _ slot: Int, in draft: PartialDraft) -> Verdict {
    let facts = draft.problem.slots[slot]
    let person = draft.problem.members[member]
    let held = draft.slots(of: member).lazy.map { draft.problem.slots[$0].commitment }
    let other =
      person.standing.first { clash(facts.commitment, $0) } ?? held.first { clash(facts.commitment, $0) }
    guard let other else { return .fine }
    return forbidden(sentence(person, taking: facts, beside: other))
  }
}

/// Something a member stands at a time: a fixed shift, or a slot once it is taken.
package struct Commitment: Sendable, Hashable {
  package let team: TeamID
  package let duty: DutyID
  package let interval: Interval
}
