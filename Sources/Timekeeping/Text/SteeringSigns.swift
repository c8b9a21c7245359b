/// Signs that end a line, steer a terminal or turn the direction of writing, also of what stands behind the text that
/// brought them. What strangers write is put into lines of ours without them.
package enum SteeringSigns {
  /// `text` as one line: a blank for each of them.
  package static func blanked(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: steers) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.map { steers($0) ? " " : $0 }))
  }

  /// `text` with its lines, each blanked by itself.
  package static func blankedLines(_ text: String) -> String {
    text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { blanked(String($0)) }
      .joined(separator: "\n")
  }

  private static func steers(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069, 0x200E, 0x200F, 0x061C: true
    default: false
    }
  }
}
