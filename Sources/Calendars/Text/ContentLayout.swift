/// How a feed's lines are laid out in bytes: folded by us, because libical breaks lines at blanks (which leaves lines of
/// blanks only) and may do it differently in its next version, which would change every ETag.
enum ContentLayout {
  static let longestLine = 75
  /// Stands for a backslash that libical must not double; see `escaped(_:)`. User text holds no control characters.
  static let backslash: Unicode.Scalar = "\u{1}"

  /// RFC 5545 TEXT escaping for a value that libical 3.0 writes with bare commas and semicolons (CATEGORIES, X- names).
  static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: isSpecial) else { return text }
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == "\\" || scalar == ";" || scalar == "," { escaped.append(backslash) }
      escaped.append(scalar == "\\" ? backslash : scalar)
    }
    return String(escaped)
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\\") || byte == UInt8(ascii: ";") || byte == UInt8(ascii: ",")
  }

  /// `raw` with its folds undone and made anew: at most 75 octets a line, broken between code points.
  static func laidOut(_ raw: [UInt8]) -> [UInt8] {
    var lines = FoldedLines(expecting: raw.count)
    var index = 0
    while index < raw.count {
      if isBreak(raw, at: index) {
        let isFold = index + 2 < raw.count && raw[index + 2] == UInt8(ascii: " ")
        if !isFold { lines.endLine() }
        index += isFold ? 3 : 2
      } else {
        let width = min(scalarWidth(raw[index]), raw.count - index)
        lines.makeRoom(for: width)
        for byte in raw[index..<(index + width)] {
          lines.append(byte == UInt8(backslash.value) ? UInt8(ascii: "\\") : byte)
        }
        index += width
      }
    }
    return lines.bytes
  }

  private struct FoldedLines {
    private(set) var bytes: [UInt8] = []
    private var column = 0

    init(expecting count: Int) { bytes.reserveCapacity(count + count / 32) }

    mutating func endLine() {
      bytes.append(0x0D)
      bytes.append(0x0A)
      column = 0
    }

    mutating func makeRoom(for width: Int) {
      guard column + width > longestLine else { return }
      endLine()
      append(UInt8(ascii: " "))
    }

    mutating func append(_ byte: UInt8) {
      bytes.append(byte)
      column += 1
    }
  }

  private static func isBreak(_ raw: [UInt8], at index: Int) -> Bool {
    raw[index] == 0x0D && index + 1 < raw.count && raw[index + 1] == 0x0A
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
