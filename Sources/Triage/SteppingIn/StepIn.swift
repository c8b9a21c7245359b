import Scheduling
import Timekeeping

/// Rule K2: the customer writes, and the owner is off shift. Nothing here happens at a shift's end by itself.
extension DeskRun {
  /// `due`: when the customer's message must be answered; nil without a promise.
  mutating func customerWrote(due: Timestamp?) {
    guard let owner = ticket.owner, ownerIsOff, ticket.custody.card == nil else { return }
    let away = "\(snapshot.name(owner)) is off shift, and the customer wrote"
    switch queue.offShift.otherwise {
    case .keep: keep(owner, "\(away); queue \(queue.id) leaves it with its owner")
    case .unassign: passOn(away)
    case .handOver: handOverIfPossible(away, owner)
    case .card: ask(about: owner, away, due: due)
    }
  }

  /// Does what a card's default says when nobody has decided; drops a card whose owner is back.
  mutating func settleCard() {
    guard let card = ticket.custody.card, let owner = ticket.owner else { return }
    // Somebody has answered meanwhile.
    guard !course.unanswered.isEmpty else { return ticket.custody.card = nil }
    if !ownerIsOff {
      ticket.custody.card = nil
      return did(.kept, "\(snapshot.name(owner)) is back on shift")
    }
    // With nobody to ask it is looked at again whenever somebody may have got free.
    if card.to.isEmpty {
      return ask(about: owner, "\(snapshot.name(owner)) is off shift, and the customer wrote", due: answerDue)
    }
    guard card.until <= now else { return }
    ticket.custody.card = nil
    guard let next = standIn(but: nil) else {
      return ask(about: owner, "\(snapshot.name(owner)) is off shift", due: ticket.due)
    }
    let waited = card.asked == now ? "" : ", and nobody decided in time"
    give(to: next, "\(snapshot.name(owner)) is off shift\(waited): \(snapshot.name(next)) steps in")
  }

  /// Makes `member` the owner in another's place, who goes on following it and is told (D55).
  mutating func stepIn(_ member: MemberID, _ because: String) {
    let before = ticket.owner
    take(member)
    place(.owned, .assigned, because)
    guard let before, before != member else { return }
    ticket.custody.follow(before)
    tells.append(
      Telling(
        .taken, ticket.id, to: [before],
        text: "\(because). \(snapshot.name(member)) has \(ticket.id) now, and you follow it."))
  }

  /// The same without their doing: they are told, and have acknowledged nothing.
  mutating func give(to member: MemberID, _ because: String) {
    stepIn(member, because)
    tellGiven(member, because)
    askToAcknowledge(because)
  }

  /// Tells somebody of a ticket that came to them while they looked elsewhere.
  mutating func tellGiven(_ member: MemberID, _ because: String) {
    tells.append(
      Telling(
        .given, ticket.id, to: [member], text: "\(ticket.id), \(ticket.publicTitle), is yours now: \(because)."))
  }

  /// What goes with a ticket to whoever is told of it, behind a colon; of a private one nothing does, and the words stay
  /// with the decision (E14).
  mutating func outward(_ note: String?, by author: String) -> String {
    guard let note else { return "" }
    guard ticket.isPrivate else { return ": \(note)" }
    did(.noted, "\(author): \(note)")
    return ""
  }

  /// Whoever is on shift now and would get the ticket, the owner and `but` aside; whom it looked at is kept (rule K1).
  ///
  /// - Parameter withRoom: by room alone: whoever is preferred is not, and what may go beyond a capacity does not.
  mutating func standIn(but: MemberID?, withRoom: Bool = false) -> MemberID? {
    var rule = rule()
    if withRoom { (rule.goesBeyondCapacity, rule.favourites) = (false, []) }
    if rule.policy == .pull { rule.policy = .leastLoaded }
    (levels, assignment) = ([], nil)
    var changes: [Timestamp] = []
    for (index, level) in queue.overflow.enumerated() where !level.pages && level.askFor == nil {
      guard level.isInForce(on: today) else { continue }
      let people = snapshot.candidates(at: level, for: ticket, in: queue)
      let decision = rule.decide(among: people.filter { $0.member != ticket.owner && $0.member != but })
      noteLevel(index, decision.because, decision.verdicts + people.compactMap { passedOver($0, but: but) })
      changes += [decision.changes].compactMap { $0 }
      assignment = decision
      if let found = decision.owner { return found }
    }
    assignment?.changes = changes.min()
    return nil
  }

  /// Why somebody who is on is not asked of the others: it is theirs, or they hand it over.
  private func passedOver(_ candidate: Candidate, but: MemberID?) -> CandidateVerdict? {
    guard candidate.member == ticket.owner || candidate.member == but else { return nil }
    let why = candidate.member == but ? "hands it over" : "has it already"
    return CandidateVerdict(
      member: candidate.member, load: candidate.load, dropped: .excluded, because: "\(candidate.name) \(why)")
  }

  // MARK: What a queue may say

  private mutating func ask(about owner: MemberID, _ away: String, due: Timestamp?) {
    let back = snapshot.nextShift(of: owner)
    if let back, let due, back <= due - queue.offShift.margin.duration {
      ticket.custody.card = nil
      return keep(owner, "\(away); they are back \(snapshot.wall(back)), before it is due")
    }
    guard let next = standIn(but: nil) else { return askLater(about: owner, away, back) }
    let urgency = snapshot.policy.urgency(ticket.priority)
    // Nobody decides for longer than the promise lasts.
    let room = due.map { max(.zero, $0 - queue.offShift.margin.duration - now) }
    let usual = queue.offShift.wait(for: ticket.priority, urgency: urgency)
    let wait = min(usual, room ?? usual)
    guard wait > .zero else { return give(to: next, "\(away): \(snapshot.name(next)) steps in") }
    put(DecisionCard(to: [next], asked: now, until: now + wait, ownerBack: back), away)
  }

