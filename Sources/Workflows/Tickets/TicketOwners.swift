import Scheduling
import Storage
import Timekeeping
import Triage

/// What came of an act on a ticket's owner, with what speaks against it.
package struct TicketAct: Codable, Sendable, Hashable {
  package var ticket: TicketRow
  package var warnings: [String]
}

/// Takes a ticket by one's own act; the first claim wins (rule K1, pull).
package struct ClaimTicket: OperatorCommand {
  package static let name = "ticket-claim"
  package static let changes = true

  package var id: String
  package var member: String
  package var via: String

  package init(id: String, member: String, via: String = "cli") {
    self.id = id
    self.member = member
    self.via = via
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> TicketAct {
    let by = try await desk.member(member, in: desk.world(), at: desk.clock.now()).id
    return try await desk.act(id, actor: actor) { [via] desk, ticket throws(DeskRefusal) in
      try desk.claim(ticket, by: by, via: via)
    }
  }
}

/// Gives a ticket to somebody by hand.
package struct AssignTicketByHand: OperatorCommand {
  package static let name = "ticket-assign"
  package static let changes = true

  package var id: String
  package var member: String
  package var speaker: String?
  package var note: String?

  package init(id: String, member: String, speaker: String? = nil, note: String? = nil) {
    self.id = id
    self.member = member
    self.speaker = speaker
    self.note = note
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> TicketAct {
    let world = try await desk.world()
    let to = try desk.member(member, in: world, at: desk.clock.now()).id
    let by = try speaker.map { try desk.member($0, in: world, at: desk.clock.now()) }
    return try await desk.act(id, actor: actor) { [note] desk, ticket throws(DeskRefusal) in
      try desk.assign(
        ticket, to: to, by: by?.name ?? actor.text, giver: by?.id, note: note, isOwnAct: by?.id == to)
    }
  }
}

/// Passes a ticket on from its owner: to somebody, or to whoever should have it now.
package struct HandOverTicket: OperatorCommand {
  package static let name = "ticket-hand-over"
  package static let changes = true

  package var id: String
  package var owner: String
  package var to: String?
  package var note: String?

  package init(id: String, owner: String, to: String? = nil, note: String? = nil) {
    self.id = id
    self.owner = owner
    self.to = to
    self.note = note
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> TicketAct {
    let world = try await desk.world()
    let by = try desk.member(owner, in: world, at: desk.clock.now()).id
    let next = try to.map { try desk.member($0, in: world, at: desk.clock.now()).id }
    return try await desk.act(id, actor: actor) { [note] desk, ticket throws(DeskRefusal) in
      try desk.handOver(ticket, by: by, to: next, note: note)
    }
  }
}

/// Answers the question whether one takes a ticket (C46).
package struct AnswerTicketQuestion: OperatorCommand {
  package static let name = "ticket-answer"
  package static let changes = true

  package var id: String
  package var member: String
  package var takes: Bool

  package init(id: String, member: String, takes: Bool) {
    self.id = id
    self.member = member
    self.takes = takes
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> TicketAct {
    let by = try await desk.member(member, in: desk.world(), at: desk.clock.now()).id
    return try await desk.act(id, actor: actor) { [takes] desk, ticket throws(DeskRefusal) in
      try desk.answer(ticket, by: by, takes: takes)
    }
  }
}

/// Decides what becomes of a ticket whose owner is off (rule K2).
package struct DecideTicket: OperatorCommand {
  package static let name = "ticket-decide"
  package static let changes = true

  package var id: String
  package var member: String
  package var choice: DecisionCard.Choice

  package init(id: String, member: String, choice: DecisionCard.Choice) {
    self.id = id
    self.member = member
    self.choice = choice
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> TicketAct {
    let by = try await desk.member(member, in: desk.world(), at: desk.clock.now()).id
    return try await desk.act(id, actor: actor) { [choice] desk, ticket throws(DeskRefusal) in
      try desk.decide(ticket, choice, by: by)
    }
  }
}

extension ServiceDesk {
  /// Reads the ticket, asks the desk, commits; then looks at who waits for the capacity that came free.
  func act(
    _ id: String, actor: Actor, _ decide: @escaping @Sendable (Desk, Ticket) throws(DeskRefusal) -> Decision
  ) async throws -> TicketAct {
    let now = clock.now()
    let number: TicketID
    do { number = try TicketID(text: id) } catch { throw OperatorProblem(error) }
    let decision = try await write { tx in
      guard let ticket = try tx.ticket(number) else { throw OperatorProblem.noTicket(id) }
      let decision = try self.decide(ticket, in: tx, now: now, decide)
      guard decision.ticket != ticket || !decision.isQuiet else { return decision }
      try commit(decision, isNew: false, actor: actor, in: tx, now: now)
      try advanceTickets(after: ticket, became: decision.ticket, in: tx, now: now)
      return decision
    }
    wake.ring()
    return TicketAct(ticket: TicketRow(decision.ticket, world: try await world()), warnings: decision.warnings)
  }
}
