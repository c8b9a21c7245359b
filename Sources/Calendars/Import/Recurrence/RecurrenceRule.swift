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

  /// `BYDAY`: a weekday, with the number of its occurrence when one is given; negative from the end.
  struct NumberedDay: Hashable {
    let ordinal: Int?
    let weekday: Weekday
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
  private(set) var weekdays: [NumberedDay] = []
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
    case "FREQ": return set(&frequency, Frequency(rawValue: value))
    case "INTERVAL": return set(&interval, Self.number(value, 1...100_000))
    case "COUNT":
      count = Self.number(value, 1...1_000_000)
      return count != nil
    case "UNTIL":
      until = Self.until(value)
      return until != nil
    case "WKST": return set(&weekStart, Self.weekday(value))
    case "BYDAY": return set(&weekdays, Self.weekdays(value))
    case "RSCALE": return value == "GREGORIAN"
    default: return takeNumbers(name, value)
    }
  }

  private mutating func takeNumbers(_ name: String, _ value: String) -> Bool {
    switch name {
    case "BYMONTH": set(&months, Self.list(value, 1...12))
    case "BYMONTHDAY": set(&monthDays, Self.list(value, 1...31, signed: true))
    case "BYYEARDAY": set(&yearDays, Self.list(value, 1...366, signed: true))
    case "BYWEEKNO": set(&weekNumbers, Self.list(value, 1...53, signed: true))
    case "BYSETPOS": set(&positions, Self.list(value, 1...366, signed: true))
    case "BYHOUR": set(&hours, Self.list(value, 0...23))
    case "BYMINUTE": set(&minutes, Self.list(value, 0...59))
    case "BYSECOND": set(&seconds, Self.list(value, 0...60))
    default: name.hasPrefix("X-")
    }
  }

  private func set<T>(_ target: inout T, _ value: T?) -> Bool {
    if let value { target = value }
    return value != nil
  }

  private static func until(_ value: String) -> Until? {
    guard let time = WrittenTime(value) else { return nil }
    if time.isDate { return .date(time.date) }
    return time.isUTC ? .instant(Timestamp(seconds: time.wall.secondsSinceEpoch)) : .wall(time.wall)
  }

  private static func number(_ text: String, _ range: ClosedRange<Int>) -> Int? {
    guard let number = decimal(text), range.contains(number) else { return nil }
    return number
  }

  /// Sorted, each once. With `signed`, also from minus the end to minus the beginning of `range`.
  private static func list(_ text: String, _ range: ClosedRange<Int>, signed: Bool = false) -> [Int]? {
    let items = text.split(separator: ",", omittingEmptySubsequences: false)
    let numbers = items.compactMap { item -> Int? in
      guard let number = integer(item), range.contains(signed ? abs(number) : number) else { return nil }
      return number
    }
    return numbers.count == items.count ? Array(Set(numbers)).sorted() : nil
  }

  private static func integer(_ text: some StringProtocol) -> Int? {
    let digits = text.hasPrefix("-") || text.hasPrefix("+") ? text.dropFirst() : text.dropFirst(0)
    return decimal(digits).map { text.hasPrefix("-") ? -$0 : $0 }
  }

  private static func weekday(_ text: some StringProtocol) -> Weekday? {
    let names = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
    return names.firstIndex(of: String(text)).map { Weekday.allCases[$0] }
  }

  private static func weekdays(_ text: String) -> [NumberedDay]? {
    let items = text.split(separator: ",", omittingEmptySubsequences: false)
    let days = items.compactMap { item -> NumberedDay? in
      guard let day = weekday(item.suffix(2)) else { return nil }
      guard item.count > 2 else { return NumberedDay(ordinal: nil, weekday: day) }
      guard let ordinal = integer(item.dropLast(2)), (1...53).contains(abs(ordinal)) else { return nil }
      return NumberedDay(ordinal: ordinal, weekday: day)
    }
    return days.count == items.count ? days : nil
  }
}
