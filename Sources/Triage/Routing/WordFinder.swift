/// Finds whole words and phrases in a text, without regard to case.
///
/// Only the first 20,000 characters are looked at: what matters is said early, and a body may be a megabyte.
struct WordFinder {
  static let limit = 20_000

  private let text: String

  init(_ text: String) { self.text = Self.plain(text.prefix(Self.limit)) }

  func finds(_ phrase: String) -> Bool {
    let plain = Self.plain(phrase[...])
    return plain.count > 2 && text.contains(plain)
  }

  /// Words in lower case, with one blank around each; a mention keeps its sign: ` ask @support-team `.
  private static func plain(_ text: Substring) -> String {
    let words = text.lowercased().split { !($0.isLetter || $0.isNumber || "@#-_".contains($0)) }
    return " " + words.map { $0.hasSuffix("-") ? $0.dropLast() : $0 }.joined(separator: " ") + " "
  }
}

/// A pattern with `*` for anything, such as `#support-*`; letters are compared without regard to case.
struct NamePattern {
  private let parts: [[Character]]

  init(_ pattern: String) {
    parts = pattern.lowercased().split(separator: "*", omittingEmptySubsequences: false).map(Array.init)
  }

  /// What the first `*` stands for in `name`; empty without one, nil where the pattern does not fit.
  ///
  /// Each part is looked for as early as it can be, the last one at the end. O(n · m), and names are short.
  func captured(in name: String) -> String? {
    let letters = Array(name.lowercased())
    guard let first = parts.first, let last = parts.last, letters.starts(with: first) else { return nil }
    guard parts.count > 1 else { return letters == first ? "" : nil }
    var place = first.count
    var capture: (from: Int, to: Int)?
    for part in parts.dropFirst().dropLast() {
      guard let found = Self.find(part, in: letters, from: place) else { return nil }
      capture = capture ?? (place, found)
      place = found + part.count
    }
    let end = letters.count - last.count
    guard end >= place, Array(letters[end...]) == last else { return nil }
    let span = capture ?? (place, end)
    return String(letters[span.from..<span.to])
  }

  func fits(_ name: String) -> Bool { captured(in: name) != nil }

  private static func find(_ part: [Character], in letters: [Character], from: Int) -> Int? {
    guard letters.count - from >= part.count else { return nil }
    return (from...(letters.count - part.count)).first { Array(letters[$0..<($0 + part.count)]) == part }
  }
}
