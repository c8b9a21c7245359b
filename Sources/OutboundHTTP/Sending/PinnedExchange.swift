import AsyncHTTPClient
import Logging
import NIOCore
import NIOHTTP1

/// One request over one connection to one checked address, with an HTTP client of its own.
///
/// Asking for the name a second time could give another address (reliability S46), so the connection is pinned: the
/// client is told the address, while the `Host` header and the certificate's name stay those of the URL.
struct PinnedExchange: Sendable {
  let url: OutboundURL
  let address: IPAddress
  let request: OutboundRequest
  let limits: OutboundLimits
  let deadline: ContinuousClock.Instant
  let logger: Logger

  func run() async -> OutboundResult {
    let progress = ExchangeProgress()
    let client = HTTPClient(
      eventLoopGroup: HTTPClient.defaultEventLoopGroup, configuration: configuration(progress))
    let failure = await beforeDeadline { try await exchange(client, progress) }
    do { try await client.shutdown() } catch { logger.debug("client shutdown: \(error)") }
    return result(progress, failure)
  }

  /// Runs `body` until the deadline at most; the error that ended it, if any.
  private func beforeDeadline(_ body: @Sendable @escaping () async throws -> Void) async -> (any Error)? {
    do {
      try await withThrowingTaskGroup(of: Void.self) { group in
        defer { group.cancelAll() }
        group.addTask { try await body() }
        group.addTask {
          try await ContinuousClock().sleep(until: deadline)
          throw HTTPClientError.deadlineExceeded
        }
        try await group.next()
      }
      return nil
    } catch {
      logger.debug("no complete answer from \(url): \(error)")
      return error
    }
  }

  private func exchange(_ client: HTTPClient, _ progress: ExchangeProgress) async throws {
    // The deadline of our own is the one that counts: this one does not cover the body.
    let response = try await client.execute(clientRequest(), timeout: .init(limits.total))
    let headers = response.headers.map { OutboundHeader($0.name.lowercased(), $0.value) }
    progress.began(status: Int(response.status.code), headers: headers)
    for try await piece in response.body {
      guard progress.add(piece, limit: limits.bodyBytes) else { return }
    }
    progress.finish()
  }

  private func clientRequest() -> HTTPClientRequest {
    var sent = HTTPClientRequest(url: url.text)
    sent.method = HTTPMethod(rawValue: request.method)
    for header in request.headers { sent.headers.add(name: header.name, value: header.value) }
    sent.headers.replaceOrAdd(name: "connection", value: "close")
    if !sent.headers.contains(name: "user-agent") { sent.headers.add(name: "user-agent", value: "watchbill") }
    if !request.body.isEmpty { sent.body = .bytes(ByteBuffer(bytes: request.body)) }
    return sent
  }

  /// No redirects, no decompression, no proxy (the client reads none from the environment), no second try.
  private func configuration(_ progress: ExchangeProgress) -> HTTPClient.Configuration {
    // Shutting down waits for a connection being made, so that must not outlast the deadline either.
    let connect = max(.milliseconds(1), min(limits.connect, deadline - .now))
    var settings = HTTPClient.Configuration(
      redirectConfiguration: .disallow,
      timeout: .init(connect: .init(connect), read: .init(limits.total), write: .init(limits.total)),
      decompression: .disabled)
    settings.httpVersion = .http1Only
    settings.connectionPool.retryConnectionEstablishment = false
    if case .name(let name) = url.host { settings.dnsOverride = [name: address.description] }
    settings.http1_1ConnectionDebugInitializer = { [address] channel in
      progress.connected(channel, expecting: address)
    }
    return settings
  }

  private func result(_ progress: ExchangeProgress, _ failure: (any Error)?) -> OutboundResult {
    if let response = progress.response { return .answered(response) }
    let isSecure = url.scheme == .https
    let kind = failure.map { FailureKind.of($0, isConnected: progress.isConnected, isSecure: isSecure) } ?? .other
    return .failed(kind, beforeSending: !progress.isConnected)
  }
}
