import Timekeeping

/// Dates in HTTP headers, in the three forms of RFC 9110, section 5.6.7.
package enum HTTPDate {
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  /// `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT` or `Sun Nov  6 08:49:37 1994`.
  package static func parse(_ text: String) -> Timestamp? {
    guard text.utf8.count <= 40 else { return nil }
    let words = text.split { ", -".contains($0) }
    switch words.count {
    case 6 where words[5] == "GMT": return timestamp(day: words[1], month: words[2], year: words[3], clock: words[4])
    case 5: return timestamp(day: words[2], month: words[1], year: words[4], clock: words[3])
    default: return nil
    }
  }

  private static func timestamp(day: Substring, month: Substring, year: Substring, clock: Substring) -> Timestamp? {
    guard let day = decimal(day, limit: 2), let month = months.firstIndex(of: String(month)), let year = whole(year),
      let date = CivilDate(year, month + 1, day), let second = secondOfDay(clock)
    else { return nil }
    return Timestamp(seconds: Int64(date.daysSinceEpoch) * 86_400 + Int64(second))
  }

  /// Two digits mean 1970 to 2069.
  private static func whole(_ year: Substring) -> Int? {
    guard let value = decimal(year, limit: 4), year.utf8.count == 4 || year.utf8.count == 2 else { return nil }
    return year.utf8.count == 4 ? value : value + (value < 70 ? 2000 : 1900)
  }

  /// `08:49:37`; a leap second counts as the second before it.
  private static func secondOfDay(_ clock: Substring) -> Int? {
    let parts = clock.split(separator: ":", omittingEmptySubsequences: false).compactMap { decimal($0, limit: 2) }
    guard parts.count == 3, parts[0] < 24, parts[1] < 60, parts[2] <= 60 else { return nil }
    return parts[0] * 3600 + parts[1] * 60 + min(parts[2], 59)
  }
}
