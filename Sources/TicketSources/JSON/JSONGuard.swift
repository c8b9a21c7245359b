import Foundation

/// Walks over bytes before a decoder sees them, and throws at the first that is not JSON of the kind we read.
///
/// Besides the grammar of RFC 8259 it refuses what decoders disagree about or stumble over (reliability S4, S34): nesting
/// and objects beyond ``IntakeLimits``, a key twice in one object, half surrogate pairs, NUL, a byte order mark, and bytes
/// that are not UTF-8. Linear in the number of bytes.
struct JSONGuard {
  private let bytes: [UInt8]
  private var at = 0
  private var depth = 0
  private var mends = false
  /// Where escapes begin that stand for no character.
  private var unreadable: [Int] = []

  static func check(_ bytes: [UInt8]) throws(JSONProblem) {
    var guarding = JSONGuard(bytes: bytes)
    try guarding.document()
  }

  /// The same bytes with the replacement character for each NUL and each half surrogate pair: senders who cannot mend
  /// what they pass on would lose all of it otherwise. Throws for everything else.
  static func mended(_ bytes: [UInt8]) throws(JSONProblem) -> [UInt8] {
    var guarding = JSONGuard(bytes: bytes)
    guarding.mends = true
    try guarding.document()
    return guarding.unreadable.reduce(into: bytes) { mended, place in
      mended.replaceSubrange(place..<(place + 6), with: Array(#"\ufffd"#.utf8))
    }
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func document() throws(JSONProblem) {
    try checkEncoding()
    skipBlanks()
    guard at < bytes.count else { throw problem("it is empty") }
    try value()
    skipBlanks()
    guard at == bytes.count else { throw problem("something follows after its end") }
  }

  private func checkEncoding() throws(JSONProblem) {
    guard !bytes.starts(with: [0xEF, 0xBB, 0xBF]) else {
      throw problem("it begins with a byte order mark, which must be left out")
    }
    guard let bad = UTF8Check.firstBadByte(bytes) else { return }
    throw JSONProblem("it is not UTF-8", at: bad, of: bytes)
  }

  private mutating func value() throws(JSONProblem) {
    switch peek() {
    case UInt8(ascii: "{"): try object()
    case UInt8(ascii: "["): try array()
    case UInt8(ascii: "\""): try string()
    case UInt8(ascii: "t"): try word("true")
    case UInt8(ascii: "f"): try word("false")
    case UInt8(ascii: "n"): try word("null")
    default: try number()
    }
  }

  private mutating func object() throws(JSONProblem) {
    var keys: Set<[UInt8]> = []
    try list(until: UInt8(ascii: "}")) { (walk: inout JSONGuard) throws(JSONProblem) in
      let start = walk.at
      let key = try walk.key()
      guard keys.insert(key).inserted else { throw walk.problem("a key is there twice in one object", at: start) }
      guard keys.count <= IntakeLimits.keys else {
        throw walk.problem("an object has more than \(IntakeLimits.keys) keys", at: start)
      }
      walk.skipBlanks()
      try walk.expect(UInt8(ascii: ":"), "a colon")
      walk.skipBlanks()
      try walk.value()
    }
  }

  private mutating func array() throws(JSONProblem) {
    try list(until: UInt8(ascii: "]")) { (walk: inout JSONGuard) throws(JSONProblem) in try walk.value() }
  }

  /// What objects and arrays have in common: brackets, commas, and a depth.
  private mutating func list(
    until end: UInt8, _ element: (inout JSONGuard) throws(JSONProblem) -> Void
  ) throws(JSONProblem) {
    guard depth < IntakeLimits.depth else { throw problem("it nests deeper than \(IntakeLimits.depth) levels") }
    depth += 1
    at += 1
    skipBlanks()
    if peek() == end { return close() }
    while true {
      try element(&self)
      skipBlanks()
      if peek() == end { return close() }
      try expect(UInt8(ascii: ","), "a comma or a closing bracket")
      skipBlanks()
    }
  }

  private mutating func close() {
    at += 1
    depth -= 1
  }

  /// The key's text in UTF-8, escapes resolved, so that two spellings of one key are one.
  private mutating func key() throws(JSONProblem) -> [UInt8] {
    let start = at
    guard peek() == UInt8(ascii: "\"") else { throw problem("a key in quotation marks is missing") }
    try string()
    let raw = bytes[(start + 1)..<(at - 1)]
    guard raw.contains(UInt8(ascii: "\\")) else { return Array(raw) }
    let text = try? JSONDecoder().decode(String.self, from: Data(bytes[start..<at]))
    return Array((text ?? "").utf8)
  }

  private mutating func string() throws(JSONProblem) {
    let start = at
    at += 1
    while let byte = peek() {
      switch byte {
      case UInt8(ascii: "\""):
        at += 1
        return
      case UInt8(ascii: "\\"): try escape()
      case 0..<0x20: throw problem("a control character stands in a text unescaped")
      default: at += 1
      }
    }
    throw problem("a text that begins here does not end", at: start)
  }

  private mutating func escape() throws(JSONProblem) {
    let start = at
    at += 2
    switch at <= bytes.count ? bytes[at - 1] : 0 {
    case UInt8(ascii: "u"): try checkUnicode(hexadecimal(), from: start)
    case let byte where "\"\\/bfnrt".utf8.contains(byte): return
    default: throw problem("an escape in a text is not one of JSON's", at: start)
    }
  }

  private mutating func checkUnicode(_ unit: Int?, from start: Int) throws(JSONProblem) {
    switch unit {
    case .none: throw problem("four hexadecimal digits are missing", at: start)
    case 0: try refuse("a text holds the character NUL", at: start)
    case .some(0xD800...0xDBFF) where secondHalf(): return
    case .some(0xD800...0xDFFF): try refuse("a text holds half a surrogate pair", at: start)
    default: return
    }
  }

  /// True when the other half of a pair follows, which is then behind us.
  private mutating func secondHalf() -> Bool {
    guard peek() == UInt8(ascii: "\\"), at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "u") else { return false }
    let before = at
    at += 2
    if let second = hexadecimal(), (0xDC00...0xDFFF).contains(second) { return true }
    at = before
    return false
  }

  private mutating func refuse(_ what: String, at start: Int) throws(JSONProblem) {
    guard mends else { throw problem(what, at: start) }
    unreadable.append(start)
  }

  private mutating func hexadecimal() -> Int? {
    guard at + 4 <= bytes.count else { return nil }
    let digits = bytes[at..<(at + 4)]
    guard digits.allSatisfy({ Character(UnicodeScalar($0)).isHexDigit }) else { return nil }
    at += 4
    return Int(String(decoding: digits, as: UTF8.self), radix: 16)
  }

  private mutating func number() throws(JSONProblem) {
    let start = at
    if peek() == UInt8(ascii: "-") { at += 1 }
    let whole = at
    try digits(from: start)
    guard bytes[whole] != UInt8(ascii: "0") || at == whole + 1 else {
      throw problem("a number begins with 0", at: start)
    }
    if peek() == UInt8(ascii: ".") {
      at += 1
      try digits(from: start)
    }
    if peek() == UInt8(ascii: "e") || peek() == UInt8(ascii: "E") {
      at += 1
      if peek() == UInt8(ascii: "+") || peek() == UInt8(ascii: "-") { at += 1 }
      try digits(from: start)
    }
  }

  private mutating func digits(from start: Int) throws(JSONProblem) {
    let first = at
    while let byte = peek(), (0x30...0x39).contains(byte) { at += 1 }
    guard at > first else { throw problem(start == at ? "a value is missing" : "a number is not whole", at: start) }
  }

  private mutating func word(_ word: String) throws(JSONProblem) {
    guard bytes[at...].starts(with: word.utf8) else { throw problem("a value is not one of JSON's") }
    at += word.utf8.count
  }

  private mutating func expect(_ byte: UInt8, _ name: String) throws(JSONProblem) {
    guard peek() == byte else { throw problem("\(name) is missing") }
    at += 1
  }

  private mutating func skipBlanks() {
    while let byte = peek(), byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { at += 1 }
  }

  private func peek() -> UInt8? { at < bytes.count ? bytes[at] : nil }

  private func problem(_ what: String, at offset: Int? = nil) -> JSONProblem {
    JSONProblem(what, at: min(offset ?? at, bytes.count), of: bytes)
  }
}

/// Finds bytes that are not UTF-8.
enum UTF8Check {
  /// The offset of the first scalar that is not well formed; nil when all are.
  static func firstBadByte(_ bytes: [UInt8]) -> Int? {
    if String(validating: bytes, as: UTF8.self) != nil { return nil }
    var codec = UTF8()
    var rest = bytes.makeIterator()
    var offset = 0
    while case .scalarValue(let scalar) = codec.decode(&rest) { offset += UTF8.width(scalar) }
    return offset
  }
}
