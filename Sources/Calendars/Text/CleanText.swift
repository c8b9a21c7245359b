import Timekeeping

/// Text from people, made fit for a calendar.
///
/// Some readers refuse a whole feed for one control character, and others take a Unicode line separator for the end
/// of a line (feeds.md, 4). A tabulator stays.
enum CleanText {
  /// Long runs of blanks are shortened to this, so that no folded line consists of blanks only.
  static let longestBlankRun = 40

  /// One line: line breaks become a blank.
  static func line(_ text: String, limit: Int) -> String {
    isPlain(text, limit) ? text : cut(trimmed(cleaned(text, lineBreak: " ")), limit)
  }

  /// Several lines, with LF between them.
  static func paragraph(_ text: String, limit: Int) -> String {
    isPlain(text, limit) ? text : cut(trimmed(cleaned(text, lineBreak: "\n")), limit)
  }

  /// True for most texts, whose bytes alone show that nothing needs doing.
  private static func isPlain(_ text: String, _ limit: Int) -> Bool {
    var (before, previous) = (UInt8(0), UInt8(ascii: " "))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: " "): if previous == byte { return false }
      case 0x00...0x1F, 0x7F: return false
      case 0x80...0x9F: if previous == 0xC2 { return false }
      // U+2028, U+2029 and U+FEFF.
      case 0xA8, 0xA9: if before == 0xE2, previous == 0x80 { return false }
      case 0xBF: if before == 0xEF, previous == 0xBB { return false }
      default: break
      }
      (before, previous) = (previous, byte)
    }
    return previous != UInt8(ascii: " ") && text.utf8.count <= limit
  }

  private static func cleaned(_ text: String, lineBreak: Unicode.Scalar) -> String.UnicodeScalarView {
    var kept = String.UnicodeScalarView()
    var blanks = 0
    var afterCR = false
    for scalar in text.unicodeScalars {
      defer { afterCR = scalar == "\r" }
      if afterCR, scalar == "\n" { continue }
      guard let clean = replacement(for: scalar, lineBreak: lineBreak) else { continue }
      blanks = isBlank(clean) ? blanks + 1 : 0
      if blanks <= longestBlankRun { kept.append(clean) }
    }
    return kept
  }

  /// Nil for what is left out.
  private static func replacement(for scalar: Unicode.Scalar, lineBreak: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    case 0x09: scalar
    case 0x0A...0x0D, 0x85, 0x2028, 0x2029: lineBreak
    case 0x00...0x1F, 0x7F...0x9F, 0xFEFF: nil
    default: scalar
    }
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool { isBlank(scalar) || scalar == "\n" }

  private static func trimmed(_ text: String.UnicodeScalarView) -> String {
    guard let first = text.firstIndex(where: { !isSpace($0) }), let last = text.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(text[first...last])
  }

  /// At most `limit` scalars, the last of them "…" when anything is missing; a visible character is not split unless it
  /// alone is longer.
  private static func cut(_ text: String, _ limit: Int) -> String {
    guard TextLength.scalars.of(text) > limit else { return text }
    let kept = TextLength.scalars.beginning(of: text[...], to: limit - 1)
    return trimmed(String(kept).unicodeScalars) + "…"
  }
}
