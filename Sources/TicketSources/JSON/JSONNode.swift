/// A value of JSON with the place where it stands.
struct JSONNode {
  enum Value {
    case null
    case flag(Bool)
    /// As it was written: what it is worth depends on who asks.
    case number(String)
    case text(String)
    case list([JSONNode])
    case object([JSONMember])
  }

  let value: Value
  /// Bytes before it.
  let offset: Int
}

/// A key of an object with its value.
struct JSONMember {
  let key: String
  /// Bytes before the key.
  let offset: Int
  let node: JSONNode
}

/// Reads bytes that ``JSONGuard`` has let through. Linear in the number of bytes.
struct JSONReader {
  private let bytes: [UInt8]
  private var at = 0

  /// - Throws: where `bytes` stop being JSON of the kind we read.
  static func read(_ bytes: [UInt8]) throws(JSONProblem) -> JSONNode {
    try JSONGuard.check(bytes)
    var reader = JSONReader(bytes: bytes)
    return reader.value()
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private var next: UInt8 { at < bytes.count ? bytes[at] : 0 }

  private mutating func skipBlanks() {
    while next == 0x20 || next == 0x0A || next == 0x0D || next == 0x09 { at += 1 }
  }

  private mutating func value() -> JSONNode {
    skipBlanks()
    let start = at
    return JSONNode(value: plainValue(), offset: start)
  }

  private mutating func plainValue() -> JSONNode.Value {
    switch next {
    case UInt8(ascii: "{"): return .object(members())
    case UInt8(ascii: "["): return .list(elements())
    case UInt8(ascii: "\""): return .text(text())
    case UInt8(ascii: "t"): return word(4, .flag(true))
    case UInt8(ascii: "f"): return word(5, .flag(false))
    case UInt8(ascii: "n"): return word(4, .null)
    default: return .number(number())
    }
  }

  private mutating func word(_ count: Int, _ value: JSONNode.Value) -> JSONNode.Value {
    at += count
    return value
  }

  private mutating func number() -> String {
    let start = at
    while (0x30...0x39).contains(next) || "+-.eE".utf8.contains(next) { at += 1 }
    return String(decoding: bytes[start..<at], as: UTF8.self)
  }

  private mutating func members() -> [JSONMember] {
    var members: [JSONMember] = []
    while more(until: UInt8(ascii: "}")) {
      let start = at
      let key = text()
      skipBlanks()
      at += 1
      members.append(JSONMember(key: key, offset: start, node: value()))
    }
    return members
  }

  private mutating func elements() -> [JSONNode] {
    var elements: [JSONNode] = []
    while more(until: UInt8(ascii: "]")) { elements.append(value()) }
    return elements
  }

  /// Steps over an opening bracket or a comma; false, behind the closing bracket, at the end.
  private mutating func more(until end: UInt8) -> Bool {
    skipBlanks()
    if next != end { at += 1 }
    skipBlanks()
    guard next == end || at >= bytes.count else { return true }
    at += 1
    return false
  }

  private mutating func text() -> String {
    at += 1
    var start = at
    var units: [UInt8] = []
    while at < bytes.count, next != UInt8(ascii: "\"") {
      guard next == UInt8(ascii: "\\") else {
        at += 1
        continue
      }
      units += bytes[start..<at]
      units += escape()
      start = at
    }
    units += bytes[start..<min(at, bytes.count)]
    at += 1
    return String(decoding: units, as: UTF8.self)
  }

  /// The UTF-8 of an escape, stepped over.
  private mutating func escape() -> [UInt8] {
    at += 2
    switch at <= bytes.count ? bytes[at - 1] : 0 {
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "u"): return Array(String(scalar()).utf8)
    case let plain: return [plain]
    }
  }

  private mutating func scalar() -> Character {
    let first = hexadecimal()
    guard (0xD800...0xDBFF).contains(first) else { return Character(Unicode.Scalar(first) ?? "\u{FFFD}") }
    at += 2
    let second = hexadecimal()
    let whole = 0x10000 + (first - 0xD800) << 10 + (second &- 0xDC00) & 0x3FF
    return Character(Unicode.Scalar(whole) ?? "\u{FFFD}")
  }

  private mutating func hexadecimal() -> UInt32 {
    let digits = bytes[min(at, bytes.count)..<min(at + 4, bytes.count)]
    at += 4
    return UInt32(String(decoding: digits, as: UTF8.self), radix: 16) ?? 0xFFFD
  }
}
