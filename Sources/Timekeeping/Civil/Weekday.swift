/// A day of the week; Monday is first, as in ISO 8601.
package enum Weekday: Int, Sendable, Hashable, Comparable, CaseIterable, TextForm {
  case mon, tue, wed, thu, fri, sat, sun

  /// 1970-01-01 was a Thursday.
  init(daysSinceEpoch: Int) {
    self = Weekday(rawValue: ((daysSinceEpoch + 3) % 7 + 7) % 7) ?? .mon
  }

  package static func < (a: Weekday, b: Weekday) -> Bool { a.rawValue < b.rawValue }

  /// The day `days` later.
  package func advanced(by days: Int) -> Weekday {
    Weekday(rawValue: ((rawValue + days) % 7 + 7) % 7) ?? self
  }

  package static let form = "a weekday: mon, tue, wed, thu, fri, sat or sun"
  private static let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

  package init(text: String) throws(TextProblem) {
    guard let index = Self.names.firstIndex(of: text) else { throw Self.problem(text, "a weekday") }
    self = Self.allCases[index]
  }

  package var description: String { Self.names[rawValue] }

  /// Written out: of an enumeration with raw values the compiler's own coding would win over that of `TextForm`.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let index = Self.names.firstIndex(of: text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "'\(text)' is not a weekday")
    }
    self = Self.allCases[index]
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
