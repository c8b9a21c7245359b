/// Whether people see anything of a text.
package enum VisibleText {
  /// True when nobody sees anything of `text`: it is empty, or all white space, controls and signs of no width.
  package static func isEmpty(_ text: some StringProtocol) -> Bool { text.unicodeScalars.allSatisfy(isUnseen) }

  private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x20, 0x7F...0xA0, 0xFFF9...0xFFFB: true
    default: scalar.properties.isWhitespace || scalar.properties.isDefaultIgnorableCodePoint
    }
  }
}
