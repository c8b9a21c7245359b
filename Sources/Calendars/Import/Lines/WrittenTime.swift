import Timekeeping

/// A DATE or DATE-TIME as it is written, its zone left aside.
///
/// Besides RFC 5545 it reads `2026-12-25`, `2026-12-25T09:00:00`, times without seconds and `T240000`. An offset such as
/// `+0100` or `-05`, which no calendar may write (3.3.5), is none of it.
struct WrittenTime: Hashable {
  let wall: CivilDateTime
  /// No time of day is written.
  let isDate: Bool
  /// It ends in Z.
  let isUTC: Bool

  /// Nil for anything else, and for days and hours that do not exist.
  init?(_ text: some StringProtocol) {
    let plain: String = text.uppercased().filter { $0 != " " }
    let fields = plain.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
    let day: String = fields[0].filter { $0 != "-" }
    guard let date = Self.date(day[...]) else { return nil }
    // Hyphens part the numbers of a date alone: in a time one begins an offset.
    let clock: String = fields.count == 2 ? fields[1].filter { $0 != ":" } : ""
    isDate = fields.count == 1
    isUTC = clock.hasSuffix("Z")
    guard isDate || !clock.isEmpty, let second = isDate ? 0 : Self.second(isUTC ? clock.dropLast() : clock[...]) else {
      return nil
    }
    wall = CivilDateTime(date, .midnight).adding(seconds: Int64(second))
  }

  var date: CivilDate { wall.date }

  /// Why `text` is none, as it is said after it.
  static func fault(of text: String) -> String {
    hasOffset(text)
      ? "has an offset from UTC, which no calendar may write: a Z or a TZID says the zone"
      : "is not a date such as 20261225"
  }

  private static func hasOffset(_ text: String) -> Bool {
    guard let start = text.firstIndex(where: { $0 == "T" || $0 == "t" }), WrittenTime(text[..<start]) != nil else {
      return false
    }
    return text[start...].contains { $0 == "+" || $0 == "-" }
  }

  private static func date(_ digits: Substring) -> CivilDate? {
    guard digits.utf8.count == 8, let number = decimal(digits) else { return nil }
    return CivilDate(number / 10_000, number / 100 % 100, number % 100)
  }

  private static func second(_ digits: Substring) -> Int? {
    guard digits.utf8.count == 6 || digits.utf8.count == 4, let written = decimal(digits) else { return nil }
    let number = digits.utf8.count == 4 ? written * 100 : written
    let (hour, minute, second) = (number / 10_000, number / 100 % 100, number % 100)
    guard hour < 24 || number == 240_000, minute < 60, second <= 60 else { return nil }
    return hour * 3600 + minute * 60 + min(second, 59)
  }
}
