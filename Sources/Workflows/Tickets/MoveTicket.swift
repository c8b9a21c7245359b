import ScheduleFiles
import Scheduling
import Storage
import Timekeeping
import Triage

/// Gives a ticket to another queue of its team, or to another team (C55).
package struct MoveTicket: OperatorCommand {
  package static let name = "ticket-move"
  package static let changes = true

  package var id: String
  /// Nil leaves it to the conditions of the other team's queues.
  package var queue: String?
  package var member: String
  package var note: String?
  /// Nil is its own.
  package var team: String?

  package init(id: String, queue: String?, team: String? = nil, member: String, note: String? = nil) {
    self.id = id
    self.queue = queue
    self.team = team
    self.member = member
    self.note = note
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> TicketAct {
    let world = try await desk.world()
    let by = try desk.member(member, in: world, at: desk.clock.now()).id
    let current = world.version(at: desk.clock.now())?.definitions.teams ?? []
    if let team {
      let other = try desk.team(team, in: world, at: desk.clock.now()).schedule.team
      let isOther = try await desk.store.read { try $0.ticket(named: id).team != other }
      if isOther { return try await transfer(to: other, by: by, on: desk, actor: actor) }
    }
    guard let queue else {
      throw OperatorProblem(.refused, "where it goes is not said", help: "--to QUEUE, or --team TEAM")
    }
    return try await desk.act(id, actor: actor) { [note] desk, ticket throws(DeskRefusal) in
      try desk.move(ticket, to: Self.queue(queue, for: ticket, of: desk, inForce: current), by: by, note: note)
    }
  }

  /// One decision with both teams' people and promises at hand.
  private func transfer(
    to team: TeamID, by member: MemberID, on desk: ServiceDesk, actor: Actor
  ) async throws -> TicketAct {
    let now = desk.clock.now()
    let decision = try await desk.write { tx in
      let ticket = try tx.ticket(named: id)
      let world = try desk.worlds.world(in: tx)
      let policy = try desk.team(team.text, in: world, at: now).desk
      let old = try desk.desk(of: ticket, and: nil, in: tx, now: now)
      let priority = policy.priority(like: ticket.priority, of: old.snapshot.policy)
      let queue = try queue(of: policy, for: ticket, as: priority)
      let own = try desk.snapshot(
        of: team, queue: queue.id, definitions: nil, ticket: ticket.id, source: ticket.source, world: world, in: tx,
        now: now)
      let decision = try Self.decision(ticket, Desk(own), from: old, into: queue, by: member, note)
      try desk.commit(decision, isNew: false, actor: actor, in: tx, now: now)
      try desk.advanceTickets(after: ticket, became: decision.ticket, in: tx, now: now)
      return decision
    }
    desk.wake.ring()
    return TicketAct(ticket: TicketRow(decision.ticket, world: try await desk.world()), warnings: decision.warnings)
  }

  private static func decision(
    _ ticket: Ticket, _ desk: Desk, from old: Desk, into queue: Queue, by member: MemberID, _ note: String?
  ) throws(OperatorProblem) -> Decision {
    do throws(DeskRefusal) {
      return try desk.takeOver(ticket, from: old, into: queue, by: member, note: note)
    } catch { throw OperatorProblem(error) }
  }

  /// The one that was named, else the one whose condition the ticket meets.
  private func queue(
    of policy: DeskPolicy, for ticket: Ticket, as priority: Priority
  ) throws(OperatorProblem) -> Queue {
    if let queue {
      if let found = policy.queues.first(where: { $0.id.text == queue }) { return found }
      throw OperatorProblem.unknown("queue", queue, among: policy.queues.map(\.id.text))
    }
    let fitting = RouteTicket(policy).queue(of: ticket, at: priority).flatMap { policy.queue($0) }
    if let fitting { return fitting }
    throw OperatorProblem(
      .no, "no queue there takes \(ticket.id) by its condition",
      help: "name one: --to " + policy.queues.map(\.id.text).joined(separator: ", "))
  }

  /// A ticket knows the queues of the version that it began under.
  private static func queue(
    _ name: String, for ticket: Ticket, of desk: Desk, inForce teams: [TeamDefinition]
  ) throws(DeskRefusal) -> Queue {
    let queues = desk.snapshot.policy.queues
    if let found = queues.first(where: { $0.id.text == name }) { return found }
    let now = teams.first { $0.schedule.team == ticket.team }?.desk.queues ?? []
    if now.contains(where: { $0.id.text == name }) {
      throw DeskRefusal(
        what: "\(ticket.id) goes by version \(ticket.definitions), which had no queue '\(name)' yet",
        help: "let it go by what holds now first: watchbill ticket adopt \(ticket.id) --team \(ticket.team) --as "
          + (desk.snapshot.timeline.schedule.lead?.text ?? "LEAD"))
    }
    throw .unknown(
      "there is no queue '\(name.echoed)' in \(desk.snapshot.timeline.team)", name, among: queues.map(\.id.text),
      lead: "known: ")
  }
}
