import Timekeeping

/// Something that wants to be looked at again; each entity of a kind has one timer.
package struct TimerRow: Sendable, Hashable {
  package let id: Int
  /// Such as `ticket`.
  package let kind: String
  /// Such as `T-12`.
  package let entity: String
  /// Grows with every arming; firing compares it, so a second wake-up finds nothing to do.
  package let generation: Int
  /// By the wall clock.
  package let due: Timestamp
  /// True for a span of time ("in 10 minutes"), which a change of the wall clock must not move.
  package let relative: Bool
  package let bootID: String?
  /// When a relative timer is due by that boot's clock, in milliseconds.
  package let dueBoot: Int64?
  package let state: State
  package let purpose: String

  package enum State: String, Sendable, Hashable, CaseIterable {
    case armed, done, cancelled
  }
}
