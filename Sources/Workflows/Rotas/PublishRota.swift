import Drafting
import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// Publishes a draft: its shifts become true, together with the rotations' shifts of its days (rule T8).
///
/// The hard rules are checked against the present again, nothing is posted to the past, and what is published around the
/// draft's days stays.
package struct PublishRota: OperatorCommand {
  package static let name = "rota-publish"
  package static let changes = true

  /// A draft's id; nil publishes the newest draft of `team` and `period`.
  package var draft: String?
  package var team: String?
  package var period: DraftPeriod?
  /// Shows what would change and stores nothing.
  package var dryRun: Bool

  package init(draft: String? = nil, team: String? = nil, period: DraftPeriod? = nil, dryRun: Bool = false) {
    self.draft = draft
    self.team = team
    self.period = period
    self.dryRun = dryRun
  }

  package struct Reply: Codable, Sendable {
    package var draft: String
    package var team: String
    package var period: DraftPeriod
    /// The team's: that of the times in `changes`.
    package var zone: String
    package var shifts: [ShiftRow]
    /// What is different from before, a sentence each.
    package var changes: [String]
    /// What a lead had decided and no longer holds: slots that were to stay open and have a holder now; nil for none.
    package var released: [DecisionRow]?
    package var isDryRun: Bool
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> Reply {
    let now = desk.clock.now()
    return try await desk.change { [self] tx in
      let book = try DraftBook(stored(in: tx), desk: desk, tx: tx, now: now)
      let publication = try Publication(book, in: tx)
      try refuseViolations(book, settled: publication.settled(in: book.draft, now: now))
      guard !publication.parts.isEmpty else {
        throw OperatorProblem(.no, "\(book.draft.period) is over", help: "publish days that have not ended")
      }
      let openings = try tx.openings(of: given(publication, book), team: book.stored.team)
      if !dryRun {
        try tx.publish(publication, draft: book.stored.id, team: book.stored.team, by: actor, at: now)
        try tx.release(openings, by: actor, at: now)
        try tx.audit(
          at: now, actor: actor, action: "rota-publish", entity: "rota/\(book.stored.team)/\(book.draft.period)",
          said(openings, book))
        let why = "the rota of \(book.draft.period) was published"
        try desk.worldChanged(in: tx, now: now, because: WorldChange(by: actor.text, why: why))
        try desk.closeGivenAway(of: book.stored.team, since: book.world, in: tx, now: now)
        let offers = OpenSlotOffers(team: book.stored.team.text, desk: desk, tx: tx, now: now)
        if !book.draft.gaps.isEmpty { try offers.offer(in: [book.draft.period]) }
      }
      return try reply(publication, openings, book)
    }
  }

  private func stored(in tx: Transaction) throws -> StoredDraft {
    if let draft {
      guard let found = try tx.draft(draft) else { throw OperatorProblem.noDraft(draft) }
      return found
    }
    guard let team, let period, let id = try? TeamID(text: team) else {
      throw OperatorProblem(.refused, "nothing says which draft", help: "give a draft's id, or a team and a period")
    }
    guard let newest = try tx.newestDraft(team: id, days: period.dates) else {
      throw OperatorProblem(
        .missing, "there is no draft of \(team) \(period)", help: "make one: watchbill rota draft \(team) \(period)")
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

  /// The slots that the publication has a holder for, as the draft says.
  private func given(_ publication: Publication, _ book: DraftBook) -> [Slot] {
    let published = Set(publication.parts.flatMap(\.shifts).map(\.id))
    return book.draft.assignments.filter { $0.member != nil && published.contains($0.slot.id) }.map(\.slot)
  }

  private func said(_ openings: [SlotDecision], _ book: DraftBook) -> [String: String] {
    var said = ["draft": book.stored.id]
    if !openings.isEmpty { said["released"] = openings.map(\.id).joined(separator: " ") }
    return said
  }

  private func reply(_ publication: Publication, _ openings: [SlotDecision], _ book: DraftBook) throws -> Reply {
    let schedule = book.definition.schedule
    let zone = try book.desk.zones.zone(schedule.zone)
    let differences = publication.parts.map {
      RotaDifference(before: $0.standing, after: $0.shifts, schedule: schedule, zone: zone)
    }
    let rows = differences.flatMap { part in part.after.map { part.row($0) } }
    return Reply(
      draft: book.stored.id, team: book.stored.team.text, period: book.draft.period, zone: schedule.zone.name,
      shifts: rows, changes: differences.flatMap(\.sentences),
      released: openings.isEmpty
        ? nil : openings.map { DecisionRow($0, names: book.names, member: AmendRota.open) },
      isDryRun: dryRun)
  }
}

extension Transaction {
  /// Puts a publication's stretches in the place of what is published there; what is around them is published again as it
  /// was.
  func publish(_ publication: Publication, draft: String?, team: TeamID, by actor: Actor, at now: Timestamp) throws {
    for part in publication.parts {
      try publish(
        team: team, week: part.week, interval: part.interval, draft: draft, shifts: part.shifts, by: actor.text,
        at: now)
    }
    for rest in publication.remainders {
      try publish(
        team: team, week: rest.of.week, interval: rest.interval, draft: rest.of.draft, shifts: rest.shifts,
        by: rest.of.by, at: rest.of.at)
    }
  }
}
