import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// Takes a spreadsheet of who stood what before the team used this program: it is history from then on, for fairness and
/// for who asks.
///
/// Every row is reported. Nothing is stored while one of them cannot be taken, unless the good ones are asked for. What
/// is written down already is left as it is, so that the same file may come again; who is to stand beside somebody of an
/// earlier file is said, as a wrong name cannot be taken back. It earns no credit: that was earned, and spent, elsewhere.
package struct ImportHistory: OperatorCommand {
  package static let name = "rota-import"
  package static let changes = true
  /// Shifts of one file.
  static let mostShifts = 20_000

  package var team: String
  /// The whole file.
  package var text: String
  /// How reasons call it.
  package var file: String
  /// Takes the good rows although others are refused.
  package var skipsRefused: Bool
  package var dryRun: Bool

  package init(team: String, text: String, file: String, skipsRefused: Bool = false, dryRun: Bool = false) {
    (self.team, self.text, self.file) = (team, text, file)
    (self.skipsRefused, self.dryRun) = (skipsRefused, dryRun)
  }

  package struct Reply: Codable, Sendable {
    package var team: String
    package var zone: String
    /// In the order of the file.
    package var rows: [ImportedRow]
    /// False in a trial run, and when nothing was stored because of refused rows.
    package var isStored: Bool

    package func count(_ state: ImportedRow.State) -> Int { rows.count { $0.state == state } }
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> Reply {
    let now = desk.clock.now()
    let sheet = try read()
    return try await desk.changeOrTry { [self] tx in
      let world = try desk.worlds.world(in: tx)
      let definition = try desk.team(team, in: world, at: now)
      var reader = try SheetReader(definition.schedule, world: world, desk: desk, now: now)
      let rows = sheet.entries.map { reader.row($0) }
      let isRefused = rows.contains { $0.state == .refused }
      let stores = !dryRun && !reader.shifts.isEmpty && (skipsRefused || !isRefused)
      let reply = Reply(
        team: definition.schedule.team.text, zone: definition.schedule.zone.name, rows: rows, isStored: stores)
      guard stores else { throw DryRun(reply: reply) }
      try store(reader.shifts, of: definition.schedule, since: reader.since, desk, tx, actor: actor, now: now)
      return reply
    }
  }

  private func read() throws -> RotaSheet {
    let sheet: RotaSheet
    do throws(TextProblem) { sheet = try RotaSheet(text) } catch { throw OperatorProblem(error) }
    guard sheet.entries.count <= Self.mostShifts else {
      throw OperatorProblem(
        .refused, "\(file) has \(sheet.entries.count) shifts", help: "import \(Self.mostShifts) at a time at most")
    }
    guard !sheet.entries.isEmpty else {
      throw OperatorProblem(.refused, "\(file) names nobody", help: "write \(RotaSheet.form)")
    }
    return sheet
  }

  private func store(
    _ shifts: [Shift], of schedule: Schedule, since: Timestamp, _ desk: ServiceDesk, _ tx: Transaction, actor: Actor,
    now: Timestamp
  ) throws {
    let running = try running(at: since, of: schedule, beside: shifts, desk, tx)
    for shift in shifts {
      let recorded = RecordedShift(shift: shift, because: "imported from \(file)", version: 0, recorded: now)
      try tx.record(.shift(recorded), at: now, by: actor.text)
    }
    let zone = try desk.zones.zone(schedule.zone)
    for week in Set(shifts.flatMap { ISOWeek.touched(by: $0.interval, in: zone) }).sorted() {
      guard let interval = Interval(zone.startOfDay(week.monday), min(zone.startOfDay(week.monday + 7), since)) else {
        continue
      }
      let before = try tx.publishedPeriods(team: schedule.team, overlapping: interval).flatMap(\.shifts)
        .compactMap { $0.stillRunning(running) }
      var own = shifts.compactMap { part(of: $0, in: interval, schedule) }
      // Duties of which nothing is published here go on by their rotations; a part of one would hide the rest.
      let duties = (before + own).map(\.duty)
      let kept = running.filter { shift in duties.contains(shift.duty) && !before.contains { $0.id == shift.id } }
      own += kept.compactMap { part(of: $0, in: interval, schedule) }
      try tx.publish(
        team: schedule.team, week: week, interval: interval, draft: nil,
        shifts: (before + own).sorted { ($0.interval.start, $0.id) < ($1.interval.start, $1.id) }, by: actor.text,
        at: now)
    }
    try tx.audit(
      at: now, actor: actor, action: "rota-import", entity: "rota/\(schedule.team)",
      ["file": file, "shifts": "\(shifts.count)"])
    let why = "\(file) was imported as history"
    try desk.worldChanged(in: tx, now: now, because: WorldChange(by: actor.text, why: why))
  }

  /// The rotations' shifts that ran when the history became our own, as far back as no row says who stood their duty:
  /// what is published for the days before would cut them off there.
  private func running(
    at since: Timestamp, of schedule: Schedule, beside shifts: [Shift], _ desk: ServiceDesk, _ tx: Transaction
  ) throws -> [Shift] {
    guard let moment = Interval(since, since + .milliseconds(1)) else { return [] }
    let timeline = try desk.timeline(of: schedule.team, window: moment, world: desk.worlds.world(in: tx))
    return timeline.shifts.map(\.shift).compactMap { shift -> Shift? in
      guard schedule.duty(shift.duty)?.slots == nil else { return nil }
      let told = shifts.filter { $0.duty == shift.duty }.map(\.interval.end).max() ?? .distantPast
      guard let left = Interval(max(shift.interval.start, told), shift.interval.end) else { return nil }
      var kept = shift
      kept.interval = left
      return kept
    }
  }

  /// Slots stand whole in the week they begin in, all else in each week its part.
  private func part(of shift: Shift, in interval: Interval, _ schedule: Schedule) -> Shift? {
    guard let part = shift.interval.intersection(interval) else { return nil }
    if schedule.duty(shift.duty)?.slots != nil { return interval.contains(shift.interval.start) ? shift : nil }
    var shift = shift
    shift.interval = part
    return shift
  }
}

/// What became of one name in a spreadsheet.
package struct ImportedRow: Codable, Sendable, Hashable {
  /// `line 4`, in a grid with the heading of its column.
  package var place: String
  /// As the file has them.
  package var date: String
  package var duty: String
  package var name: String
  package var state: State
  /// Why it is refused, or nothing has to be done; of one that is taken, who is written down for the same time already.
  package var because: String?
  package var member: String?
  package var shift: String?
  package var start: Timestamp?
  package var end: Timestamp?

  package enum State: String, Codable, Sendable, CaseIterable {
    case taken
    /// It is written down already.
    case known
    case refused
  }
}

extension Shift {
  /// Of what an earlier file left of a shift that was running, what is still kept of it; all else as it is.
  fileprivate func stillRunning(_ running: [Shift]) -> Shift? {
    guard let kept = running.first(where: { $0.id == id }) else { return self }
    guard let left = interval.intersection(kept.interval) else { return nil }
    var shift = self
    shift.interval = left
    return shift
  }
}
