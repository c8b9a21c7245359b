import Synchronization

/// Tells the loops that something may be due sooner than they thought. Ringing is cheap and may be repeated.
package final class WakeSignal: Sendable {
  private struct Listeners {
    var next = 0
    var all: [Int: AsyncStream<Void>.Continuation] = [:]
  }

  private let listeners = Mutex(Listeners())

  package init() {}

  package func ring() {
    for listener in listeners.withLock({ Array($0.all.values) }) { listener.yield() }
  }

  /// A stream that has an element once anybody has rung since this call; it is used for one wait only.
  package func listen() -> AsyncStream<Void> {
    AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
      let id = listeners.withLock { kept in
        kept.next += 1
        kept.all[kept.next] = continuation
        return kept.next
      }
      continuation.onTermination = { [weak self] _ in
        self?.listeners.withLock { _ = $0.all.removeValue(forKey: id) }
      }
    }
  }
}
