/// An `http` or `https` URL, read so strictly that no two readers can take it for different places.
///
/// The parts are canonical: `text` is put together from them and is what the HTTP client gets, never the original.
package struct OutboundURL: Sendable, Hashable, CustomStringConvertible {
  package enum Scheme: String, Sendable, Hashable {
    case http, https
    var usualPort: Int { self == .http ? 80 : 443 }
  }

  package enum Host: Sendable, Hashable {
    /// In lower case, labels of letters, digits and hyphens.
    case name(String)
    case address(IPAddress)
  }

  package let scheme: Scheme
  package let host: Host
  package let port: Int
  /// Path and query, beginning with `/`.
  package let target: String

  package static let lengthLimit = 2048

  /// The host as it stands in the URL; version 6 in brackets.
  package var hostText: String {
    switch host {
    case .name(let name): name
    case .address(let address): address.isVersion6 ? "[\(address)]" : "\(address)"
    }
  }

  /// `host:port`, the form of an entry in the allow list; the port is always there.
  package var authority: String { "\(hostText):\(port)" }

  package var text: String {
    "\(scheme)://\(hostText)\(port == scheme.usualPort ? "" : ":\(port)")\(target)"
  }

  /// Leaves out path and query, which often carry a secret.
  package var description: String { "\(scheme)://\(authority)/…" }
}
