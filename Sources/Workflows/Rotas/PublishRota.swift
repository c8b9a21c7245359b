import Drafting
import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// Publishes a draft: its shifts become true, together with the rotations' shifts of that week (rule T8).
///
/// The hard rules are checked against the present again, and nothing is posted to the past.
package struct PublishRota: OperatorCommand {
  package static let name = "rota-publish"
  package static let changes = true

  /// A draft's id; nil publishes the newest draft of `team` and `week`.
  package var draft: String?
  package var team: String?
  package var week: ISOWeek?
  /// Shows what would change and stores nothing.
  package var dryRun: Bool

  package init(draft: String? = nil, team: String? = nil, week: ISOWeek? = nil, dryRun: Bool = false) {
    self.draft = draft
    self.team = team
    self.week = week
    self.dryRun = dryRun
  }

  package struct Reply: Codable, Sendable {
    package var draft: String
    package var team: String
    package var week: ISOWeek
    /// The team's: that of the times in `changes`.
    package var zone: String
    package var shifts: [ShiftRow]
    /// What is different from before, a sentence each.
    package var changes: [String]
    package var isDryRun: Bool
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> Reply {
    let now = desk.clock.now()
    return try await desk.change { [self] tx in
      let book = try DraftBook(stored(in: tx), desk: desk, tx: tx, now: now)
      let publication = Publication(
        draft: book.draft, schedule: book.definition.schedule, desk: desk, world: book.world, now: now)
      try refuseViolations(book, settled: publication.settled())
      guard let period = publication.period else {
        throw OperatorProblem(.no, "\(book.draft.week) is over", help: "publish a week that has not ended")
      }
      let shifts = try publication.shifts()
      let before = try publication.standing()
      if !dryRun { try publish(shifts, book.stored, publication, period: period, in: tx, actor: actor, now: now) }
      return try reply(shifts, before: before, book.stored, book.draft, desk: desk, world: desk.worlds.world(in: tx))
    }
  }

  private func stored(in tx: Transaction) throws -> StoredDraft {
    if let draft {
      guard let found = try tx.draft(draft) else { throw OperatorProblem.noDraft(draft) }
      return found
    }
    guard let team, let week, let id = try? TeamID(text: team) else {
      throw OperatorProblem(.refused, "nothing says which draft", help: "give a draft's id, or a team and a week")
    }
    guard let newest = try tx.newestDraft(team: id, week: week) else {
      throw OperatorProblem(
        .no, "there is no draft of \(team) \(week)", help: "make one: watchbill rota draft \(team) \(week)")
    }
    return newest
  }

  /// Settled slots stay as they are, whatever a draft has there.
  private func refuseViolations(_ book: DraftBook, settled: Set<ShiftID>) throws {
    let violations = try DraftCheck.violations(book.draft, book.input(orders: book.orders))
      .filter { !settled.contains($0.slot) }
    guard !violations.isEmpty else { return }
    let list = violations.map { "\($0)" }.joined(separator: "; ")
    throw OperatorProblem(
      .no, "the draft no longer holds: \(list)",
      help: "draft again: watchbill rota redraft \(book.stored.id)")
  }

  private func publish(
    _ shifts: [Shift], _ stored: StoredDraft, _ publication: Publication, period: Interval, in tx: Transaction,
    actor: Actor, now: Timestamp
  ) throws {
    try tx.publish(
      team: stored.team, week: stored.week, interval: period, draft: stored.id, shifts: shifts, by: actor.text,
      at: now)
    try tx.audit(
      at: now, actor: actor, action: "rota-publish", entity: "rota/\(stored.team)/\(stored.week)",
      ["draft": stored.id])
    try publication.desk.worldChanged(
      in: tx, now: now, because: WorldChange(by: actor.text, why: "the rota of \(stored.week) was published"))
  }

  private func reply(
    _ shifts: [Shift], before: [Shift], _ stored: StoredDraft, _ draft: Draft, desk: ServiceDesk, world: World
  ) throws -> Reply {
    let schedule = try desk.team(draft.team.text, in: world, at: desk.clock.now()).schedule
    let difference = RotaDifference(
      before: before, after: shifts, schedule: schedule, zone: try desk.zones.zone(schedule.zone))
    let rows = shifts.map { difference.row($0) }
    return Reply(
      draft: stored.id, team: draft.team.text, week: draft.week, zone: schedule.zone.name, shifts: rows,
      changes: difference.sentences,
      isDryRun: dryRun)
  }
}

/// What publishing a draft now would make true.
struct Publication {
  let draft: Draft
  let schedule: Schedule
  let desk: ServiceDesk
  let world: World
  let now: Timestamp

  /// From now (or the week's Monday) to the end of the week, in the team's zone; nil when the week is over.
  ///
  /// Where the week was published before, its whole period stays: what began is kept as it was.
  var period: Interval? {
    guard let week else { return nil }
    let earlier = world.published[schedule.team]?.first { $0.interval.end == week.end }
    return Interval(max(week.start, earlier?.interval.start ?? now), week.end).flatMap { $0.end > now ? $0 : nil }
  }

  /// The draft's slots that are not over and the rotations' shifts of the period, plus what had begun already.
  func shifts() throws -> [Shift] {
    guard let period else { return [] }
    let begun = try standing().filter { $0.interval.start < now }
    let slots = draft.assignments.compactMap { slot($0) }
    let rotated = try timeline(period).duties.filter { $0.duty.slots == nil }.flatMap(\.shifts).compactMap {
      frozen($0.shift, in: period)
    }
    let fresh = (slots + rotated).filter { shift in !begun.contains { $0.id == shift.id } }
    return (begun + fresh).sorted {
      $0.interval.start == $1.interval.start ? $0.id < $1.id : $0.interval.start < $1.interval.start
    }
  }

  /// Slots that are as they were, whoever the draft has there: over, or published and begun.
  func settled() throws -> Set<ShiftID> {
    let over = draft.assignments.map(\.slot).filter { $0.interval.end <= now }.map(\.id)
    return Set(over + (try standing().filter { $0.interval.start < now }.map(\.id)))
  }

  /// What is published for the period as it stands.
  func standing() throws -> [Shift] {
    guard let week else { return [] }
    return world.published[schedule.team]?.first { $0.interval.end == week.end }?.shifts ?? []
  }

  private var week: Interval? {
    guard let zone = try? desk.zones.zone(schedule.zone) else { return nil }
    return Interval(zone.startOfDay(draft.week.monday), zone.startOfDay(draft.week.monday + 7))
  }

  /// A drafted slot from now on; nil for open ones and for those that are over.
  private func slot(_ assignment: DraftAssignment) -> Shift? {
    let start = max(assignment.slot.interval.start, minute)
    guard let member = assignment.member, let interval = Interval(start, assignment.slot.interval.end),
      interval.end > now
    else { return nil }
    return Shift(
      id: assignment.slot.id, team: schedule.team, duty: assignment.slot.duty, member: member, interval: interval)
  }

  private func frozen(_ shift: Shift, in period: Interval) -> Shift? {
    guard let part = shift.interval.intersection(period) else { return nil }
    var shift = shift
    shift.interval = part
    return shift
  }

  private func timeline(_ window: Interval) throws -> OnCallTimeline {
    var input = world.input(for: schedule.team)
    input.published.removeAll { $0.interval.end == window.end }
    input.overrides = []
    return try OnCallTimeline(input, window: window, zones: desk.zones)
  }

  private var minute: Timestamp { Timestamp(milliseconds: now.milliseconds / 60_000 * 60_000) }
}
