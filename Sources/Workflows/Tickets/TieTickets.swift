import Scheduling
import Storage
import TicketSources
import Timekeeping
import Triage

/// Makes one ticket of two, puts one under an incident, or says that they belong together (C37, C41).
package struct TieTickets: OperatorCommand {
  package static let name = "ticket-tie"
  package static let changes = true

  package var id: String
  package var other: String
  package var tie: Tie
  package var member: String

  package init(id: String, other: String, tie: Tie, member: String) {
    self.id = id
    self.other = other
    self.tie = tie
    self.member = member
  }

  package enum Tie: String, Codable, Sendable {
    /// The first goes on in the other.
    case merge
    /// The first is part of the other, an incident.
    case group
    /// The first is not part of the other any more.
    case ungroup
    case relate
  }

  package struct Reply: Codable, Sendable {
    package var ticket: TicketRow
    package var other: TicketRow
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> Reply {
    let now = desk.clock.now()
    let by = try await desk.member(member, in: desk.world(), at: now)
    let pair = try await desk.write { [self] tx in try tied(on: desk, by: by, actor: actor, in: tx, now: now) }
    desk.wake.ring()
    let world = try await desk.world()
    var reply = Reply(
      ticket: TicketRow(pair.0.ticket, world: world), other: TicketRow(pair.1.ticket, world: world))
    reply.other.warnings = pair.1.warnings.nonEmpty
    return reply
  }

  private func tied(
    on desk: ServiceDesk, by: Member, actor: Actor, in tx: Transaction, now: Timestamp
  ) throws -> (Decision, Decision) {
    let (first, second) = (try tx.ticket(named: id), try tx.ticket(named: other))
    for ticket in [first, second] { try desk.checkSight(of: ticket, for: by.id, in: tx, now: now) }
    let (a, b) = try decisions(on: desk, first, second, by: by, in: tx, now: now)
    for decision in [a, b] where !decision.isQuiet {
      try desk.commit(decision, isNew: false, actor: actor, in: tx, now: now)
    }
    if tie == .merge { try desk.advanceWaitingTickets(in: tx, world: desk.worlds.world(in: tx), now: now) }
    return (a, b)
  }

  private func decisions(
    on desk: ServiceDesk, _ first: Ticket, _ second: Ticket, by: Member, in tx: Transaction, now: Timestamp
  ) throws -> (Decision, Decision) {
    switch tie {
    case .relate, .ungroup:
      // Either may be of another team by now.
      return (
        try desk.decide(first, in: tx, now: now) { desk, ticket throws(DeskRefusal) in
          tie == .relate
            ? try desk.relate(ticket, to: second.id, by: by.name)
            : try desk.ungroup(ticket, from: second.id, by: by.name)
        },
        try desk.decide(second, in: tx, now: now) { desk, ticket throws(DeskRefusal) in
          tie == .relate
            ? try desk.relate(ticket, to: first.id, by: by.name)
            : try desk.forget(part: first.id, ticket, by: by.name)
        }
      )
    case .merge, .group:
      let both = try desk.desk(of: second, and: first, in: tx, now: now)
      do throws(DeskRefusal) {
        return tie == .merge
          ? try both.merge(first, into: second, by: by.name, member: by.id)
          : try both.group(first, under: second, by: by.name)
      } catch { throw OperatorProblem(error) }
    }
  }
}

/// Opens a ticket of its own for something else that was said in one (C41).
package struct SplitTicket: OperatorCommand {
  package static let name = "ticket-split"
  package static let changes = true

  package var id: String
  /// Of the message that it is about; nil takes the last one of the customer's.
  package var message: String?
  package var title: String
  package var member: String

  package init(id: String, message: String? = nil, title: String, member: String) {
    self.id = id
    self.message = message
    self.title = title
    self.member = member
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> TieTickets.Reply {
    let now = desk.clock.now()
    let title = try TypedTicket.title(title)
    let by = try await desk.member(member, in: desk.world(), at: now)
    let (old, new) = try await desk.write { [self] tx in
      let ticket = try tx.ticket(named: id)
      try desk.checkSight(of: ticket, for: by.id, in: tx, now: now)
      let (old, new) = try split(ticket, as: title, on: desk, by: by.name, in: tx, now: now)
      try desk.commit(old, isNew: false, actor: actor, in: tx, now: now)
      try desk.commit(new, isNew: true, actor: actor, in: tx, now: now)
      return (old.ticket, new.ticket)
    }
    desk.wake.ring()
    let world = try await desk.world()
    return TieTickets.Reply(ticket: TicketRow(old, world: world), other: TicketRow(new, world: world))
  }

  private func split(
    _ ticket: Ticket, as title: String, on desk: ServiceDesk, by name: String, in tx: Transaction, now: Timestamp
  ) throws -> (Decision, Decision) {
    let kept = try about(ticket, in: tx)
    let (said, number) = (kept.message, try tx.nextTicketID())
    let place = ticket.place(of: said)
    var event = TicketEvent(
      externalID: number.description, title: title, body: said.text, requester: said.author ?? ticket.requester,
      url: place?.url ?? ticket.url, priority: ticket.priority.text, tags: ticket.tags)
    // Answers go where the words came from, and whoever wrote them waits since then.
    event.item = place?.item ?? ticket.correspondence?.item ?? ticket.externalID
    let customer = place?.customer ?? ticket.correspondence?.customer
    if said.address == nil { event.requester = customer?.shownName ?? ticket.requester }
    event.sender = said.address ?? customer?.address
    // Somebody else's words are theirs, and so are those of a merged ticket's customer.
    if said.address == nil || said.address?.lowercased() == customer?.address?.lowercased() {
      event.organisation = customer?.organisation
      if place == nil { event.customer = ticket.classification.customer }
    }
    event.since = kept.at
    event.attachments = said.attachments
    let both = try desk.desk(of: ticket, and: nil, in: tx, now: now)
    guard let queue = both.snapshot.policy.queue(ticket.queue) else {
      throw OperatorProblem(.no, "queue \(ticket.queue) is not there any more", help: "watchbill ticket open opens one")
    }
    do throws(DeskRefusal) {
      return try both.split(ticket, as: event, id: number, source: place?.source, queue: queue, by: name)
    } catch { throw OperatorProblem(error) }
  }

  private func about(_ ticket: Ticket, in tx: Transaction) throws -> KeptMessage {
    let messages = try tx.history(of: ticket.id).course.messages.filter { !$0.isDeleted }
    if let message {
      if let found = messages.first(where: { $0.message.id == message }) { return found }
      throw OperatorProblem.unknown("message", message, among: messages.map(\.message.id))
    }
    guard let last = messages.last(where: { $0.message.kind == .customer }) else {
      throw OperatorProblem(
        .no, "no customer wrote on \(ticket.id)", help: "give --message; see watchbill ticket clocks")
    }
    return last
  }
}

/// Answers an incident and all open tickets under it with the same words (C37), every customer of merged ones included.
package struct ReplyToIncident: OperatorCommand {
  package static let name = "ticket-reply-parts"
  package static let changes = true

  package var id: String
  package var member: String
  package var text: String
  package var then: String?
  /// As of ``ActOnTicket``.
  package var inPublic: Bool?

  package init(id: String, member: String, text: String, then: String? = nil) {
    self.id = id
    self.member = member
    self.text = text
    self.then = then
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> [TicketRow] {
    let now = desk.clock.now()
    let by = try await desk.member(member, in: desk.world(), at: now).id
    let deed = try ActOnTicket.Act.answer(text, then: then, toEverybody: true, by: by)
    let decisions = try await desk.write { [self] tx in
      let incident = try tx.ticket(named: id)
      let parts = try incident.parts.compactMap { try tx.ticket($0) }.filter(\.isOpen)
      // A part that went to another team is answered by that one.
      return try ([incident] + parts.filter { $0.team == incident.team }).map { ticket in
        let decision = try desk.decide(ticket, in: tx, now: now, deed)
        try desk.checkReaders(of: decision, inPublic: inPublic)
        try desk.commit(decision, isNew: false, actor: actor, in: tx, now: now)
        return decision
      }
    }
    desk.wake.ring()
    let world = try await desk.world()
    return decisions.map { decision in
      var row = TicketRow(decision.ticket, world: world)
      row.warnings = desk.warnings(of: decision).nonEmpty
      return row
    }
  }
}

extension Snapshot {
  /// The ticket that people call `T-12`; refuses what is none.
  func ticket(named text: String) throws -> Ticket {
    let id: TicketID
    do throws(TextProblem) { id = try TicketID(text: text) } catch { throw OperatorProblem(error) }
    guard let found = try ticket(id) else { throw OperatorProblem.noTicket(text) }
    return found
  }
}

extension ServiceDesk {
  /// Refuses whoever a private ticket is not for.
  func checkSight(of ticket: Ticket, for member: MemberID, in tx: Transaction, now: Timestamp) throws {
    guard ticket.isPrivate else { return }
    let own = try desk(of: ticket, and: nil, in: tx, now: now)
    do throws(DeskRefusal) { try own.checkSight(of: ticket, for: member) } catch { throw OperatorProblem(error) }
  }

  /// A desk that decides about `ticket`, and about another one of the same team in the same breath.
  func desk(of ticket: Ticket, and other: Ticket?, in tx: Transaction, now: Timestamp) throws -> Desk {
    var snapshot = try snapshot(
      of: ticket.team, queue: ticket.queue, customer: ticket.classification.customer, definitions: ticket.definitions,
      ticket: ticket.id, source: ticket.source, world: worlds.world(in: tx), in: tx, now: now)
    if let other {
      snapshot.histories[other.id] = try tx.history(of: other.id)
      snapshot.histories[ticket.id] = snapshot.history
      snapshot.endingSources = setup.sources.filter { type(of: $0.source).endsItems }.map(\.name)
    }
    return Desk(snapshot)
  }
}
