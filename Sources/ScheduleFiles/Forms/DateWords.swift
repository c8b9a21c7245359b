import Timekeeping

/// Dates and ranges in words, for what `check --explain` says.
enum DateWords {
  private static let days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]

  static func weekday(_ day: Weekday) -> String { days[day.rawValue] }

  /// `Friday 16 October 2026`.
  static func day(_ date: CivilDate) -> String {
    let parts = date.parts
    return "\(weekday(date.weekday)) \(parts.day) \(months[parts.month - 1]) \(parts.year)"
  }

  /// What a range of dates means: the last day is in it (rule T1).
  static func range(_ range: DateRange) -> String? {
    guard range.first != range.last else { return nil }
    let count = range.last - range.first + 1
    return "\(range) is \(count) days, from \(day(range.first)) to \(day(range.last)), that day included"
  }

  /// What an `until` means: it is the first day that is out (rule T1).
  static func until(_ date: CivilDate) -> String { "until \(date): \(day(date - 1)) is the last day" }

  /// Windows that end on the day after the one they belong to (rule T7).
  static func overnight(_ windows: [DayWindow]) -> String? {
    var seen: [String] = []
    for window in windows where window.end > 1440 && !seen.contains("\(window)") { seen.append("\(window)") }
    guard !seen.isEmpty else { return nil }
    let text = seen.joined(separator: " and ")
    return seen.count == 1
      ? "\(text) ends on the day after the one it begins on" : "\(text) end on the day after the one they begin on"
  }
}
