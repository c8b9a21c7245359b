/// Where a request must not go unless the settings list the very host and port (reliability S45).
///
/// From the IANA special-purpose registries. Version 6 is the other way round: only `2000::/3` is handed out for
/// the Internet, so everything else is refused, and then the special parts of it.
package enum AddressRanges {
  /// What `address` is for, if that is why it is refused: "a private network"; nil when it is an ordinary public address.
  package static func refusal(of address: IPAddress) -> String? {
    if let range = special.first(where: { $0.contains(address) }) { return range.use }
    return address.isVersion6 && !global.contains(address) ? "not a public address" : nil
  }

  static let special = version4 + version6

  static let version4: [AddressRange] = [
    v4(0, 0, 0, 0, 8, "this host itself"),
    v4(10, 0, 0, 0, 8, "a private network"),
    v4(100, 64, 0, 0, 10, "a provider's inner network"),
    v4(127, 0, 0, 0, 8, "this machine (loopback)"),
    v4(168, 63, 129, 16, 32, "a cloud's metadata service"),
    v4(169, 254, 0, 0, 16, "a link-local network, where clouds keep metadata"),
    v4(172, 16, 0, 0, 12, "a private network"),
    v4(192, 0, 0, 0, 24, "reserved for protocols"),
    v4(192, 0, 2, 0, 24, "reserved for documentation"),
    v4(192, 88, 99, 0, 24, "a relay of the 6to4 tunnel"),
    v4(192, 168, 0, 0, 16, "a private network"),
    v4(198, 18, 0, 0, 15, "reserved for benchmarks"),
    v4(198, 51, 100, 0, 24, "reserved for documentation"),
    v4(203, 0, 113, 0, 24, "reserved for documentation"),
    v4(224, 0, 0, 0, 4, "multicast"),
    v4(240, 0, 0, 0, 4, "reserved or broadcast"),
  ]

  static let version6: [AddressRange] = [
    v6([0, 0, 0, 0, 0, 0, 0, 0], 128, "this host itself"),
    v6([0, 0, 0, 0, 0, 0, 0, 1], 128, "this machine (loopback)"),
    v6([0, 0, 0, 0, 0, 0xFFFF], 96, "a version 4 address in version 6 clothes"),
    v6([0, 0, 0, 0, 0xFFFF, 0], 96, "a translated version 4 address"),
    v6([0, 0, 0, 0, 0, 0], 96, "an old form of a version 4 address"),
    v6([0x64, 0xFF9B], 32, "a translated version 4 address (NAT64)"),
    v6([0x100], 64, "reserved for discarding"),
    v6([0x2001], 23, "reserved for protocols, such as the Teredo tunnel"),
    v6([0x2001, 0xDB8], 32, "reserved for documentation"),
    v6([0x2002], 16, "the 6to4 tunnel"),
    v6([0x3FFF], 20, "reserved for documentation"),
    v6([0xFC00], 7, "a private network"),
    v6([0xFE80], 10, "a link-local network"),
    v6([0xFEC0], 10, "an old private network"),
    v6([0xFF00], 8, "multicast"),
  ]

  private static let global = v6([0x2000], 3, "the Internet")

  private static func v4(
    _ a: UInt8, _ b: UInt8, _ c: UInt8, _ d: UInt8, _ length: Int, _ use: String
  ) -> AddressRange {
    AddressRange(prefix: IPAddress(a, b, c, d), length: length, use: use)
  }

  private static func v6(_ groups: [UInt16], _ length: Int, _ use: String) -> AddressRange {
    AddressRange(prefix: IPAddress(groups: groups), length: length, use: use)
  }
}
