import Timekeeping

/// Cuts text to the size a ticket may have, for senders who cannot be told to shorten it.
enum FittedText {
  private static let more = "…"

  /// One line of at most `limit` code points: control characters become blanks, and blanks at the ends go;
  /// empty where nothing of it is seen.
  static func line(_ text: String, limit: Int) -> String {
    guard !VisibleText.isEmpty(text) else { return "" }
    let plain = text.unicodeScalars.map { $0.isControl ? " " : $0 }
    let line = String(String.UnicodeScalarView(plain)).trimmingBlanks
    guard TextLength.scalars.of(line) > limit else { return line }
    return TextLength.scalars.beginning(of: line[...], to: limit - 1).trimmingBlanks + more
  }

  /// At most `bytes` bytes of UTF-8.
  static func text(_ text: String, bytes limit: Int) -> String { TextLength.bytes.cut(text, to: limit) }

  /// The first that fit, without repetitions and blanks.
  static func tags(_ tags: [String]) -> [String] {
    var result: [String] = []
    for tag in tags.lazy.map({ line($0, limit: IntakeLimits.tagCharacters) }) where !tag.isEmpty {
      if result.count == IntakeLimits.tags { break }
      if !result.contains(tag) { result.append(tag) }
    }
    return result
  }
}
