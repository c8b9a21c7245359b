/// How wide text stands in a terminal, where every letter has one column and Chinese, Japanese and Korean signs have two.
extension String {
  /// The columns that it fills.
  package var columns: Int { reduce(0) { $0 + $1.columns } }

  /// As much from its beginning as fits into `columns`.
  package func prefix(columns: Int) -> String {
    var room = columns
    return String(
      prefix { character in
        room -= character.columns
        return room >= 0
      })
  }
}

extension Character {
  /// Two for what the Unicode standard calls wide or full width (UAX 11) and for emoji, one for all else.
  fileprivate var columns: Int { unicodeScalars.contains(where: Self.isWide) ? 2 : 1 }

  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value >= 0x1100 else { return false }
    return scalar.value == 0xFE0F || scalar.properties.isEmojiPresentation
      || wide.contains { $0.contains(scalar.value) }
  }

  /// By blocks: Hangul, the ideographs with their punctuation and syllables, and the full-width forms.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
    0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD,
  ]
}
