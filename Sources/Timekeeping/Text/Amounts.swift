/// The reader and printer behind texts that are numbers with units: `1 hour 30 minutes`.
enum Amounts {
  /// `2 days 1 hour` as [(2, "day"), (1, "hour")]; units lose their plural s. Nil when the text is anything else.
  static func read(_ text: some StringProtocol) -> [(count: Int, unit: String)]? {
    let words = text.split(whereSeparator: { $0 == " " })
    guard !words.isEmpty, words.count.isMultiple(of: 2) else { return nil }
    var amounts: [(count: Int, unit: String)] = []
    for index in stride(from: 0, to: words.count, by: 2) {
      guard let count = decimal(words[index], limit: 7) else { return nil }
      let unit = words[index + 1]
      amounts.append((count, String(unit.hasSuffix("s") ? unit.dropLast() : unit)))
    }
    return amounts
  }

  /// The sum of amounts whose units are in `units` (name and seconds), largest first and each at most once.
  static func seconds(_ amounts: [(count: Int, unit: String)], units: [(name: String, seconds: Int)]) -> Int? {
    var sum = 0
    var next = 0
    for (count, unit) in amounts {
      guard let place = units[next...].firstIndex(where: { $0.name == unit }) else { return nil }
      sum += count * units[place].seconds
      next = place + 1
    }
    return sum <= longestDays * 86_400 ? sum : nil
  }

  /// A hundred years: more is a slip of the pen.
  static let longestDays = 36_525

  /// `1 hour`, `2 hours`.
  static func text(_ count: Int, _ unit: String) -> String { "\(count) \(unit)\(count == 1 ? "" : "s")" }

  /// `1 hour 30 minutes`: hours, minutes and seconds without the zero ones; `0 minutes` for nothing at all.
  static func clockText(seconds: Int, prefix: String = "") -> String {
    let parts = [(seconds / 3600, "hour"), (seconds / 60 % 60, "minute"), (seconds % 60, "second")]
    let shown = parts.filter { $0.0 != 0 }
    if shown.isEmpty { return text(0, prefix + "minute") }
    return shown.map { text($0.0, prefix + $0.1) }.joined(separator: " ")
  }

  static let clockUnits = [("hour", 3600), ("minute", 60), ("second", 1)]
}
