import Timekeeping

/// The days that a rule names, period by period.
struct RuleDays {
  private let rule: RecurrenceRule
  private let start: CivilDate
  /// The months of a year that need looking at.
  private let months: [Int]

  init(_ rule: RecurrenceRule, start: CivilDate) {
    self.rule = rule
    self.start = start
    let everyMonth = !(rule.monthDays.isEmpty && rule.weekdays.isEmpty && rule.namesNoWideDays)
    months = !rule.months.isEmpty ? rule.months : everyMonth ? Array(1...12) : [start.parts.month]
  }

  /// How many days are looked at for one period.
  func steps(_ frequency: RecurrenceRule.Frequency) -> Int {
    switch frequency {
    case .yearly: months.count * 31
    case .monthly: 31
    case .weekly: 7
    default: 1
    }
  }

  func weekBegin(_ date: CivilDate) -> CivilDate {
    date - (date.weekday.rawValue - rule.weekStart.rawValue + 7) % 7
  }

  /// Those of the year, month, week or day that begins on `begin`, in order.
  func dates(from begin: CivilDate) -> [CivilDate] {
    let (year, month, _) = begin.parts
    switch rule.frequency {
    case .yearly: return months.flatMap { dates(ofMonth: $0, year) }
    case .monthly: return dates(ofMonth: month, year)
    case .weekly: return (0..<7).map { begin + $0 }.filter { isNamed($0) }
    default: return isNamed(begin) ? [begin] : []
    }
  }

  private func dates(ofMonth month: Int, _ year: Int) -> [CivilDate] {
    guard let first = CivilDate(year, month, 1) else { return [] }
    return (0..<CivilDate.daysInMonth(year, month)).map { first + $0 }.filter { isNamed($0) }
  }

  /// Whether the parts of the rule that speak of days name `date`; what they leave open, the start decides.
  func isNamed(_ date: CivilDate) -> Bool {
    let (year, month, day) = date.parts
    guard rule.months.isEmpty || rule.months.contains(month) else { return false }
    guard isNamed(monthDay: day, of: CivilDate.daysInMonth(year, month)) else { return false }
    return isNamed(dayOfYear: date, year) && isNamed(week: date) && isNamed(weekday: date, year, month, day)
  }

  private func isNamed(monthDay day: Int, of length: Int) -> Bool {
    if !rule.monthDays.isEmpty { return rule.monthDays.contains(day) || rule.monthDays.contains(day - length - 1) }
    guard rule.frequency == .yearly || rule.frequency == .monthly else { return true }
    return !rule.weekdays.isEmpty || !rule.namesNoWideDays || day == start.parts.day
  }

  private func isNamed(dayOfYear date: CivilDate, _ year: Int) -> Bool {
    guard !rule.yearDays.isEmpty else { return true }
    let (number, length) = Self.placeInYear(date, year)
    return rule.yearDays.contains(number) || rule.yearDays.contains(number - length - 1)
  }

  /// BYWEEKNO; week 1 is the first with at least four days in the year, by the rule's own first weekday.
  private func isNamed(week date: CivilDate) -> Bool {
    guard !rule.weekNumbers.isEmpty else { return true }
    let begin = weekBegin(date)
    let year = (begin + 3).parts.year
    let first = weekOne(year)
    let (number, count) = ((begin - first) / 7 + 1, (weekOne(year + 1) - first) / 7)
    return rule.weekNumbers.contains(number) || rule.weekNumbers.contains(number - count - 1)
  }

  private func weekOne(_ year: Int) -> CivilDate { weekBegin(CivilDate(year, 1, 4) ?? start) }

  /// A numbered weekday counts within the month where months are named or the rule is monthly, else within the year;
  /// in weekly and daily rules, and beside BYWEEKNO, its number says nothing.
  private func isNamed(weekday date: CivilDate, _ year: Int, _ month: Int, _ day: Int) -> Bool {
    if rule.weekdays.isEmpty { return !needsStartsWeekday || date.weekday == start.weekday }
    let ofMonth = rule.frequency == .monthly || !rule.months.isEmpty
    let place = ofMonth ? (day, CivilDate.daysInMonth(year, month)) : Self.placeInYear(date, year)
    let fromStart = (place.0 - 1) / 7 + 1
    let fromEnd = -((place.1 - place.0) / 7 + 1)
    let counts = (rule.frequency == .yearly && rule.weekNumbers.isEmpty) || rule.frequency == .monthly
    return rule.weekdays.contains { named in
      guard named.weekday == date.weekday else { return false }
      return !counts || (named.ordinal.map { $0 == fromStart || $0 == fromEnd } ?? true)
    }
  }

  private var needsStartsWeekday: Bool {
    rule.frequency == .weekly || (!rule.weekNumbers.isEmpty && rule.yearDays.isEmpty && rule.monthDays.isEmpty)
  }

  /// The day's number in its year, from 1, and how many days that year has.
  private static func placeInYear(_ date: CivilDate, _ year: Int) -> (Int, Int) {
    let length = CivilDate.daysInMonth(year, 2) + 337
    return (date - (CivilDate(year, 1, 1) ?? date) + 1, length)
  }
}

extension RecurrenceRule {
  /// True when neither days of the year nor weeks are named.
  fileprivate var namesNoWideDays: Bool { yearDays.isEmpty && weekNumbers.isEmpty }
}
