import Timekeeping

/// The values that parts of an RRULE have (RFC 5545, 3.3.10), in upper case; nil for any that is none.
enum RuleValues {
  /// `BYDAY`: a weekday, with the number of its occurrence when one is given; negative from the end.
  struct NumberedDay: Hashable {
    let ordinal: Int?
    let weekday: Weekday
  }

  /// False, and `target` as it was, where there is no value.
  static func set<Value>(_ target: inout Value, _ value: Value?) -> Bool {
    if let value { target = value }
    return value != nil
  }

  static func number(_ text: String, _ range: ClosedRange<Int>) -> Int? {
    guard let number = decimal(text), range.contains(number) else { return nil }
    return number
  }

  /// Sorted, each once. With `signed`, also from minus the end to minus the beginning of `range`.
  static func list(_ text: String, _ range: ClosedRange<Int>, signed: Bool = false) -> [Int]? {
    let items = text.split(separator: ",", omittingEmptySubsequences: false)
    let numbers = items.compactMap { item -> Int? in
      guard let number = integer(item), range.contains(signed ? abs(number) : number) else { return nil }
      return number
    }
    return numbers.count == items.count ? Array(Set(numbers)).sorted() : nil
  }

  static func weekday(_ text: some StringProtocol) -> Weekday? {
    let names = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
    return names.firstIndex(of: String(text)).map { Weekday.allCases[$0] }
  }

  static func weekdays(_ text: String) -> [NumberedDay]? {
    let items = text.split(separator: ",", omittingEmptySubsequences: false)
    let days = items.compactMap { item -> NumberedDay? in
      guard let day = weekday(item.suffix(2)) else { return nil }
      guard item.count > 2 else { return NumberedDay(ordinal: nil, weekday: day) }
      guard let ordinal = integer(item.dropLast(2)), (1...53).contains(abs(ordinal)) else { return nil }
      return NumberedDay(ordinal: ordinal, weekday: day)
    }
    return days.count == items.count ? days : nil
  }

  private static func integer(_ text: some StringProtocol) -> Int? {
    let digits = text.hasPrefix("-") || text.hasPrefix("+") ? text.dropFirst() : text.dropFirst(0)
    return decimal(digits).map { text.hasPrefix("-") ? -$0 : $0 }
  }
}
