import Timekeeping

/// The RRULE of a holiday: a yearly rule of RFC 5545, 3.3.10 for whole days, or so many days on end.
///
/// Read and expanded here, because libical 3.0.16 crashes on `FREQ=YEARLY;INTERVAL=2;BYWEEKNO=6,24,2` and searches for
/// seconds for dates that do not exist. Weeks of the year, other calendars and other frequencies are refused.
struct RepeatRule {
  enum Frequency { case yearly, daily }

  private(set) var frequency = Frequency.yearly
  private(set) var interval = 1
  private(set) var count: Int?
  /// The last date, included.
  private(set) var until: CivilDate?
  private(set) var months: [Int] = []
  private(set) var monthDays: [Int] = []
  private(set) var yearDays: [Int] = []
  private(set) var weekdays: [RuleValues.NumberedDay] = []
  private(set) var positions: [Int] = []

  /// `line` is where the rule stands.
  init(_ text: String, line: Int) throws(CalendarProblem) {
    func refused(_ why: String) -> CalendarProblem {
      let shown = CleanText.line(text, limit: 60)
      return CalendarProblem(
        line: line, what: "the rule '\(shown)' \(why); list the dates as single events. This event is left out")
    }
    guard text.utf8.count <= HolidayLimits.ruleText else { throw refused("is too long") }
    for other in ["MONTHLY", "WEEKLY"] where text.uppercased().contains("FREQ=" + other) {
      throw refused("is not a yearly one")
    }
    var seen: Set<String> = []
    for part in text.uppercased().split(separator: ";") {
      let fields = part.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
      guard fields.count == 2, seen.insert(fields[0]).inserted, take(fields[0], fields[1]) else {
        throw refused("is not understood at '\(CleanText.line(String(part), limit: 40))'")
      }
    }
    guard seen.contains("FREQ") else { throw refused("does not say that it is yearly") }
    guard frequency == .yearly || count != nil || until != nil else { throw refused("is not yearly and has no end") }
    let hasDays = !(months.isEmpty && monthDays.isEmpty && yearDays.isEmpty && weekdays.isEmpty && positions.isEmpty)
    guard frequency == .yearly || !hasDays else { throw refused("is not a yearly one") }
  }

  /// False when the part is unknown or its value out of range.
  private mutating func take(_ name: String, _ value: String) -> Bool {
    switch name {
    case "FREQ": return take(frequency: value)
    case "INTERVAL": return RuleValues.set(&interval, RuleValues.number(value, 1...1000))
    case "COUNT":
      count = RuleValues.number(value, 1...100_000)
      return count != nil
    case "UNTIL":
      until = EventTime(value)?.date
      return until != nil
    case "BYMONTH": return RuleValues.set(&months, RuleValues.list(value, 1...12))
    case "BYMONTHDAY": return RuleValues.set(&monthDays, RuleValues.list(value, 1...31, signed: true))
    case "BYYEARDAY": return RuleValues.set(&yearDays, RuleValues.list(value, 1...366, signed: true))
    case "BYSETPOS": return RuleValues.set(&positions, RuleValues.list(value, 1...366, signed: true))
    case "BYDAY": return RuleValues.set(&weekdays, RuleValues.weekdays(value))
    case "RSCALE": return value == "GREGORIAN"
    // These say nothing about whole days of a year.
    case "WKST", "BYHOUR", "BYMINUTE", "BYSECOND": return true
    default: return name.hasPrefix("X-")
    }
  }

  private mutating func take(frequency value: String) -> Bool {
    frequency = value == "DAILY" ? .daily : .yearly
    return value == "DAILY" || value == "YEARLY"
  }
}
