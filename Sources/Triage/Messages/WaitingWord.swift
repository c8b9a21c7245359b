import Scheduling
import Timekeeping

/// What begins or ends a customer's wait for an answer, or may (rule K8).
enum WaitingWord: Sendable, Hashable {
  case asked(WaitingMessage)
  case answered(SaidAnswer)
  /// An answer that did not arrive when it was said did so later.
  case arrived(String, FirstResponse)
  /// Somebody said that no answer is needed.
  case needless(FirstResponse)
  case community(FirstResponse)
  case promised(PromisedUpdate)
  case deleted(String)
  /// The ticket was resolved or closed.
  case ended(Timestamp)
  /// It came back, having been resolved at that time.
  case cameBack(Timestamp?)
  case moved(MovedMessage)
  /// All of another ticket's words were moved; it had been answered first so. `known` had not arrived by then: whether
  /// anybody waits for that is told with the words.
  case merged(FirstResponse?, known: Set<String>)

  func isArrival(of answer: String) -> Bool {
    if case .arrived(answer, _) = self { true } else { false }
  }
}

/// A public message by a person of ours.
struct SaidAnswer: Sendable, Hashable {
  var id: String
  /// What it ends, and when.
  var end: FirstResponse
  /// Whose customers it was written to: of which merged tickets, nil for this one's.
  var to: [TicketID?]
}
