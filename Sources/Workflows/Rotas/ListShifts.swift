import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// The shifts of a window, exactly as feeds and exports show them.
package struct ListShifts: OperatorCommand {
  package static let name = "shifts"
  package static let changes = false

  package var from: Timestamp
  package var to: Timestamp
  package var team: String?
  package var duty: String?
  package var member: String?

  package init(
    from: Timestamp, to: Timestamp, team: String? = nil, duty: String? = nil, member: String? = nil
  ) {
    self.from = from
    self.to = to
    self.team = team
    self.duty = duty
    self.member = member
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> [ShiftRow] {
    let now = desk.clock.now()
    guard let window = Interval(from, to) else {
      throw OperatorProblem(.refused, "--to \(to) is not after --from \(from)", help: "give a later --to")
    }
    return try await desk.store.read { [self] snapshot in
      try rows(in: window, on: desk, from: snapshot, at: now).filter(isAsked)
    }
  }

  /// Before the duty and the member are looked at: one read, so that shifts and UIDs are of one moment.
  private func rows(
    in window: Interval, on desk: ServiceDesk, from snapshot: Snapshot, at now: Timestamp
  ) throws -> [ShiftRow] {
    let world = try desk.worlds.world(in: snapshot)
    let ids = try teams(desk, world, at: now)
    try OperatorProblem.checkLength(of: window, end: "--to")
    return try desk.shiftRows(of: ids, window: window, world: world, at: now, uids: snapshot.movedUIDs(teams: ids))
  }

  /// The teams that are asked about, once the names are checked.
  private func teams(_ desk: ServiceDesk, _ world: World, at now: Timestamp) throws -> [TeamID] {
    if let member { _ = try desk.member(member, in: world, at: now) }
    let teams = try team.map { [try desk.team($0, in: world, at: now)] } ?? world.teams(at: now)
    if let duty { try checkDuty(duty, in: teams.map(\.schedule)) }
    return teams.map(\.schedule.team)
  }

  private func isAsked(_ row: ShiftRow) -> Bool {
    (duty.map { $0 == row.duty } ?? true) && (member.map { $0 == row.member } ?? true)
  }

  private func checkDuty(_ duty: String, in schedules: [Schedule]) throws {
    let known = schedules.flatMap(\.duties).map(\.id.text)
    guard !known.contains(duty) else { return }
    throw OperatorProblem.unknown("duty", duty, among: known)
  }
}

/// One shift as a row: instants in UTC, the summary of the feed.
package struct ShiftRow: Codable, Sendable, Hashable {
  /// As in feeds: the shift's id, or that of the shift that an edit moved here.
  package var uid: String
  package var team: String
  package var duty: String
  package var member: String
  package var name: String
  package var start: Timestamp
  package var end: Timestamp
  package var summary: String
  package var because: String
}

extension ServiceDesk {
  /// Rows of several teams that overlap `window`, by start, then UID; `uids` are those that are not the shifts' ids.
  func shiftRows(
    of teams: [TeamID], window: Interval, world: World, at now: Timestamp, uids: [ShiftID: String] = [:]
  ) throws -> [ShiftRow] {
    var rows: [ShiftRow] = []
    for team in teams { rows += try timeline(of: team, window: window, world: world).rows(at: now, uids: uids) }
    return rows.sorted { $0.start == $1.start ? $0.uid < $1.uid : $0.start < $1.start }
  }
}

extension OnCallTimeline {
  /// The window's shifts as they are listed at `now`.
  func rows(at now: Timestamp, uids: [ShiftID: String]) -> [ShiftRow] {
    shifts.flatMap { held in
      held.listed(at: now).filter { $0.interval.overlaps(window) }
        .map { ShiftRow($0, of: held, timeline: self, uids: uids) }
    }
  }
}

extension ShiftRow {
  fileprivate init(_ shift: Shift, of held: TimelineShift, timeline: OnCallTimeline, uids: [ShiftID: String]) {
    uid = uids[shift.id] ?? shift.id.text
    team = shift.team.text
    duty = shift.duty.text
    member = shift.member.text
    name = timeline.name(shift.member)
    start = shift.interval.start
    end = shift.interval.end
    summary = timeline.summary(of: shift)
    because = held.cause.sentence { timeline.name($0) }
  }
}
