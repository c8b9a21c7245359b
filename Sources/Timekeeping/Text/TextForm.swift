/// A value that people write in one small grammar: one parser, one printer, one style of error.
///
/// The same text stands in schedule files, on the command line, in stored versions and in exports,
/// so `Codable` is given in terms of it.
package protocol TextForm: Codable, CustomStringConvertible {
  /// What the grammar looks like, with an example: the end of "expected …" in an error.
  static var form: String { get }
  init(text: String) throws(TextProblem)
}

/// Why a text is not a value of a `TextForm`: what is wrong and what to write instead.
package struct TextProblem: Error, Equatable, CustomStringConvertible {
  package let what: String
  package let help: String

  package init(_ what: String, help: String) {
    self.what = what
    self.help = help
  }

  package var description: String { "\(what). help: \(help)" }
}

extension TextForm {
  /// The usual problem: "'25:00' is not a time of day", "write it like 09:00".
  package static func problem(_ text: some StringProtocol, _ noun: String) -> TextProblem {
    TextProblem("'\(text.echoed)' is not \(noun)", help: "write \(form)")
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    do {
      try self.init(text: text)
    } catch {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: error.description)
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// The integer that `digits` spells in ASCII, or nil: no sign, no blanks, at most `limit` digits.
package func decimal(_ digits: some StringProtocol, limit: Int = 9) -> Int? {
  guard !digits.isEmpty, digits.utf8.count <= limit else { return nil }
  var value = 0
  for byte in digits.utf8 {
    guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
    value = value * 10 + Int(byte - UInt8(ascii: "0"))
  }
  return value
}

/// `value` in decimal, filled with zeros to at least `width` digits.
package func padded(_ value: Int, _ width: Int = 2) -> String {
  if let quick = shortPadded(value, width) { return quick }
  let digits = String(abs(value))
  let zeros = String(repeating: "0", count: max(0, width - digits.utf8.count))
  return (value < 0 ? "-" : "") + zeros + digits
}

/// Dates and times are mostly this, and feeds and ids are full of them; nil where it does not fit.
private func shortPadded(_ value: Int, _ width: Int) -> String? {
  guard value >= 0, (1...15).contains(width) else { return nil }
  var rest = value
  let text = String(unsafeUninitializedCapacity: width) { digits in
    for place in (0..<width).reversed() {
      digits[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
    return width
  }
  return rest == 0 ? text : nil
}
