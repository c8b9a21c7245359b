import Glibc

/// Finds the addresses of host names; the usual one is `SystemNames.addresses`.
///
/// Given a name in lower case and the time it may take; nil or an empty list when there is none to be had.
package typealias NameLookup = @Sendable (_ name: String, _ limit: Duration) async -> [IPAddress]?

/// The machine's resolver (`getaddrinfo`), which blocks.
package enum SystemNames {
  /// One for the process: whatever sends shares its threads.
  private static let lookups = NameLookups(resolve: lookUp)

  /// All addresses of `name` in the order they should be tried; nil when there was no answer within `limit`.
  @Sendable package static func addresses(_ name: String, limit: Duration) async -> [IPAddress]? {
    await lookups.addresses(name, limit: limit)
  }

  @Sendable private static func lookUp(_ name: String) -> [IPAddress] {
    var hints = addrinfo()
    hints.ai_family = AF_UNSPEC
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var first: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(name, nil, &hints, &first) == 0 else { return [] }
    defer { freeaddrinfo(first) }
    return sequence(first: first, next: { $0?.pointee.ai_next }).compactMap { entry in
      entry?.pointee.ai_addr.flatMap(address)
    }
  }

  private static func address(_ socket: UnsafeMutablePointer<sockaddr>) -> IPAddress? {
    let raw = UnsafeRawPointer(socket)
    switch Int32(socket.pointee.sa_family) {
    case AF_INET:
      let inner = raw.load(as: sockaddr_in.self).sin_addr
      return withUnsafeBytes(of: inner) { IPAddress(bytes: Array($0)) }
    case AF_INET6:
      let inner = raw.load(as: sockaddr_in6.self).sin6_addr
      return withUnsafeBytes(of: inner) { IPAddress(bytes: Array($0)) }
    default:
      return nil
    }
  }
}
