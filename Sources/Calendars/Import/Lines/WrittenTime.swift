import Timekeeping

/// A DATE or DATE-TIME as it is written, its zone left aside.
///
/// Besides RFC 5545 it reads `2026-12-25`, `2026-12-25T09:00:00`, times without seconds and `T240000`.
struct WrittenTime: Hashable {
  let wall: CivilDateTime
  /// No time of day is written.
  let isDate: Bool
  /// It ends in Z.
  let isUTC: Bool

  /// Nil for anything else, and for days and hours that do not exist.
  init?(_ text: some StringProtocol) {
    let plain = text.uppercased().filter { $0 != "-" && $0 != ":" && $0 != " " }
    let fields = plain.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
    guard let date = Self.date(fields[0]) else { return nil }
    let clock = fields.count == 2 ? fields[1] : ""
    isDate = fields.count == 1
    isUTC = clock.hasSuffix("Z")
    guard isDate || !clock.isEmpty, let second = isDate ? 0 : Self.second(isUTC ? clock.dropLast() : clock) else {
      return nil
    }
    wall = CivilDateTime(date, .midnight).adding(seconds: Int64(second))
  }

  var date: CivilDate { wall.date }

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
