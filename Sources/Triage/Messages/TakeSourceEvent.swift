import Scheduling
import Timekeeping

extension Desk {
  /// What an event of a source does to the ticket it is about (rule K9), the same on every channel.
  ///
  /// Events may come late, twice and out of order: of each fact the newest version holds, messages are known by their
  /// ids, and an edit or a deletion that overtakes its message is not lost (invariants I8, I9). `member` is the person
  /// of ours who wrote, where they are known.
  package func take(
    _ event: SourceEvent, on ticket: Ticket, member: MemberID? = nil
  ) throws(DeskRefusal) -> Reception {
    switch event.what {
    case .opened(let message), .message(let message), .messageEdited(let message):
      var said = TicketMessage(message, of: event, on: ticket, member: member)
      if said.kind == .customer, isByCommunity(event, on: ticket) { said.kind = .community }
      let reception = try receive(said, on: ticket)
      guard case .changed(let decision) = reception else { return reception }
      return .changed(try follow(event, after: decision))
    case .messageDeleted(let id): return .changed(try delete(id, on: ticket))
    case .changed, .closed, .reopened:
      return .changed(try follow(event, after: Decision(ticket: ticket, made: snapshot.now)))
    case .notOurs(let because):
      throw DeskRefusal(what: "the event is not ours: \(because)", help: "nothing was changed")
    }
  }

  /// Whether somebody else than the customer speaks, in a queue where such people answer, too (E4).
  private func isByCommunity(_ event: SourceEvent, on ticket: Ticket) -> Bool {
    guard snapshot.policy.queue(ticket.queue)?.stateRules.communityCounts == true,
      let writer = event.author.party.address?.lowercased(),
      let customer = ticket.correspondence?.customer?.address?.lowercased()
    else { return false }
    return writer != customer
  }

  private func delete(_ id: String, on ticket: Ticket) throws(DeskRefusal) -> Decision {
    var run = try run(ticket)
    guard !run.course.tombstones.contains(id) else { return run.decision() }
    run.noteBreaches()
    run.record(.deleted(messageID: id), by: .source(ticket.source))
    run.did(.received, "a message was deleted in \(ticket.source)")
    return run.decision()
  }

  /// What the source says of the item besides its messages: priority, tags, title, and whether it is over.
  private func follow(_ event: SourceEvent, after first: Decision) throws(DeskRefusal) -> Decision {
    var next = self
    if !first.facts.isEmpty { next = Desk(snapshot.adding(first.facts)) }
    var run = try next.run(first.ticket)
    run.noteBreaches()
    run.change(change(event), by: .source(first.ticket.source))
    if event.automatic == nil { run.follow(event) }
    if run.ticket.isOpen, first.ticket != run.ticket || !run.steps.isEmpty { run.advance() }
    return first.followed(by: run.decision())
  }

  private func change(_ event: SourceEvent) -> TicketChange {
    let facts = event.facts
    let known = snapshot.policy.priorities
    let priority = facts.priority.flatMap { word in known.first { $0.text == word.lowercased() } }
    return TicketChange(title: facts.title, priority: priority, tags: facts.tags, version: event.version)
  }
}

extension SourceEvent {
  /// This event as the beginning of a ticket that follows `before`, a ticket of the same item: what the source said of
  /// the item by then goes on, as far as the event says nothing newer (invariant I9).
  package func following(_ before: Ticket, _ history: TicketHistory) -> SourceEvent {
    let told = history.course.versions["title"]
    var event = self
    if facts.title == nil || (version ?? told).flatMap({ own in told.map { own < $0 } }) == true {
      event.facts.title = before.title
    }
    event.version = [version, told].compactMap { $0 }.max()
    return event
  }
}

extension DeskRun {
  /// The newest word of the source on whether its item is over; the same word again is no news.
  fileprivate mutating func follow(_ event: SourceEvent) {
    let before = course.sourceClosed ?? false
    switch event.what {
    case .closed: record(.sourceState(isClosed: true, version: event.version), by: .source(ticket.source))
    case .reopened: record(.sourceState(isClosed: false, version: event.version), by: .source(ticket.source))
    case .opened, .message, .messageEdited, .messageDeleted, .changed, .notOurs: return
    }
    let isClosed = course.sourceClosed ?? false
    guard isClosed != before else { return }
    if isClosed, ticket.isOpen {
      let why = "it was closed in \(ticket.source)"
      turn(to: .resolved, why, by: .source(ticket.source))
      ticket.because = why
      did(.resolved, why)
    } else if !isClosed, ticket.state == .resolved {
      comeBack(
        "it was opened again in \(ticket.source)", by: .source(ticket.source), cause: "reopened/\(course.lastNumber)")
    }
  }
}

extension TicketMessage {
  /// A source's message in our words. Nobody's automatic message is anybody's word; a colleague's words are a reply only
  /// where the customer reads them.
  init(_ message: ItemMessage, of event: SourceEvent, on ticket: Ticket, member: MemberID?) {
    let kind: Kind =
      if event.automatic != nil || event.author.kind == .automation {
        .automatic
      } else if event.author.kind == .colleague || member != nil {
        event.visibility == .everyone ? .reply : .note
      } else {
        event.visibility == .team ? .note : .customer
      }
    self.init(
      id: message.id, kind: kind, member: member, author: event.author.party.shownName, text: message.text,
      occurred: event.occurred, version: event.version,
      attachments: message.attachments.isEmpty ? nil : message.attachments)
  }
}

extension DeskSnapshot {
  /// The same, as it will be once `facts` are kept.
  func adding(_ facts: [TicketFact]) -> DeskSnapshot {
    var next = self
    next.history = TicketHistory(history.facts + facts)
    return next
  }
}

extension Decision {
  /// Two decisions about one ticket, made one after the other, as one.
  func followed(by next: Decision) -> Decision {
    var both = next
    both.pages = pages + next.pages
    both.withdrawsPages = withdrawsPages || next.withdrawsPages
    both.assignment = next.assignment ?? assignment
    both.steps = steps + next.steps
    both.facts = facts + next.facts
    both.notices = notices + next.notices
    both.outgoing = outgoing + next.outgoing
    both.tells = tells + next.tells
    both.warnings = warnings + next.warnings
    return both
  }
}
