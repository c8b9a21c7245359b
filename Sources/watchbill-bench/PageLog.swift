import ProviderExchange
import Synchronization
import Timekeeping
import Triage
import Workflows

/// A receiver of pages that takes everything and remembers when it was first asked about each ticket.
final class PageLog: Sendable {
  private struct Seen {
    var first: [Int: [Timestamp]] = [:]
    var requests = 0
  }

  private let seen = Mutex(Seen())
  private let clock = WallClock.system(bootID: "bench")

  var transport: PageTransport {
    PageTransport { [self] request in
      note(request, at: clock.now())
      return .written
    }
  }

  /// Requests so far, bundled or not.
  var requests: Int { seen.withLock(\.requests) }

  /// When requests that named the ticket began, in order.
  func times(of ticket: TicketID) -> [Timestamp] { seen.withLock { $0.first[ticket.number] ?? [] } }

  private func note(_ request: ProviderRequest, at now: Timestamp) {
    guard case .console(let text) = request else { return }
    let numbers = Self.numbers(in: text)
    seen.withLock { seen in
      seen.requests += 1
      for number in numbers { seen.first[number, default: []].append(now) }
    }
  }

  /// Of the tickets that a text names as `T-12 [`, each once.
  private static func numbers(in text: String) -> Set<Int> {
    Set(
      text.split(separator: "T-").dropFirst().compactMap { part in
        let digits = part.prefix { $0.isNumber }
        return part.dropFirst(digits.count).hasPrefix(" [") ? Int(digits) : nil
      })
  }
}