  /// Nobody is on: at the paging line the ticket looks for somebody, else the card waits for the next shift.
  private mutating func askLater(about owner: MemberID, _ away: String, _ back: Timestamp?) {
    let isHeld = queue.overflow.contains { if case .duty(let duty) = $0.to { snapshot.isHeld(duty) } else { false } }
    let nobody = isHeld ? "nobody on shift can have it" : "nobody is on"
    if isUrgent { return passOn("\(away), and \(nobody)") }
    let known = ticket.custody.card.flatMap { $0.to.isEmpty && $0.until > now ? $0 : nil }
    let until = [nextStaffed, back, assignment?.changes].compactMap { $0 }.min() ?? known?.until ?? nextReview
    guard until != known?.until else { return }
    ticket.custody.card = DecisionCard(to: [], asked: now, until: until, ownerBack: back)
    did(.kept, "\(away); \(nobody) before \(snapshot.wall(until))")
    guard let due = ticket.due, due < until, known.map({ due >= $0.until }) ?? true else { return }
    tellLead(.atRisk, "\(away) on \(ticket.id), which is due \(due): \(nobody) before that.")
  }

  private mutating func put(_ card: DecisionCard, _ away: String) {
    ticket.custody.card = card
    let names = listed(card.to.map(snapshot.name))
    let back = card.ownerBack.map { "They are back \($0). " } ?? ""
    did(.asked, "\(away); \(names) decides until \(snapshot.wall(card.until)), or steps in")
    tells.append(
      Telling(
        .card, ticket.id, to: card.to,
        text: "\(away) on \(ticket.id). \(back)Step in, wait for them, or hand it over; at \(card.until) it is yours.",
        until: card.until))
  }

  private mutating func keep(_ owner: MemberID, _ because: String) {
    did(.kept, because)
    tells.append(
      Telling(.waits, ticket.id, to: [owner], text: "The customer wrote on \(ticket.id) while you were off shift."))
  }

  private mutating func handOverIfPossible(_ away: String, _ owner: MemberID) {
    guard let next = standIn(but: nil) else { return keep(owner, "\(away); nobody else is on") }
    give(to: next, "\(away): it goes to \(snapshot.name(next))")
  }

  /// Takes the ticket from its owner and looks for another as for a new one.
  mutating func passOn(_ because: String, excluding exclusions: [Exclusion] = []) {
    let before = ticket.owner
    release(because, excluding: exclusions)
    findOwner()
    askToAcknowledge(because)
    guard let before, ticket.owner != before else { return }
    let now = ticket.owner.map { "\(snapshot.name($0)) has it now" } ?? "it waits for an owner"
    tells.append(
      Telling(.taken, ticket.id, to: [before], text: "\(ticket.id): \(because). Now \(now), and you follow it."))
  }

  /// An acknowledgement goes to whoever took it themselves: nil is the owner, with whom the ticket went.
  mutating func bringAcknowledgement(from before: MemberID?, to taker: MemberID? = nil) {
    guard let old = ticket.acknowledgement, let next = taker ?? ticket.owner, old.by != next else { return }
    let from = before.map { " from \(snapshot.name($0))" } ?? ""
    ticket.acknowledgement = Acknowledgement(
      by: next, at: now, via: "handed over\(from)", renewBy: renewal() ?? old.renewBy)
  }

  /// What somebody else had acknowledged is acknowledged by nobody once the ticket was given away: that is a person's own
  /// act (rule K7). Where there is an alarm the new owner is paged; one that was acknowledged begins anew, and the policy's
  /// first step follows when they keep silent.
  mutating func askToAcknowledge(_ because: String) {
    let held = ticket.acknowledgement
    if let held, held.by == ticket.owner { return }
    let wasPaged = ticket.escalation?.lastFired != nil
    if held != nil { withdrawAcknowledgement() }
    let step = nextOwnerStep
    guard wasPaged, isUrgent, let owner = ticket.owner,
      send(
        to: owner, step: step,
        why: "\(because). Acknowledge it to keep it." + nextBefore(held == nil ? ticket.escalation?.step ?? 0 : 0))
    else { return }
    // What has not reached whoever had it before is nothing to them any more.
    withdrawsPages = true
    noteTried(owner, step: step)
    did(.paged, "\(snapshot.name(owner)), who has it now")
    guard held != nil, var state = ticket.escalation else { return }
    state.lastFired = now
    state.began = now + pause(after: state.policy.steps.first)
    ticket.escalation = state
  }

  /// Whoever acknowledged it has gone: a new round of pages begins.
  mutating func withdrawAcknowledgement() {
    ticket.acknowledgement = nil
    ticket.episode += 1
    ticket.escalation = policyNow.map { EscalationState(policy: $0, began: now) }
  }

  /// The policy that a new round follows: what somebody rang goes on, else the one of the priority as it is now.
  private var policyNow: EscalationPolicy? {
    let last = ticket.escalation?.policy
    if last?.rungBy != nil { return last }
    return queue.escalation(for: ticket.priority).flatMap { snapshot.policy.escalation($0) } ?? last
  }
}

extension DeskSnapshot {
  /// When `member` next begins a shift after now, leave aside; nil when that is not in sight.
  func nextShift(of member: MemberID) -> Timestamp? {
    shifts(on: timeline.duties.map(\.duty.id)).filter { $0.member == member && !$0.isAway(at: $0.interval.start) }
      .map(\.interval.start).filter { $0 > now && !isOnLeave(member, at: $0) }.min()
  }
}
