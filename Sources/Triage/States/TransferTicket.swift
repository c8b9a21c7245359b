import Scheduling
import Timekeeping

/// A queue of a team.
package struct QueuePlace: Sendable, Hashable, Codable {
  package var team: TeamID
  package var queue: QueueID

  package init(_ ticket: Ticket) {
    team = ticket.team
    queue = ticket.queue
  }
}

extension Desk {
  /// Takes a ticket over from another team, into this one's `queue`: its people, its promises counted from the ticket's
  /// beginning, its definitions as they are now (C55, rule O9). An alarm begins anew here, since nobody here has
  /// acknowledged it; whoever had it and whoever moves it go on following it.
  ///
  /// A priority that this team does not know becomes the one of the same place, counted from the most urgent.
  ///
  /// - Parameter old: the desk of the team that the ticket is of, which knows the ticket's history as well.
  package func takeOver(
    _ ticket: Ticket, from old: Desk, into queue: Queue, by member: MemberID, note: String? = nil
  ) throws(DeskRefusal) -> Decision {
    guard ticket.isOpen else { throw .isOver(ticket) }
    guard let name = snapshot.known(member) ?? old.snapshot.known(member) else { throw unknown(member) }
    try old.checkSight(of: ticket, for: member)
    var run = try old.run(ticket)
    run.noteBreaches()
    let wasUrgent = run.isUrgent
    var moved = run.ticket
    (moved.team, moved.definitions) = (snapshot.timeline.team, snapshot.definitions)
    moved.priority = snapshot.policy.priority(like: ticket.priority, of: old.snapshot.policy)
    let customer = RouteTicket(snapshot.policy).customer(RoutingFacts(moved))?.0
    moved.classification.customer = customer?.id
    moved.classification.tier = customer?.tier ?? moved.classification.tier
    run.ticket = moved
    run.goBy(snapshot, queue)
    run.quieten()
    let words = run.outward(note, by: name)
    let why = "\(name) moved it from \(ticket.team)/\(ticket.queue) to \(moved.team)/\(queue.id)\(words)"
    let change = TicketChange(
      priority: moved.priority == ticket.priority ? nil : moved.priority, tier: customer?.tier,
      customer: customer?.id.text)
    if !change.isEmpty { run.record(.changed(change), by: .member(member)) }
    run.enter(queue, by: .member(member), why, from: QueuePlace(ticket), wasUrgent: wasUrgent)
    run.ticket.custody.follow(member)
    run.passOn(why)
    run.advance()
    return run.decision()
  }
}

extension DeskPolicy {
  /// What another team's priority is here: the same, or the one of the same place where that is unknown.
  package func priority(like priority: Priority, of old: DeskPolicy) -> Priority {
    guard !priorities.contains(priority), !priorities.isEmpty else { return priority }
    return priorities[min(old.urgency(priority), priorities.count - 1)]
  }
}

extension DeskSnapshot {
  fileprivate func known(_ member: MemberID) -> String? { timeline.schedule.member(member)?.name }
}

extension DeskRun {
  /// Ends an alarm of another team: its pages do not leave, and what comes next is an episode of its own.
  fileprivate mutating func quieten() {
    guard ticket.escalation != nil || ticket.acknowledgement != nil else { return }
    if ticket.acknowledgement != nil || ticket.escalation?.lastFired != nil { ticket.episode += 1 }
    (ticket.escalation, ticket.acknowledgement) = (nil, nil)
    withdrawsPages = true
  }
}
