import Scheduling
import Timekeeping

/// Levels that are asked first, posted tickets, and owners who are silent (rules K1 and K3).
extension DeskRun {
  // MARK: Asking first

  /// True when the ticket waits for an answer of this level; false when it goes on, with the reason noted.
  mutating func ask(_ level: OverflowLevel, _ index: Int, for span: Duration) -> Bool {
    if let place = ticket.custody.questions.firstIndex(where: { $0.level == index }) {
      let known = ticket.custody.questions[place]
      if known.isOpen, now < known.until { return askOn(at: level, place) }
      noteLevel(index, "\(listed(known.to.map(snapshot.name))) \(known.end)")
      return false
    }
    let decision = whomToAsk(at: level)
    noteChange(decision.changes)
    guard !decision.offered.isEmpty else {
      assignment = decision
      noteLevel(index, "nobody to ask, \(decision.because)", decision.verdicts)
      return false
    }
    noteLevel(index, "\(listed(decision.offered.map(snapshot.name))) may say yes or no", decision.verdicts)
    put(OwnerQuestion(level: index, to: decision.offered, asked: now, until: answerTime(span)), at: level)
    return true
  }

  /// True while a question that is out waits for somebody who could take it now: it goes on at once where those who were
  /// asked have paused, are full or are not there any more, and nobody else is (C45).
  private mutating func askOn(at level: OverflowLevel, _ place: Int) -> Bool {
    let decision = whomToAsk(at: level)
    noteChange(decision.changes)
    askMore(decision, place)
    let question = ticket.custody.questions[place]
    // Those who are not there now may still say yes when they are back.
    if case .duty(let duty) = level.to { noteChange(snapshot.nextTurn(on: [duty])) }
    guard question.waitingFor.contains(where: decision.offered.contains) else {
      assignment = decision
      let why = question.waitingFor.map { asked in
        decision.verdicts.first { $0.member == asked }?.because ?? "\(snapshot.name(asked)) is not on shift"
      }
      noteLevel(question.level, "nobody who was asked can take it, \(why.joined(separator: "; "))", decision.verdicts)
      return false
    }
    // It may have been held in between, while its queue was closed.
    wait(for: question, at: level)
    return true
  }

  /// Everybody at the level whom K1 would let have it: who is full is not waited for (C45).
  private func whomToAsk(at level: OverflowLevel) -> AssignmentDecision {
    var rule = rule()
    rule.policy = .pull
    rule.favourites = []
    var asked = rule.decide(among: snapshot.candidates(at: level, for: ticket, in: queue))
    asked.offered = asked.verdicts.filter { $0.dropped == nil }.map(\.member)
    return asked
  }

  private mutating func put(_ question: OwnerQuestion, at level: OverflowLevel) {
    ticket.custody.questions.append(question)
    wait(for: question, at: level)
    tell(question.to, of: question)
  }

  /// Whoever has room by now is asked as well, for as long as the others still are (rule K1: capacity is freed).
  private mutating func askMore(_ decision: AssignmentDecision, _ place: Int) {
    let question = ticket.custody.questions[place]
    let new = decision.offered.filter { !question.to.contains($0) }
    guard !new.isEmpty else { return }
    noteLevel(question.level, "\(listed(new.map(snapshot.name))) may say yes or no, too", decision.verdicts)
    ticket.custody.questions[place].to += new
    tell(new, of: question)
  }

  private mutating func tell(_ people: [MemberID], of question: OwnerQuestion) {
    tells.append(
      Telling(
        .question, ticket.id, to: people,
        text: "Do you take \(ticket.id)? Without an answer it goes on \(question.until).", until: question.until))
  }

  private mutating func wait(for question: OwnerQuestion, at level: OverflowLevel) {
    ticket.custody.passQuestions(before: question.level, at: now)
    if case .duty(let duty) = level.to { noteChange(snapshot.nextTurn(on: [duty])) }
    let people = question.waitingFor
    place(
      .asking(level: question.level, until: question.until), .asked,
      "\(Self.text(level.to)): \(listed(people.map(snapshot.name))) \(people.count == 1 ? "is" : "are") asked first; goes on \(snapshot.wall(question.until))"
    )
  }

  /// In the queue's open time, so that a question on Friday evening is not answered by the weekend (C46); at the
  /// paging line in real time.
  private func answerTime(_ span: Duration) -> Timestamp {
    guard !isUrgent, let calendar = snapshot.calendar(of: queue),
      let due = due(.businessHours(span), from: now, on: calendar)
    else { return now + span }
    return due.at
  }

  // MARK: Posting

  /// Posts the ticket to those who may claim it; true while a claim is waited for.
  mutating func offer(_ decision: AssignmentDecision, _ index: Int) -> Bool {
    let known = ticket.custody.posted(at: index)
    let new = decision.offered.filter { !known.contains($0) }
    if index < waitedThrough, new.isEmpty {
      guard isLastToClaim(index) else {
        levels.removeLast()
        noteLevel(index, "nobody claimed it", decision.verdicts)
        unclaimed = decision.offered
        return false
      }
      tellUnclaimed(decision.offered)
    }
    ticket.custody.passQuestions(before: index, at: now)
    ticket.custody.offered = decision.offered
    let untold = new.filter { !ticket.custody.told(at: index).contains($0) }
    ticket.custody.post(to: new, at: index)
    let until = claimEnd(index)
    stand(at: index, until: until, decision.because)
    guard !untold.isEmpty else { return true }
    tells.append(
      Telling(
        .offer, ticket.id, to: untold, text: "\(ticket.id) is to be claimed: \(ticket.publicTitle).",
        until: until))
    return true
  }

