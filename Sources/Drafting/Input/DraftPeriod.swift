import Timekeeping

/// The civil days that a draft is for, `[from, until)` on the team's wall: a day, an ISO week, a month, a quarter, a year
/// or any other stretch of at most 53 weeks.
package struct DraftPeriod: Sendable, Hashable, Comparable, TextForm {
  package let from: CivilDate
  /// The first day that is out.
  package let until: CivilDate

  /// The longest draft, in days: a year that begins and ends within a week.
  package static let mostDays = 53 * 7

  /// Nil unless it has at least one day and at most `mostDays`.
  package init?(from: CivilDate, until: CivilDate) {
    guard from < until, until - from <= Self.mostDays else { return nil }
    self.from = from
    self.until = until
  }

  package init(_ week: ISOWeek) {
    from = week.monday
    until = week.monday + 7
  }

  package init(_ date: CivilDate) {
    from = date
    until = date + 1
  }

  /// Nil when it is longer than `mostDays`.
  package init?(_ dates: DateRange) { self.init(from: dates.first, until: dates.last + 1) }

  package var days: Int { until - from }
  package var dates: DateRange { DateRange(from, until - 1) ?? DateRange(from) }
  package func contains(_ date: CivilDate) -> Bool { from <= date && date < until }

  /// Every ISO week that has a day of it, in order.
  package var weeks: [ISOWeek] {
    stride(from: ISOWeek(containing: from).monday, to: until, by: 7).map { ISOWeek(containing: $0) }
  }

  /// The week that it is, if it is one.
  package var week: ISOWeek? {
    let week = ISOWeek(containing: from)
    return days == 7 && week.monday == from ? week : nil
  }

  /// The same days on the wall of `zone`; nil where the clock was turned past all of them.
  package func interval(in zone: Zone) -> Interval? { Interval(zone.startOfDay(from), zone.startOfDay(until)) }

  package static func < (a: DraftPeriod, b: DraftPeriod) -> Bool { (a.from, a.until) < (b.from, b.until) }
}

extension DraftPeriod {
  package static let form =
    "a week such as 2026-W48, a month such as 2026-12, a quarter such as 2026-Q4, a year such as 2026, a day such as "
    + "2026-12-24, or days such as 2026-12-01..2026-12-14 (at most 53 weeks)"

  package init(text: String) throws(TextProblem) {
    if let dates = try? DateRange(text: text) {
      guard let period = DraftPeriod(from: dates.first, until: dates.last + 1) else {
        throw TextProblem("'\(text)' is longer than 53 weeks", help: "draft a year, such as \(dates.first.parts.year)")
      }
      self = period
    } else if text.contains("..") {
      throw (try Self.rangeProblem(text))
    } else if let week = try? ISOWeek(text: text) {
      self.init(week)
    } else if let months = Self.months(text) {
      self = months
    } else {
      throw Self.problem(text, "a period")
    }
  }

  /// What the grammar of ranges says about a text that is none.
  private static func rangeProblem(_ text: String) throws(TextProblem) -> TextProblem {
    do throws(TextProblem) {
      _ = try DateRange(text: text)
    } catch {
      return error
    }
    return problem(text, "a period")
  }

  /// A month, a quarter or a year.
  private static func months(_ text: String) -> DraftPeriod? {
    let fields = text.split(separator: "-", omittingEmptySubsequences: false)
    guard let first = fields.first, first.utf8.count == 4, let year = decimal(first) else { return nil }
    if fields.count == 1 { return months(12, from: CivilDate(year, 1, 1)) }
    guard fields.count == 2, fields[1].utf8.count == 2 else { return nil }
    if fields[1].hasPrefix("Q") || fields[1].hasPrefix("q") {
      guard let quarter = decimal(fields[1].dropFirst()), (1...4).contains(quarter) else { return nil }
      return months(3, from: CivilDate(year, quarter * 3 - 2, 1))
    }
    return decimal(fields[1]).flatMap { months(1, from: CivilDate(year, $0, 1)) }
  }

  private static func months(_ count: Int, from first: CivilDate?) -> DraftPeriod? {
    first.flatMap { DraftPeriod(from: $0, until: $0.adding(months: count)) }
  }

  /// How many whole months it is; nil when it is no whole months.
  private var wholeMonths: Int? {
    guard from.parts.day == 1, until.parts.day == 1 else { return nil }
    return (until.parts.year - from.parts.year) * 12 + until.parts.month - from.parts.month
  }

  package var description: String {
    let (year, month, _) = from.parts
    if let week { return "\(week)" }
    switch wholeMonths {
    case 1: return "\(padded(year, 4))-\(padded(month))"
    case 3 where month % 3 == 1: return "\(padded(year, 4))-Q\((month + 2) / 3)"
    case 12 where month == 1: return padded(year, 4)
    default: return days == 1 ? "\(from)" : "\(from)..\(until - 1)"
    }
  }
}
