/// How a feed's lines are laid out in bytes: folded by us, because libical breaks lines at blanks (which leaves lines of
/// blanks only) and may do it differently in its next version, which would change every ETag.
enum ContentLayout {
  static let longestLine = 75
  /// Stands for a backslash that libical must not double; see `escaped(_:)`. User text holds no control characters.
  static let backslash: Unicode.Scalar = "\u{1}"

  /// RFC 5545 TEXT escaping for a value that libical 3.0 writes with bare commas and semicolons (CATEGORIES, X- names).
  static func escaped(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == "\\" || scalar == ";" || scalar == "," { escaped.append(backslash) }
      escaped.append(scalar == "\\" ? backslash : scalar)
    }
    return String(escaped)
  }

  /// `raw` with its folds undone and made anew: at most 75 octets a line, broken between code points.
  static func laidOut(_ raw: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(raw.count + raw.count / 32)
    var column = 0
    var index = 0
    while index < raw.count {
      if isBreak(raw, at: index) {
        let isFold = index + 2 < raw.count && raw[index + 2] == UInt8(ascii: " ")
        if !isFold { end(line: &column, in: &out) }
        index += isFold ? 3 : 2
      } else {
        let width = min(scalarWidth(raw[index]), raw.count - index)
        append(raw[index..<(index + width)], to: &out, column: &column)
        index += width
      }
    }
    return out
  }

  private static func isBreak(_ raw: [UInt8], at index: Int) -> Bool {
    raw[index] == 0x0D && index + 1 < raw.count && raw[index + 1] == 0x0A
  }

  private static func end(line column: inout Int, in out: inout [UInt8]) {
    out += [0x0D, 0x0A]
    column = 0
  }

  private static func append(_ scalar: ArraySlice<UInt8>, to out: inout [UInt8], column: inout Int) {
    if column + scalar.count > longestLine {
      out += [0x0D, 0x0A, UInt8(ascii: " ")]
      column = 1
    }
    if scalar.first == UInt8(backslash.value) {
      out.append(UInt8(ascii: "\\"))
    } else {
      out += scalar
    }
    column += scalar.count
  }

  /// Bytes of the UTF-8 sequence that `lead` begins.
  private static func scalarWidth(_ lead: UInt8) -> Int {
    switch lead {
    case 0xF0...0xFF: 4
    case 0xE0...0xEF: 3
    case 0xC0...0xDF: 2
    default: 1
    }
  }
}
