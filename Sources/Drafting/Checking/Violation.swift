import Scheduling

/// A hard rule that a draft breaks.
package struct Violation: Sendable, Hashable, Codable, CustomStringConvertible {
  /// The rule's name, as in `Reason.rule`.
  package let rule: String
  package let slot: ShiftID
  package let member: MemberID?
  /// A sentence for a lead, without a full stop.
  package let sentence: String

  package init(rule: String, slot: ShiftID, member: MemberID?, _ sentence: String) {
    self.rule = rule
    self.slot = slot
    self.member = member
    self.sentence = sentence
  }

  package var description: String { sentence }
}
