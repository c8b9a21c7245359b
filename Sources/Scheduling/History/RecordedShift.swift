import Timekeeping

/// A shift, or a part of one, as it was stood: written down as it ended, and never computed again (rules T8 and T11).
package struct RecordedShift: Sendable, Hashable, Codable {
  package var shift: Shift
  /// Why the member had it, in the words of that day.
  package var because: String
  /// The stored version of the definitions that was in force.
  package var version: Int
  package var recorded: Timestamp

  package init(shift: Shift, because: String, version: Int, recorded: Timestamp) {
    self.shift = shift
    self.because = because
    self.version = version
    self.recorded = recorded
  }
}

/// What was recorded of one team: from `since` to `until` the past is exactly this.
///
/// What lies before `since`, when nobody wrote anything down yet, is computed as the versions say it.
package struct RecordedHistory: Sendable, Hashable {
  package var since: Timestamp
  package var until: Timestamp
  /// By start, then id.
  package private(set) var shifts: [RecordedShift]
  /// How long the longest of them is: how far back a search by start has to look.
  private var longest: Duration
  /// Shifts are written down when they end: of a duty on which somebody was on at `until`, the past is exactly this
  /// only before the start of their shift, and what others stood since is in it as far as it ended.
  package var running: [DutyID: Timestamp]

  /// `shifts` in any order.
  package init(
    since: Timestamp = .distantPast, until: Timestamp, shifts: [RecordedShift], running: [DutyID: Timestamp] = [:]
  ) {
    self.since = since
    self.until = until
    self.shifts = shifts.sorted { Self.key($0) < Self.key($1) }
    self.running = running
    longest = shifts.map(\.shift.interval.duration).max() ?? .zero
  }

  /// From `since` to this instant the past of `duty` is exactly what was recorded.
  package func end(of duty: DutyID) -> Timestamp { min(running[duty] ?? until, until) }

  /// Takes in a shift that was written down later; quick where it is among the last to have begun.
  package mutating func add(_ shift: RecordedShift) {
    let place = shifts.lastIndex { Self.key($0) < Self.key(shift) }.map { $0 + 1 } ?? 0
    shifts.insert(shift, at: place)
    longest = max(longest, shift.shift.interval.duration)
  }

  private static func key(_ shift: RecordedShift) -> (Timestamp, ShiftID) {
    (shift.shift.interval.start, shift.shift.id)
  }

  /// The places of all shifts that share time with `span`, and of few others; found by halving.
  package func places(around span: Interval) -> Range<Int> {
    let first = place(of: span.start - longest)
    return first..<max(first, place(of: span.end))
  }

  /// The first place whose shift begins at or after `instant`.
  private func place(of instant: Timestamp) -> Int {
    var (low, high) = (0, shifts.count)
    while low < high {
      let middle = (low + high) / 2
      if shifts[middle].shift.interval.start < instant { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
