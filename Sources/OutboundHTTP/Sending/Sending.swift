import Logging

/// The way of one request: guard, addresses, guard again, then one pinned exchange after another until one connects.
struct Sending: Sendable {
  let request: OutboundRequest
  let urlGuard: URLGuard
  let limits: OutboundLimits
  let lookup: NameLookup
  let logger: Logger

  func run() async -> OutboundResult {
    let deadline = ContinuousClock.now + limits.total
    do {
      try RequestRules.check(request)
      let url = try urlGuard.check(request.url)
      let addresses = await addresses(of: url.host)
      if Task.isCancelled { return .failed(.cancelled, beforeSending: true) }
      try urlGuard.check(addresses, of: url)
      return await send(to: url, at: addresses, deadline: deadline)
    } catch {
      logger.debug("\(error)")
      return .failed(.blocked("\(error)"), beforeSending: true)
    }
  }

  private func addresses(of host: OutboundURL.Host) async -> [IPAddress] {
    switch host {
    case .address(let address): [address]
    case .name(let name): await lookup(name, min(limits.lookup, limits.total)) ?? []
    }
  }

  /// Goes to the next address only when the one before could not be connected to.
  private func send(
    to url: OutboundURL, at addresses: [IPAddress], deadline: ContinuousClock.Instant
  ) async -> OutboundResult {
    var result = OutboundResult.failed(.dns, beforeSending: true)
    for address in addresses.prefix(limits.addresses) {
      let exchange = PinnedExchange(
        url: url, address: address, request: request, limits: limits, deadline: deadline, logger: logger)
      result = await exchange.run()
      guard case .failed(let failure, beforeSending: true) = result, failure.mayDifferElsewhere else { break }
    }
    return result
  }
}

extension OutboundFailure {
  /// Whether another address of the same host may do better.
  var mayDifferElsewhere: Bool {
    switch self {
    case .refused, .unreachable, .timedOut, .reset, .tls: true
    case .blocked, .dns, .malformed, .cancelled, .other: false
    }
  }
}
