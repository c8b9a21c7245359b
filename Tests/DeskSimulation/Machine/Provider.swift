import ProviderExchange
import Synchronization
import Timekeeping
import Workflows

/// The world outside: what each provider answers, how long it takes, and what it has taken.
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
    /// The id that it recognises repeats by; nil where the request bears none.
    package var id: String?
    package var host: Int
    /// What the request said.
    package var text: String
    /// True when the page took effect there.
    package var isTaken: Bool
    /// How long the answer takes, in milliseconds.
    package var delay: Int64
    package var mood: Mood
  }

  private struct State {
    var moods = Array(repeating: Mood.healthy, count: Provider.hosts.count)
    var requests = 0
    var last: Seen?
    var alias = ""
  }

  /// Three that are paged over, one that takes what is written to customers (mail as well), one that keeps incidents.
  package static let hosts = [
    "one.example.com", "two.example.com", "three.example.com", "letters.example.com", "incidents.example.com",
  ]
  private let seed: UInt64
  private let state = Mutex(State())

  package init(seed: UInt64) { self.seed = seed }

  package func mood(of host: Int) -> Mood { state.withLock { $0.moods[host] } }
  package func set(_ mood: Mood, of host: Int) { state.withLock { $0.moods[host] = mood } }
  package func heal() { state.withLock { $0.moods = State().moods } }
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
      switch request {
      case .http(let http): return state.withLock { answer(http, &$0) }
      case .mail(let mail): return state.withLock { answer(mail, &$0) }
      case .console: return .written
      }
    }
  }

  private func answer(_ request: ProviderHTTPRequest, _ state: inout State) -> ProviderResponse {
    let id = request.headers.first { $0.name == "webhook-id" }?.value
    let host = Self.hosts.firstIndex { request.url.contains($0) } ?? 2
    let text = String(decoding: request.body, as: UTF8.self)
    let answer = answer(id, host, text, &state)
    return answer.response(number: Int(state.requests))
  }

  private func answer(_ mail: OutgoingMail, _ state: inout State) -> ProviderResponse {
    answer(nil, 3, mail.text, &state).smtp
  }

  private func answer(_ id: String?, _ host: Int, _ text: String, _ state: inout State) -> Answer {
    state.requests += 1
    let dice = SplitMix.hash(seed, "\(host) \(state.requests)")
    var mood = state.moods[host]
    if mood == .flapping { mood = [.healthy, .slow, .hanging, .failing, .down][Int(dice % 5)] }
    let answer = Answer(mood: mood, dice: dice)
    state.last = Seen(
      id: id.map { $0 + state.alias }, host: host, text: text, isTaken: answer.isTaken, delay: answer.delay, mood: mood)
    return answer
  }
}

/// What a provider makes of one request.
private struct Answer {
  let mood: Provider.Mood
  let dice: UInt64

  /// True when the request took effect.
  var isTaken: Bool {
    switch mood {
    case .healthy, .flapping, .slow: true
    case .hanging: dice & 64 == 0
    case .failing, .limiting, .gone, .down: false
    }
  }

  /// In milliseconds.
  var delay: Int64 {
    switch mood {
    case .healthy, .flapping: 0
    case .slow: 8_000
    case .hanging: 10_000
    case .failing: 300
    case .limiting, .gone: 50
    case .down: 5
    }
  }

  /// `number` is what the provider calls what was made; the status is what a keeper of incidents says of it.
  func response(number: Int) -> ProviderResponse {
    switch mood {
    case .healthy, .flapping, .slow:
      .http(status: 201, headers: [], body: Array(#"{"id":\#(number),"status":"success"}"#.utf8))
    case .failing: .http(status: 503, headers: [], body: [])
    case .limiting:
      .http(status: 429, headers: [ProviderHeader("retry-after", "\(2 + dice % 40)")], body: [])
    case .gone: .http(status: 410, headers: [], body: [])
    case .hanging, .down: failure
    }
  }

  var smtp: ProviderResponse {
    switch mood {
    case .healthy, .flapping, .slow: .smtp(code: 250, enhanced: nil)
    case .failing, .limiting: .smtp(code: 451, enhanced: nil)
    case .gone: .smtp(code: 550, enhanced: nil)
    case .hanging, .down: failure
    }
  }

  private var failure: ProviderResponse {
    mood == .hanging ? .failed(.timedOut, beforeSending: false) : .failed(.refused, beforeSending: true)
  }
}
