import Synchronization

/// Resumes a continuation with the first of several answers, and forgets the others.
final class FirstAnswer<Answer: Sendable>: Sendable {
  private let waiting: Mutex<CheckedContinuation<Answer, Never>?>

  init(_ continuation: CheckedContinuation<Answer, Never>) {
    waiting = Mutex(continuation)
  }

  /// True when there was an answer.
  var isGiven: Bool { waiting.withLock { $0 == nil } }

  func give(_ answer: Answer) {
    let first = waiting.withLock { waiting in
      let first = waiting
      waiting = nil
      return first
    }
    first?.resume(returning: answer)
  }
}
