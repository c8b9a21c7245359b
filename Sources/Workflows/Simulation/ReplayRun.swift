import ScheduleFiles
import Scheduling
import Storage
import Synchronization
import Timekeeping
import Triage

/// What is assumed of people in a replay: they work on one ticket at a time while they are on, the most urgent first, and
/// answer every page.
struct ReplayAssumptions: Sendable {
  /// Work on a ticket whose row does not say.
  var handling: Duration
  /// From a page to its acknowledgement.
  var acknowledging: Duration
}

/// Lives through the tickets of one stretch of days with the real engine, in a store in memory that is gone afterwards.
final class ReplayRun {
  private let desk: ServiceDesk
  private let clock: ReplayClock
  private let definition: TeamDefinition
  private let assumptions: ReplayAssumptions
  private let zone: Zone
  /// By time.
  private var arrivals: [(at: Timestamp, ticket: HistoricTicket)]
  private var work: [MemberID: (ticket: TicketID, until: Timestamp)] = [:]
  private var minutes: [TicketID: Int] = [:]
  private var done: Set<TicketID> = []
  private var answers: [(at: Timestamp, ticket: TicketID, by: MemberID)] = []
  private var looks = 0
  private(set) var count: ReplayCount

  /// How often people look whether they are on again, while tickets wait for them.
  private static let rhythm = Duration.minutes(5)
  /// Who says so in the audit of the store that is thrown away.
  static let actor = Actor("replay")

  init(
    _ desk: ServiceDesk, clock: ReplayClock, definition: TeamDefinition, zone: Zone,
    assumptions: ReplayAssumptions, tickets: [HistoricTicket], count: ReplayCount
  ) {
    self.desk = desk
    self.clock = clock
    self.definition = definition
    self.zone = zone
    self.assumptions = assumptions
    self.count = count
    arrivals = tickets.map { (zone.first($0.created), $0) }.sorted { $0.at < $1.at }.reversed()
  }

  func live(until end: Timestamp) async throws {
    while true {
      let wake = try await step()
      let open = try await desk.store.read { [team = definition.schedule.team] in try $0.openTickets(team: team) }
      let waits = open.contains { ticket in
        ticket.owner == nil ? ticket.placement.isAsked : !done.contains(ticket.id)
      }
      let look = waits ? clock.now + Self.rhythm : nil
      let next = [arrivals.last?.at, work.values.map(\.until).min(), answers.map(\.at).min(), wake, look]
        .compactMap { $0 }.min()
      guard let next, next < end else { break }
      clock.set(max(next, clock.now + .milliseconds(1)))
    }
    try await gather()
  }

  /// All that is due now; when the engine wants to look next.
  private func step() async throws -> Timestamp? {
    let now = clock.now
    while let next = arrivals.last, next.at <= now {
      arrivals.removeLast()
      try await open(next.ticket)
    }
    try await finish(now)
    for answer in answers.filter({ $0.at <= now }) {
      _ = try? await AcknowledgeTicket(id: answer.ticket.description, member: answer.by.text)
        .perform(on: desk, actor: Self.actor)
    }
    answers.removeAll { $0.at <= now }
    let wake = try await runEngine(now)
    try await begin(now)
    return wake
  }

  private func runEngine(_ now: Timestamp) async throws -> Timestamp? {
    var wake: Timestamp?
    for _ in 0..<100 {
      wake = try await desk.fireDueTimers()
      let (parcels, next) = try await desk.claimParcels(.page)
      for parcel in parcels { try await deliver(parcel, now) }
      wake = [wake, next].compactMap { $0 }.min()
      guard wake.map({ $0 <= now }) ?? false || !parcels.isEmpty else { break }
    }
    return wake
  }

  /// Every page arrives, and is answered later.
  private func deliver(_ parcel: Parcel, _ now: Timestamp) async throws {
    try await desk.record(.sent(reference: nil), of: parcel)
    guard case .pages(let rows) = parcel.contents else { return }
    for row in rows { answers.append((now + assumptions.acknowledging, row.page.ticket, row.page.recipient)) }
  }

  private func open(_ old: HistoricTicket) async throws {
    var event = TicketEvent(
      externalID: "", title: old.title, requester: old.customer, priority: known(old.priority), tags: old.tags)
    event.sender = old.customer
    event.channel = old.channel
    let (team, source, now) = (definition.schedule.team.text, old.channel ?? "history", clock.now)
    let ticket = try await desk.write { [desk, event] tx in
      try desk.openTicket(event, source: source, team: team, queue: nil, actor: Self.actor, in: tx, now: now)
    }
    minutes[ticket.id] = old.minutes
  }

  private func known(_ word: String?) -> String? {
    word.flatMap { word in definition.desk.priorities.first { $0.text == word }?.text }
  }

  // MARK: People

  private func finish(_ now: Timestamp) async throws {
    for (member, job) in work.sorted(by: { $0.key < $1.key }) where job.until <= now {
      work[member] = nil
      var ending = TicketEndingWords(note: "replayed", confirmed: true, improvement: "none")
      ending.reason = try await reason(of: job.ticket)
      let act = ActOnTicket(id: job.ticket.description, member: member.text, act: .resolve(ending))
      do { _ = try await act.perform(on: desk, actor: Self.actor) } catch is OperatorProblem {}
    }
  }

