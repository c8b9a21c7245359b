/// Text for a terminal: what customers wrote must not move its cursor, clear it or colour it.
enum InertLine {
  /// Of our own styles; whoever writes one of them into a ticket gets a bold word.
  private static let styles = Terminal.Style.allCases.map { Array($0.code.unicodeScalars) }

  /// With a sign in place of each control character, such as ␛; line ends and tabs stay, and our styles where they are
  /// used.
  static func text(_ text: String, keepsStyles: Bool) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    var inert = String.UnicodeScalarView()
    let scalars = Array(text.unicodeScalars)
    for (place, scalar) in scalars.enumerated() {
      let isStyle = keepsStyles && scalar == "\u{1B}" && styles.contains { scalars[place...].starts(with: $0) }
      inert.append(isControl(scalar) && !isStyle ? sign(of: scalar) : scalar)
    }
    return String(inert)
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .control && scalar != "\n" && scalar != "\t"
  }

  private static func sign(of control: Unicode.Scalar) -> Unicode.Scalar {
    switch control.value {
    case 0..<0x20: Unicode.Scalar(0x2400 + control.value) ?? "\u{FFFD}"
    case 0x7F: "\u{2421}"
    default: "\u{FFFD}"
    }
  }
}
