/// A rule about one member in one slot, whatever else the draft holds.
package protocol PlaceRule: RotaRule {
  /// True when "forbidden" says what a member can do at all rather than in this period; members who can do nothing have
  /// no part in fairness.
  var isLasting: Bool { get }

  /// Whether `member` may take `slot`, and what that costs.
  func judge(_ member: MemberFacts, _ slot: SlotFacts, in problem: DraftProblem) -> Verdict
}

extension PlaceRule {
  package var isLasting: Bool { false }
}
