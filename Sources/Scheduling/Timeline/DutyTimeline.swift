import Timekeeping

/// One duty's shifts and gaps inside a timeline's window.
package struct DutyTimeline: Sendable {
  package let duty: Duty
  /// Required time that nobody fills, clipped to the window, in order.
  package let gaps: [Gap]
  let table: DutyTable

  /// Whole shifts that overlap the window, by start, then id.
  package var shifts: [TimelineShift] {
    table.pieces.indices.map { TimelineShift(table: table, place: Int32($0)) }
  }

  /// Those on at `instant`; at a handoff exactly the new one (rule T1). Allocates nothing.
  package func on(at instant: Timestamp) -> OnDuty { OnDuty(table, table.holders(at: instant)) }

  /// The same as a list.
  package func holders(at instant: Timestamp) -> [TimelineShift] { Array(on(at: instant)) }
}

/// Required time of a duty that nobody fills, and why.
package struct Gap: Sendable, Hashable {
  package var duty: DutyID
  package var interval: Interval
  package var reason: Reason

  package init(duty: DutyID, interval: Interval, reason: Reason) {
    self.duty = duty
    self.interval = interval
    self.reason = reason
  }

  package enum Reason: Sendable, Hashable {
    /// The week's rota is not published yet.
    case notPublished
    /// Nobody was free to take it, or everybody was taken off.
    case nobody
  }
}
