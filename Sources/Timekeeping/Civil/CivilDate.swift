/// A day of the Gregorian calendar on the wall, in no zone. Years 0001–9999.
package struct CivilDate: Hashable, Sendable, Comparable, TextForm {
  /// Days since 1970-01-01; may be negative.
  package let daysSinceEpoch: Int

  package init(daysSinceEpoch: Int) {
    self.daysSinceEpoch = daysSinceEpoch
  }

  /// Nil unless `year`, `month` and `day` name a day that exists.
  package init?(_ year: Int, _ month: Int, _ day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= CivilDate.daysInMonth(year, month)
    else { return nil }
    self.daysSinceEpoch = CivilDate.days(year, month, day)
  }

  package static func < (a: CivilDate, b: CivilDate) -> Bool { a.daysSinceEpoch < b.daysSinceEpoch }
  package static func + (date: CivilDate, days: Int) -> CivilDate {
    CivilDate(daysSinceEpoch: date.daysSinceEpoch + days)
  }
  package static func - (date: CivilDate, days: Int) -> CivilDate { date + -days }
  package static func - (a: CivilDate, b: CivilDate) -> Int { a.daysSinceEpoch - b.daysSinceEpoch }

  package var weekday: Weekday { Weekday(daysSinceEpoch: daysSinceEpoch) }

  /// Year, month (1–12) and day of month.
  package var parts: (year: Int, month: Int, day: Int) {
    // Howard Hinnant, "chrono-compatible low-level date algorithms": civil_from_days.
    let shifted = daysSinceEpoch + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// The same day of the month `months` later, or that month's last day when it is shorter (rule T4).
  package func adding(months: Int) -> CivilDate {
    let (year, month, day) = parts
    let index = year * 12 + month - 1 + months
    let newYear = index >= 0 ? index / 12 : (index - 11) / 12
    let newMonth = index - newYear * 12 + 1
    let clamped = min(day, CivilDate.daysInMonth(newYear, newMonth))
    return CivilDate(daysSinceEpoch: CivilDate.days(newYear, newMonth, clamped))
  }

  package static func daysInMonth(_ year: Int, _ month: Int) -> Int {
    switch month {
    case 2: return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: return 30
    default: return 31
    }
  }

  static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    // Howard Hinnant: days_from_civil.
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  package static let form = "a date such as 2026-03-29"

  package init(text: String) throws(TextProblem) {
    let fields = text.split(separator: "-", omittingEmptySubsequences: false)
    guard fields.count == 3, fields[0].utf8.count == 4, fields[1].utf8.count == 2, fields[2].utf8.count == 2,
      let year = decimal(fields[0]), let month = decimal(fields[1]), let day = decimal(fields[2]),
      let date = CivilDate(year, month, day)
    else { throw Self.problem(text, "a date") }
    self = date
  }

  package var description: String {
    let (year, month, day) = parts
    return "\(padded(year, 4))-\(padded(month))-\(padded(day))"
  }
}

extension CivilDate: Strideable {
  /// Days from this date to `other`; so `for date in from...to` walks the days.
  package func distance(to other: CivilDate) -> Int { other - self }
  package func advanced(by days: Int) -> CivilDate { self + days }
}
