import ScheduleFiles
import Scheduling
import Storage
import TicketSources
import Timekeeping
import Triage

/// Asks who should have a ticket that another desk keeps; it counts in their load until it is released, or over.
package struct AskAssignment: OperatorCommand {
  package static let name = "desk-assign"
  package static let changes = true

  package var team: String
  /// The asker's own id of the ticket: asked again while it runs, the answer is the same.
  package var key: String
  package var queue: String?
  package var title: String
  package var priority: String?
  package var requester: String?
  package var tags: [String]
  /// Whose it is: one of the team's customers, by id or name; nil leaves that to what it is recognised by.
  package var customer: String?
  /// What the asker's own system calls whoever asks: their mail address, their login.
  package var address: String?
  /// What it calls all the people of theirs.
  package var organisation: String?
  /// For how long it counts; to the end of the owner's shift, or 8 hours, where nothing is said.
  package var minutes: Int?

  package init(
    team: String, key: String, queue: String? = nil, title: String = "", priority: String? = nil,
    requester: String? = nil, tags: [String] = [], customer: String? = nil, address: String? = nil,
    organisation: String? = nil, minutes: Int? = nil
  ) {
    self.team = team
    self.key = key
    self.queue = queue
    self.title = title
    self.priority = priority
    self.requester = requester
    self.tags = tags
    self.customer = customer
    self.address = address
    self.organisation = organisation
    self.minutes = minutes
  }

  package struct Reply: Codable, Sendable, Hashable {
    package var key: String
    package var owner: String?
    package var ownerName: String?
    package var because: String
    /// With an owner: until when it counts. Without one: when to ask again.
    package var until: Timestamp?
    package var queue: String
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> Reply {
    let now = desk.clock.now()
    let letters = TextLength.scalars.of(title)
    guard (1...200).contains(key.utf8.count), letters <= 500, tags.count <= 100 else {
      throw OperatorProblem(
        .refused,
        "the key has \(key.utf8.count) bytes, the title \(letters) letters, and there are \(tags.count) tags",
        help: "send a key of 1 to 200 bytes, a title of at most 500 letters, and at most 100 tags")
    }
    if let minutes, !(1...43_200).contains(minutes) {
      throw OperatorProblem(.refused, "\(minutes) minutes is not 1 to 43200", help: "send 1 minute to 30 days")
    }
    let world = try await desk.world()
    return try await desk.write { [self] tx in
      let answer = try desk.lent(self, actor: actor, in: tx, now: now)
      var reply = answer
      reply.ownerName = answer.owner.map { world.name(of: MemberID(unchecked: $0)) }
      return reply
    }
  }
}

/// Ends what was asked for: it does not count any more, and what waits for room is looked at again.
package struct ReleaseAssignment: OperatorCommand {
  package static let name = "desk-release"
  package static let changes = true

  package var team: String
  package var key: String

  package init(team: String, key: String) {
    self.team = team
    self.key = key
  }

  package struct Reply: Codable, Sendable, Hashable {
    package var key: String
    /// False when it was over already, or never asked for.
    package var isReleased: Bool
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> Reply {
    let now = desk.clock.now()
    guard key.utf8.count <= 200 else {
      throw OperatorProblem(.refused, "the key has \(key.utf8.count) bytes", help: "send a key of 1 to 200 bytes")
    }
    let isReleased = try await desk.write { [team, key] tx in
      let world = try desk.worlds.world(in: tx)
      let id = try desk.team(team, in: world, at: now).schedule.team
      guard try tx.releaseLoan(key, team: id, at: now) else { return false }
      try tx.audit(at: now, actor: actor, action: "released", entity: "assignment/\(id)/\(key)")
      try desk.advanceWaitingTickets(in: tx, world: world, now: now)
      return true
    }
    desk.wake.ring()
    return Reply(key: key, isReleased: isReleased)
  }
}

extension ServiceDesk {
  /// The answer that stands, or a new one.
  fileprivate func lent(
    _ asked: AskAssignment, actor: Actor, in tx: Transaction, now: Timestamp
  ) throws -> AskAssignment.Reply {
    let world = try worlds.world(in: tx)
    let definition = try self.team(asked.team, in: world, at: now)
    let team = definition.schedule.team
    if let loan = try tx.lentLoad(asked.key, team: team), loan.runs(at: now) { return AskAssignment.Reply(loan) }
    // A program's words are taken as those of a source are.
    try checkPriority(asked.priority?.lowercased(), known: definition.desk.priorities)
    let event = try self.event(asked, in: world, now: now)
    let route = RouteTicket(definition.desk).route(RoutingFacts(event, source: "api"))
    let queue = try chosenQueue(asked.queue, by: route, of: definition)
    let desk = Desk(
      try snapshot(
        of: team, queue: queue.id, customer: route.classification.customer, definitions: nil, world: world, in: tx,
        now: now))
    let choice = desk.choose(event, source: "api", queue: queue)
    guard let owner = choice.owner else {
      return AskAssignment.Reply(
        key: asked.key, because: choice.because, until: choice.until, queue: choice.queue.text)
    }
    let end = asked.minutes.map { now + .minutes($0) } ?? choice.until ?? now + .hours(8)
    let loan = LentLoad(
      team: team, key: asked.key, queue: queue.id, member: owner, weight: choice.weight, because: choice.because,
      given: now, until: end)
    try tx.lend(loan)
    try tx.audit(
      at: now, actor: actor, action: "assigned", entity: "assignment/\(team)/\(asked.key)",
      ["owner": owner.text, "because": choice.because])
    return AskAssignment.Reply(loan)
  }

  /// What is asked about, whose customer is known as that of a source's ticket, or of one opened by hand.
  private func event(_ asked: AskAssignment, in world: World, now: Timestamp) throws -> TicketEvent {
    var event = TicketEvent(
      externalID: asked.key, title: asked.title, requester: asked.requester.map(MailDomain.spelled),
      priority: asked.priority, tags: asked.tags)
    (event.sender, event.organisation) = (asked.address.map(MailDomain.spelled), asked.organisation)
    event.customer = try asked.customer.map { try customer($0, of: asked.team, in: world, at: now) }
    return event
  }
}

extension AskAssignment.Reply {
  fileprivate init(_ loan: LentLoad) {
    self.init(
      key: loan.key, owner: loan.member.text, because: loan.because, until: loan.until, queue: loan.queue.text)
  }
}
