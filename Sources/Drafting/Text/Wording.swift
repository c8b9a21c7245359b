import Timekeeping

/// How instants, days and amounts are written in reasons.
package enum Wording {
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
  private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

  static func weekday(_ date: CivilDate) -> String { weekdays[date.weekday.rawValue] }

  /// `12 Jan`.
  static func dayOfMonth(_ date: CivilDate) -> String { "\(date.parts.day) \(months[date.parts.month - 1])" }

  /// `Jan 2026`.
  static func month(_ date: CivilDate) -> String { "\(months[date.parts.month - 1]) \(date.parts.year)" }

  /// `Mon 12 Jan`.
  static func day(_ date: CivilDate) -> String { "\(weekday(date)) \(dayOfMonth(date))" }

  /// `12 Jan`, `12–16 Jan`, `30 Jan – 2 Feb`; the last day is included (rule T1).
  static func days(_ first: CivilDate, _ last: CivilDate) -> String {
    if first == last { return dayOfMonth(first) }
    let sameMonth = first.parts.month == last.parts.month && first.parts.year == last.parts.year
    return sameMonth ? "\(first.parts.day)–\(dayOfMonth(last))" : "\(dayOfMonth(first)) – \(dayOfMonth(last))"
  }

  /// Whole days where the span is made of them, else days with times: `12–16 Jan`, `Mon 12 Jan 13:00-17:00 Europe/London`.
  static func span(_ interval: Interval, in zone: Zone) -> String {
    let first = zone.civil(at: interval.start).date
    let last = zone.civil(at: interval.end - .milliseconds(1)).date
    let whole = zone.startOfDay(first) == interval.start && zone.startOfDay(last + 1) == interval.end
    return whole ? days(first, last) : window(interval, in: zone)
  }

  /// `Mon 12 Jan 08:00-12:00 Europe/London`, with the day of the end where it is another.
  static func window(_ interval: Interval, in zone: Zone) -> String {
    let start = zone.civil(at: interval.start)
    let end = zone.civil(at: interval.end)
    let sameDay = start.date == end.date || (end.secondOfDay == 0 && end.date == start.date + 1)
    let tail = sameDay ? "-\(closing(end))" : " – \(day(end.date)) \(end.time)"
    return "\(day(start.date)) \(start.time)\(tail) \(zone.id)"
  }

  /// `08:00-12:00`; the end of the day is 24:00.
  static func clock(_ interval: Interval, in zone: Zone) -> String {
    "\(zone.civil(at: interval.start).time)-\(closing(zone.civil(at: interval.end)))"
  }

  private static func closing(_ end: CivilDateTime) -> String { end.secondOfDay == 0 ? "24:00" : "\(end.time)" }

  /// `Mon 04:00 Europe/London`.
  static func time(_ instant: Timestamp, in zone: Zone) -> String {
    let wall = zone.civil(at: instant)
    return "\(weekday(wall.date)) \(wall.time) \(zone.id)"
  }

  /// `6 h`, `6 h 30 min`, `45 min`.
  static func hours(_ duration: Duration) -> String {
    let minutes = Int(duration.components.seconds) / 60
    let parts = [minutes / 60 > 0 ? "\(minutes / 60) h" : nil, minutes % 60 > 0 ? "\(minutes % 60) min" : nil]
    let text = parts.compactMap { $0 }.joined(separator: " ")
    return text.isEmpty ? "less than a minute" : text
  }

  /// `12.5` from hundredths, rounded half away from zero (rule T10).
  package static func tenths(_ hundredths: Int) -> String {
    let tenths = hundredths.divided(by: 10)
    return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }

  /// `12.5 h less than a fair share`, from hundredths of weighted hours.
  static func deviation(_ hundredths: Int) -> String {
    if hundredths.divided(by: 10) == 0 { return "just a fair share" }
    return "\(tenths(abs(hundredths))) h \(hundredths < 0 ? "less" : "more") than a fair share"
  }

  /// `a`, `a and b`, `a, b and c`.
  static func list(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return "\(items.dropLast().joined(separator: ", ")) and \(last)"
  }

  /// `a`, `a or b`, `a, b or c`.
  static func either(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return "\(items.dropLast().joined(separator: ", ")) or \(last)"
  }

  /// `1 slot`, `3 slots`.
  static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
