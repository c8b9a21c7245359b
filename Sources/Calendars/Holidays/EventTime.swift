import Timekeeping

/// A DATE or DATE-TIME as it is written, its zone left aside: a holiday is a date on the wall.
struct EventTime {
  let date: CivilDate
  /// Seconds after midnight; 0 for a DATE.
  let second: Int

  /// Reads `20261225`, `20261225T090000` and `20261225T090000Z`; nil for anything else and for days that do not exist.
  init?(_ text: some StringProtocol) {
    let fields = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
    guard let date = Self.date(fields[0]) else { return nil }
    guard let second = fields.count == 1 ? 0 : Self.second(fields[1]) else { return nil }
    self.date = date
    self.second = second
  }

  private static func date(_ digits: some StringProtocol) -> CivilDate? {
    guard digits.utf8.count == 8, let number = decimal(digits) else { return nil }
    return CivilDate(number / 10_000, number / 100 % 100, number % 100)
  }

  private static func second(_ clock: some StringProtocol) -> Int? {
    let digits = clock.hasSuffix("Z") ? clock.dropLast() : clock.dropLast(0)
    guard digits.utf8.count == 6, let number = decimal(digits) else { return nil }
    let (hour, minute, second) = (number / 10_000, number / 100 % 100, number % 100)
    guard hour < 24, minute < 60, second <= 60 else { return nil }
    return hour * 3600 + minute * 60 + second
  }
}

/// A DURATION of RFC 5545, 3.3.6 in seconds; also `PT1W`, which some programs write. Nil when it is none or negative.
func durationSeconds(_ text: String) -> Int? {
  guard text.hasPrefix("P") || text.hasPrefix("+P") else { return nil }
  let lengths: [Character: Int] = ["W": 604_800, "D": 86_400, "H": 3600, "M": 60, "S": 1]
  var total = 0
  var digits = ""
  for character in text.drop(while: { $0 == "+" || $0 == "P" }) where character != "T" {
    if let length = lengths[character] {
      guard let count = decimal(digits, limit: 7) else { return nil }
      total += count * length
      digits = ""
    } else {
      digits.append(character)
    }
  }
  return digits.isEmpty ? total : nil
}
