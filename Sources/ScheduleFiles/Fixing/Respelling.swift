/// A text that means the same in the spelling of the manual, such as `09:00` for `9:00`: `check --fix`.
struct Respelling: Hashable, Comparable {
  let file: String
  /// Where the scalar begins, at its quote if it has one.
  let place: Place
  /// The text as it was read, without quotes.
  let from: String
  var to: String
  /// Where a text in quotes stands; nil for one that has none, or of which that is not known.
  var quoted: Quoted?

  enum Quoted { case inFlow, inBlock }

  /// True for quotes that nothing needs.
  var dropsQuotes: Bool { quoted.map { PlainScalar.isSafe(to, inFlow: $0 == .inFlow) } ?? false }

  /// One for each place where anything changes: another text, quotes dropped, or both.
  static func effective(_ all: [Respelling]) -> [Respelling] {
    var merged: [Respelling] = []
    for next in all.sorted() {
      guard let before = merged.last, before.file == next.file, before.place == next.place else {
        merged.append(next)
        continue
      }
      merged[merged.count - 1].quoted = before.quoted ?? next.quoted
      if next.to != next.from { merged[merged.count - 1].to = next.to }
    }
    return merged.filter { $0.to != $0.from || $0.dropsQuotes }
  }

  /// By place.
  static func < (a: Respelling, b: Respelling) -> Bool {
    (a.file, a.place.line, a.place.column, a.to) < (b.file, b.place.line, b.place.column, b.to)
  }
}
