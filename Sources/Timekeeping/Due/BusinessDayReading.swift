/// What a business day means (rule O5); the first two are offered, the others are there to be compared with.
package enum BusinessDayReading: String, Codable, CaseIterable, Sendable {
  /// The n-th business date after the first open instant, at that instant's wall time.
  case sameClock = "same clock"
  /// The closing of the n-th business date.
  case endOfDay = "end of day"
  /// n times the open time of the first date, counted as open time.
  case hours
  /// The n-th business date after the start's date at the start's wall time.
  case biz
  /// As `sameClock`, but an opening stays an opening.
  case businessTime = "business time"
}
