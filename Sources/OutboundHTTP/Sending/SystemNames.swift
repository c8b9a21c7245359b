import Foundation
import Glibc
import Synchronization

/// Finds the addresses of host names; the usual one is `SystemNames.addresses`.
///
/// Given a name in lower case and the time it may take; nil or an empty list when there is none to be had.
package typealias NameLookup = @Sendable (_ name: String, _ limit: Duration) async -> [IPAddress]?

/// The machine's resolver (`getaddrinfo`), on threads of its own because it blocks: a pool shared with others, be it
/// Dispatch's, would stand still while name servers are silent.
package enum SystemNames {
  /// Look-ups that hang are abandoned but keep their thread, so their number is bounded.
  static let concurrentLookups = 16

  private static let running = Mutex(0)

  /// All addresses of `name` in the order they should be tried; nil when too many look-ups hang already.
  @Sendable package static func addresses(_ name: String, limit: Duration) async -> [IPAddress]? {
    guard begin() else { return nil }
    return await withCheckedContinuation { continuation in
      let answer = FirstAnswer<[IPAddress]?>(continuation)
      let alarm = Task {
        try await Task.sleep(for: limit)
        answer.give(nil)
      }
      Thread.detachNewThread {
        let found = lookUp(name)
        running.withLock { $0 -= 1 }
        alarm.cancel()
        answer.give(found)
      }
    }
  }

  private static func begin() -> Bool {
    running.withLock { running in
      guard running < concurrentLookups else { return false }
      running += 1
      return true
    }
  }

  private static func lookUp(_ name: String) -> [IPAddress] {
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
