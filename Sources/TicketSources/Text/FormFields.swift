import Triage

/// The fields of a body of type `application/x-www-form-urlencoded`.
struct FormFields {
  static let limit = 200
  private let fields: [(name: String, value: String)]

  /// - Throws: 400 for more than ``limit`` fields, half an escape, and bytes that are not UTF-8.
  init(_ bytes: [UInt8]) throws(Refusal) {
    let parts = bytes.split(separator: UInt8(ascii: "&"))
    guard parts.count <= Self.limit else { throw Refusal(400, "the form has more than \(Self.limit) fields") }
    var fields: [(name: String, value: String)] = []
    for part in parts {
      let halves = part.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      let name = try Self.text(halves[0])
      fields.append((name, halves.count == 2 ? try Self.text(halves[1]) : ""))
    }
    self.fields = fields
  }

  /// The first value of `name`.
  subscript(_ name: String) -> String? { fields.first { $0.name == name }?.value }

  private static func text(_ bytes: ArraySlice<UInt8>) throws(Refusal) -> String {
    var plain: [UInt8] = []
    var rest = bytes[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        plain.append(byte == UInt8(ascii: "+") ? 0x20 : byte)
        continue
      }
      guard let pair = Hexadecimal.bytes(String(decoding: rest.prefix(2), as: UTF8.self), after: ""), pair.count == 1
      else { throw Refusal(400, "the form has half an escape: a '%' needs two hexadecimal digits") }
      plain += pair
      rest = rest.dropFirst(2)
    }
    guard let text = String(validating: plain, as: UTF8.self) else { throw Refusal(400, "the form is not UTF-8") }
    return text
  }
}
