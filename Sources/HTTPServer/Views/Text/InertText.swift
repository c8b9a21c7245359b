import Mustache

/// How text of strangers is written into HTML: by scalars, so that nothing in it is markup or invisible.
///
/// The library's own escaping goes by characters and so misses a quotation mark that a combining mark follows; that
/// would end an attribute. Here every `<`, `>`, `&`, `"` and `'` is escaped, whatever stands behind it.
struct InertText: MustacheContentType {
  static let name = "INERT"

  func escapeText(_ text: String) -> String {
    var written = ""
    written.reserveCapacity(text.utf8.count)
    var pendingReturn = false
    for scalar in text.unicodeScalars {
      if pendingReturn && scalar != "\n" { written += "␍" }
      pendingReturn = scalar == "\r"
      if !pendingReturn { Self.write(scalar, to: &written) }
    }
    return pendingReturn ? written + "␍" : written
  }

  private static func write(_ scalar: Unicode.Scalar, to written: inout String) {
    switch scalar {
    case "<": written += "&lt;"
    case ">": written += "&gt;"
    case "&": written += "&amp;"
    case "\"": written += "&quot;"
    case "'": written += "&#39;"
    case "\n", "\t": written.unicodeScalars.append(scalar)
    case "\u{0}"..."\u{1F}": written += picture(of: scalar)
    case "\u{7F}": written += "␡"
    default: if isHidden(scalar) { written += codePoint(scalar) } else { written.unicodeScalars.append(scalar) }
    }
  }

  /// The sign that stands for a control character, such as ␇ for BEL.
  private static func picture(of control: Unicode.Scalar) -> String {
    Unicode.Scalar(0x2400 + control.value).map { String(Character($0)) } ?? "\u{FFFD}"
  }

  /// What changes the direction of its neighbours, or is not seen at all. The joiners stay: scripts and emoji need them.
  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x80...0x9F, 0xAD, 0x61C, 0x180E, 0x200B, 0x200E...0x200F, 0x2028...0x202E, 0x2060...0x206F: true
    case 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE0FFF: true
    case 0xFDD0...0xFDEF: true
    default: scalar.value & 0xFFFE == 0xFFFE
    }
  }

  private static func codePoint(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "[U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "]"
  }
}
