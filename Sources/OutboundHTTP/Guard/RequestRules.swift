/// Checks the parts of a request besides its URL, before anything is sent.
enum RequestRules {
  static let methods = ["DELETE", "GET", "HEAD", "PATCH", "POST", "PUT"]

  /// Set by the HTTP client itself; another value would say something false about the request, or about its host.
  static let reserved = [
    "connection", "content-length", "expect", "host", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade",
  ]

  /// Throws when the method is not a usual one, or a header's name or value could be read as something else.
  static func check(_ request: OutboundRequest) throws(URLProblem) {
    guard methods.contains(request.method) else {
      throw URLProblem("'\(request.method)' is not a method we send", help: "use \(methods.joined(separator: ", "))")
    }
    for header in request.headers { try check(header) }
  }

  private static func check(_ header: OutboundHeader) throws(URLProblem) {
    guard !header.name.isEmpty, header.name.utf8.allSatisfy(isNameByte) else {
      throw URLProblem("'\(header.name)' is not a header name", help: "use letters, digits and hyphens")
    }
    guard !reserved.contains(header.name.lowercased()) else {
      throw URLProblem("the header '\(header.name)' is set by the sender", help: "leave it out")
    }
    guard header.value.utf8.allSatisfy({ $0 == 0x09 || (0x20...0x7E).contains($0) }) else {
      throw URLProblem(
        "the header '\(header.name)' has a line break, a control character or a letter outside ASCII",
        help: "put such text into the body")
    }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    let letter = (0x61...0x7A).contains(byte | 0x20)
    return letter || (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x5F
  }
}
