import Foundation
import Synchronization

/// Look-ups of names by a resolver that blocks, on threads of its own: a pool shared with others, be it Dispatch's, would
/// stand still while name servers are silent.
///
/// Who asks for a name that is being looked up waits for that answer, and who finds every thread taken waits for one, both
/// until their own limit. A look-up that hangs keeps its thread, so their number is bounded, and for one name it is
/// bounded further: a domain whose name servers are silent leaves threads for all the others.
package final class NameLookups: Sendable {
  /// How many run at once.
  let atOnce: Int
  /// How many of one name run at once.
  let ofOneName: Int
  /// A look-up that takes longer may hang: whoever asks for its name then begins another.
  let patience: Duration
  private let resolve: @Sendable (_ name: String) -> [IPAddress]
  private let state = Mutex(State())

  package init(
    atOnce: Int = 16, ofOneName: Int = 4, patience: Duration = .seconds(2),
    resolve: @escaping @Sendable (_ name: String) -> [IPAddress]
  ) {
    self.atOnce = atOnce
    self.ofOneName = ofOneName
    self.patience = patience
    self.resolve = resolve
  }

  /// What the resolver knows of `name`; nil when there was no answer within `limit`.
  package func addresses(_ name: String, limit: Duration) async -> [IPAddress]? {
    await withCheckedContinuation { continuation in
      let answer = FirstAnswer<[IPAddress]?>(continuation)
      let alarm = Task {
        try await Task.sleep(for: limit)
        answer.give(nil)
      }
      let waiter = Waiter(name: name, asked: ContinuousClock.now, answer: answer, alarm: alarm)
      state.withLock { $0.waiting.append(waiter) }
      begin()
    }
  }

  /// How many wait for an answer.
  package var waiting: Int { state.withLock { state in state.waiting.count { !$0.answer.isGiven } } }
  /// How many look-ups have a thread.
  package var running: Int { state.withLock { $0.threads } }

  private struct Waiter: Sendable {
    var name: String
    var asked: ContinuousClock.Instant
    var answer: FirstAnswer<[IPAddress]?>
    var alarm: Task<Void, any Error>
  }

  private struct State: Sendable {
    /// In the order they asked.
    var waiting: [Waiter] = []
    /// When the look-ups that run were begun, oldest first.
    var running: [String: [ContinuousClock.Instant]] = [:]

    var threads: Int { running.values.reduce(0) { $0 + $1.count } }
  }

  /// Begins what there are threads for.
  private func begin() {
    while let (name, since) = state.withLock({ next(&$0) }) {
      Thread.detachNewThread { [self] in
        let found = resolve(name)
        for waiter in state.withLock({ answered(&$0, name, since, isFound: !found.isEmpty) }) {
          waiter.alarm.cancel()
          waiter.answer.give(found)
        }
        begin()
      }
    }
  }

  /// The name of whoever waits longest without a look-up that may still answer.
  private func next(_ state: inout State) -> (name: String, since: ContinuousClock.Instant)? {
    state.waiting.removeAll { $0.answer.isGiven }
    guard state.threads < atOnce,
      let name = state.waiting.first(where: { mayBegin(for: $0, beside: state.running[$0.name] ?? []) })?.name
    else { return nil }
    let now = ContinuousClock.now
    state.running[name, default: []].append(now)
    return (name, now)
  }

  private func mayBegin(for waiter: Waiter, beside running: [ContinuousClock.Instant]) -> Bool {
    guard let newest = running.last else { return true }
    return running.count < ofOneName && waiter.asked - newest > patience
  }

  /// Whom the end of a look-up answers: a failure nobody, while another look-up of that name may do better.
  private func answered(
    _ state: inout State, _ name: String, _ since: ContinuousClock.Instant, isFound: Bool
  ) -> [Waiter] {
    var left = state.running[name] ?? []
    if let place = left.firstIndex(of: since) { left.remove(at: place) }
    state.running[name] = left.isEmpty ? nil : left
    guard isFound || left.isEmpty else { return [] }
    let answered = state.waiting.filter { $0.name == name }
    state.waiting.removeAll { $0.name == name }
    return answered
  }
}
