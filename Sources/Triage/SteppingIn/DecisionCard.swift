import Scheduling
import Timekeeping

/// What the person on shift is asked when a customer writes to an owner who is off (rule K2).
package struct DecisionCard: Sendable, Hashable, Codable {
  /// Who is on shift and may decide; the first of them has the ticket by default.
  package var to: [MemberID]
  package var asked: Timestamp
  /// When the default is done: the first of `to` steps in.
  package var until: Timestamp
  /// When the owner is back; nil when that is not in sight.
  package var ownerBack: Timestamp?

  package init(to: [MemberID], asked: Timestamp, until: Timestamp, ownerBack: Timestamp? = nil) {
    self.to = to
    self.asked = asked
    self.until = until
    self.ownerBack = ownerBack
  }

  package enum Choice: String, Sendable, Hashable, Codable, CaseIterable {
    /// I take it.
    case stepIn = "step in"
    /// The owner keeps it until they are back.
    case wait
    /// Whoever should have it now gets it, but not I.
    case handOver = "hand over"
  }
}