  /// A reason that the ticket's queue takes without more; nil where it asks for none.
  private func reason(of id: TicketID) async throws -> String? {
    let ticket = try await desk.store.read { try $0.ticket(id) }
    let rules = ticket.flatMap { definition.desk.queue($0.queue) }?.closingRules
    return rules?.reasons.first { !$0.needsLink }?.name
  }

  /// Whoever is on and idle takes what is most urgent of their own; else what is offered or asked.
  private func begin(_ now: Timestamp) async throws {
    let open = try await desk.store.read { [team = definition.schedule.team] in try $0.openTickets(team: team) }
    note(open)
    let policy = definition.desk
    for member in try await around(now) where work[member] == nil {
      let mine = open.filter { $0.owner == member && !done.contains($0.id) }
      if let next = mine.min(by: { policy.comesFirst($0, $1) }) {
        try await answer(next, by: member, now)
      } else if let offered = open.first(where: { isOffered($0, to: member) }) {
        try await take(offered, by: member)
      }
    }
  }

  private func note(_ open: [Ticket]) {
    var counts: [MemberID: Int] = [:]
    for ticket in open { if let owner = ticket.owner, !done.contains(ticket.id) { counts[owner, default: 0] += 1 } }
    for (member, number) in counts {
      count.people[member, default: ReplayCount.Person()].mostOpen = max(
        count.people[member]?.mostOpen ?? 0, number)
    }
  }

  private func isOffered(_ ticket: Ticket, to member: MemberID) -> Bool {
    guard ticket.owner == nil else { return false }
    return ticket.custody.offered.contains(member) || ticket.custody.openQuestion?.waitingFor.contains(member) ?? false
  }

  private func take(_ ticket: Ticket, by member: MemberID) async throws {
    let id = ticket.id.description
    do {
      if ticket.custody.offered.contains(member) {
        _ = try await ClaimTicket(id: id, member: member.text).perform(on: desk, actor: Self.actor)
      } else {
        _ = try await AnswerTicketQuestion(id: id, member: member.text, takes: true)
          .perform(on: desk, actor: Self.actor)
      }
    } catch is OperatorProblem {}
  }

  private func answer(_ ticket: Ticket, by member: MemberID, _ now: Timestamp) async throws {
    let span = minutes[ticket.id].map { Duration.minutes($0) } ?? assumptions.handling
    let act = ActOnTicket(id: ticket.id.description, member: member.text, act: .reply(text: "On it.", then: "open"))
    do { _ = try await act.perform(on: desk, actor: Self.actor) } catch is OperatorProblem {}
    done.insert(ticket.id)
    work[member] = (ticket.id, now + span)
    count.people[member, default: ReplayCount.Person()].tickets += 1
    count.people[member, default: ReplayCount.Person()].minutes += Int(span.wholeMilliseconds / 60_000)
  }

  /// Who is on for any duty, and, of those that have none, who is at work; a pager that was answered is work, too.
  private func around(_ now: Timestamp) async throws -> [MemberID] {
    let world = try await desk.world()
    let on = try desk.worlds.onCall(at: now, world: world, zones: desk.zones)
      .filter { $0.team == definition.schedule.team }.map(\.member)
    let schedule = definition.schedule
    let drafted = Set(schedule.members.map(\.id)).intersection(on)
    return schedule.members.filter { member in
      drafted.contains(member.id) || (member.id == schedule.lead && member.hours?.contains(now, in: zone) ?? false)
    }.map(\.id)
  }

  // MARK: What came of it

  private func gather() async throws {
    let team = definition.schedule.team
    let (tickets, pages) = try await desk.store.read { snapshot in
      let tickets = try snapshot.allTickets(of: team)
      let histories = try tickets.map { ($0, try snapshot.history(of: $0.id)) }
      let pages = try tickets.flatMap { ticket in
        try snapshot.pages(of: ticket.id).map { (ticket.priority.text, $0) }
      }
      return (histories, pages)
    }
    for (ticket, history) in tickets { count.add(ticket, history) }
    for (priority, row) in pages where row.state == .sent {
      count.add(row.page, priority: priority, wall: zone.civil(at: row.page.created))
    }
  }
}

extension Snapshot {
  /// Every ticket of a team, the newest first.
  fileprivate func allTickets(of team: TeamID) throws(StoreError) -> [Ticket] {
    var tickets: [Ticket] = []
    while true {
      let page = try self.tickets(
        TicketFilter(open: false, team: team, before: tickets.last?.id, limit: TicketFilter.largest))
      guard !page.isEmpty else { return tickets }
      tickets += page
    }
  }
}

extension Placement {
  /// True while people may take the ticket by their own act.
  fileprivate var isAsked: Bool {
    switch self {
    case .offered, .asking: true
    case .owned, .held, .overflowing, .paging, .unassignable: false
    }
  }
}

/// A clock that stands where the replay put it.
final class ReplayClock: Sendable {
  private let instant: Mutex<Timestamp>

  init(_ start: Timestamp) { instant = Mutex(start) }

  var now: Timestamp { instant.withLock { $0 } }
  func set(_ now: Timestamp) { instant.withLock { $0 = now } }

  var wall: WallClock {
    WallClock(
      now: { [self] in now }, boot: { [self] in BootClock(id: "replay", milliseconds: now.milliseconds) })
  }
}