  /// Leaves it posted to those who did not claim it, where nobody at the levels after them can have it: a ticket is not
  /// held while somebody who is on could claim it. True when there are such people.
  mutating func stayPosted(through index: Int, until: Timestamp, _ why: String) -> Bool {
    guard !unclaimed.isEmpty else { return false }
    ticket.custody.offered = unclaimed
    stand(at: index, until: until, "\(why); still posted to \(listed(unclaimed.map(snapshot.name)))")
    return true
  }

  /// The same after the last level, of which the lead hears.
  mutating func stayPosted(_ why: String) -> Bool {
    guard !unclaimed.isEmpty else { return false }
    tellUnclaimed(unclaimed)
    let last = queue.overflow.count - 1
    return stayPosted(through: last, until: claimEnd(last), why)
  }

  /// Tells the lead that nobody claims it, once while an owner is looked for (rule K3).
  private mutating func tellUnclaimed(_ people: [MemberID]) {
    guard ticket.custody.unclaimedTold == nil else { return }
    ticket.custody.unclaimedTold = now
    let names = listed(people.map(snapshot.name))
    tellLead(.unassignable, "\(ticket.id) has no owner: nobody claims it. It stays posted to \(names).")
  }

  /// It stands posted until `until`; sooner it is looked at when the levels change hands.
  private mutating func stand(at index: Int, until: Timestamp, _ because: String) {
    noteChange(snapshot.nextTurn(on: staffedDuties))
    let again = min(until, ticket.custody.reconsider ?? until)
    place(.offered(level: index, until: until), .offered, "\(because); looked at again \(snapshot.wall(again))")
  }

  /// When the next level is tried, or, after the last, the ticket is looked at again.
  private func claimEnd(_ index: Int) -> Timestamp {
    if case .offered(index, let until) = ticket.placement, until > now { return until }
    if isLastToClaim(index) { return nextReview }
    // An urgent ticket goes on after the last level too: to the lead, or to its pages.
    let next = queue.overflow.dropFirst(index + 1).first
    let after = next?.after ?? queue.rules.claimWithin ?? Self.usualClaim
    return now + max(after.duration, .minutes(1))
  }

  /// True when nothing comes after level `index` that this ticket could go on to.
  private func isLastToClaim(_ index: Int) -> Bool {
    !queue.overflow[(index + 1)...].contains { (isUrgent || !$0.pages) && $0.isInForce(on: today) } && !isUrgent
  }

  /// How long a posted ticket waits for a claim where the queue does not say.
  private static let usualClaim = PlainDuration(.minutes(15))

  // MARK: Silence

  /// Takes the ticket from an owner who was given it at a level that wants an answer, and who has not answered. On a later
  /// shift they may have it again, where nobody else took it, also on one that is published only later.
  mutating func giveUpOnSilentOwner() {
    guard let owner = ticket.owner, let by = ticket.custody.answerBy, by <= now, ticket.acknowledgement == nil,
      ticket.state == .open, let level = ticket.custody.level
    else { return }
    let silent = "did not answer within \(queue.overflow[safe: level]?.acknowledgeWithin?.description ?? "the time")"
    let end = queue.overflow[safe: level].flatMap { snapshot.end(of: owner, at: $0) } ?? snapshot.nextShift(of: owner)
    let exclusion = Exclusion(owner, because: silent, until: end ?? (snapshot.isAround(owner) ? nil : now))
    release("\(snapshot.name(owner)) \(silent)", excluding: [exclusion])
    ticket.custody.silentThrough = level
    tells.append(
      Telling(.taken, ticket.id, to: [owner], text: "\(ticket.id) goes on to the next level: you \(silent)."))
  }

  /// True for the levels that a silent owner came through: the next one is tried (rule K3).
  mutating func isSilent(at index: Int) -> Bool {
    guard let through = ticket.custody.silentThrough, index <= through else { return false }
    if index == through { noteLevel(index, "no answer") }
    return true
  }

  /// Clears the owner, so that another one is looked for at once.
  mutating func release(_ because: String, excluding exclusions: [Exclusion] = []) {
    unload()
    ticket.custody.previousOwner = ticket.owner
    if let owner = ticket.owner { ticket.custody.follow(owner) }
    if [.pending, .onHold].contains(ticket.state), let last = course.states.last {
      let bugs = last.reason == .openBugs ? waitForBugs : nil
      ticket.custody.wait = TicketWait(
        state: ticket.state, because: bugs ?? last.because, wake: last.wake, reason: last.reason)
    }
    ticket.owner = nil
    ticket.state = .new
    ticket.custody.endSearch()
    ticket.custody.searchedSince = now
    ticket.custody.exclusions += exclusions
    ticket.placement = .unassignable(review: now)
    ticket.because = because
    did(.released, because)
  }
}
