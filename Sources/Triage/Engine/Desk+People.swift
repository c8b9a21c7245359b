import Scheduling
import Timekeeping

/// What people do with tickets: claim, assign, hand over, answer, decide.
extension Desk {
  /// Makes `member` the owner by their own act; the first claim wins, and it acknowledges, also where the ticket is
  /// theirs already (rule K7).
  ///
  /// Refused when somebody has it who is on shift, or when the ticket is private and not for them. A claim may exceed
  /// capacity: that is a warning.
  package func claim(_ ticket: Ticket, by member: MemberID, via: String) throws(DeskRefusal) -> Decision {
    var run = try run(open: ticket)
    try check(member, may: ticket, in: run.queue)
    if ticket.owner == member {
      run.noteBreaches()
      run.takeOver(by: member, via: via)
      return run.decision()
    }
    if let owner = ticket.owner, snapshot.isAround(owner) {
      let name = snapshot.name(owner)
      throw DeskRefusal(
        what: "\(ticket.id) is \(name)'s", help: "ask \(name) to hand it over, or let the lead assign it")
    }
    run.warn(of: member)
    run.giver = member
    run.did(.claimed, "\(snapshot.name(member)) \(Acknowledgement.words(via))")
    run.stepIn(member, "\(snapshot.name(member)) claimed it")
    run.acknowledge(by: member, via: via)
    return run.decision()
  }

  /// Gives the ticket to `member` by hand, whatever they have already; what speaks against it is a warning (K1).
  ///
  /// - Parameters:
  ///   - giver: the member who gives it, where it is known which one does.
  ///   - isOwnAct: true where they take it themselves, with what was acknowledged before.
  package func assign(
    _ ticket: Ticket, to member: MemberID, by: String, giver: MemberID? = nil, note: String?, isOwnAct: Bool = false
  ) throws(DeskRefusal) -> Decision {
    var run = try run(open: ticket)
    try check(member, may: ticket, in: run.queue)
    guard ticket.owner != member else { return run.decision() }
    run.warn(of: member)
    run.giver = giver
    let why = run.outward(note, by: by)
    run.stepIn(member, "\(by) gave it to \(snapshot.name(member))\(why)")
    if isOwnAct {
      run.acknowledge(by: member, via: "assign")
      return run.decision()
    }
    run.askToAcknowledge("\(by) gave it to you\(why)")
    run.tells.append(
      Telling(.given, ticket.id, to: [member], text: "\(by) gave you \(ticket.id): \(ticket.publicTitle)\(why)."))
    return run.decision()
  }

  /// Passes the ticket on from its owner: to `next`, or to whoever K1 and K3 find.
  package func handOver(
    _ ticket: Ticket, by owner: MemberID, to next: MemberID?, note: String?
  ) throws(DeskRefusal) -> Decision {
    guard ticket.owner == owner else {
      let whose = ticket.owner.map { "\(snapshot.name($0))'s" } ?? "nobody's"
      throw DeskRefusal(what: "\(ticket.id) is \(whose)", help: "only its owner hands it over; the lead may assign it")
    }
    let name = snapshot.name(owner)
    if let next { return try assign(ticket, to: next, by: name, giver: owner, note: note) }
    var run = try run(open: ticket)
    run.giver = owner
    let why = run.outward(note, by: name)
    run.did(.handedOver, "\(name)\(why)")
    run.passOn(
      "\(name) handed it over\(why)",
      excluding: [Exclusion(owner, because: "handed it over \(snapshot.wall(snapshot.now))")])
    if run.ticket.owner == nil { run.warnings.append("nobody has it yet: \(run.ticket.because)") }
    return run.decision()
  }

  /// Says whether an asked person takes the ticket (C46).
  package func answer(_ ticket: Ticket, by member: MemberID, takes: Bool) throws(DeskRefusal) -> Decision {
    var run = try run(open: ticket)
    guard let at = ticket.custody.questions.firstIndex(where: { $0.to.contains(member) && $0.until > snapshot.now }),
      ticket.owner == nil
    else {
      throw DeskRefusal(
        what: "\(ticket.id) has no question to \(snapshot.name(member)) that waits for an answer",
        help: "claim it instead: watchbill ticket claim \(ticket.id) --as \(member)")
    }
    if takes { return try claim(ticket, by: member, via: "answer") }
    if !run.ticket.custody.questions[at].declined.contains(member) {
      run.ticket.custody.questions[at].declined.append(member)
      run.did(.declined, "\(snapshot.name(member)) does not take it")
    }
    run.advance()
    return run.decision()
  }

