import Timekeeping

/// Every open ticket has exactly one armed primary timer: the earliest of what it waits for, else its review.
extension DeskRun {
  func nextTimer() -> TimerOrder {
    let waits = [
      placementTimer, reconsiderTimer, answerTimer, cardTimer, escalationTimer, renewalTimer, dueTimer, warningTimer,
      wakeTimer, followUpTimer,
    ].compactMap { $0 }
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
    case .offered(_, let until): TimerOrder(due: until, purpose: .claim, isRelative: true)
    case .asking(_, let until): TimerOrder(due: until, purpose: .answer, isRelative: false)
    case .unassignable(let review): TimerOrder(due: review, purpose: .review, isRelative: true)
    }
  }

  /// Sooner than the stated wait, when time alone may find an owner.
  private var reconsiderTimer: TimerOrder? {
    guard ticket.owner == nil, let at = ticket.custody.reconsider, at > now else { return nil }
    return switch ticket.placement {
    case .offered, .asking: TimerOrder(due: at, purpose: .review, isRelative: false)
    case .owned, .held, .overflowing, .paging, .unassignable: TimerOrder(due: at, purpose: .hold, isRelative: false)
    }
  }

  /// An owner who is silent gives way to the next level (rule K3).
  private var answerTimer: TimerOrder? {
    guard ticket.owner != nil, ticket.acknowledgement == nil, ticket.state == .open, let by = ticket.custody.answerBy
    else { return nil }
    return TimerOrder(due: by, purpose: .answer, isRelative: true)
  }

  private var cardTimer: TimerOrder? {
    ticket.custody.card.map { TimerOrder(due: $0.until, purpose: .card, isRelative: true) }
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
    let next = runningPromises.filter { $0.breach == nil }.compactMap(\.due).min()
    return next.map { TimerOrder(due: $0 + .milliseconds(1), purpose: .due, isRelative: false) }
  }

  private var warningTimer: TimerOrder? {
    let next = dueWarnings.map(\.at).filter { $0 > now }.min()
    return next.map { TimerOrder(due: $0, purpose: .warn, isRelative: false) }
  }

  private var wakeTimer: TimerOrder? {
    wakes.map { TimerOrder(due: $0, purpose: .wake, isRelative: false) }
  }

  private var followUpTimer: TimerOrder? {
    nextFollowUp.map { TimerOrder(due: $0, purpose: .followUp, isRelative: true) }
  }
}
