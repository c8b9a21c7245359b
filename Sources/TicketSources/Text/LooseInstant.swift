import Timekeeping

/// Instants as exports write them.
enum LooseInstant {
  private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

  /// RFC 3339, or a date and a time of day with or without `UTC`, which is then what is meant, as it is of Jira's
  /// `21/Nov/26 3:04 PM`.
  static func read(_ text: String) -> Timestamp? {
    let text = text.trimmingBlanks
    if let exact = try? Timestamp(text: text) { return exact }
    if let worded = worded(text) { return worded }
    let plain = text.hasSuffix(" UTC") ? String(text.dropLast(4)) : text
    let local = plain.replacing(" ", with: "T", maxReplacements: 1)
    return try? Timestamp(text: local.contains("T") ? local + "Z" : local + "T00:00Z")
  }

  /// `21/Nov/26 3:04 PM`: the month is a word, the hour one of twelve.
  private static func worded(_ text: String) -> Timestamp? {
    let words = text.split { $0.isWhitespace || $0 == "/" || $0 == ":" }
    guard words.count == 6, text.count(where: { $0 == "/" }) == 2,
      let day = decimal(words[0], limit: 2), let month = months.firstIndex(of: words[1].lowercased()),
      words[2].utf8.count == 2, let year = decimal(words[2]), let date = CivilDate(2000 + year, month + 1, day),
      let hour = decimal(words[3], limit: 2), (1...12).contains(hour),
      words[4].utf8.count == 2, let minute = decimal(words[4]), minute < 60,
      let half = ["AM", "PM"].firstIndex(of: words[5].uppercased())
    else { return nil }
    return try? Timestamp(text: "\(date)T\(padded(hour % 12 + half * 12)):\(padded(minute))Z")
  }
}
