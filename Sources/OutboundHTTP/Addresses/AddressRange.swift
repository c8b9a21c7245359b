/// All addresses that begin with the same bits, and what they are for.
package struct AddressRange: Sendable, Hashable {
  package let prefix: IPAddress
  /// How many leading bits count: `10.0.0.0/8` has 8.
  package let length: Int
  /// Ends the sentence "…, which is": "a private network".
  package let use: String

  package func contains(_ address: IPAddress) -> Bool {
    guard address.bytes.count == prefix.bytes.count else { return false }
    let whole = length / 8
    guard address.bytes.prefix(whole) == prefix.bytes.prefix(whole) else { return false }
    let rest = length % 8
    guard rest > 0 else { return true }
    let mask = UInt8.max << (8 - rest)
    return address.bytes[whole] & mask == prefix.bytes[whole] & mask
  }
}
