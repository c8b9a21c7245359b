/// Turns the `$1`, `$2` … of our queries into the `?1`, `?2` … that SQLite numbers by value.
///
/// SQLite takes `$1` for a name and numbers names by first appearance, so `$2 || $1` would bind the wrong way round.
enum Placeholders {
  /// `sql` with every `$n` outside quotes and comments rewritten; everything else stays byte for byte.
  static func rewritten(_ sql: String) -> String {
    var bytes = Array(sql.utf8)
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        index = end(ofQuote: bytes, from: index)
      case UInt8(ascii: "-") where follows(bytes, index, UInt8(ascii: "-")):
        index = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      case UInt8(ascii: "/") where follows(bytes, index, UInt8(ascii: "*")):
        index = end(ofComment: bytes, from: index)
      case UInt8(ascii: "$") where follows(bytes, index, digits):
        bytes[index] = UInt8(ascii: "?")
        index += 1
      default:
        index += 1
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let digits = UInt8(ascii: "0")...UInt8(ascii: "9")

  private static func follows(_ bytes: [UInt8], _ index: Int, _ byte: UInt8) -> Bool {
    follows(bytes, index, byte...byte)
  }

  private static func follows(_ bytes: [UInt8], _ index: Int, _ range: ClosedRange<UInt8>) -> Bool {
    index + 1 < bytes.count && range.contains(bytes[index + 1])
  }

  /// The index after the closing quote; a doubled quote closes one text and opens the next, which comes to the same.
  private static func end(ofQuote bytes: [UInt8], from start: Int) -> Int {
    guard let close = bytes[(start + 1)...].firstIndex(of: bytes[start]) else { return bytes.count }
    return close + 1
  }

  /// The index after `*/`.
  private static func end(ofComment bytes: [UInt8], from start: Int) -> Int {
    var index = start + 2
    while index + 1 < bytes.count {
      if bytes[index] == UInt8(ascii: "*"), bytes[index + 1] == UInt8(ascii: "/") { return index + 2 }
      index += 1
    }
    return bytes.count
  }
}
