/// One unfolded line of an iCalendar file: `name;parameters:value`.
struct ContentLine {
  /// Where it begins in the file, from 1.
  let number: Int
  /// Upper case.
  let name: String
  /// With the leading semicolon, as written; empty when there are none.
  private let parameterBytes: ArraySlice<UInt8>
  let value: ArraySlice<UInt8>

  /// Nil for a line that has no colon outside quotes or no name before it.
  init?(number: Int, _ bytes: ArraySlice<UInt8>) {
    guard let colon = Self.colon(in: bytes) else { return nil }
    let head = bytes[..<colon]
    let nameEnd = head.firstIndex(of: UInt8(ascii: ";")) ?? colon
    guard nameEnd > bytes.startIndex else { return nil }
    self.number = number
    name = Self.text(head[..<nameEnd]).uppercased()
    parameterBytes = head[nameEnd...]
    value = bytes[(colon + 1)...]
  }

  /// In upper case, with the leading semicolon; empty when there are none.
  var parameters: String { Self.text(parameterBytes).uppercased() }

  /// The first value of the parameter `name` (upper case) without its quotes; nil when it is not there.
  func parameter(_ name: String) -> String? {
    guard !parameterBytes.isEmpty else { return nil }
    for part in Self.parts(of: parameterBytes.dropFirst()) {
      guard let equals = part.firstIndex(of: UInt8(ascii: "=")), Self.text(part[..<equals]).uppercased() == name
      else { continue }
      let value = part[(equals + 1)...].filter { $0 != UInt8(ascii: "\"") }
      return CleanText.line(Self.text(value[...]), limit: 200)
    }
    return nil
  }

  /// The parameters, parted at the semicolons outside quotes.
  private static func parts(of bytes: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var quoted = false
    return bytes.split { byte in
      if byte == UInt8(ascii: "\"") { quoted.toggle() }
      return byte == UInt8(ascii: ";") && !quoted
    }
  }

  private static func colon(in bytes: ArraySlice<UInt8>) -> Int? {
    var quoted = false
    for index in bytes.indices {
      switch bytes[index] {
      case UInt8(ascii: "\""): quoted.toggle()
      case UInt8(ascii: ":") where !quoted: return index
      default: break
      }
    }
    return nil
  }

  /// The value as it stands, without blanks around it.
  var plain: String { CleanText.line(Self.text(value), limit: value.count + 1) }

  /// The value as TEXT of RFC 5545, 3.3.11, its escapes undone; a stray backslash is left out.
  var unescaped: String {
    var result = String.UnicodeScalarView()
    var escaping = false
    for scalar in Self.text(value).unicodeScalars {
      if escaping {
        result.append(scalar == "n" || scalar == "N" ? "\n" : scalar)
        escaping = false
      } else if scalar == "\\" {
        escaping = true
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// UTF-8, or ISO 8859-1 for what is not UTF-8: old exports are.
  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    var latin = String.UnicodeScalarView()
    for byte in bytes { latin.append(Unicode.Scalar(byte)) }
    return String(latin)
  }
}
