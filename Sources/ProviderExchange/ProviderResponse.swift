/// What came back for a request.
package enum ProviderResponse: Sendable, Hashable {
  /// The provider answered; `body` is the beginning of what it said.
  case http(status: Int, headers: [ProviderHeader], body: [UInt8])
  /// The mail server's last word: its reply code, and the enhanced one (`5.1.1`, RFC 3463) where it gave any.
  case smtp(code: Int, enhanced: String?)
  /// No answer. With `beforeSending` nothing can have reached the provider.
  case failed(NetworkFailure, beforeSending: Bool)
  /// The line is on the terminal.
  case written
}

/// Why there was no answer.
package enum NetworkFailure: Sendable, Hashable {
  /// The address is one we do not send to, for the reason given.
  case blocked(String)
  case dns, refused, unreachable, timedOut, reset, tls, malformed, cancelled, other

  /// Goes after "the page was not sent: ".
  package var reason: String {
    switch self {
    case .blocked(let why): why
    case .dns: "the host name has no address"
    case .refused: "nobody listens at the address"
    case .unreachable: "there is no route to the host"
    case .timedOut: "the time for an answer ran out"
    case .reset: "the connection was closed"
    case .tls: "no secure connection could be made"
    case .malformed: "the answer was not HTTP"
    case .cancelled: "the request was stopped"
    case .other: "the connection failed"
    }
  }
}
