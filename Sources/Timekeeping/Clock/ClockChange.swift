/// A change of a zone's wall clock.
package struct ClockChange: Sendable, Hashable {
  package let at: Timestamp
  /// What the clock would read at `at` had it not been changed: 02:00 when 02:00 becomes 03:00.
  package let reading: CivilDateTime
  /// By how much it is put forward; negative when it is put back.
  package let change: Duration

  package init(at: Timestamp, reading: CivilDateTime, change: Duration) {
    self.at = at
    self.reading = reading
    self.change = change
  }
}
