/// Cuts text to the size a ticket may have, for senders who cannot be told to shorten it.
enum FittedText {
  private static let more = "…"

  /// One line: control characters become blanks, and blanks at the ends go.
  static func line(_ text: String, limit: Int) -> String {
    let plain = text.unicodeScalars.map { $0.isControl ? " " : Character($0) }
    let line = String(plain.prefix(4 * limit)).trimmingBlanks
    return line.count <= limit && plain.count <= 4 * limit ? line : line.prefix(limit - 1).trimmingBlanks + more
  }

  /// At most `bytes` bytes of UTF-8, cut between characters.
  static func text(_ text: String, bytes limit: Int) -> String {
    guard text.utf8.count > limit else { return text }
    var room = limit - more.utf8.count
    let kept = text.unicodeScalars.prefix { scalar in
      room -= UTF8.width(scalar)
      return room >= 0
    }
    return String(kept) + more
  }

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
