import Timekeeping

/// What one clock of a ticket shows now (rule K8).
package struct ClockReading: Sendable, Hashable, Codable {
  package var clock: ClockTarget.Clock
  package var target: Target
  /// Where the promise is written, and in which version of the definitions.
  package var policy: String
  package var definitions: Int
  /// When it began to count.
  package var from: Timestamp
  /// Nil while it stands still: it would move on as long as it does; and where the office hours end before.
  package var due: Timestamp?
  package var state: State
  /// When what it waited for came about; nil while it counts or stands still.
  package var ended: Timestamp?
  /// The recorded breach of this very wait; it stays, whatever is promised later (rule O9).
  package var breach: BreachRecord?
  package var because: String

  package init(
    clock: ClockTarget.Clock, target: Target, policy: String, definitions: Int, from: Timestamp,
    due: Timestamp? = nil, state: State, ended: Timestamp? = nil, breach: BreachRecord? = nil, because: String
  ) {
    self.clock = clock
    self.target = target
    self.policy = policy
    self.definitions = definitions
    self.from = from
    self.due = due
    self.state = state
    self.ended = ended
    self.breach = breach
    self.because = because
  }

  package enum State: String, Sendable, Hashable, Codable, CaseIterable {
    case running
    /// The customer, or somebody else, has the next step.
    case paused
    case met
    /// Ended without what it waited for: nobody needs it any more.
    case stopped
  }

  /// True when it ran out before what it waited for, as of `now` (rule O2: after the due time, not at it).
  package func isLate(at now: Timestamp) -> Bool {
    guard let due else { return breach != nil }
    return breach != nil || (ended ?? now) > due
  }

  /// True for a promise that runs now; a soft goal is none (D31).
  package var isRunningPromise: Bool { state == .running && clock != .goal }
}

extension Ticket {
  /// The clock that `due` is of; nil without a due time, and for what was stored before readings were kept.
  package var dueClock: ClockTarget.Clock? {
    guard let due else { return nil }
    return clocks?.first { $0.isRunningPromise && $0.due == due }?.clock
  }

  /// The clock whose due time is looked at next: one that has passed and was noted is not looked at again (rule O9).
  package var nextCheckedClock: ClockTarget.Clock? {
    let ahead = (clocks ?? []).filter { $0.isRunningPromise && $0.breach == nil && $0.due != nil }
    return ahead.min { ($0.due ?? .distantFuture) < ($1.due ?? .distantFuture) }?.clock
  }
}
