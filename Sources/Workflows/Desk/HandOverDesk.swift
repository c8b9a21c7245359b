import ScheduleFiles
import Scheduling
import Storage
import Timekeeping
import Triage

/// What somebody finds at the start of a shift: new tickets, replies to them, messages to people who are off (D44).
package struct ShowStartLists: OperatorCommand {
  package static let name = "desk-start"
  package static let changes = false

  package var team: String
  package var member: String

  package init(team: String, member: String) {
    self.team = team
    self.member = member
  }

  package struct Reply: Codable, Sendable {
    package var team: String
    package var member: String
    package var lists: StartLists
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> Reply {
    let now = desk.clock.now()
    let id = try await desk.member(member, in: desk.world(), at: now).id
    return try await desk.store.read { [team] snapshot in
      let reader = try HandoffReader(desk, snapshot, team: team, now: now)
      try reader.checkBelongs(id)
      let lists = try reader.startLists(of: id, state: reader.state())
      return Reply(team: reader.id.text, member: id.text, lists: lists)
    }
  }
}

/// What somebody hands over at the end of their shift, and to whom (rule K10).
package struct ShowWorkDigest: OperatorCommand {
  package static let name = "desk-digest"
  package static let changes = false

  package var team: String
  package var member: String
  package var duty: String?

  package init(team: String, member: String, duty: String? = nil) {
    self.team = team
    self.member = member
    self.duty = duty
  }

  package struct Reply: Codable, Sendable {
    package var team: String
    /// Nil when nothing is handed over: no shift ends, or the same person goes on.
    package var digest: WorkDigest?
    /// The names of those who come next.
    package var names: [String]
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> Reply {
    let now = desk.clock.now()
    let id = try await desk.person(member, in: desk.world(), at: now)
    return try await desk.store.read { [team, duty] snapshot in
      let reader = try HandoffReader(desk, snapshot, team: team, now: now)
      try reader.checkBelonged(id)
      let digest = try reader.digest(of: id, duty: reader.duty(duty), state: reader.state())
      return Reply(
        team: reader.id.text, digest: digest, names: (digest?.to ?? []).map { reader.world.name(of: $0) })
    }
  }
}

/// Takes over what the one before handed over: all of it, or the tickets named (rule K10).
package struct AcceptHandoff: OperatorCommand {
  package static let name = "desk-accept"
  package static let changes = true

  package var team: String
  package var from: String
  package var member: String
  package var duty: String?
  /// Empty takes all.
  package var tickets: [String]
  /// True takes all also long before the shift ends.
  package var force: Bool?

  package init(
    team: String, from: String, member: String, duty: String? = nil, tickets: [String] = [], force: Bool = false
  ) {
    self.force = force
    self.team = team
    self.from = from
    self.member = member
    self.duty = duty
    self.tickets = tickets
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> [TicketRow] {
    let now = desk.clock.now()
    let world = try await desk.world()
    let by = try desk.member(member, in: world, at: now).id
    let before = try desk.person(from, in: world, at: now)
    let taken = try await desk.write { [self] tx in
      let (ids, handoff) = try accepted(on: desk, by: by, from: before, in: tx, now: now)
      try desk.noteAcceptance(
        of: ids, whole: tickets.isEmpty ? handoff.digest.duty : nil, by: by, from: before, team: team, in: tx, now: now)
      try desk.keepUnsent(handoff, of: TeamID(text: team), in: tx)
      return try ids.map { id in
        let decision = try desk.decide(try tx.ticket(named: id.description), in: tx, now: now) {
          core, ticket throws(DeskRefusal) in
          try core.accept(ticket, by: by, from: before)
        }
        try desk.commit(decision, isNew: false, actor: actor, in: tx, now: now)
        return decision.ticket
      }
    }
    desk.wake.ring()
    return taken.map { TicketRow($0, world: world) }
  }

  /// The tickets that go over; refuses somebody whom the handoff is not for, and tickets that are not in it.
  private func accepted(
    on desk: ServiceDesk, by member: MemberID, from before: MemberID, in tx: Transaction, now: Timestamp
  ) throws -> (tickets: [TicketID], handoff: WorkHandoff) {
    let reader = try HandoffReader(desk, tx, team: team, now: now)
    try reader.checkBelonged(before)
    guard let digest = try reader.digest(of: before, duty: reader.duty(duty), for: member, state: reader.state()) else {
      throw OperatorProblem(
        .no, "\(from) hands nothing over: no shift of theirs ends within the last day or is running, or they go on",
        help: "watchbill ticket hand-over passes a ticket on at any time")
    }
    var handoff = WorkHandoff(digest)
    let named = try tickets.map { try tx.ticket(named: $0).id }
    let taken: [TicketID]
    do throws(DeskRefusal) {
      taken = try handoff.accept(named.isEmpty ? nil : named, by: member, lead: reader.team.schedule.lead, at: now)
    } catch { throw OperatorProblem(error) }
    try checkTime(of: digest, taken.count, for: member, reader)
    return (taken, handoff)
  }

  /// Everything goes over once the handoff is sent, or would be; sooner it is a slip, or meant.
  private func checkTime(
    of digest: WorkDigest, _ count: Int, for member: MemberID, _ reader: HandoffReader
  ) throws(OperatorProblem) {
    let lead = (reader.team.schedule.handoff ?? HandoffRules()).lead ?? HandoffRules.usualLead
    guard tickets.isEmpty, force != true, count > 0, reader.now < digest.at - lead else { return }
    let zone = reader.desk.zone(of: member, in: reader.world)
    let (what, end) = (count == 1 ? "1 ticket" : "\(count) tickets", WallText.minute(digest.at, in: zone))
    throw OperatorProblem(
      .no, "\(from)'s shift on \(digest.duty) goes on until \(end), and \(what) would go over now",
      help: "name the tickets to take those over now, or give --force to take them all")
  }
}
