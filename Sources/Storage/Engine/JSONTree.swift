import Foundation

/// A value as a tree of JSON, built by its own `encode(to:)` and written in one pass.
///
/// Foundation's encoder asks of every value whether it is a date, a URL, a number of its own or a dictionary; none of what
/// we store is, and those questions took more time than the answer. Only bytes, which requests to providers carry, are
/// asked for: they become base64, as Foundation writes them.
enum JSONTree {
  case null
  case flag(Bool)
  case whole(Int64)
  case natural(UInt64)
  case real(Double)
  case text(String)
  case node(JSONNode)

  /// The same value always gives the same bytes: keys are in the order of theirs.
  static func bytes(of value: some Encodable) throws -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(1024)
    try tree(value).write(to: &bytes)
    return bytes
  }

  static func tree<Value: Encodable>(_ value: Value) throws -> JSONTree {
    if Value.self == String.self, let text = value as? String { return .text(text) }
    if Value.self == Data.self, let data = value as? Data { return .text(data.base64EncodedString()) }
    let node = JSONNode()
    try value.encode(to: node)
    return node.tree
  }

  func write(to bytes: inout [UInt8]) throws {
    switch self {
    case .null: bytes.append(contentsOf: "null".utf8)
    case .flag(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
    case .whole(let value): bytes.append(contentsOf: String(value).utf8)
    case .natural(let value): bytes.append(contentsOf: String(value).utf8)
    case .real(let value): try Self.write(value, to: &bytes)
    case .text(let value): Self.write(value, to: &bytes)
    case .node(let node): try node.write(to: &bytes)
    }
  }

  /// A whole number is written without its `.0`.
  private static func write(_ value: Double, to bytes: inout [UInt8]) throws {
    guard value.isFinite else {
      throw EncodingError.invalidValue(value, .init(codingPath: [], debugDescription: "\(value) is no JSON number"))
    }
    let text = value.description
    bytes.append(contentsOf: text.hasSuffix(".0") ? text.dropLast(2).utf8 : text[...].utf8)
  }

  static func write(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { utf8 in
      // Runs without anything to escape are copied whole.
      var start = 0
      for (place, byte) in utf8.enumerated() where byte < 0x20 || byte == 0x22 || byte == 0x5C {
        bytes.append(contentsOf: utf8[start..<place])
        escape(byte, to: &bytes)
        start = place + 1
      }
      bytes.append(contentsOf: utf8[start...])
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func escape(_ byte: UInt8, to bytes: inout [UInt8]) {
    switch byte {
    case 0x22: bytes.append(contentsOf: #"\""#.utf8)
    case 0x5C: bytes.append(contentsOf: #"\\"#.utf8)
    case 0x08: bytes.append(contentsOf: #"\b"#.utf8)
    case 0x09: bytes.append(contentsOf: #"\t"#.utf8)
    case 0x0A: bytes.append(contentsOf: #"\n"#.utf8)
    case 0x0C: bytes.append(contentsOf: #"\f"#.utf8)
    case 0x0D: bytes.append(contentsOf: #"\r"#.utf8)
    default: bytes.append(contentsOf: (#"\u00"# + Hexadecimal.digits(byte)).utf8)
    }
  }
}
