import Scheduling
import Timekeeping

/// How a published rota can be mended after something came in between: fewest open slots, then fewest changes, then the
/// least that they cost.
package struct Repair: Sendable, Hashable, Codable {
  /// The whole period as it would be, priced on usual terms.
  package let draft: Draft
  /// What changes, in order of time.
  package let moves: [Move]
  /// True when it is proved that no fewer changes leave no fewer slots open.
  package let isFewest: Bool
  /// Decisions that cannot hold any more.
  package let dropped: [DroppedDecision]

  /// A slot that changes hands.
  package struct Move: Sendable, Hashable, Codable {
    package let slot: ShiftID
    /// `desk 08:00-12:00 on Mon 12 Jan`.
    package let label: String
    package let interval: Interval
    /// Nil where the slot was open.
    package let from: MemberID?
    /// Nil where nobody may take it.
    package let to: MemberID?
    /// Why it cannot stay as it was.
    package let because: Reason
    /// Why this member, or why nobody.
    package let choice: [Reason]

    package init(
      slot: ShiftID, label: String, interval: Interval, from: MemberID?, to: MemberID?, because: Reason,
      choice: [Reason]
    ) {
      self.slot = slot
      self.label = label
      self.interval = interval
      self.from = from
      self.to = to
      self.because = because
      self.choice = choice
    }

    /// `desk 08:00-12:00 on Mon 12 Jan: Bo instead of Ana (Ana is on leave 12–16 Jan)`; names come from `name`.
    package func sentence(_ name: (MemberID) -> String) -> String {
      let now = to.map(name) ?? "open"
      let old = from.map { to == nil ? ", it was \(name($0))" : " instead of \(name($0))" } ?? ", it was open"
      return "\(label): \(now)\(old) (\(because.sentence))"
    }
  }
}
