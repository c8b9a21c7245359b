/// Tells code, comments and string literals apart, byte by byte: enough Swift for that, and no more.
///
/// It knows nested comments, raw and multi-line strings, and code inside `\( )`. It does not know regex literals: a
/// quote in one is taken for the start of a string, until the end of that line.
struct SwiftLexer {
  enum Kind: UInt8 {
    case code, comment, string
  }

  /// What each byte of `bytes` belongs to; the quotes of a string count as string.
  private(set) var kinds: [Kind]
  private let bytes: [UInt8]
  private var at = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    kinds = Array(repeating: .code, count: bytes.count)
    readCode(insideString: false)
  }

  private func byte(_ offset: Int = 0) -> UInt8 { at + offset < bytes.count ? bytes[at + offset] : 0 }

  private func sees(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Bool {
    byte() == UInt8(ascii: first) && byte(1) == UInt8(ascii: second)
  }

  private mutating func take(_ count: Int, as kind: Kind) {
    for _ in 0..<count where at < bytes.count {
      kinds[at] = kind
      at += 1
    }
  }

  /// Reads to the end, or, inside a string, through the bracket that closes the interpolation.
  private mutating func readCode(insideString: Bool) {
    var depth = 0
    while at < bytes.count {
      if sees("/", "/") {
        readLineComment()
      } else if sees("/", "*") {
        readBlockComment()
      } else if let hashes = stringStart() {
        readString(hashes: hashes)
      } else {
        if byte() == UInt8(ascii: "(") { depth += 1 }
        if byte() == UInt8(ascii: ")") { depth -= 1 }
        take(1, as: .code)
        if insideString && depth < 0 { return }
      }
    }
  }

  private mutating func readLineComment() {
    while at < bytes.count && byte() != UInt8(ascii: "\n") { take(1, as: .comment) }
  }

  private mutating func readBlockComment() {
    var depth = 0
    repeat {
      if sees("/", "*") {
        depth += 1
        take(2, as: .comment)
      } else if sees("*", "/") {
        depth -= 1
        take(2, as: .comment)
      } else {
        take(1, as: .comment)
      }
    } while depth > 0 && at < bytes.count
  }

  /// The number of `#` before the quote of a string that starts here; nil when none starts.
  private func stringStart() -> Int? {
    var hashes = 0
    while byte(hashes) == UInt8(ascii: "#") { hashes += 1 }
    return byte(hashes) == UInt8(ascii: "\"") ? hashes : nil
  }

  private mutating func readString(hashes: Int) {
    take(hashes, as: .string)
    let multiline = sees("\"", "\"") && byte(2) == UInt8(ascii: "\"")
    let quotes = multiline ? 3 : 1
    take(quotes, as: .string)
    while at < bytes.count {
      if seesEnd(quotes: quotes, hashes: hashes) { return take(quotes + hashes, as: .string) }
      if !multiline && byte() == UInt8(ascii: "\n") { return }
      if seesEscape(hashes: hashes) {
        readEscape(hashes: hashes)
      } else {
        take(1, as: .string)
      }
    }
  }

  private func seesEnd(quotes: Int, hashes: Int) -> Bool {
    (0..<quotes).allSatisfy { byte($0) == UInt8(ascii: "\"") }
      && (quotes..<(quotes + hashes)).allSatisfy { byte($0) == UInt8(ascii: "#") }
  }

  private func seesEscape(hashes: Int) -> Bool {
    byte() == UInt8(ascii: "\\") && (1..<(1 + hashes)).allSatisfy { byte($0) == UInt8(ascii: "#") }
  }

  private mutating func readEscape(hashes: Int) {
    take(1 + hashes, as: .string)
    let isInterpolation = byte() == UInt8(ascii: "(")
    take(1, as: .string)
    if isInterpolation { readCode(insideString: true) }
  }
}
