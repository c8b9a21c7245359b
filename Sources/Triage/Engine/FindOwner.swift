import Scheduling
import Timekeeping

/// Rule K3: hold or overflow, level by level.
extension DeskRun {
  /// Does all that is due for an open ticket at this instant; a second time at once changes nothing more.
  mutating func advance() {
    noteBreaches()
    wake()
    followUp()
    guard ticket.isOpen else { return }
    giveUpOnSilentOwner()
    settleCard()
    warn()
    // While it rings for somebody nobody else is looked for, until it has been in anybody's hands.
    if ticket.owner == nil, !isRinging || ticket.placement != .paging { findOwner() }
    askIfStillWorking()
    escalate()
  }

  mutating func findOwner() {
    (levels, unclaimed, assignment) = ([], [], nil)
    (ticket.custody.reconsider, ticket.custody.offered) = (nil, [])
    if case .held(let until) = ticket.placement, until <= now {
      (ticket.custody.silentThrough, ticket.custody.postings) = (nil, nil)
    }
    if let opening = closedUntil {
      guard promiseEnds(before: opening) else {
        if queue.outsideHours == .bestEffort { return holdPosted(until: opening) }
        ticket.custody.postings = nil
        return hold("\(queue.id) is outside its office hours", until: opening)
      }
      tellOfPromise(before: opening)
    }
    // Nobody had to take what was posted for the time of a wait: now it is posted anew, if at all.
    if ticket.custody.isPostedForWait == true {
      (ticket.custody.postings, ticket.custody.isPostedForWait) = (nil, nil)
    }
    for (index, level) in queue.overflow.enumerated() where isUrgent || !level.pages {
      guard level.isInForce(on: today) else { continue }
      if isSilent(at: index) { continue }
      if let answer = level.askFor {
        if index > waitedThrough, wait(before: index) { return }
        if ask(level, index, for: answer.duration) { return }
        continue
      }
      if givesWay(index) { continue }
      if index > waitedThrough, wait(before: index) { return }
      if level.pages { return page(to: level.to) }
      if settle(level, index) { return }
    }
    nobodyLeft()
  }

  /// Whether a level where somebody only stands in is passed for a later one whose own people are on: a fallback is for
  /// when nobody is there at all (rules K3, T9).
  mutating func givesWay(_ index: Int) -> Bool {
    let level = queue.overflow[index]
    guard !level.pages, case .duty(let duty) = level.to, snapshot.onlyStandsIn(for: duty) else { return false }
    let later = queue.overflow[(index + 1)...].first { next in
      guard !next.pages, next.isInForce(on: today), case .duty(let other) = next.to else { return false }
      return snapshot.isHeld(other)
    }
    guard let later else { return false }
    noteLevel(index, "nobody is on, and \(Self.text(later.to)) is held")
    return true
  }

  /// Asks K1 at one level; true when the ticket has an owner, or waits for one there.
  private mutating func settle(_ level: OverflowLevel, _ index: Int) -> Bool {
    let decision = assign(at: level)
    assignment = decision
    noteLevel(index, decision.because, decision.verdicts)
    noteChange(decision.changes)
    let there = decision.verdicts.filter { $0.dropped != .onLeave }.map(\.member)
    ticket.custody.keepPosted(to: decision.offered.isEmpty ? [] : there, there: there, at: index)
    if waitForOthers(decision, level) { return true }
    if let owner = decision.owner {
      own(owner, decision.because, level: index)
      return true
    }
    if !decision.offered.isEmpty { return offer(decision, index) }
    return waitForShift(decision, level, index)
  }

  /// Notes what the level at `index` came to, and what K1 said of those who are on there.
  mutating func noteLevel(_ index: Int, _ because: String, _ verdicts: [CandidateVerdict] = []) {
    levels.append(
      LevelFinding(number: index + 1, to: Self.text(queue.overflow[index].to), because: because, candidates: verdicts))
  }

  /// Why each level that was tried did not do.
  private var reasons: [String] { levels.map { "\($0.to): \($0.because)" } }

  func assign(at level: OverflowLevel) -> AssignmentDecision {
    rule().decide(among: snapshot.candidates(at: level, for: ticket, in: queue))
  }

  /// Rule K1 as this queue has it, for this ticket.
  func rule() -> AssignTicket {
    var rule = AssignTicket(
      now: now, policy: queue.assign, skills: queue.skills, shiftEndBuffer: queue.shiftEndBuffer.duration,
      ignoresShiftEnd: isMostUrgent)
    rule.weight = ticket.custody.weight
    rule.goesBeyondCapacity =
      queue.rules.beyondCapacityFrom.map {
        snapshot.policy.isAtLeast($0, ticket.priority)
      } ?? false
    rule.rate = queue.rules.rate
    rule.skillsRelax = queue.rules.skillsRelaxAfter.map { searchedSince + $0.duration }
    rule.favourites = favourites
    rule.zone = snapshot.timeline.zone
    return rule
  }

  mutating func noteChange(_ change: Timestamp?) {
    guard let change else { return }
    ticket.custody.reconsider = min(ticket.custody.reconsider ?? change, change)
  }

  mutating func own(_ owner: MemberID, _ because: String, level: Int) {
    let asked = ticket.custody.questions.flatMap(\.to).filter { $0 != owner }
    let haste = whyNotHeld
    take(owner)
    if let within = queue.overflow[level].acknowledgeWithin {
      ticket.custody.level = level
      ticket.custody.answerBy = now + within.duration
    }
    let isLate = ticket.placement == .paging && !wasPaged(owner)
    let comesFromElsewhere = level > 0 || ticket.custody.previousOwner.map { $0 != owner } ?? false
    place(.owned, .assigned, (level == 0 ? because : "\(because); level \(level + 1) of the overflow") + haste)
    if comesFromElsewhere || isLate { tellGiven(owner, because) }
    if isLate { askToAcknowledge(because) }
    tell(asked, of: owner)
  }

