import ScheduleFiles
import Scheduling
import Storage
import Timekeeping
import Triage

/// How a team's desk did in a span of time, and who did what (C73, E20 to E23).
package struct ReportDesk: OperatorCommand {
  package static let name = "desk-report"
  package static let changes = false

  package var team: String
  package var from: Timestamp
  package var until: Timestamp

  package init(team: String, from: Timestamp, until: Timestamp) {
    self.team = team
    self.from = from
    self.until = until
  }

  package struct Reply: Codable, Sendable {
    package var team: String
    package var from: Timestamp
    package var until: Timestamp
    /// Of tickets that began in that time.
    package var firstResponse: ClockRow
    /// Of tickets that ended in it.
    package var resolution: ClockRow
    /// Of every wait for an answer that began in it, in queues with a goal; business time is with somebody on shift.
    package var goal: ClockRow?
    /// How easy customers say it was: a row for each scale that they answered on.
    package var effort: [EffortRow]
    /// Tickets that ended, and how many of them led to an improvement that is done.
    package var ended: Int
    package var improved: Int
    package var volume: [ChannelVolume]
    package var reasons: [ReasonCount]?
    /// The most points first.
    package var people: [PersonRow]
  }

  /// How long a clock took, in whole seconds; what was promised and decided, and how much of it was kept.
  package struct ClockRow: Codable, Sendable {
    package var count: Int
    package var medianSeconds: Int64?
    package var p90Seconds: Int64?
    package var businessMedianSeconds: Int64?
    package var businessP90Seconds: Int64?
    package var promised: Int
    package var kept: Int
  }

  /// Of answers from 1, much effort, to `scale`, none: the middle one, and the mean in percent of the best.
  package struct EffortRow: Codable, Sendable {
    package var scale: Int
    package var answers: Int
    package var median: Int
    package var percentOfBest: Int
  }

  /// What one person did, with the name.
  package struct PersonRow: Codable, Sendable {
    package var member: String
    package var name: String
    package var owned: Int
    package var replies: Int
    package var notes: Int
    package var resolved: Int
    package var linkedHelp: Int
    package var points: Int
  }

  /// More tickets than this are refused: a report is read by people.
  static let largest = 200_000

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> Reply {
    guard let span = Interval(from, until) else {
      throw OperatorProblem(.refused, "\(until) is not after \(from)", help: "give a later --until")
    }
    let now = desk.clock.now()
    let world = try await desk.world()
    let team = try desk.team(team, in: world, at: now)
    let calendars = try desk.calendars(of: team, world: world, now: now)
    let found = try await desk.store.read { snapshot in
      var reader = ReportReader(desk: desk, world: world, team: team, calendars: calendars, snapshot: snapshot)
      return try reader.tickets(in: span, now: now)
    }
    let report = DeskReport(found.tickets, in: span, now: min(now, span.end))
    let counting = CountContributions(
      in: span, weights: team.desk.contributions ?? ContributionWeights(),
      zone: try desk.zones.zone(team.schedule.zone))
    let people = counting.count(found.histories).map { PersonRow($0, world: world) }
    return Reply(
      team: team.schedule.team.text, from: from, until: until, firstResponse: ClockRow(report.firstResponse),
      resolution: ClockRow(report.resolution), goal: report.goal.map { ClockRow($0) },
      effort: report.effort.map { EffortRow($0) }, ended: report.improvements.whole,
      improved: report.improvements.part, volume: report.volume, reasons: report.reasons, people: people)
  }
}

extension ReportDesk.ClockRow {
  fileprivate init(_ figures: ClockFigures) {
    self.init(
      count: figures.calendar.count, medianSeconds: figures.calendar.median?.components.seconds,
      p90Seconds: figures.calendar.p90?.components.seconds,
      businessMedianSeconds: figures.business.median?.components.seconds,
      businessP90Seconds: figures.business.p90?.components.seconds, promised: figures.attainment.whole,
      kept: figures.attainment.part)
  }
}

extension ReportDesk.EffortRow {
  fileprivate init(_ figures: EffortFigures) {
    self.init(
      scale: figures.scale, answers: figures.answers, median: figures.median, percentOfBest: figures.hundredthsOfBest)
  }
}

extension ReportDesk.PersonRow {
  fileprivate init(_ done: Contribution, world: World) {
    self.init(
      member: done.member.text, name: world.name(of: done.member), owned: done.owned, replies: done.replies,
      notes: done.notes, resolved: done.resolved, linkedHelp: done.linkedHelp, points: done.points)
  }
}
