/// Reads an `OutboundURL` part by part.
extension OutboundURL {
  /// Throws for everything but a plain absolute `http` or `https` URL: user names, fragments, spaces, letters outside
  /// ASCII, a final dot of the host and odd spellings of an IP address are all refused.
  package init(_ text: String) throws(URLProblem) {
    try Self.checkLetters(text)
    let (scheme, rest) = try Self.scheme(text)
    let end = rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex
    let (host, port) = try Self.authority(String(rest[..<end]), usualPort: scheme.usualPort)
    self.scheme = scheme
    self.host = host
    self.port = port
    target = try Self.target(rest[end...])
  }

  private static func checkLetters(_ text: String) throws(URLProblem) {
    guard !text.isEmpty else { throw URLProblem("the URL is empty", help: "write it like \(example)") }
    guard text.utf8.count <= lengthLimit else {
      throw URLProblem("the URL is longer than \(lengthLimit) bytes", help: "use a shorter one")
    }
    guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw URLProblem(
        "the URL has a space, a control character or a letter outside ASCII",
        help: "write the host in its xn--… form and the path percent-encoded")
    }
  }

  private static let example = "https://hooks.example.com/page"

  private static func scheme(_ text: String) throws(URLProblem) -> (Scheme, Substring) {
    guard let mark = text.firstRange(of: "://"), let scheme = Scheme(rawValue: text[..<mark.lowerBound].lowercased())
    else { throw URLProblem("the URL does not begin with http:// or https://", help: "write it like \(example)") }
    return (scheme, text[mark.upperBound...])
  }

  private static func authority(_ text: String, usualPort: Int) throws(URLProblem) -> (Host, Int) {
    guard !text.contains("@") else {
      throw URLProblem("the URL has a user name before the host", help: "leave out everything up to the @")
    }
    if text.hasPrefix("[") {
      guard let close = text.firstIndex(of: "]") else { throw badHost(text) }
      let address = try version6(text[text.index(after: text.startIndex)..<close])
      return (address, try port(text[text.index(after: close)...], usual: usualPort))
    }
    let colon = text.firstIndex(of: ":") ?? text.endIndex
    return (try host(String(text[..<colon])), try port(text[colon...], usual: usualPort))
  }

  private static func version6(_ text: Substring) throws(URLProblem) -> Host {
    guard text.contains(":"), let address = IPAddress(text: String(text)) else { throw badHost("[\(text)]") }
    return .address(address)
  }

  /// Reads what follows the host: nothing, or `:` and 1…65535 without leading zeros.
  private static func port(_ text: Substring, usual: Int) throws(URLProblem) -> Int {
    if text.isEmpty { return usual }
    let digits = text.dropFirst()
    let plain = digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
    guard text.hasPrefix(":"), plain, digits.utf8.count <= 5, digits.utf8.first != 0x30, let port = Int(digits),
      (1...65535).contains(port)
    else {
      throw URLProblem("'\(text)' after the host is not a port", help: "write a colon and 1 to 65535, or nothing")
    }
    return port
  }

  private static func host(_ text: String) throws(URLProblem) -> Host {
    let name = text.lowercased()
    let labels = name.split(separator: ".", omittingEmptySubsequences: false)
    if let last = labels.last, looksNumeric(last) {
      guard let address = IPAddress(text: name) else { throw oddNumber(text) }
      return .address(address)
    }
    guard name.utf8.count <= 253, labels.allSatisfy(isLabel) else { throw badHost(text) }
    return .name(name)
  }

  /// Whether old readers take a host that ends so for an IP address: `1`, `0177`, `0x7f`.
  private static func looksNumeric(_ label: Substring) -> Bool {
    let digits = label.utf8.allSatisfy { (0x30...0x39).contains($0) }
    return !label.isEmpty && (digits || label.hasPrefix("0x"))
  }

  private static func isLabel(_ label: Substring) -> Bool {
    let plain = label.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
    return plain && (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
  }

  private static func oddNumber(_ host: String) -> URLProblem {
    URLProblem(
      "'\(host)' is an unusual spelling of an IP address",
      help: "write four numbers without leading zeros, or the host's name")
  }

  private static func badHost(_ host: String) -> URLProblem {
    URLProblem(
      "'\(host)' is not a host name",
      help: "use labels of letters, digits and hyphens with dots between them and none at the end")
  }

  private static func target(_ text: Substring) throws(URLProblem) -> String {
    guard !text.contains("#") else {
      throw URLProblem("the URL has a fragment (#…)", help: "leave it out: it is never sent")
    }
    guard text.utf8.allSatisfy(targetBytes.contains), hasWholeEscapes(text) else {
      throw URLProblem("the URL's path or query has characters that must be escaped", help: "percent-encode them")
    }
    return text.hasPrefix("/") ? String(text) : "/" + text
  }

  private static let targetBytes = Set(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~!$&'()*+,;=:@/?%".utf8)

  private static func hasWholeEscapes(_ text: Substring) -> Bool {
    text.split(separator: "%", omittingEmptySubsequences: false).dropFirst().allSatisfy { piece in
      piece.utf8.count >= 2 && piece.prefix(2).allSatisfy(\.isHexDigit)
    }
  }
}
