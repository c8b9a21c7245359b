/// What to send: one HTTP request, complete.
package struct OutboundRequest: Sendable, Hashable {
  package var method: String
  package var url: String
  /// `host`, `content-length` and the like are set here and must not be among them.
  package var headers: [OutboundHeader]
  package var body: [UInt8]

  package init(method: String = "POST", url: String, headers: [OutboundHeader] = [], body: [UInt8] = []) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
  }
}

/// One header field of a request or a response; a response's names are in lower case.
package struct OutboundHeader: Sendable, Hashable {
  package var name: String
  package var value: String

  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}
