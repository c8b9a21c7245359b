import ProviderExchange
import Synchronization
import Timekeeping
import Workflows

/// The world outside: what each of three providers answers, how long it takes, and what it has taken.
package final class Provider: Sendable {
  /// How a provider behaves.
  package enum Mood: String, Codable, Sendable, Hashable, CaseIterable {
    case healthy
    /// Takes the page and answers after eight seconds.
    case slow
    /// Never answers; of what is sent, half arrives.
    case hanging
    /// Any of the others, from request to request.
    case flapping
    /// 503.
    case failing
    /// 429 with a Retry-After.
    case limiting
    /// 410 for ever.
    case gone
    /// Nobody listens.
    case down
  }

  /// One request as the provider saw it.
  package struct Seen: Sendable, Hashable {
    package var id: String
    package var host: Int
    /// True when the page took effect there.
    package var isTaken: Bool
    /// How long the answer takes, in milliseconds.
    package var delay: Int64
    package var mood: Mood
  }

  private struct State {
    var moods: [Mood] = [.healthy, .healthy, .healthy]
    var requests = 0
    var last: Seen?
    var alias = ""
  }

  package static let hosts = ["one.example.com", "two.example.com", "three.example.com"]
  private let seed: UInt64
  private let state = Mutex(State())

  package init(seed: UInt64) { self.seed = seed }

  package func mood(of host: Int) -> Mood { state.withLock { $0.moods[host] } }
  package func set(_ mood: Mood, of host: Int) { state.withLock { $0.moods[host] = mood } }
  package func heal() { state.withLock { $0.moods = [.healthy, .healthy, .healthy] } }
  package var areAllHealthy: Bool { state.withLock { $0.moods.allSatisfy { $0 == .healthy } } }
  /// A planted fault: every request's id gets this at its end.
  package func disguise(as alias: String) { state.withLock { $0.alias = alias } }

  /// What came of the request before, taken out.
  package func takeLast() -> Seen? {
    state.withLock { state in
      defer { state.last = nil }
      return state.last
    }
  }

  package var transport: PageTransport {
    PageTransport { [self] request in
      guard case .http(let http) = request else { return .written }
      return state.withLock { answer(http, &$0) }
    }
  }

  private func answer(_ request: ProviderHTTPRequest, _ state: inout State) -> ProviderResponse {
    let id = (request.headers.first { $0.name == "webhook-id" }?.value ?? "") + state.alias
    let host = Self.hosts.firstIndex { request.url.contains($0) } ?? 2
    state.requests += 1
    let dice = SplitMix.hash(seed, "\(id) \(state.requests)")
    var mood = state.moods[host]
    if mood == .flapping { mood = [.healthy, .slow, .hanging, .failing, .down][Int(dice % 5)] }
    let (response, isTaken, delay) = Self.answer(mood, dice: dice)
    state.last = Seen(id: id, host: host, isTaken: isTaken, delay: delay, mood: mood)
    return response
  }

  private static func answer(_ mood: Mood, dice: UInt64) -> (ProviderResponse, isTaken: Bool, delay: Int64) {
    switch mood {
    case .healthy, .flapping: (.http(status: 204, headers: [], body: []), true, 0)
    case .slow: (.http(status: 202, headers: [], body: []), true, 8_000)
    case .hanging: (.failed(.timedOut, beforeSending: false), dice & 64 == 0, 10_000)
    case .failing: (.http(status: 503, headers: [], body: []), false, 300)
    case .limiting:
      (.http(status: 429, headers: [ProviderHeader("retry-after", "\(2 + dice % 40)")], body: []), false, 50)
    case .gone: (.http(status: 410, headers: [], body: []), false, 50)
    case .down: (.failed(.refused, beforeSending: true), false, 5)
    }
  }
}
