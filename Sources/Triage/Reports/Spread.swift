/// The middle and the tail of some durations.
package struct Spread: Sendable, Hashable, Codable {
  package var count: Int
  /// Half took at most this long, nine of ten at most that long: the nearest rank, never a value that nobody had.
  package var median: Duration?
  package var p90: Duration?

  /// In any order. n log n.
  package init(_ durations: [Duration]) {
    let sorted = durations.sorted()
    count = sorted.count
    median = Self.rank(sorted, percent: 50)
    p90 = Self.rank(sorted, percent: 90)
  }

  private static func rank(_ sorted: [Duration], percent: Int) -> Duration? {
    guard !sorted.isEmpty else { return nil }
    return sorted[(sorted.count * percent + 99) / 100 - 1]
  }
}

/// Some of all, with the share in tenths of a percent, rounded half away from zero (rule T10).
package struct Share: Sendable, Hashable, Codable {
  package var part: Int
  package var whole: Int

  package init(_ part: Int, of whole: Int) {
    self.part = part
    self.whole = whole
  }

  /// Nil of nothing: that is neither good nor bad.
  package var tenthsOfPercent: Int? { whole == 0 ? nil : (part * 2000 + whole) / (2 * whole) }

  /// `98.5%`, or `–`.
  package var text: String { tenthsOfPercent.map { "\($0 / 10).\($0 % 10)%" } ?? "–" }
}
