/// Decides where requests may go (reliability S45, S46): asked when an address is saved, and again when it is used.
package struct URLGuard: Sendable {
  /// `host:port` exactly as an `OutboundURL` writes it; for these neither ports nor addresses are refused.
  package let allowed: Set<String>

  /// - Parameter allowed: entries like `127.0.0.1:8080`, `[::1]:9000` or `hooks.internal:8443`.
  /// - Throws: when an entry is not a host and a port.
  package init(allowed: [String] = []) throws(URLProblem) {
    var known: Set<String> = []
    for entry in allowed { known.insert(try Self.authority(entry)) }
    self.allowed = known
  }

  /// Reads `text` and checks all that can be known without asking the network.
  package func check(_ text: String) throws(URLProblem) -> OutboundURL {
    let url = try OutboundURL(text)
    guard !isAllowed(url) else { return url }
    if let why = PortRules.refusal(of: url.port) { throw Self.refusal(of: url, why) }
    switch url.host {
    case .address(let address):
      try check([address], of: url)
    case .name(let name):
      if name == "localhost" || name.hasSuffix(".localhost") { throw Self.refusal(of: url, "it is this machine") }
    }
    return url
  }

  /// Refuses `url` if any one of its addresses is not a public one: whoever answers for the name could pick that.
  /// The message leaves the address out, so that nobody reads an inner network's names through us (S48).
  package func check(_ addresses: [IPAddress], of url: OutboundURL) throws(URLProblem) {
    guard !isAllowed(url) else { return }
    for address in addresses {
      guard let use = AddressRanges.refusal(of: address) else { continue }
      throw Self.refusal(of: url, "its address is \(use)")
    }
  }

  package func isAllowed(_ url: OutboundURL) -> Bool { allowed.contains(url.authority) }

  private static func refusal(of url: OutboundURL, _ why: String) -> URLProblem {
    URLProblem(
      "requests to \(url.authority) are not allowed: \(why)",
      help: "if this is your own service, list \(url.authority) among the allowed hosts in the settings")
  }

  private static func authority(_ entry: String) throws(URLProblem) -> String {
    let problem = URLProblem("'\(entry)' is not a host and a port", help: "write it like hooks.internal:8443")
    let digits = entry.split(separator: ":", omittingEmptySubsequences: false).last ?? ""
    guard entry.contains(":"), !digits.contains("]"), !entry.contains(where: { "/?#".contains($0) }),
      let url = try? OutboundURL("http://\(entry)"), digits == "\(url.port)"
    else { throw problem }
    return url.authority
  }
}