  /// Whoever was asked first learns who has it after all (C47).
  private mutating func tell(_ asked: [MemberID], of owner: MemberID) {
    guard !asked.isEmpty else { return }
    let name = snapshot.name(owner)
    tells.append(
      Telling(
        .taken, ticket.id, to: asked, text: "\(name) has \(ticket.id) now, as you were asked and did not take it."))
  }

  /// Makes `owner` the owner; what the search for one came to is over.
  mutating func take(_ owner: MemberID) {
    if let before = ticket.owner, before != owner { ticket.custody.previousOwner = before }
    ticket.owner = owner
    ticket.assigned = now
    if ticket.state == .new { begin() }
    ticket.custody.endSearch()
  }

  /// Another owner does not change whose turn it is: what was given away while it waited for somebody goes on waiting,
  /// unless that came meanwhile; everything else is ours to do.
  private mutating func begin() {
    let wait = ticket.custody.wait
    ticket.custody.wait = nil
    guard let wait, isStillToCome(wait) else { return ticket.state = .open }
    if wait.state == course.state {
      ticket.state = wait.state
    } else {
      turn(to: wait.state, wait.because, by: .desk, wake: wait.wake, reason: wait.reason)
    }
  }

  /// Its day, or what is worked on elsewhere; words of the customer have ended every wait.
  private func isStillToCome(_ wait: TicketWait) -> Bool {
    wait.state == .pending || wait.wake.map { $0 > now } ?? !course.openWork.isEmpty
  }

  /// Starts the queue's escalation policy at its first step, or one that pages `recipient` where it names none.
  private mutating func page(to recipient: Recipient) {
    guard ticket.placement != .paging else { return }
    ticket.custody.passQuestions(before: queue.overflow.count, at: now)
    if ticket.escalation == nil { ticket.escalation = EscalationState(policy: .paging(recipient), began: now) }
    let late = overslept
    // Whoever acknowledged it has it no more: what pages now is a round of its own. Who may not see it never had it, and
    // has its page in hand (E14).
    let isKept = ticket.acknowledgement.map { !snapshot.maySee(ticket, $0.by, in: queue) } ?? false
    if ticket.acknowledgement != nil, !isKept { withdrawAcknowledgement() }
    place(.paging, .overflowed, (reasons + ["the escalation policy pages"]).joined(separator: "; "))
    if !isKept, ticket.escalation?.lastFired == nil { fireNextStep(late: late) }
  }

  /// For how long the wait before a later level has been over: the desk was not running (invariant I14).
  private var overslept: Duration {
    switch ticket.placement {
    case .overflowing(_, let until), .offered(_, let until), .asking(_, let until): max(now - until, .zero)
    case .owned, .held, .paging, .unassignable: .zero
    }
  }

  /// Above the paging line somebody is paged, the lead if need be; below it the ticket waits, and nobody is woken.
  private mutating func nobodyLeft() {
    if isUrgent { return page(to: .lead) }
    let why = reasons.isEmpty ? noLevel : reasons.joined(separator: "; ")
    if stayPosted(why) { return }
    if let next = nextStaffed {
      tellOfLatePromise(before: next, why)
      if ticket.custody.silentThrough != nil, ticket.placement == .unassignable(review: now) {
        tellLead(.unattended, "\(ticket.id): \(why). It waits for the shift at \(snapshot.wall(next)).")
      }
      return hold(why, until: next)
    }
    let review = pendingReview ?? nextReview
    let isNews = ticket.placement != .unassignable(review: review)
    let again = min(review, ticket.custody.reconsider ?? review)
    place(.unassignable(review: review), .unassignable, "\(why); looked at again \(snapshot.wall(again))\(orSooner)")
    let hope = again < review || !orSooner.isEmpty ? "" : ", and nobody is in sight"
    if isNews { tellLead(.unassignable, "\(ticket.id) has no owner\(hope): \(why).") }
  }

  /// Why no level was looked at.
  var noLevel: String {
    let paged = queue.overflow.filter { $0.pages && $0.isInForce(on: today) }.map { Self.text($0.to) }.uniqued
    return paged.isEmpty
      ? "the queue names no level" : "the queue only pages (\(listed(paged))), and nobody is paged for this"
  }

  mutating func hold(_ why: String, until: Timestamp) {
    let again = min(until, ticket.custody.reconsider ?? until)
    place(.held(until: until), .held, "\(why); held until \(snapshot.wall(again))\(orSooner)")
  }

  /// Said of a wait that ends as soon as somebody who is on has room.
  private var orSooner: String {
    let isFull = assignment?.verdicts.contains { $0.dropped == .full } ?? false
    return isFull ? ", or until somebody has room" : ""
  }

  /// Puts the ticket somewhere and says so, once: the same wait again is not news.
  mutating func place(_ placement: Placement, _ action: DecisionStep.Action, _ because: String) {
    guard ticket.placement != placement || ticket.because != because else { return }
    ticket.placement = placement
    ticket.because = because
    did(action, because)
  }

  /// Tells the lead, if there is one; no page.
  mutating func tellLead(_ kind: Telling.Kind, _ text: String) {
    guard let lead = snapshot.timeline.schedule.lead else { return }
    tells.append(Telling(kind, ticket.id, to: [lead], text: text))
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
