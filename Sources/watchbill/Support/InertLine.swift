import Workflows

/// Text for a terminal: what customers wrote must not move its cursor, clear it, colour it or turn it round.
enum InertLine {
  /// Of our own styles; whoever writes one of them into a ticket gets a bold word.
  private static let styles = Terminal.Style.allCases.map { Array($0.code.unicodeScalars) }

  /// With what is shown in place of each sign that is not seen, such as ␛; our styles stay where they are used.
  static func text(_ text: String, keepsStyles: Bool) -> String {
    guard text.unicodeScalars.contains(where: { HiddenSign.shown(for: $0) != nil }) else { return text }
    var inert = String.UnicodeScalarView()
    let scalars = Array(text.unicodeScalars)
    for (place, scalar) in scalars.enumerated() {
      let isStyle = keepsStyles && scalar == "\u{1B}" && styles.contains { scalars[place...].starts(with: $0) }
      if !isStyle, let shown = HiddenSign.shown(for: scalar) {
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
