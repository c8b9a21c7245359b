import Scheduling
import Timekeeping

/// Rule K3: hold or overflow, level by level.
extension DeskRun {
  /// Does all that is due for an open ticket at this instant; a second time at once changes nothing more.
  mutating func advance() {
    noteBreach()
    if ticket.owner == nil { findOwner() }
    askIfStillWorking()
    escalate()
  }

  private mutating func findOwner() {
    if let opening = closedUntil, !promiseEnds(before: opening) {
      return hold("\(queue.id) is outside its office hours", until: opening)
    }
    var reasons: [String] = []
    for (index, level) in queue.overflow.enumerated() where isUrgent || !level.pages {
      if level.askFor != nil {
        // Asking first comes with the desk's questions: until then such a level is passed over, and that is said.
        reasons.append("\(Self.text(level.to)): would be asked first")
        continue
      }
      if index > waitedThrough, wait(before: index) { return }
      if level.pages { return page(reasons, to: level.to) }
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

  private mutating func own(_ owner: MemberID, _ because: String, level: Int) {
    ticket.owner = owner
    ticket.assigned = now
    ticket.state = .open
    place(.owned, .assigned, level == 0 ? because : "\(because); level \(level + 1) of the overflow")
  }

  /// Starts the queue's escalation policy at its first step, or one that pages `recipient` where it names none.
  private mutating func page(_ reasons: [String], to recipient: Recipient) {
    guard ticket.placement != .paging else { return }
    if ticket.escalation == nil { ticket.escalation = EscalationState(policy: .paging(recipient), began: now) }
    place(.paging, .overflowed, (reasons + ["the escalation policy pages"]).joined(separator: "; "))
    if ticket.escalation?.lastFired == nil { fireNextStep() }
  }

  /// Above the paging line somebody is paged, the lead if need be; below it the ticket waits, and nobody is woken.
  private mutating func nobodyLeft(_ reasons: [String]) {
    if isUrgent { return page(reasons, to: .lead) }
    let why = reasons.isEmpty ? "the queue names no level" : reasons.joined(separator: "; ")
    if let next = nextStaffed { return hold(why, until: next) }
    let review = pendingReview ?? nextReview
    place(.unassignable(review: review), .unassignable, "\(why); looked at again \(snapshot.wall(review))")
  }

  mutating func hold(_ why: String, until: Timestamp) {
    place(.held(until: until), .held, "\(why); held until \(snapshot.wall(until))")
  }

  /// Puts the ticket somewhere and says so, once: the same wait again is not news.
  mutating func place(_ placement: Placement, _ action: DecisionStep.Action, _ because: String) {
    guard ticket.placement != placement || ticket.because != because else { return }
    ticket.placement = placement
    ticket.because = because
    did(action, because)
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
