import Scheduling
import Timekeeping

/// Rule K3: hold or overflow, level by level.
extension DeskRun {
  /// Does all that is due for an open ticket at this instant.
  mutating func advance() {
    noteBreach()
    if ticket.owner == nil { findOwner() }
    askIfStillWorking()
    escalate()
  }

  private mutating func findOwner() {
    let calendar = snapshot.calendar(of: queue)
    if !isUrgent, queue.outsideHours == .hold, let calendar, !calendar.isOpen(at: now) {
      return hold("\(queue.id) is outside its office hours")
    }
    var reasons: [String] = []
    for (index, level) in queue.overflow.enumerated() {
      if level.pages {
        if isUrgent { return page(reasons, to: level.to) }
        continue
      }
      if index > waitedThrough, wait(before: index) { return }
      let decision = assign(at: level)
      assignment = decision
      if let owner = decision.owner { return own(owner, decision.because, level: index) }
      reasons.append("\(Self.text(level.to)): \(decision.because)")
      if waitForShift(decision, level) { return }
    }
    nobodyLeft(reasons)
  }

  private func assign(at level: OverflowLevel) -> AssignmentDecision {
    let rule = AssignTicket(
      now: now, policy: queue.assign, skills: queue.skills, shiftEndBuffer: queue.shiftEndBuffer.duration,
      ignoresShiftEnd: isMostUrgent)
    return rule.decide(among: snapshot.candidates(at: level))
  }

  /// The last level that has been waited for; levels after it cost their `after` while one before is full.
  private var waitedThrough: Int {
    guard case .overflowing(let level, let until) = ticket.placement else { return 0 }
    return until <= now ? level + 1 : level
  }

  /// True when the ticket must wait before `index` is tried, because the level before it is only full.
  private mutating func wait(before index: Int) -> Bool {
    guard let after = queue.overflow[index].after?.duration, after > .zero, assignment?.isFull == true else {
      return false
    }
    if case .overflowing(index - 1, let until) = ticket.placement, until > now { return true }
    let until = now + after
    ticket.placement = .overflowing(level: index - 1, until: until)
    let next = Self.text(queue.overflow[index].to)
    ticket.because = "\(assignment?.because ?? ""); tries \(next) at \(snapshot.wall(until))"
    did(.overflowed, ticket.because)
    return true
  }

  /// True when somebody starts within the end-of-shift buffer: the ticket waits for them (K1 filter 5).
  private mutating func waitForShift(_ decision: AssignmentDecision, _ level: OverflowLevel) -> Bool {
    guard decision.waitsForShift, case .duty(let duty) = level.to,
      let start = snapshot.startsSoon(on: [duty], within: queue.shiftEndBuffer.duration)
    else { return false }
    place(.held(until: start), .held, "\(decision.because); waits for the shift that starts \(snapshot.wall(start))")
    return true
  }

  private mutating func own(_ owner: MemberID, _ because: String, level: Int) {
    ticket.owner = owner
    ticket.assigned = now
    ticket.state = .open
    place(.owned, .assigned, level == 0 ? because : "\(because); level \(level + 1) of the overflow")
  }

  /// Starts the queue's escalation policy at its first step, or one that pages `recipient` where it names none.
  private mutating func page(_ reasons: [String], to recipient: Recipient = .lead) {
    guard ticket.placement != .paging else { return }
    if ticket.escalation == nil { ticket.escalation = EscalationState(policy: .paging(recipient), began: now) }
    place(.paging, .overflowed, (reasons + ["the escalation policy pages"]).joined(separator: "; "))
    if ticket.escalation?.lastFired == nil { fireNextStep() }
  }

  private mutating func nobodyLeft(_ reasons: [String]) {
    let why = reasons.isEmpty ? "the queue names no level" : reasons.joined(separator: "; ")
    if isUrgent, ticket.escalation != nil { return page(reasons) }
    if let next = snapshot.nextStaffed(on: duties, calendar: snapshot.calendar(of: queue)) {
      return place(.held(until: next), .held, "\(why); held until \(snapshot.wall(next))")
    }
    let review = now + queue.review.duration
    place(.unassignable(review: review), .unassignable, "\(why); looked at again \(snapshot.wall(review))")
    tellLead("nobody can be found for \(ticket.id): \(why)")
  }

  private mutating func hold(_ why: String) {
    let calendar = snapshot.calendar(of: queue)
    let until = snapshot.nextStaffed(on: duties, calendar: calendar) ?? calendar?.nextOpening(from: now)
    let hold = until.flatMap { $0 > now ? $0 : nil } ?? now + queue.review.duration
    place(.held(until: hold), .held, "\(why); held until \(snapshot.wall(hold))")
  }

  /// Puts the ticket somewhere and says so, once: the same wait again is not news.
  private mutating func place(_ placement: Placement, _ action: DecisionStep.Action, _ because: String) {
    guard ticket.placement != placement || ticket.because != because else { return }
    ticket.placement = placement
    ticket.because = because
    did(action, because)
  }

  private var duties: [DutyID] {
    queue.overflow.compactMap { if case .duty(let duty) = $0.to, !$0.pages { duty } else { nil } }
  }

  static func text(_ recipient: Recipient) -> String {
    switch recipient {
    case .duty(let duty): duty.text
    case .member(let member): member.text
    case .lead: "lead"
    case .owner: "owner"
    }
  }
}
