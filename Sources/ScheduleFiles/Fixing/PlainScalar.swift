/// Which texts may stand in YAML without quotes, for us and for every other reader. Narrower than YAML: in doubt, a text
/// keeps its quotes.
enum PlainScalar {
  /// True when `text` is the same text to a reader that guesses types, and nothing in it means anything to YAML.
  static func isSafe(_ text: String, inFlow: Bool) -> Bool {
    guard let first = text.unicodeScalars.first, isLetterOrDigit(first), !text.hasSuffix(" "), !text.hasSuffix(":")
    else { return false }
    let hasOnlyPlain = text.unicodeScalars.allSatisfy { scalar in
      isLetterOrDigit(scalar) || " ./@:+%-_".unicodeScalars.contains(scalar) || (scalar == "," && !inFlow)
    }
    return hasOnlyPlain && !text.contains(": ") && !text.contains("//") && !looksTyped(text)
  }

  /// Truth values, nothing, numbers, times and dates, as other readers guess them.
  private static func looksTyped(_ text: String) -> Bool {
    if words.contains(text.lowercased()) { return true }
    return text.unicodeScalars.allSatisfy { isDigit($0) || ".:+-_eExXoO, ".unicodeScalars.contains($0) }
      && text.unicodeScalars.first.map(isDigit) ?? false
  }

  private static let words = ["true", "false", "yes", "no", "on", "off", "null", "y", "n", "nan", "inf"]

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
    isDigit(scalar) || ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
  }
}
