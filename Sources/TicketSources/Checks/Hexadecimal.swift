/// Reads digests written in hexadecimal digits.
enum Hexadecimal {
  /// The bytes that follow `prefix` in `text`; nil for anything but whole pairs of digits.
  static func bytes(_ text: String, after prefix: String) -> [UInt8]? {
    guard text.hasPrefix(prefix) else { return nil }
    let digits = Array(text.utf8.dropFirst(prefix.utf8.count))
    guard digits.count.isMultiple(of: 2) else { return nil }
    let bytes = stride(from: 0, to: digits.count, by: 2).compactMap { at -> UInt8? in
      guard let high = value(digits[at]), let low = value(digits[at + 1]) else { return nil }
      return high << 4 | low
    }
    return bytes.count * 2 == digits.count ? bytes : nil
  }

  private static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
