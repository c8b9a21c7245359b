import Logging

/// Sends requests to places on the Internet, and nowhere else: every request passes the guard, is bounded in time and
/// size, and leaves nothing behind.
///
/// (Not `OutboundHTTP`, because no type bears its module's name.)
package actor OutboundClient {
  package nonisolated let urlGuard: URLGuard
  private let limits: OutboundLimits
  private let lookup: NameLookup
  private let logger: Logger
  private var running: [Int: Task<OutboundResult, Never>] = [:]
  private var count = 0
  private var isShutDown = false

  /// - Parameter guarding: what may be reached besides the public Internet.
  package init(
    guarding urlGuard: URLGuard, limits: OutboundLimits = .usual,
    lookup: @escaping NameLookup = SystemNames.addresses, logger: Logger = Logger(label: "watchbill.outbound")
  ) {
    self.urlGuard = urlGuard
    self.limits = limits
    self.lookup = lookup
    self.logger = logger
  }

  /// Sends `request` once and waits for the answer, at most `OutboundLimits.total`. Cancelling the caller's task ends it.
  package func send(_ request: OutboundRequest) async -> OutboundResult {
    guard !isShutDown else { return .failed(.cancelled, beforeSending: true) }
    let sending = Sending(request: request, urlGuard: urlGuard, limits: limits, lookup: lookup, logger: logger)
    let task = Task { await sending.run() }
    count += 1
    let number = count
    running[number] = task
    defer { running[number] = nil }
    return await withTaskCancellationHandler {
      await task.value
    } onCancel: {
      task.cancel()
    }
  }

  /// Refuses new requests, ends those on the way (their outcome is then unknown) and waits until all are gone.
  package func shutdown() async {
    isShutDown = true
    let last = running.sorted { $0.key < $1.key }.map(\.value)
    for task in last { task.cancel() }
    for task in last { _ = await task.value }
  }

  /// How many requests are on the way.
  package var inFlight: Int { running.count }
}
