import Scheduling
import Timekeeping

extension Desk {
  /// A public reply by a person of ours: it answers what waits, and leaves through the ticket's source (rule K11).
  ///
  /// The ticket turns to `then`, else to what its queue says (A12), else to Pending. A linked bug that is open keeps it
  /// from being resolved: then it waits On-hold (A29).
  package func reply(
    _ ticket: Ticket, by member: MemberID, text: String, then: Queue.AfterReply? = nil
  ) throws(DeskRefusal) -> Decision {
    try Limits.check(text, "the reply", 1...Limits.message)
    guard ticket.state != .closed else {
      throw DeskRefusal(what: "\(ticket.id) is closed", help: "open it again first: ticket reopen")
    }
    return try act(on: ticket, by: member, alsoDone: true) { run, name throws(DeskRefusal) in
      let id = run.nextMessageID
      run.say(TicketMessage(id: id, kind: .reply, member: member, author: name, text: text), by: .member(member))
      run.outgoing.append(OutgoingMessage(ticket: ticket.id, message: id, text: text, isByPerson: true))
      run.settle(after: then ?? run.queue.afterReply ?? .pending, by: member)
    }
  }

  /// A note, which stays inside.
  package func note(_ ticket: Ticket, by member: MemberID, text: String) throws(DeskRefusal) -> Decision {
    try Limits.check(text, "the note", 1...Limits.message)
    return try act(on: ticket, by: member, alsoDone: true) { run, name throws(DeskRefusal) in
      let note = TicketMessage(id: run.nextMessageID, kind: .note, member: member, author: name, text: text)
      run.record(.message(note), by: .member(member))
      run.did(.noted, "by \(name)")
    }
  }
}

extension DeskRun {
  var nextMessageID: String { "m\(course.lastNumber + 1)" }

  /// The first facts of a ticket: what it is, and the customer's first words.
  mutating func begin(_ event: TicketEvent) {
    let beginning = TicketBeginning(
      source: ticket.source, queue: ticket.queue, priority: ticket.priority, tags: ticket.tags,
      tier: ticket.classification.tier, customer: ticket.classification.customer?.text,
      version: event.version)
    write(.began(beginning), by: .source(ticket.source))
    let first = TicketMessage(
      id: event.messageID ?? TicketHistory.firstMessage, kind: .customer, author: event.requester, text: event.body)
    record(.message(first), by: .customer(event.requester))
  }

  /// A public message by a person of ours; whoever writes has the ticket in hand (rule K7).
  mutating func say(_ message: TicketMessage, by author: FactAuthor) {
    let name = message.author ?? "somebody of ours"
    record(.message(message), by: author)
    did(.replied, "by \(name)")
    guard let member = message.member else { return }
    let before = ticket.owner
    takeOver(by: member, via: "reply")
    if let before, ticket.owner == before { tellOfStep(before, in: member, by: "replied on it") }
  }

  /// The state after a reply: nobody's own words change a ticket that is resolved.
  mutating func settle(after state: Queue.AfterReply, by member: MemberID) {
    guard ticket.isOpen else { return }
    let name = snapshot.name(member)
    switch state {
    case .open: if ticket.state != .open { turn(to: .open, "\(name) goes on with it", by: .member(member)) }
    case .pending:
      turn(to: .pending, "\(name) replied; the customer has the next step", by: .member(member))
      did(.pending, "the customer has the next step")
    case .resolved:
      if let bug = course.openBlockers.first {
        let why = "it waits for \(bug.id)"
        turn(to: .onHold, why, by: .member(member))
        did(.onHold, why)
      } else {
        turn(to: .resolved, "\(name) replied", by: .member(member))
        did(.resolved, "by \(name)'s reply")
      }
    }
    ticket.because = course.states.last?.because ?? ticket.because
  }
}
