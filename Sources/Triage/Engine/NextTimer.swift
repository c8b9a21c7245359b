import Timekeeping

/// Every open ticket has exactly one armed primary timer: the earliest of what it waits for, else its review.
extension DeskRun {
  func nextTimer() -> TimerOrder {
    let waits = [placementTimer, escalationTimer, renewalTimer, dueTimer].compactMap { $0 }
    let review = TimerOrder(due: nextReview, purpose: .review, isRelative: queue.weeklyReview == nil)
    var next = waits.min { $0.due < $1.due } ?? review
    next.due = max(next.due, now)
    return next
  }

  private var placementTimer: TimerOrder? {
    switch ticket.placement {
    case .owned, .paging: nil
    case .held(let until): TimerOrder(due: until, purpose: .hold, isRelative: false)
    case .overflowing(_, let until): TimerOrder(due: until, purpose: .overflow, isRelative: true)
    case .unassignable(let review): TimerOrder(due: review, purpose: .review, isRelative: true)
    }
  }

  private var escalationTimer: TimerOrder? {
    guard isUrgent, let due = nextStepDue else { return nil }
    return TimerOrder(due: due, purpose: .escalate, isRelative: true)
  }

  private var renewalTimer: TimerOrder? {
    ticket.acknowledgement?.renewBy.map { TimerOrder(due: $0, purpose: .renew, isRelative: true) }
  }

  /// Just after the due time: a breach is now > due (rule O2).
  private var dueTimer: TimerOrder? {
    guard isAwaitingResponse, let due = ticket.due else { return nil }
    return TimerOrder(due: due + .milliseconds(1), purpose: .due, isRelative: false)
  }
}
