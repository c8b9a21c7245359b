/// How long and how much one request may take (reliability 5.3, F31, F32).
package struct OutboundLimits: Sendable, Hashable {
  /// From the call to its result, everything included.
  package var total: Duration
  /// For one connection, with its TLS handshake.
  package var connect: Duration
  /// For finding the addresses of a name.
  package var lookup: Duration
  /// How much of a response's body is read.
  package var bodyBytes: Int
  /// How many addresses of one host are tried before giving up.
  package var addresses: Int

  package init(
    total: Duration = .seconds(10), connect: Duration = .seconds(3), lookup: Duration = .seconds(3),
    bodyBytes: Int = 65_536, addresses: Int = 3
  ) {
    self.total = total
    self.connect = connect
    self.lookup = lookup
    self.bodyBytes = bodyBytes
    self.addresses = addresses
  }

  package static let usual = OutboundLimits()
}