  /// Takes the decision of somebody on shift about a ticket whose owner is off (rule K2).
  package func decide(
    _ ticket: Ticket, _ choice: DecisionCard.Choice, by member: MemberID
  ) throws(DeskRefusal) -> Decision {
    var run = try run(open: ticket)
    try check(member, may: ticket, in: run.queue)
    guard let card = ticket.custody.card, let owner = ticket.owner else {
      throw DeskRefusal(
        what: "\(ticket.id) waits for no decision", help: "watchbill ticket show \(ticket.id) says more")
    }
    let may = card.to + [owner, snapshot.timeline.schedule.lead].compactMap { $0 }
    guard may.contains(member) || (card.to.isEmpty && snapshot.isAround(member)) else {
      let who = card.to.isEmpty ? "whoever is on" : listed(card.to.map(snapshot.name))
      throw DeskRefusal(
        what: "\(ticket.id) waits for \(who) to decide",
        help: "they do, or \(snapshot.name(owner)), or the lead")
    }
    let (name, ownerName) = (snapshot.name(member), snapshot.name(owner))
    run.giver = member
    switch choice {
    case .wait:
      run.ticket.custody.card = nil
      run.did(.decided, "\(name): \(ownerName) keeps it")
    case .stepIn:
      run.stepIn(member, "\(name) stepped in for \(ownerName)")
      run.bringAcknowledgement(from: owner)
    case .handOver:
      guard let next = run.standIn(but: member) else {
        throw DeskRefusal(what: "nobody else on shift can have \(ticket.id)", help: "step in, or let it wait")
      }
      run.give(to: next, "\(name) handed it over for \(ownerName)")
    }
    return run.decision()
  }

  /// Looks at whose turn it is after a customer's message (rule K2); `due` is when that message must be answered.
  package func customerWrote(_ ticket: Ticket, due: Timestamp?) throws(DeskRefusal) -> Decision {
    var run = try run(open: ticket)
    run.customerWrote(due: due)
    run.advance()
    return run.decision()
  }

  // MARK: Checks

  func run(open ticket: Ticket) throws(DeskRefusal) -> DeskRun {
    guard ticket.isOpen else { throw .isOver(ticket) }
    return try run(ticket)
  }

  func check(_ member: MemberID, may ticket: Ticket, in queue: Queue) throws(DeskRefusal) {
    guard snapshot.timeline.schedule.member(member) != nil else { throw unknown(member) }
    try checkSight(of: ticket, for: member, in: queue)
  }

  /// Refuses whoever a private ticket is not for, also members of other teams (E14).
  package func checkSight(of ticket: Ticket, for member: MemberID) throws(DeskRefusal) {
    try checkSight(of: ticket, for: member, in: run(ticket).queue)
  }

  private func checkSight(of ticket: Ticket, for member: MemberID, in queue: Queue) throws(DeskRefusal) {
    guard snapshot.maySee(ticket, member, in: queue) else {
      throw DeskRefusal(
        what: "\(ticket.id) is private, and not for \(snapshot.name(member))",
        help: "the lead may name them under `private to:` of queue \(queue.id)")
    }
  }
}

extension DeskRun {
  /// What speaks against giving the ticket to `member`, which a person may do all the same.
  mutating func warn(of member: MemberID) {
    let candidate = snapshot.candidate(member, at: nil, for: ticket, in: queue)
    var rule = rule()
    rule.ignoresShiftEnd = true
    rule.goesBeyondCapacity = false
    if rule.policy == .primaryOnly { rule.policy = .leastLoaded }
    let verdict = rule.verdict(on: candidate, primary: member)
    if verdict.dropped != nil { warnings.append(verdict.because) }
    if !snapshot.isAround(member) { warnings.append("\(candidate.name) is not on shift") }
  }
}
