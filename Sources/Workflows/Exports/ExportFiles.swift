import Calendars
import Foundation
import OrderedCollections
import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// Makes the files of `exports/`: the same bytes for the same state, so that they can be compared and committed.
package struct ExportFiles: OperatorCommand {
  package static let name = "export"
  package static let changes = false

  /// The first of the weeks in `.csv`, `.json`, `.txt` and `.html`; nil means this week.
  package var week: ISOWeek?
  package var weeks: Int
  package var team: String?

  package init(week: ISOWeek? = nil, weeks: Int = 2, team: String? = nil) {
    self.week = week
    self.weeks = weeks
    self.team = team
  }

  /// A path inside the export folder, with `/` between its parts, and what stands there.
  package struct File: Codable, Sendable, Hashable {
    package var path: String
    package var text: String
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> [File] {
    guard (1...53).contains(weeks) else {
      throw OperatorProblem(.refused, "\(weeks) weeks cannot be exported", help: "give 1 to 53")
    }
    let now = desk.clock.now()
    return try await desk.store.read { [self] snapshot in
      let world = try desk.worlds.world(in: snapshot)
      let teams = try team.map { [try desk.team($0, in: world, at: now)] } ?? world.teams(at: now)
      guard !teams.isEmpty else { throw OperatorProblem.nothingApplied }
      let feeds = ExportContext(desk: desk, world: world, snapshot: snapshot, now: now)
      let perTeam = try teams.flatMap { try files(of: $0.schedule, context: feeds) }
      return try perTeam + feeds.members(of: teams.map(\.schedule))
    }
  }

  private func files(of schedule: Schedule, context: ExportContext) throws -> [File] {
    let zone = try context.desk.zones.zone(schedule.zone)
    let first = week ?? ISOWeek(containing: zone.civil(at: context.now).date)
    var files = [
      try context.calendar(.team(schedule.team), path: "\(schedule.team)/\(schedule.team).ics"),
      try context.definitions(of: schedule.team),
    ]
    for week in Self.weeks(from: first, count: weeks) {
      files += try context.weekFiles(of: schedule, week: week, zone: zone)
    }
    return files
  }

  private static func weeks(from first: ISOWeek, count: Int) -> [ISOWeek] {
    (0..<count).map { ISOWeek(containing: first.monday + 7 * $0) }
  }
}

/// What the files of one export are made from.
struct ExportContext {
  let desk: ServiceDesk
  let world: World
  let snapshot: Snapshot
  let now: Timestamp

  func calendar(_ subject: FeedSubject, path: String) throws -> ExportFiles.File {
    guard let window = FeedHorizon.window(around: now) else { throw ZoneProblem.outOfRange(now) }
    let calendar = try desk.calendar(
      of: subject, created: now, window: window, world: world, in: snapshot)
    return ExportFiles.File(path: path, text: String(decoding: calendar.bytes(), as: UTF8.self))
  }

  /// What others need to recompute who is on.
  func definitions(of team: TeamID) throws -> ExportFiles.File {
    let definitions = NormalisedDefinitions(team: team, world.input(for: team))
    return ExportFiles.File(path: "\(team)/definitions.json", text: try definitions.encoded())
  }

  /// One calendar per member, each member once however many teams they are in.
  func members(of schedules: [Schedule]) throws -> [ExportFiles.File] {
    try OrderedSet(schedules.flatMap(\.members).map(\.id)).sorted().map {
      try calendar(.member($0), path: "members/\($0).ics")
    }
  }

  func weekFiles(of schedule: Schedule, week: ISOWeek, zone: Zone) throws -> [ExportFiles.File] {
    guard let window = Interval(zone.startOfDay(week.monday), zone.startOfDay(week.monday + 7)) else { return [] }
    let timeline = try desk.timeline(of: schedule.team, window: window, world: world)
    let uids = try snapshot.movedUIDs(team: schedule.team)
    let rows = timeline.shifts.map { ShiftRow($0, timeline: timeline, uids: uids) }
    let stem = "\(schedule.team)/\(week)"
    let json = String(decoding: try WireJSON.encode(rows, pretty: true), as: UTF8.self) + "\n"
    return [
      ExportFiles.File(path: "\(stem).csv", text: ShiftTable.csv(rows)),
      ExportFiles.File(path: "\(stem).json", text: json),
      ExportFiles.File(path: "\(stem).txt", text: WeekGrid(timeline, week: week).text),
      ExportFiles.File(path: "\(stem).html", text: WeekPage(timeline, week: week).html),
    ]
  }
}
