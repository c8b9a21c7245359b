import Workflows

/// Text for a terminal: what customers wrote must not move its cursor, clear it, colour it or turn it round.
enum InertLine {
  /// With what is shown in place of each sign that is not seen, such as ␛.
  static func text(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { HiddenSign.shown(for: $0) != nil }) else { return text }
    var inert = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if let shown = HiddenSign.shown(for: scalar) {
        inert.append(contentsOf: shown.unicodeScalars)
      } else {
        inert.append(scalar)
      }
    }
    return String(inert)
  }

  /// JSON in which these signs are escapes, so that a program reads what was written; they stand nowhere but in texts.
  static func json(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { HiddenSign.shown(for: $0) != nil }) else { return text }
    var inert = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if HiddenSign.shown(for: scalar) == nil {
        inert.append(scalar)
      } else {
        inert.append(contentsOf: escape(scalar).unicodeScalars)
      }
    }
    return String(inert)
  }

  /// `\u202e`; two of them above U+FFFF.
  private static func escape(_ scalar: Unicode.Scalar) -> String {
    scalar.utf16.map { unit in
      let digits = String(unit, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }.joined()
  }
}
