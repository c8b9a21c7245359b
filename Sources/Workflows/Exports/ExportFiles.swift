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
      let known = try teams.map { try knownWeeks(of: $0.schedule, context: feeds) }
      if let week, known.allSatisfy({ $0.isEmpty }) { throw nothingKnown(from: week) }
      let perTeam = try zip(teams, known).flatMap { try files(of: $0.schedule, in: $1, context: feeds) }
      return try perTeam + feeds.members(of: teams.map(\.schedule))
    }
  }

  /// Those of the weeks of which something is known.
  private func knownWeeks(of schedule: Schedule, context: ExportContext) throws -> [ISOWeek] {
    let zone = try context.desk.zones.zone(schedule.zone)
    let first = week ?? ISOWeek(containing: zone.civil(at: context.now).date)
    return Self.weeks(from: first, count: weeks).filter { context.knows($0, of: schedule, zone: zone) }
  }

  private func nothingKnown(from first: ISOWeek) -> OperatorProblem {
    let last = Self.weeks(from: first, count: weeks).last ?? first
    let asked = last == first ? "\(first) was" : "\(first) to \(last) were"
    return OperatorProblem(
      .no, "\(asked) over before the schedules were first applied, and nothing of that time is written down",
      help: "give a later --week, or say who stood it: watchbill rota import \(team ?? "TEAM") FILE")
  }

  private func files(of schedule: Schedule, in weeks: [ISOWeek], context: ExportContext) throws -> [File] {
    let zone = try context.desk.zones.zone(schedule.zone)
    var files = [
      try context.calendar(.team(schedule.team), path: "\(schedule.team)/\(schedule.team).ics"),
      try context.definitions(of: schedule.team),
    ]
    for week in weeks {
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

  /// Whether the week is more than what today's schedule would have made of it: it was not over when that was first
  /// applied, or something of it was imported.
  func knows(_ week: ISOWeek, of schedule: Schedule, zone: Zone) -> Bool {
    guard let window = week.interval(in: zone) else { return false }
    let since = min(world.firstVersion(of: schedule.team)?.from ?? now, now)
    return window.end > since || (world.published[schedule.team] ?? []).contains { $0.interval.overlaps(window) }
  }

  func weekFiles(of schedule: Schedule, week: ISOWeek, zone: Zone) throws -> [ExportFiles.File] {
    guard let window = week.interval(in: zone) else { return [] }
    let timeline = try desk.timeline(of: schedule.team, window: window, world: world)
    let uids = try snapshot.movedUIDs(team: schedule.team)
    let rows = timeline.rows(at: now, uids: uids)
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
