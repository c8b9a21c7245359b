import Timekeeping

/// An RRULE of RFC 5545, 3.3.10, read but not yet expanded.
struct RecurrenceRule: Hashable {
  enum Frequency: String, Hashable, CaseIterable {
    case secondly = "SECONDLY"
    case minutely = "MINUTELY"
    case hourly = "HOURLY"
    case daily = "DAILY"
    case weekly = "WEEKLY"
    case monthly = "MONTHLY"
    case yearly = "YEARLY"
  }

  /// The last moment, included, in the form it is written in.
  enum Until: Hashable {
    case date(CivilDate)
    case wall(CivilDateTime)
    case instant(Timestamp)
  }

  /// Why a rule cannot be followed: the part as written.
  struct Problem: Error {
    let part: String
  }

  private(set) var frequency = Frequency.yearly
  private(set) var interval = 1
  private(set) var count: Int?
  private(set) var until: Until?
  private(set) var months: [Int] = []
  private(set) var monthDays: [Int] = []
  private(set) var yearDays: [Int] = []
  private(set) var weekNumbers: [Int] = []
  private(set) var weekdays: [RuleValues.NumberedDay] = []
  private(set) var hours: [Int] = []
  private(set) var minutes: [Int] = []
  private(set) var seconds: [Int] = []
  private(set) var positions: [Int] = []
  private(set) var weekStart = Weekday.mon

  init(_ text: String) throws(Problem) {
    guard text.utf8.count <= ImportLimits.ruleText else { throw Problem(part: "it is too long") }
    var hasFrequency = false
    for part in text.uppercased().split(separator: ";") {
      let fields = part.split(separator: "=", omittingEmptySubsequences: false).map { $0.filter { $0 != " " } }
      guard fields.count == 2, take(fields[0], fields[1]) else {
        throw Problem(part: CleanText.line(String(part), limit: 40))
      }
      if fields[0] == "FREQ" { hasFrequency = true }
    }
    guard hasFrequency else { throw Problem(part: "FREQ is missing") }
  }

  /// False when the part is unknown or its value out of range.
  private mutating func take(_ name: String, _ value: String) -> Bool {
    switch name {
    case "FREQ": return RuleValues.set(&frequency, Frequency(rawValue: value))
    case "INTERVAL": return RuleValues.set(&interval, RuleValues.number(value, 1...100_000))
    case "COUNT":
      count = RuleValues.number(value, 1...1_000_000)
      return count != nil
    case "UNTIL":
      until = Self.until(value)
      return until != nil
    case "WKST": return RuleValues.set(&weekStart, RuleValues.weekday(value))
    case "BYDAY": return RuleValues.set(&weekdays, RuleValues.weekdays(value))
    case "RSCALE": return value == "GREGORIAN"
    default: return takeNumbers(name, value)
    }
  }

  private mutating func takeNumbers(_ name: String, _ value: String) -> Bool {
    switch name {
    case "BYMONTH": RuleValues.set(&months, RuleValues.list(value, 1...12))
    case "BYMONTHDAY": RuleValues.set(&monthDays, RuleValues.list(value, 1...31, signed: true))
    case "BYYEARDAY": RuleValues.set(&yearDays, RuleValues.list(value, 1...366, signed: true))
    case "BYWEEKNO": RuleValues.set(&weekNumbers, RuleValues.list(value, 1...53, signed: true))
    case "BYSETPOS": RuleValues.set(&positions, RuleValues.list(value, 1...366, signed: true))
    case "BYHOUR": RuleValues.set(&hours, RuleValues.list(value, 0...23))
    case "BYMINUTE": RuleValues.set(&minutes, RuleValues.list(value, 0...59))
    case "BYSECOND": RuleValues.set(&seconds, RuleValues.list(value, 0...60))
    default: name.hasPrefix("X-")
    }
  }

  private static func until(_ value: String) -> Until? {
    guard let time = WrittenTime(value) else { return nil }
    if time.isDate { return .date(time.date) }
    return time.isUTC ? .instant(Timestamp(seconds: time.wall.secondsSinceEpoch)) : .wall(time.wall)
  }
}
