/// What came of one request.
package enum OutboundResult: Sendable, Hashable {
  /// The peer answered with a final status of any kind; redirects are answers like others and never followed.
  case answered(OutboundResponse)
  /// No answer. With `beforeSending` not a byte of the request can have reached the peer, so that sending again is
  /// safe; otherwise it may have arrived.
  case failed(OutboundFailure, beforeSending: Bool)
}

/// Status, header fields and the beginning of the body.
package struct OutboundResponse: Sendable, Hashable {
  package var status: Int
  package var headers: [OutboundHeader]
  /// At most `OutboundLimits.bodyBytes`, as sent: nothing is decompressed.
  package var body: [UInt8]
  /// True when there was more, or when the body did not end in time.
  package var isCut: Bool

  package init(status: Int, headers: [OutboundHeader], body: [UInt8], isCut: Bool) {
    self.status = status
    self.headers = headers
    self.body = body
    self.isCut = isCut
  }

  /// The first value of header `name` (given in lower case).
  package func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}

/// Why there is no answer, as a class and without the peer's words: what an inner service says must not be readable
/// through us (reliability S48). The log has the details at level debug.
package enum OutboundFailure: Sendable, Hashable {
  /// The guard does not allow the place, or the request is not well formed; nothing was tried.
  case blocked(String)
  /// The name has no address, or could not be asked for.
  case dns
  /// Nobody listens there.
  case refused
  /// No route to the host.
  case unreachable
  /// No connection, or no answer within the limit.
  case timedOut
  /// The connection was closed before an answer came.
  case reset
  /// No secure connection: a wrong certificate, or no TLS on the other side.
  case tls
  /// What came back is not HTTP.
  case malformed
  /// The client was shut down, or the caller's task cancelled.
  case cancelled
  case other
}
