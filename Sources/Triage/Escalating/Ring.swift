import Scheduling
import Timekeeping

/// Somebody wants a person now, whoever is on (Deliver 5 of the desk; C44).
extension Desk {
  /// Opens a ticket that pages `recipient` at once, whatever its priority and the hour, and the lead after them.
  ///
  /// - Parameter caller: who rings, as people read it.
  /// - Throws: when nobody is there to ring, not even a lead.
  package func ring(
    _ recipient: Recipient, for event: TicketEvent, id: TicketID, queue: Queue, by caller: String
  ) throws(DeskRefusal) -> Decision {
    let people = snapshot.people(recipient, owner: nil)
    guard !people.isEmpty || snapshot.timeline.schedule.lead != nil else {
      throw DeskRefusal(
        what: "nobody is there to ring: \(DeskRun.text(recipient)) is nobody now, and the team has no lead",
        help: "watchbill who \(snapshot.timeline.team) shows who is on next")
    }
    let route = route(event, source: "ring")
    var ticket = begin(event, route, id: id, source: "ring", queue: queue)
    ticket.escalation = EscalationState(policy: .ring(recipient, by: caller), began: snapshot.now)
    ticket.placement = .paging
    // Whoever is rung may see what it is about.
    if ticket.isPrivate { for person in people { ticket.custody.follow(person.member) } }
    ticket.because = "\(caller) rings for \(DeskRun.text(recipient))"
    var run = DeskRun(snapshot: snapshot, queue: queue, ticket: ticket, course: TicketCourse())
    run.begin(event, isNote: true)
    run.did(.opened, ticket.because)
    run.advance()
    var decision = run.decision()
    decision.route = route
    return decision
  }
}

extension DeskRun {
  /// True until somebody answers the one who rang: nobody else is looked for meanwhile.
  var isRinging: Bool { ticket.escalation?.policy.rungBy != nil && ticket.acknowledgement == nil }
}
