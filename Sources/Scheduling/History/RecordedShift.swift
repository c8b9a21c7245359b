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

/// What was recorded of one team, and how far: before `until` the past is exactly this.
package struct RecordedHistory: Sendable, Hashable {
  package var until: Timestamp
  /// By start, then id.
  package var shifts: [RecordedShift]

  package init(until: Timestamp, shifts: [RecordedShift]) {
    self.until = until
    self.shifts = shifts
  }

  /// Takes in a shift that was written down later; quick where it is among the last to have begun.
  package mutating func add(_ shift: RecordedShift) {
    let key = (shift.shift.interval.start, shift.shift.id)
    let place = shifts.lastIndex { ($0.shift.interval.start, $0.shift.id) < key }.map { $0 + 1 } ?? 0
    shifts.insert(shift, at: place)
  }
}
