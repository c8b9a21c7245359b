/// What a channel or a source wants sent.
package enum ProviderRequest: Sendable, Hashable {
  case http(ProviderHTTPRequest)
  /// Through the mail server of the settings.
  case mail(OutgoingMail)
  /// One line for the server's own terminal.
  case console(String)
}

/// One HTTP request, complete but for what the sender adds itself (host, length).
package struct ProviderHTTPRequest: Sendable, Hashable {
  package var method: String
  package var url: String
  package var headers: [ProviderHeader]
  package var body: [UInt8]

  package init(method: String = "POST", url: String, headers: [ProviderHeader], body: [UInt8]) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
  }
}

/// One header field; names in lower case.
package struct ProviderHeader: Sendable, Hashable {
  package var name: String
  package var value: String

  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}
