import Timekeeping

/// The dates that a rule names.
struct RepeatDates {
  private let rule: RepeatRule
  private let start: CivilDate
  private let startMonth: Int
  private let startDay: Int

  private init(_ rule: RepeatRule, from start: CivilDate) {
    self.rule = rule
    self.start = start
    (_, startMonth, startDay) = start.parts
  }

  /// The rule's dates from `start` to the end of the window, in order; `start` itself only if the rule names it.
  ///
  /// Nil when there are more than `HolidayLimits.instances`, or when `start` lies before `HolidayLimits.earliestRule`.
  static func dates(_ rule: RepeatRule, from start: CivilDate) -> [CivilDate]? {
    guard start >= HolidayLimits.earliestRule else { return nil }
    let last = min(rule.until ?? HolidayLimits.window.upperBound, HolidayLimits.window.upperBound)
    guard start <= last else { return [] }
    let all = RepeatDates(rule, from: start)
    let dates = rule.frequency == .yearly ? all.yearly(until: last) : all.daily(until: last)
    return dates.count > HolidayLimits.instances ? nil : dates
  }

  private func daily(until last: CivilDate) -> [CivilDate] {
    let days = min(last - start, (rule.count ?? HolidayLimits.instances + 1) * rule.interval - 1)
    return stride(from: 0, through: days, by: rule.interval).map { start + $0 }
  }

  private func yearly(until last: CivilDate) -> [CivilDate] {
    var dates: [CivilDate] = []
    for year in stride(from: start.parts.year, through: last.parts.year, by: rule.interval) {
      let named = positioned(days(of: year)).filter { $0 >= start && $0 <= last }
      dates += named.prefix(rule.count.map { $0 - dates.count } ?? named.count)
      if dates.count > HolidayLimits.instances || dates.count == rule.count { break }
    }
    return dates
  }

  /// BYSETPOS: of a year's dates those at the stated places.
  private func positioned(_ dates: [CivilDate]) -> [CivilDate] {
    guard !rule.positions.isEmpty else { return dates }
    let places = Set(rule.positions.map { $0 > 0 ? $0 - 1 : dates.count + $0 })
    return dates.indices.filter(places.contains).map { dates[$0] }
  }

  /// The year's dates, in order, before BYSETPOS.
  private func days(of year: Int) -> [CivilDate] {
    (1...12).flatMap { month in
      isNamed(month: month) ? days(of: Month(year: year, number: month)) : []
    }
  }

  private struct Month {
    let year: Int
    let number: Int
    var length: Int { CivilDate.daysInMonth(year, number) }
  }

  private func days(of month: Month) -> [CivilDate] {
    (1...month.length).compactMap { day in
      guard isNamed(day: day, of: month), let date = CivilDate(month.year, month.number, day) else { return nil }
      return isNamed(dayOfYear: date, month.year) && isNamed(weekday: date, day, month) ? date : nil
    }
  }

  /// Without any other part a rule means the month and day of its start.
  private func isNamed(month: Int) -> Bool {
    if !rule.months.isEmpty { return rule.months.contains(month) }
    let isAny = !(rule.monthDays.isEmpty && rule.yearDays.isEmpty && rule.weekdays.isEmpty)
    return isAny || month == startMonth
  }

  private func isNamed(day: Int, of month: Month) -> Bool {
    if !rule.monthDays.isEmpty {
      return rule.monthDays.contains(day) || rule.monthDays.contains(day - month.length - 1)
    }
    return !(rule.yearDays.isEmpty && rule.weekdays.isEmpty) || day == startDay
  }

  private func isNamed(dayOfYear date: CivilDate, _ year: Int) -> Bool {
    guard !rule.yearDays.isEmpty else { return true }
    let (number, length) = Self.placeInYear(date, year)
    return rule.yearDays.contains(number) || rule.yearDays.contains(number - length - 1)
  }

  /// A numbered weekday counts within the month when months are named, else within the year.
  private func isNamed(weekday date: CivilDate, _ day: Int, _ month: Month) -> Bool {
    guard !rule.weekdays.isEmpty else { return true }
    let (number, length) = rule.months.isEmpty ? Self.placeInYear(date, month.year) : (day, month.length)
    let fromStart = (number - 1) / 7 + 1
    let fromEnd = -((length - number) / 7 + 1)
    return rule.weekdays.contains { named in
      named.weekday == date.weekday && (named.ordinal.map { $0 == fromStart || $0 == fromEnd } ?? true)
    }
  }

  /// The day's number in its year, from 1, and how many days that year has.
  private static func placeInYear(_ date: CivilDate, _ year: Int) -> (number: Int, length: Int) {
    let length = CivilDate.daysInMonth(year, 2) + 337
    return (date - (CivilDate(year, 1, 1) ?? date) + 1, length)
  }
}
