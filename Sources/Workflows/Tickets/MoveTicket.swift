import ScheduleFiles
import Scheduling
import Storage
import Timekeeping
import Triage

/// Gives a ticket to another queue of its team (C55).
package struct MoveTicket: OperatorCommand {
  package static let name = "ticket-move"
  package static let changes = true

  package var id: String
  package var queue: String
  package var member: String
  package var note: String?

  package init(id: String, queue: String, member: String, note: String? = nil) {
    self.id = id
    self.queue = queue
    self.member = member
    self.note = note
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> TicketAct {
    let world = try await desk.world()
    let by = try desk.member(member, in: world, at: desk.clock.now()).id
    let current = world.version(at: desk.clock.now())?.definitions.teams ?? []
    return try await desk.act(id, actor: actor) { [queue, note] desk, ticket throws(DeskRefusal) in
      try desk.move(ticket, to: Self.queue(queue, for: ticket, of: desk, inForce: current), by: by, note: note)
    }
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
        help: "let it go by what holds now first: watchbill ticket adopt \(ticket.id) --team \(ticket.team)")
    }
    throw .unknown(
      "there is no queue '\(name)' in \(desk.snapshot.timeline.team)", name, among: queues.map(\.id.text),
      lead: "known: ")
  }
}
