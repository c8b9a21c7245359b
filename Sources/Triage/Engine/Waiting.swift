import Scheduling
import Timekeeping

/// What a ticket without an owner waits for, and how long (rules K1, K3 and K4).
extension DeskRun {
  var today: CivilDate { snapshot.timeline.zone.civil(at: now).date }

  /// When the present search for an owner began.
  var searchedSince: Timestamp { ticket.custody.searchedSince ?? ticket.created }

  // MARK: Office hours

  /// When the ticket may be looked after, if it has to wait for that now: the next time somebody is on in open hours.
  var closedUntil: Timestamp? {
    guard !isUrgent, queue.outsideHours != .page, let calendar = snapshot.calendar(of: queue), !calendar.isOpen(at: now)
    else { return nil }
    return nextStaffed ?? calendar.nextOpening(from: now) ?? pendingReview ?? nextReview
  }

  /// True when a promise in real time would break before `opening`: then those who are on now are asked, and nobody is
  /// paged (rule K3).
  func promiseEnds(before opening: Timestamp) -> Bool { promiseEnd(before: opening) != nil }

  private func promiseEnd(before opening: Timestamp) -> Timestamp? {
    let inRealTime = runningPromises.filter { promise in
      promise.target != .none && !promise.target.countsOpenTime
    }
    return inRealTime.compactMap(\.due).filter { $0 >= now && $0 < opening }.min()
  }

  /// Why somebody is given it although its queue is closed, as the end of what is said of them.
  var whyNotHeld: String {
    guard let opening = closedUntil, let end = promiseEnd(before: opening) else { return "" }
    return "; it does not wait for \(snapshot.wall(opening)), as its promise ends \(snapshot.wall(end))"
  }

  /// Once, when the ticket begins to look among those who are on although its queue is closed.
  mutating func tellOfPromise(before opening: Timestamp) {
    guard let due = ticket.due, ticket.placement == .unassignable(review: now), ticket.created == now else { return }
    tellLead(
      .atRisk,
      "\(ticket.id) is due \(due), before \(queue.id) opens \(opening): "
        + "it goes to whoever is on now, and nobody is paged.")
  }

  /// Once for each wait: nobody has room before a promise ends, so the lead has to find some (rule K3).
  mutating func tellOfLatePromise(before next: Timestamp, _ why: String) {
    guard let due = ticket.due, due < next else { return }
    if case .held(let until) = ticket.placement, due < until { return }
    tellLead(
      .atRisk,
      "\(ticket.id) is due \(due), and nobody can take it now: \(why). "
        + "The next shift that may begins \(next).")
  }

  /// The first instant after now at which the queue is open and somebody is on who may have the ticket.
  var nextStaffed: Timestamp? {
    snapshot.nextStaffed(
      on: staffedDuties, skills: rule().isRelaxed ? [] : queue.skills, for: ticket, in: queue,
      calendar: snapshot.calendar(of: queue))
  }

  /// The duties whose people are given tickets now, or may claim them.
  var staffedDuties: [DutyID] {
    queue.overflow.compactMap { level -> DutyID? in
      guard case .duty(let duty) = level.to, !level.pages, level.askFor == nil, level.isInForce(on: today) else {
        return nil
      }
      return duty
    }
  }

  /// When a ticket without anything else to wait for is looked at again.
  var nextReview: Timestamp {
    queue.weeklyReview?.next(after: now, in: snapshot.timeline.zone) ?? now + queue.reviewRhythm
  }

  /// The look that the ticket waits for already, so that looking earlier does not put it off.
  var pendingReview: Timestamp? {
    switch ticket.placement {
    case .held(let until) where until > now: until
    case .unassignable(let review) where review > now: review
    default: nil
    }
  }

  // MARK: Levels

  /// The last level that has been waited for; levels after it cost their `after` while the one before is full.
  ///
  /// A ticket that was held or paged after all levels were tried does not wait for them again.
  var waitedThrough: Int {
    switch ticket.placement {
    case .overflowing(let level, let until), .offered(let level, let until): until <= now ? level + 1 : level
    case .asking(let level, _): level
    case .paging: queue.overflow.count
    case .held, .unassignable: pendingReview == nil ? 0 : queue.overflow.count
    case .owned: 0
    }
  }

  /// True when the ticket must wait before `index` is tried, because the level before it is only full.
  mutating func wait(before index: Int) -> Bool {
    guard let after = queue.overflow[index].after?.duration, after > .zero, let full = assignment, full.isFull else {
      return false
    }
    if case .overflowing(index - 1, let until) = ticket.placement, until > now { return true }
    let until = now + after
    let next = Self.text(queue.overflow[index].to)
    place(
      .overflowing(level: index - 1, until: until), .overflowed,
      "\(full.because); tries \(next) at \(snapshot.wall(until))")
    return true
  }

  /// True when somebody starts within the end-of-shift buffer: the ticket waits for them (K1 filter 5).
  mutating func waitForShift(_ decision: AssignmentDecision, _ level: OverflowLevel, _ index: Int) -> Bool {
    guard decision.waitsForShift, case .duty(let duty) = level.to,
      let start = snapshot.startsSoon(on: duty, within: queue.shiftEndBuffer.duration)
    else { return false }
    let why = "\(decision.because); waits for the shift that starts \(snapshot.wall(start))"
    if stayPosted(through: index, until: start, why) { return true }
    place(.held(until: start), .held, why)
    return true
  }

  /// True when a ticket that waited for a shift's start waits a little longer, for others who begin then too: the
  /// first to arrive does not get the night's tickets (rule K4).
  mutating func waitForOthers(_ decision: AssignmentDecision, _ level: OverflowLevel) -> Bool {
    guard decision.owner != nil, !isUrgent, case .duty(let duty) = level.to, case .held(let until) = ticket.placement
    else { return false }
    if until > now { return ticket.custody.graceUntil.map { now < $0 && until <= $0 } ?? false }
    let end = ticket.custody.graceUntil ?? now + (queue.rules.grace?.duration ?? Self.usualGrace)
    guard end > now, let start = snapshot.startsSoon(on: duty, within: end - now),
      ticket.due.map({ start < $0 }) ?? true
    else { return false }
    ticket.custody.graceUntil = end
    place(.held(until: start), .held, "others begin their shift \(snapshot.wall(start)), and share what waited")
    return true
  }

  /// How long others are waited for at a shift's start where the queue does not say.
  static let usualGrace = Duration.minutes(5)
}

extension Queue {
  /// `review`, but never so short that looking would not end.
  var reviewRhythm: Duration { max(review.duration, .minutes(1)) }
}
