/// Finds whole words and phrases in a text, without regard to case.
///
/// Only the first 20,000 characters are looked at: what matters is said early, and a body may be a megabyte.
struct WordFinder {
  static let limit = 20_000

  private let text: String

  init(_ text: String) { self.text = " " + Self.words(of: text.prefix(Self.limit)) + " " }

  func finds(_ phrase: String) -> Bool {
    let words = Self.words(of: phrase[...])
    guard let first = words.first, let last = words.last else { return false }
    let (before, after) = (Self.standsAlone(first) ? " " : "", Self.standsAlone(last) ? " " : "")
    return text.contains("\(before)\(words)\(after)")
  }

  /// Words in lower case with one blank between them; a mention keeps its sign: `ask @support-team`. Underscores around a
  /// word, and a hyphen behind it, are no part of it.
  private static func words(of text: Substring) -> String {
    let runs = text.lowercased().split { !($0.isLetter || $0.isNumber || "@#-_".contains($0)) }
    return runs.map(trimmed).filter { !$0.isEmpty }.joined(separator: " ")
  }

  private static func trimmed(_ word: Substring) -> Substring {
    let start = word.drop { $0 == "_" }
    return start.lastIndex { $0 != "_" && $0 != "-" }.map { start[...$0] } ?? ""
  }

  /// False for letters that are written without blanks between words (Chinese, Japanese, Thai and its neighbours): there
  /// a phrase is found anywhere.
  private static func standsAlone(_ letter: Character) -> Bool {
    guard let value = letter.unicodeScalars.first?.value else { return true }
    return !unspaced.contains { $0.contains(value) }
  }

  private static let unspaced: [ClosedRange<UInt32>] = [
    0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3005...0x30FF, 0x31F0...0x31FF, 0x3400...0x4DBF,
    0x4E00...0x9FFF, 0xF900...0xFAFF, 0xFF66...0xFF9F, 0x20000...0x3FFFF,
  ]
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
