import Timekeeping

/// The RRULE of a holiday: a yearly rule of RFC 5545, 3.3.10 for whole days, or so many days on end.
///
/// Read and expanded here, because libical 3.0.16 crashes on `FREQ=YEARLY;INTERVAL=2;BYWEEKNO=6,24,2` and searches for
/// seconds for dates that do not exist. Weeks of the year, other calendars and other frequencies are refused.
struct RepeatRule {
  enum Frequency { case yearly, daily }

  /// `BYDAY`: a weekday, with the number of its occurrence when one is given; negative from the end.
  struct NumberedDay {
    let ordinal: Int?
    let weekday: Weekday
  }

  private(set) var frequency = Frequency.yearly
  private(set) var interval = 1
  private(set) var count: Int?
  /// The last date, included.
  private(set) var until: CivilDate?
  private(set) var months: [Int] = []
  private(set) var monthDays: [Int] = []
  private(set) var yearDays: [Int] = []
  private(set) var weekdays: [NumberedDay] = []
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
    case "INTERVAL": return Self.number(value, 1...1000, into: &interval)
    case "COUNT":
      var number = 0
      defer { count = number }
      return Self.number(value, 1...100_000, into: &number)
    case "UNTIL":
      until = EventTime(value)?.date
      return until != nil
    case "BYMONTH": return Self.list(value, upTo: 12, into: &months) && months.allSatisfy { $0 > 0 }
    case "BYMONTHDAY": return Self.list(value, upTo: 31, into: &monthDays)
    case "BYYEARDAY": return Self.list(value, upTo: 366, into: &yearDays)
    case "BYSETPOS": return Self.list(value, upTo: 366, into: &positions)
    case "BYDAY": return take(weekdays: value)
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

  private mutating func take(weekdays value: String) -> Bool {
    for item in value.split(separator: ",", omittingEmptySubsequences: false) {
      let days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
      guard let index = days.firstIndex(of: String(item.suffix(2))) else { return false }
      let number = item.dropLast(2)
      let ordinal = number.isEmpty ? nil : Self.signed(number)
      guard number.isEmpty || ordinal.map({ (1...53).contains(abs($0)) }) == true else { return false }
      weekdays.append(NumberedDay(ordinal: ordinal, weekday: Weekday.allCases[index]))
    }
    return true
  }

  private static func number(_ text: String, _ range: ClosedRange<Int>, into target: inout Int) -> Bool {
    guard let number = decimal(text), range.contains(number) else { return false }
    target = number
    return true
  }

  /// Numbers from 1 to `limit` or from -`limit` to -1.
  private static func list(_ text: String, upTo limit: Int, into target: inout [Int]) -> Bool {
    let items = text.split(separator: ",", omittingEmptySubsequences: false)
    target = items.compactMap { signed($0) }.filter { (1...limit).contains(abs($0)) }
    return target.count == items.count
  }

  private static func signed(_ text: some StringProtocol) -> Int? {
    let digits = text.hasPrefix("-") || text.hasPrefix("+") ? text.dropFirst() : text.dropFirst(0)
    return decimal(digits).map { text.hasPrefix("-") ? -$0 : $0 }
  }
}
