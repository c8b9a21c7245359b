/// FNV-1a with 64 bits over the fields of a canonical form: the same on every machine and in every process.
///
/// It tells whether two drafts were made from the same facts; it does not withstand anybody who wants a collision.
package struct Fingerprint: Sendable, Hashable {
  private var hash: UInt64 = 0xCBF2_9CE4_8422_2325

  package init() {}

  /// Adds one record; fields are kept apart, so that `ab`, `c` differs from `a`, `bc`.
  package mutating func add(_ fields: String...) {
    for field in fields {
      for byte in field.utf8 { add(byte) }
      add(0x1F)
    }
    add(0x1E)
  }

  mutating func add(_ byte: UInt8) {
    hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
  }

  /// Sixteen hexadecimal digits.
  package var text: String {
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
