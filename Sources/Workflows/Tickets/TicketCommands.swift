import ScheduleFiles
import Scheduling
import Storage
import Timekeeping
import Triage

/// Tickets as rows: the open ones unless asked otherwise, in order of what is due first.
package struct ListTickets: OperatorCommand {
  package static let name = "ticket-list"
  package static let changes = false
  /// The most rows one answer holds.
  package static let largest = 1000

  package var team: String?
  package var owner: String?
  /// Resolved and closed ones as well.
  package var all: Bool
  package var limit: Int
  package var queue: String?
  package var tag: String?
  package var kind: String?
  /// By id or name.
  package var customer: String?
  /// Those on which something happened last come first (D8).
  package var byChange: Bool?
  /// Only older ones than this ticket: the last of the page before. Goes with the order by number alone.
  package var before: String?
  /// True for a reader whom nothing names: no tag, no kind and no customer finds a private ticket then.
  package var forAnybody: Bool?

  package init(
    team: String? = nil, owner: String? = nil, all: Bool = false, limit: Int = 200, queue: String? = nil,
    tag: String? = nil, kind: String? = nil, customer: String? = nil, byChange: Bool = false, before: String? = nil
  ) {
    self.customer = customer
    self.before = before
    self.kind = kind
    self.queue = queue
    self.tag = tag
    self.byChange = byChange
    self.team = team
    self.owner = owner
    self.all = all
    self.limit = limit
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> [TicketRow] {
    try OperatorProblem.check(limit: limit, upTo: Self.largest)
    let world = try await desk.world()
    let tickets = try await desk.store.read { try $0.tickets(filter(in: world, of: desk, $0)) }
    return tickets.map { TicketRow($0, world: world) }
  }

  fileprivate func filter(in world: World, of desk: ServiceDesk, _ snapshot: Snapshot) throws -> TicketFilter {
    let now = desk.clock.now()
    let team = try team.map { try desk.team($0, in: world, at: now).schedule.team }
    let owner = try owner.map { try desk.person($0, in: world, at: now) }
    var filter = TicketFilter(open: !all, team: team, owner: owner, limit: limit)
    filter.queue = try queue.map { try Self.queue($0, of: team, in: world, at: now, snapshot) }
    filter.tag = tag
    filter.kind = kind
    filter.byChange = byChange ?? false
    filter.before = try oldestSeen()
    filter.isForAnybody = forAnybody ?? false
    filter.customers = try customer.map { try customers($0, of: team, in: world, at: now, snapshot) }
    return filter
  }

  private func oldestSeen() throws(OperatorProblem) -> TicketID? {
    guard let before else { return nil }
    guard byChange != true else {
      throw OperatorProblem(
        .refused, "the list goes by what happened last, and 'before' by numbers", help: "leave one of them out")
    }
    do { return try TicketID(text: before) } catch { throw OperatorProblem(error) }
  }

  /// The customers whom people call `word` in the team, or in any; also one that is in no file any more, by its id.
  private func customers(
    _ word: String, of team: TeamID?, in world: World, at now: Timestamp, _ snapshot: Snapshot
  ) throws -> [CustomerID] {
    let known = world.teams(at: now).filter { team == nil || $0.schedule.team == team }.flatMap(\.desk.customers)
    if let own = known.first(where: { $0.id.text == word }) { return [own.id] }
    let found = known.filter { $0.isCalled(word) }.map(\.id).uniqued
    if !found.isEmpty { return found }
    var former = TicketFilter(team: team, limit: 1)
    former.customers = [CustomerID(unchecked: word)]
    former.isForAnybody = forAnybody ?? false
    if try !snapshot.tickets(former).isEmpty { return [CustomerID(unchecked: word)] }
    throw OperatorProblem.unknown("customer", word, among: known.map(\.id.text).uniqued)
  }

  /// A queue of the team's, or of any; also one that is in no file any more: tickets may be in it still.
  private static func queue(
    _ name: String, of team: TeamID?, in world: World, at now: Timestamp, _ snapshot: Snapshot
  ) throws -> QueueID {
    let known = world.teams(at: now).filter { team == nil || $0.schedule.team == team }.flatMap(\.desk.queues).map(\.id)
    if let found = known.first(where: { $0.text == name }) { return found }
    var former = TicketFilter(team: team, limit: 1)
    former.queue = QueueID(unchecked: name)
    if let ticket = try snapshot.tickets(former).first { return ticket.queue }
    throw OperatorProblem.unknown("queue", name, among: known.map(\.text).uniqued)
  }
}

/// How many tickets a list would show without its limit.
package struct CountTickets: OperatorCommand {
  package static let name = "ticket-count"
  package static let changes = false

  package var list: ListTickets

  package init(_ list: ListTickets) { self.list = list }

  package struct Reply: Codable, Sendable {
    package var tickets: Int
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> Reply {
    let world = try await desk.world()
    return Reply(tickets: try await desk.store.read { try $0.count(list.filter(in: world, of: desk, $0)) })
  }
}

/// Acknowledges a ticket in a person's name.
package struct AcknowledgeTicket: OperatorCommand {
  package static let name = "ticket-ack"
  package static let changes = true

  package var id: String
  package var member: String
  package var via: String

  package init(id: String, member: String, via: String = "cli") {
    self.id = id
    self.member = member
    self.via = via
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> TicketRow {
    let by = try await desk.member(member, in: desk.world(), at: desk.clock.now()).id
    return try await desk.change(id, actor: actor, whereItGoesOn: "that is acknowledged") {
      desk, ticket throws(DeskRefusal) in
      try desk.acknowledge(ticket, by: by, via: via)
    }
  }
}

/// Ends a ticket.
package struct ResolveTicket: OperatorCommand {
  package static let name = "ticket-resolve"
  package static let changes = true

  package var id: String
  package var member: String?
  package var ending: TicketEndingWords

  package init(id: String, member: String? = nil, note: String? = nil) {
    self.init(id: id, member: member, ending: TicketEndingWords(note: note))
  }

  package init(id: String, member: String?, ending: TicketEndingWords) {
    self.id = id
    self.member = member
    self.ending = ending
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> TicketRow {
    let world = try await desk.world()
    let by = try member.map { try desk.member($0, in: world, at: desk.clock.now()).id }
    let ending = try ending.ending()
    return try await desk.change(id, actor: actor) { desk, ticket throws(DeskRefusal) in
      try actor.check(names: by, on: ticket)
      return try desk.resolve(ticket, by: by, ending)
    }
  }
}

extension ServiceDesk {
  /// Reads the ticket, asks the desk, commits; then looks at who waits for the capacity that came free.
  ///
  /// - Parameter done: what is said of a merged ticket whose act goes to the one that it goes on as; nil where the act is
  ///   for the merged one itself.
  func change(
    _ id: String, actor: Actor, whereItGoesOn done: String? = nil,
    also: @escaping @Sendable (Decision, Transaction, Timestamp) throws -> Void = { _, _, _ in },
    _ decide: @escaping @Sendable (Desk, Ticket) throws(DeskRefusal) -> Decision
  ) async throws -> TicketRow {
    let now = clock.now()
    let number: TicketID
    do { number = try TicketID(text: id) } catch { throw OperatorProblem(error) }
    let decision = try await write { tx in
      guard let named = try tx.ticket(number) else { throw OperatorProblem.noTicket(id) }
      let ticket = try done.flatMap { _ in try goesOn(named, in: tx) } ?? named
      var decision = try self.decide(ticket, in: tx, now: now, decide)
      if let done, ticket.id != named.id { decision.warnings.append("\(named.id) goes on as \(ticket.id): \(done)") }
      try commit(decision, isNew: false, actor: actor, in: tx, now: now)
      try also(decision, tx, now)
      try advanceTickets(after: ticket, became: decision.ticket, in: tx, now: now)
      return decision
    }
    wake.ring()
    var row = TicketRow(decision.ticket, world: try await world())
    row.warnings = warnings(of: decision).nonEmpty
    return row
  }

  func decide(
    _ ticket: Ticket, in tx: Transaction, now: Timestamp, _ decide: (Desk, Ticket) throws(DeskRefusal) -> Decision
  ) throws -> Decision {
    let snapshot = try snapshot(about: ticket, in: tx, now: now)
    do { return try decide(Desk(snapshot), ticket) } catch { throw OperatorProblem(error) }
  }

  /// All that a decision about `ticket` depends on, by the definitions that it goes by.
  func snapshot(about ticket: Ticket, in tx: Transaction, now: Timestamp) throws -> DeskSnapshot {
    let world = try worlds.world(in: tx)
    var snapshot = try snapshot(
      of: ticket.team, queue: ticket.queue, customer: ticket.classification.customer,
      heldUntil: ticket.placement.heldUntil, definitions: ticket.definitions, ticket: ticket.id,
      source: ticket.source, world: world, in: tx, now: now)
    let pages = try pagesThatRing(of: ticket, in: tx)
    snapshot.unreached = try unreached(pages, in: tx)
    snapshot.unsent = unsent(pages)
    return snapshot
  }
}

extension OperatorProblem {
  static func noTicket(_ id: String) -> OperatorProblem {
    OperatorProblem(.missing, "there is no ticket '\(id.echoed)'", help: "watchbill ticket list --all shows them")
  }
}

/// A ticket as a row, with its next action.
package struct TicketRow: Codable, Sendable, Hashable {
  package var id: String
  package var team: String
  package var queue: String
  package var priority: String
  /// What it is about, as a rule or triage said: `bug`.
  package var kind: String?
  package var tags: [String]?
  package var state: String
  package var title: String
  package var owner: String?
  package var ownerName: String?
  package var created: Timestamp
  package var due: Timestamp?
  /// What is due then: `first response`; nil without a due time.
  package var dueClock: String?
  package var acknowledgedBy: String?
  package var heldUntil: Timestamp?
  package var because: String
  /// What has to be done now, and whose it is.
  package var nextAction: String
  package var source: String
  package var url: String?
  package var isOpen: Bool
  /// True for a private one, and otherwise nil.
  package var isPrivate: Bool?
  /// What the actor should know, though it was done; nil in lists.
  package var warnings: [String]?

  init(_ ticket: Ticket, world: World) {
    id = ticket.id.description
    team = ticket.team.text
    queue = ticket.queue.text
    priority = ticket.priority.text
    kind = ticket.classification.kind
    tags = ticket.tags.nonEmpty
    state = ticket.state.rawValue
    title = ticket.title
    owner = ticket.owner?.text
    ownerName = ticket.owner.map { world.name(of: $0) }
    created = ticket.created
    due = ticket.due
    dueClock = ticket.dueClock?.rawValue
    acknowledgedBy = ticket.acknowledgement?.by.text
    heldUntil = ticket.isOpen ? ticket.heldUntil : nil
    because = ticket.because
    nextAction = ticket.nextAction { world.name(of: $0) }
    source = ticket.source
    url = ticket.url
    isOpen = ticket.isOpen
    isPrivate = ticket.isPrivate ? true : nil
  }
}

extension Array {
  /// Nil in place of an empty list, which JSON then leaves out.
  var nonEmpty: [Element]? { isEmpty ? nil : self }
}
