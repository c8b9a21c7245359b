import AsyncHTTPClient
import Glibc
import NIOCore
import NIOHTTP1

/// Puts the many errors of the HTTP client into our few classes.
enum FailureKind {
  /// - Parameters:
  ///   - isConnected: whether the connection stood, TLS included.
  ///   - isSecure: whether TLS was to be spoken; then whatever goes wrong between connecting and `isConnected` is TLS.
  static func of(_ error: any Error, isConnected: Bool, isSecure: Bool) -> OutboundFailure {
    switch error {
    case is ExchangeProgress.WrongPeer: .blocked("the connection led to another address than the one checked")
    case is CancellationError: .cancelled
    case let error as HTTPClientError: ofClient(error)
    case let error as IOError: ofSystem(error.errnoCode)
    case is HTTPParserError: .malformed
    default: isSecure && !isConnected ? .tls : .other
    }
  }

  private static func ofClient(_ error: HTTPClientError) -> OutboundFailure {
    switch error {
    case .deadlineExceeded, .connectTimeout, .readTimeout, .writeTimeout, .getConnectionFromPoolTimeout: .timedOut
    case .tlsHandshakeTimeout: .tls
    case .remoteConnectionClosed, .uncleanShutdown: .reset
    case .cancelled, .alreadyShutdown, .requestStreamCancelled: .cancelled
    default: .other
    }
  }

  private static func ofSystem(_ code: CInt) -> OutboundFailure {
    switch code {
    case ECONNREFUSED: .refused
    case EHOSTUNREACH, ENETUNREACH, ENETDOWN, EADDRNOTAVAIL, EAFNOSUPPORT: .unreachable
    case ECONNRESET, EPIPE, ECONNABORTED: .reset
    case ETIMEDOUT: .timedOut
    default: .other
    }
  }
}
