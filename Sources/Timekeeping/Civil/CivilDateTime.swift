/// A date and a time of day on the wall, to the second, in no zone.
package struct CivilDateTime: Hashable, Sendable, Comparable, TextForm {
  /// Seconds since 1970-01-01 00:00 as if the wall clock never changed.
  package let secondsSinceEpoch: Int64

  @inlinable package init(secondsSinceEpoch: Int64) {
    self.secondsSinceEpoch = secondsSinceEpoch
  }

  package init(_ date: CivilDate, _ time: CivilTime) {
    self.init(date, minutes: time.minutes)
  }

  /// `minutes` after midnight of `date`; may lie on another day (1800 is 06:00 the next morning).
  @inlinable package init(_ date: CivilDate, minutes: Int) {
    self.secondsSinceEpoch = Int64(date.daysSinceEpoch) * 86_400 + Int64(minutes) * 60
  }

  package static func < (a: CivilDateTime, b: CivilDateTime) -> Bool { a.secondsSinceEpoch < b.secondsSinceEpoch }

  @inlinable package func adding(seconds: Int64) -> CivilDateTime {
    CivilDateTime(secondsSinceEpoch: secondsSinceEpoch + seconds)
  }

  package var date: CivilDate {
    CivilDate(daysSinceEpoch: Int(floorDivided(secondsSinceEpoch, by: 86_400)))
  }

  /// Seconds since midnight, 0–86,399.
  package var secondOfDay: Int { Int(secondsSinceEpoch - Int64(date.daysSinceEpoch) * 86_400) }

  /// The time of day without its seconds.
  package var time: CivilTime { CivilTime(minutes: secondOfDay / 60) ?? .midnight }

  /// `HH:MM:SS`.
  package var clock: String {
    let second = secondOfDay
    return "\(padded(second / 3600)):\(padded(second / 60 % 60)):\(padded(second % 60))"
  }

  package static let form = "a date and time such as 2026-03-29 01:30"

  /// Seconds may be given: what is printed can be read.
  package init(text: String) throws(TextProblem) {
    let fields = text.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == " " || $0 == "T" }
    guard fields.count == 2, let date = try? CivilDate(text: String(fields[0])),
      let time = try? CivilTime(text: String(fields[1].prefix(5))),
      let seconds = Self.seconds(fields[1].dropFirst(5)), time < .endOfDay || seconds == 0
    else { throw Self.problem(text, "a date and time") }
    self = CivilDateTime(date, time).adding(seconds: Int64(seconds))
  }

  /// Reads `:SS`, or nothing.
  private static func seconds(_ text: Substring) -> Int? {
    if text.isEmpty { return 0 }
    guard text.hasPrefix(":"), text.utf8.count == 3, let seconds = decimal(text.dropFirst()), seconds < 60 else {
      return nil
    }
    return seconds
  }

  /// `2026-03-29 01:30`, with seconds only when there are any.
  package var description: String {
    secondOfDay % 60 == 0 ? "\(date) \(time)" : "\(date) \(clock)"
  }
}
