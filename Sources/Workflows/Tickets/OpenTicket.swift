import ScheduleFiles
import Scheduling
import Storage
import TicketSources
import Timekeeping
import Triage

/// Opens a ticket by hand.
package struct OpenTicket: OperatorCommand {
  package static let name = "ticket-open"
  package static let changes = true
  /// What a ticket says it comes from that was made by hand.
  fileprivate static let source = "manual"

  package var team: String
  package var title: String
  package var body: String
  package var priority: String?
  package var queue: String?
  package var requester: String?
  package var tags: [String]
  /// A customer of the team's, by id or name; nil leaves that to what it is recognised by.
  package var customer: String?

  package init(
    team: String, title: String, body: String = "", priority: String? = nil, queue: String? = nil,
    requester: String? = nil, tags: [String] = [], customer: String? = nil
  ) {
    self.team = team
    self.title = title
    self.body = body
    self.priority = priority
    self.queue = queue
    self.requester = requester
    self.tags = tags
    self.customer = customer
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> TicketRow {
    let now = desk.clock.now()
    let event = try TypedTicket.checked(
      TicketEvent(
        externalID: "", title: title, body: body, requester: requester, url: nil, priority: priority, tags: tags))
    let ticket = try await desk.write { [self] tx in
      var event = event
      event.customer = try customer.map { try desk.customer($0, of: team, in: desk.worlds.world(in: tx), at: now) }
      return try desk.openTicket(
        event, source: Self.source, team: team, queue: queue, actor: actor, in: tx, now: now)
    }
    desk.wake.ring()
    return TicketRow(ticket, world: try await desk.world())
  }
}

extension ServiceDesk {
  /// Decides about a new ticket and commits it inside `tx`.
  func openTicket(
    _ event: TicketEvent, source: String, team: String, queue: String?, actor: Actor, in tx: Transaction,
    now: Timestamp
  ) throws -> Ticket {
    let world = try worlds.world(in: tx)
    let definition = try self.team(team, in: world, at: now)
    if source == OpenTicket.source { try checkPriority(event.priority, known: definition.desk.priorities) }
    let route = RouteTicket(definition.desk).route(RoutingFacts(event, source: source))
    let chosen = try chosenQueue(queue, by: route, of: definition)
    var snapshot = try snapshot(
      of: definition.schedule.team, queue: chosen.id, customer: route.classification.customer, definitions: nil,
      source: source, world: world, in: tx, now: now)
    let id = try tx.nextTicketID()
    var event = event
    // A ticket made by hand has no item elsewhere, so it is its own.
    if event.externalID.isEmpty { event.externalID = id.description }
    var decision = Desk(snapshot).open(event, id: id, source: source, queue: chosen)
    // Only where its customer would be told something it is asked what they know.
    if !decision.outgoing.isEmpty {
      snapshot.toldByRule = try wordsByRule(to: decision.ticket, in: tx, now: now)
    }
    if !snapshot.toldByRule.isEmpty {
      decision = Desk(snapshot).open(event, id: id, source: source, queue: chosen)
    }
    try commit(decision, isNew: true, actor: actor, in: tx, now: now)
    return decision.ticket
  }

  func chosenQueue(_ named: String?, by route: TicketRoute, of team: TeamDefinition) throws -> Queue {
    if let named { return try queue(named: named, of: team) }
    if let found = route.queue.flatMap({ team.desk.queue($0) }) { return found }
    throw OperatorProblem(
      .no, "team \(team.schedule.team) has no queue for this ticket",
      help: "give the team file a queue with `when: otherwise`")
  }

  /// The customer of a team that people call `word`, by id or name.
  func customer(_ word: String, of team: String, in world: World, at now: Timestamp) throws -> CustomerID {
    let known = try self.team(team, in: world, at: now).desk.customers
    let found = known.first { $0.id.text == word } ?? known.first { $0.isCalled(word) }
    if let found { return found.id }
    throw OperatorProblem.unknown("customer", word, of: TeamID(unchecked: team), among: known.map(\.id.text))
  }

  func queue(named name: String, of team: TeamDefinition) throws(OperatorProblem) -> Queue {
    let queues = team.desk.queues
    if let found = queues.first(where: { $0.id.text == name }) { return found }
    throw OperatorProblem.unknown("queue", name, among: queues.map(\.id.text))
  }

  /// Who asks in person, or for an answer, is told of a word that is not known; a source's falls back to what the routing
  /// says.
  func checkPriority(_ word: String?, known: [Priority]) throws {
    guard let word, !known.contains(where: { $0.text == word }) else { return }
    throw OperatorProblem.unknown("priority", word, among: known.map(\.text))
  }
}

extension Customer {
  /// True for its id, and for its name in whatever case.
  func isCalled(_ word: String) -> Bool { id.text == word || name.lowercased() == word.lowercased() }
}
