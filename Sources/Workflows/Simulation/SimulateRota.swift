import Drafting
import ProviderExchange
import ScheduleFiles
import Scheduling
import Storage
import Synchronization
import Timekeeping
import Triage

/// Replays tickets of the past over a proposed rota, with the same engine and the team's own queues, targets and
/// escalations, and over what is published for those days. Nothing is stored and nobody is told.
package struct SimulateRota: OperatorCommand {
  package static let name = "simulate"
  package static let changes = false

  /// A draft's id.
  package var draft: String
  /// A table of tickets, at most `CSVTable.mostBytes`.
  package var history: String
  /// Minutes of work on a ticket whose row does not say, and from a page to its acknowledgement.
  package var handling: Int
  package var acknowledging: Int

  package init(draft: String, history: String, handling: Int = 20, acknowledging: Int = 5) {
    self.draft = draft
    self.history = history
    self.handling = handling
    self.acknowledging = acknowledging
  }

  package struct Reply: Codable, Sendable {
    package var draft: String
    package var team: String
    package var period: DraftPeriod
    /// How often the draft's days were lived through: each time with the next stretch of the history.
    package var replays: Int
    package var left: Int
    package var proposed: ReplayFigures
    /// Nil when nothing is published for these days.
    package var published: ReplayFigures?
    /// What was taken for granted, a sentence each.
    package var assumptions: [String]
  }

  /// A history that is longer is refused.
  static let mostReplays = 60

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> Reply {
    guard (1...1000).contains(handling), (0...1000).contains(acknowledging) else {
      throw OperatorProblem(.refused, "a ticket takes 1 to 1000 minutes, a page 0 to 1000", help: "give other minutes")
    }
    let plan = try await desk.store.read { [self] snapshot in try ReplayPlan(draft, desk: desk, in: snapshot) }
    let sheet: TicketHistorySheet
    do { sheet = try TicketHistorySheet(history, zone: plan.zone) } catch { throw OperatorProblem(error) }
    try Self.checkPriorities(sheet, known: plan.definition.desk.priorities.map(\.text))
    let stretches = try plan.stretches(sheet.tickets)
    let proposed = try await figures("the draft", plan.proposed, plan, stretches, desk)
    let published =
      plan.published.isEmpty
      ? nil : try await figures("published", plan.published, plan, stretches, desk)
    return Reply(
      draft: draft, team: plan.definition.schedule.team.text, period: plan.period, replays: stretches.count,
      left: sheet.tickets.count - stretches.reduce(0) { $0 + $1.count }, proposed: proposed, published: published,
      assumptions: assumptions)
  }

  /// A word that the team does not have would count as its middle one, unsaid.
  private static func checkPriorities(_ sheet: TicketHistorySheet, known: [String]) throws {
    guard !known.isEmpty else { return }
    for ticket in sheet.tickets {
      guard let word = ticket.priority, !known.contains(word) else { continue }
      let problem = OperatorProblem.unknown("priority", word, among: known)
      throw OperatorProblem(.refused, "line \(ticket.line): \(problem.what)", help: problem.help)
    }
  }

  private var assumptions: [String] {
    [
      "a ticket takes the minutes that its row says, else \(handling)",
      "a page is acknowledged after \(acknowledging) minutes",
      "people work on one ticket at a time, the one that is due first, while they are on duty",
      "each ticket comes on its own weekday at its own time",
    ]
  }

  private func figures(
    _ name: String, _ parts: [ReplayPart], _ plan: ReplayPlan, _ stretches: [[HistoricTicket]], _ desk: ServiceDesk
  ) async throws -> ReplayFigures {
    var count = ReplayCount()
    let given = ReplayAssumptions(handling: .minutes(handling), acknowledging: .minutes(acknowledging))
    for stretch in stretches {
      let clock = ReplayClock(plan.start)
      let copy = try await plan.desk(parts, clock: clock, like: desk)
      let run = ReplayRun(
        copy, clock: clock, definition: plan.definition, zone: plan.zone, assumptions: given, tickets: stretch,
        count: count)
      try await run.live(until: plan.end)
      count = run.count
      try await copy.store.close()
    }
    return count.figures(name, schedule: plan.definition.schedule, priorities: plan.definition.desk.priorities)
  }
}

