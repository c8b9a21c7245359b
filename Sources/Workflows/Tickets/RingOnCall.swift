import ScheduleFiles
import Scheduling
import Storage
import Timekeeping
import Triage

/// Rings whoever is on a duty, or one person, with a reason: a ticket that pages them at once.
package struct RingOnCall: OperatorCommand {
  package static let name = "ring"
  package static let changes = true
  /// Of a reason, in code points.
  static let longestReason = 300

  package var team: String
  /// A duty of the team, a member of it, or `lead`.
  package var who: String
  package var reason: String
  /// The member who rings; whoever gives the command where nobody is named.
  package var caller: String?
  /// The ticket it is about, where help is wanted on one.
  package var about: String?
  /// Its priority; the team's most urgent without it.
  package var priority: String?

  package init(
    team: String, who: String, reason: String, caller: String? = nil, about: String? = nil, priority: String? = nil
  ) {
    self.team = team
    self.who = who
    self.reason = reason
    self.caller = caller
    self.about = about
    self.priority = priority
  }

  package struct Reply: Codable, Sendable, Hashable {
    package var ticket: TicketRow
    /// The names of those who are paged now.
    package var paged: [String]
    /// What happened, a sentence each.
    package var because: [String]
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> Reply {
    let now = desk.clock.now()
    let reason = try Self.checked(reason)
    let world = try await desk.world()
    let by = try caller.map { try desk.member($0, in: world, at: now) }
    let callerName = by?.name ?? actor.name { world.name(of: MemberID(unchecked: $0)) }
    let limit = RingLimit(caller: counted(by, actor), now: now)
    let decision = try await desk.write { [self] tx in
      try limit.check(in: tx)
      let decision = try ring(desk, reason: reason, by: callerName, member: by?.id, actor: actor, in: tx, now: now)
      try limit.count(decision.ticket.id, actor: actor, in: tx)
      return decision
    }
    desk.wake.ring()
    let lost = decision.pages.filter { page in !desk.setup.channels.contains { $0.name == page.channel } }
    return Reply(
      ticket: TicketRow(decision.ticket, world: world),
      paged: decision.pages.filter { !lost.contains($0) }.map(\.recipientName).uniqued,
      because: decision.steps.map(\.because) + lost.map(Self.cannotLeave))
  }

  private static func cannotLeave(_ page: Page) -> String {
    "\(page.recipientName) gets no page over '\(page.channel)': there is no such channel in the settings"
  }

  /// Who is counted: the member who rings, else whoever gives the command. Programs that name nobody are one caller to us:
  /// theirs are counted by whom they ring, so that a monitor that rings for one team silences none for another.
  private func counted(_ member: Member?, _ actor: Actor) -> String {
    if let member { return "member:\(member.id)" }
    return actor == .api ? "\(actor.text):\(team)/\(who)" : actor.text
  }

  private static func checked(_ reason: String) throws -> String {
    let line = reason.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let length = TextLength.scalars.of(line)
    let isBlank = VisibleText.isEmpty(line)
    guard !isBlank, length <= longestReason else {
      throw OperatorProblem(
        .refused, isBlank ? "no reason is given" : "the reason has \(length) letters",
        help: "say in 1 to \(longestReason) letters why they must be disturbed: they read it first")
    }
    return line
  }

  private func ring(
    _ desk: ServiceDesk, reason: String, by caller: String, member: MemberID?, actor: Actor, in tx: Transaction,
    now: Timestamp
  ) throws -> Decision {
    let world = try desk.worlds.world(in: tx)
    let definition = try desk.team(team, in: world, at: now)
    let recipient = try recipient(in: definition)
    let about = try about.map { try Self.ticket($0, in: tx) }
    if let about {
      do { try actor.check(names: member, on: about) } catch { throw OperatorProblem(error) }
    }
    let core = Desk(
      try desk.snapshot(of: definition.schedule.team, queue: nil, definitions: nil, world: world, in: tx, now: now))
    let id = try tx.nextTicketID()
    var event = TicketEvent(
      externalID: id.description, title: Self.title(caller, reason, about), body: Self.body(reason, about),
      requester: caller, url: about.map { "\(desk.setup.publicURL)/tickets/\($0.id)" },
      priority: try priority(in: definition), tags: ["ring"])
    event.sender = member?.text
    event.isPrivate = about?.isPrivate ?? false
    let route = RouteTicket(definition.desk).route(RoutingFacts(event, source: "ring"))
    let queue = try desk.chosenQueue(nil, by: route, of: definition)
    let decision: Decision
    do {
      decision = try core.ring(recipient, for: event, id: id, queue: queue, by: caller)
    } catch {
      throw OperatorProblem(error)
    }
    try desk.commit(decision, isNew: true, actor: actor, in: tx, now: now)
    if let about, let member {
      try note(id, reason, on: about, by: member, desk, actor, in: tx, now)
      for rung in decision.pages.map(\.recipient).uniqued
      where about.isPrivate && about.team == definition.schedule.team {
        try bring(rung, to: about.id, by: member, desk, actor, in: tx, now)
      }
    }
    return decision
  }

  /// Whoever reads that ticket sees whom was rung for it.
  private func note(
    _ id: TicketID, _ reason: String, on ticket: Ticket, by member: MemberID, _ desk: ServiceDesk, _ actor: Actor,
    in tx: Transaction, _ now: Timestamp
  ) throws {
    let text = "Rang \(who) of \(team) (\(id)): \(reason)"
    let decision = try desk.decide(ticket, in: tx, now: now) { core, ticket throws(DeskRefusal) in
      try core.note(ticket, by: member, text: text, isRecord: true)
    }
    try desk.commit(decision, isNew: false, actor: actor, in: tx, now: now)
  }

  /// Whoever is rung about a private ticket of their own team may see it from then on.
  private func bring(
    _ colleague: MemberID, to id: TicketID, by member: MemberID, _ desk: ServiceDesk, _ actor: Actor,
    in tx: Transaction, _ now: Timestamp
  ) throws {
    guard let ticket = try tx.ticket(id), ticket.owner != colleague, colleague != member else { return }
    let decision = try desk.decide(ticket, in: tx, now: now) { core, ticket throws(DeskRefusal) in
      try core.involve(ticket, colleague, by: member)
    }
    try desk.commit(decision, isNew: false, actor: actor, in: tx, now: now)
  }

  private static func ticket(_ text: String, in tx: Transaction) throws -> Ticket {
    guard let id = try? TicketID(text: text), let ticket = try tx.ticket(id), ticket.isOpen else {
      throw OperatorProblem(
        .missing, "there is no open ticket '\(text.echoed)'",
        help: "leave it out, or take one of: watchbill ticket list")
    }
    return ticket
  }

  /// What a page says first: whoever is pulled in has to know on what.
  private static func title(_ caller: String, _ reason: String, _ about: Ticket?) -> String {
    "\(caller) rings\(about.map { " about \($0.id)" } ?? ""): \(reason)"
  }

  private static func body(_ reason: String, _ about: Ticket?) -> String {
    guard let about else { return reason }
    return "\(reason)\nIt is about \(about.id)\(about.isPrivate ? "" : ": \(about.title)")."
  }

  private func recipient(in team: TeamDefinition) throws -> Recipient {
    if who == "lead" { return .lead }
    let duties = team.schedule.duties.map(\.id.text)
    if duties.contains(who) { return .duty(DutyID(unchecked: who)) }
    let members = team.schedule.members.map(\.id.text)
    if members.contains(who) { return .member(MemberID(unchecked: who)) }
    throw OperatorProblem.unknown("duty or member of \(team.schedule.team)", who, among: duties + members)
  }

  private func priority(in team: TeamDefinition) throws -> String? {
    let known = team.desk.priorities.map(\.text)
    guard let priority else { return known.first }
    if known.contains(priority) { return priority }
    throw OperatorProblem.unknown("priority", priority, among: known)
  }
}

/// Keeps one caller from ringing without end: whoever is rung sleeps, too. Counted in the audit, by whatever process and
/// across restarts; what fails is rolled back with its entry, rang nobody and is not counted.
private struct RingLimit {
  /// Rings of one caller within the window.
  private static let most = 6
  private static let window = Duration.hours(1)

  let caller: String
  let now: Timestamp

  private var entity: String { "ring/\(caller)" }

  private static func minutes(from now: Timestamp, until next: Timestamp) -> String {
    let minutes = ((next - now).wholeMilliseconds + 59_999) / 60_000
    return minutes == 1 ? "1 minute" : "\(minutes) minutes"
  }

  /// Counts this one, in the transaction that rings.
  func count(_ ticket: TicketID, actor: Actor, in tx: Transaction) throws {
    try tx.audit(at: now, actor: actor, action: "ring", entity: entity, ["ticket": ticket.description])
  }

  /// Throws with when the next may be. Reads the newest few of the caller's entries.
  func check(in snapshot: Snapshot) throws {
    let newest = try snapshot.auditEntries(entity: entity, limit: Self.most).map(\.at)
    let recent = newest.filter { $0 > now - Self.window && $0 <= now }
    guard recent.count == Self.most, let first = recent.min() else { return }
    throw OperatorProblem(
      .no, "you rang \(Self.most) times within an hour",
      help: "the next ring is possible in \(Self.minutes(from: now, until: first + Self.window)); write a note on the "
        + "ticket that is open, or call somebody")
  }
}
