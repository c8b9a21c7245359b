import Timekeeping

/// Dates in English words, for views and printed weeks.
package enum DateWords {
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]
  private static let weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

  package static func month(_ date: CivilDate) -> String { months[date.parts.month - 1] }
  package static func weekday(_ date: CivilDate) -> String { weekdays[date.weekday.rawValue] }

  /// `Mon 23 Nov`.
  package static func short(_ date: CivilDate) -> String { "\(weekday(date).prefix(3)) \(dayAndMonth(date))" }

  /// `23 Nov`.
  package static func dayAndMonth(_ date: CivilDate) -> String { "\(date.parts.day) \(month(date).prefix(3))" }

  /// `Monday 23 November 2026`.
  package static func long(_ date: CivilDate) -> String {
    "\(weekday(date)) \(date.parts.day) \(month(date)) \(date.parts.year)"
  }

  /// `23–29 November 2026`, with what differs between the ends written twice.
  package static func span(_ first: CivilDate, _ last: CivilDate) -> String {
    let (from, to) = (first.parts, last.parts)
    let end = "\(to.day) \(month(last)) \(to.year)"
    if from.year != to.year { return "\(from.day) \(month(first)) \(from.year) – \(end)" }
    return from.month == to.month ? "\(from.day)–\(end)" : "\(from.day) \(month(first)) – \(end)"
  }
}