/// Shifts of a stretch of one week, as they are published in a replay's store.
struct ReplayPart: Sendable {
  var week: ISOWeek
  var interval: Interval
  var shifts: [Shift]
}

/// What replays of one draft have in common.
struct ReplayPlan: Sendable {
  let definition: TeamDefinition
  let definitions: [UInt8]
  let period: DraftPeriod
  let zone: Zone
  let start: Timestamp
  let end: Timestamp
  let proposed: [ReplayPart]
  let published: [ReplayPart]
  private let leave: [Leave]
  private static let count = Atomic<Int>(0)

  init(_ draft: String, desk: ServiceDesk, in snapshot: Snapshot) throws {
    guard let stored = try snapshot.draft(draft) else { throw OperatorProblem.noDraft(draft) }
    let now = desk.clock.now()
    let world = try desk.worlds.world(in: snapshot)
    guard let version = world.version(at: now) else { throw OperatorProblem.nothingApplied }
    zone = try desk.zones.zone(try desk.team(stored.team.text, in: world, at: now).schedule.zone)
    period = try DraftBook.draft(stored).period
    (start, end) = (zone.startOfDay(period.from), zone.startOfDay(period.until))
    // As if it were published just before its first day: all of it is still to come.
    let book = try DraftBook(stored, desk: desk, tx: snapshot, now: start - .hours(1))
    definition = book.definition
    definitions = try version.definitions.encoded()
    proposed = try Publication(book, in: snapshot).parts.map {
      ReplayPart(week: $0.week, interval: $0.interval, shifts: $0.shifts)
    }
    let window = Interval(start, end)
    published = try snapshot.publishedPeriods(team: stored.team, overlapping: window).map {
      ReplayPart(week: $0.week, interval: $0.interval, shifts: $0.shifts)
    }
    leave = world.leave.filter { leave in window.map(leave.interval.overlaps) ?? false }
  }

  /// The history cut into stretches as long as the draft, each moved by whole weeks onto the draft's days; stretches in
  /// which nothing came are left out, and tickets on weekdays that the draft does not have.
  func stretches(_ tickets: [HistoricTicket]) throws -> [[HistoricTicket]] {
    guard let first = tickets.first else { return [] }
    let weeks = max(1, (period.days + 6) / 7)
    // Stretches begin on the weekday on which the draft does.
    let day = first.created.date
    let begin = day - ((day - period.from) % 7 + 7) % 7
    var stretches: [Int: [HistoricTicket]] = [:]
    for ticket in tickets {
      let stretch = (ticket.created.date - begin) / (7 * weeks)
      let moved = period.from - begin - stretch * 7 * weeks
      var copy = ticket
      copy.created = ticket.created.adding(seconds: Int64(moved) * 86_400)
      if period.contains(copy.created.date) { stretches[stretch, default: []].append(copy) }
    }
    guard stretches.count <= SimulateRota.mostReplays else {
      throw OperatorProblem(
        .refused, "the history has \(stretches.count) stretches as long as the draft",
        help: "give at most \(SimulateRota.mostReplays): cut the table")
    }
    guard !stretches.isEmpty else {
      throw OperatorProblem(
        .no, "no ticket of the history came on a weekday that the draft has", help: "give a history of more weeks")
    }
    return stretches.sorted { $0.key < $1.key }.map(\.value)
  }

  /// A desk of its own, in memory, with these shifts published.
  func desk(_ parts: [ReplayPart], clock: ReplayClock, like desk: ServiceDesk) async throws -> ServiceDesk {
    let name = "replay-\(Self.count.add(1, ordering: .relaxed).newValue)"
    let copy = ServiceDesk(
      store: try Store.inMemory(named: name, now: clock.now), clock: clock.wall, zones: desk.zones, setup: desk.setup,
      keys: desk.keys, transport: PageTransport { _ in .written }, log: desk.log)
    _ = try await ApplySchedules(definitions: definitions).perform(on: copy, actor: ReplayRun.actor)
    try await copy.write { [self] tx in
      for leave in leave { try tx.addLeave(leave, by: "replay", at: start) }
      for part in parts {
        try tx.publish(
          team: definition.schedule.team, week: part.week, interval: part.interval, draft: nil, shifts: part.shifts,
          by: "replay", at: start)
      }
    }
    return copy
  }
}
