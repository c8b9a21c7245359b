import Timekeeping

/// How long a turn of a rotation is, in units of the wall clock: `1 week`, `3 days`, `12 hours`, `1 month`.
package struct Cadence: Sendable, Hashable, TextForm {
  package enum Unit: String, Sendable, Hashable, CaseIterable {
    case hour, day, week, month
  }

  package let count: Int
  package let unit: Unit

  /// Nil unless `count` is 1–9999.
  package init?(_ count: Int, _ unit: Unit) {
    guard (1...9999).contains(count) else { return nil }
    self.count = count
    self.unit = unit
  }

  /// The length in seconds of the wall clock (rule T2); nil for months, which differ.
  package var clockSeconds: Int64? {
    switch unit {
    case .hour: Int64(count) * 3600
    case .day: Int64(count) * 86_400
    case .week: Int64(count) * 604_800
    case .month: nil
    }
  }

  package static let form = "the length of a turn, such as 1 week, 3 days, 12 hours or 1 month"

  /// `every 2 weeks` means the same as `2 weeks`: it is the length of a turn, not a recurrence (rule T6).
  package init(text: String) throws(TextProblem) {
    var words = text.split(separator: " ")
    if words.first == "every" { words.removeFirst() }
    guard words.count == 2, let count = decimal(words[0]), let unit = Self.unit(words[1]) else {
      throw Self.problem(text, "the length of a turn")
    }
    guard let cadence = Cadence(count, unit) else {
      throw TextProblem("a turn of '\(text)' has no usable length", help: "write a number from 1 to 9999")
    }
    self = cadence
  }

  private static func unit(_ word: Substring) -> Unit? {
    Unit(rawValue: String(word)) ?? (word.hasSuffix("s") ? Unit(rawValue: String(word.dropLast())) : nil)
  }

  package var description: String { "\(count) \(unit.rawValue)\(count == 1 ? "" : "s")" }
}
