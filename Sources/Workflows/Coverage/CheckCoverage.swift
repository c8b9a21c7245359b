import Drafting
import ScheduleFiles
import Scheduling
import Timekeeping

/// Gaps, crowded time, broken rules and the balance of hours over a window, for some teams or all of them.
package struct CheckCoverage: OperatorCommand {
  package static let name = "coverage"
  package static let changes = false

  /// None means every team.
  package var teams: [String]
  /// Nil means now.
  package var from: Timestamp?
  /// Exclusive; nil means `usualDays` after the start.
  package var to: Timestamp?

  /// A quarter of a year.
  package static let usualDays = 91
  /// A look at more than this is refused: rotations go on for ever.
  package static let mostDays = 800

  package init(teams: [String] = [], from: Timestamp? = nil, to: Timestamp? = nil) {
    self.teams = teams
    self.from = from
    self.to = to
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> CoverageReply {
    let now = desk.clock.now()
    let window = try window(now: now)
    let world = try await desk.world()
    let known = world.teams(at: window.start)
    guard !known.isEmpty else { throw OperatorProblem.nothingApplied }
    let asked = try teams.map { try desk.team($0, in: world, at: window.start) }
    // Every team is looked at even so: a member's rest and weekends do not end at a team's door (rule T14).
    let (report, timelines) = try desk.coverage(of: known, window: window, world: world)
    let shown = asked.isEmpty ? known : asked
    var reply = CoverageReply(report, teams: shown.map(\.schedule.team), timelines: timelines)
    let lines = timelines.filter { line in shown.contains { $0.schedule.team == line.team } }
    reply.contacts = try await desk.contacts(on: lines, window: window, world: world, now: now)
    return reply
  }

  private func window(now: Timestamp) throws -> Interval {
    let start = from ?? now
    let end = to ?? start + .hours(24 * Self.usualDays)
    guard let window = Interval(start, end) else {
      throw OperatorProblem(.refused, "--to \(end) is not after --from \(start)", help: "give a later --to")
    }
    try OperatorProblem.checkLength(of: window, end: "--to")
    return window
  }
}

extension OperatorProblem {
  /// Refuses a window of more than `CheckCoverage.mostDays`; `end` is the option that gives its end.
  static func checkLength(of window: Interval, end: String) throws(OperatorProblem) {
    guard window.duration > .hours(24 * CheckCoverage.mostDays) else { return }
    throw OperatorProblem(.refused, "that is more than \(CheckCoverage.mostDays) days", help: "give an earlier \(end)")
  }
}

extension ServiceDesk {
  /// How far beyond the window shifts are looked at, so that rest and weekends at its edges are seen.
  private static let margin = Duration.hours(24 * 10)

  /// The report over `window` with the timelines it was made of, team by team.
  func coverage(
    of teams: [TeamDefinition], window: Interval, world: World
  ) throws -> (CoverageReport, [OnCallTimeline]) {
    let timelines = try timelines(of: teams, around: window, world: world)
    return (try coverage(of: teams, window: window, timelines: timelines), timelines)
  }

  /// Where members stand shifts of two teams that rule T14 does not let stand together, with the timelines.
  func clashes(
    of teams: [TeamDefinition], window: Interval, world: World
  ) throws -> ([CoverageFinding], [OnCallTimeline]) {
    let timelines = try timelines(of: teams, around: window, world: world)
    let input = CoverageInput(window: window, teams: parts(of: teams, timelines), zones: zones)
    return (Coverage.clashesOfTeams(input), timelines)
  }

  private func timelines(
    of teams: [TeamDefinition], around window: Interval, world: World
  ) throws -> [OnCallTimeline] {
    guard let wide = Interval(window.start - Self.margin, window.end + Self.margin) else {
      throw ZoneProblem.outOfRange(window.start)
    }
    return try teams.map { try timeline(of: $0.schedule.team, window: wide, world: world) }
  }

  private func parts(of teams: [TeamDefinition], _ timelines: [OnCallTimeline]) -> [CoverageTeam] {
    zip(teams, timelines).map { team, timeline in
      CoverageTeam(
        timeline: timeline, limits: CoverageLimits(team.rules),
        holidays: Array(Set(team.schedule.officeHours.flatMap(\.hours.holidays).map(\.date))).sorted())
    }
  }

  /// The report over `window` from timelines that are there already, one for each of `teams`.
  func coverage(
    of teams: [TeamDefinition], window: Interval, timelines: [OnCallTimeline]
  ) throws -> CoverageReport {
    let shared = setup.channels.first(where: \.isFallback)?.name
    let names = setup.channels.map(\.name)
    return try Coverage.report(
      CoverageInput(
        window: window, teams: parts(of: teams, timelines), zones: zones, channels: names.isEmpty ? nil : names,
        sharedChannel: shared))
  }
}

extension CoverageLimits {
  /// What a team file's `rules:` ask for.
  init(_ rules: DraftingRules) {
    self.init(
      rest: rules.rest?.duration, atMostPerWeek: rules.atMostPerWeek?.duration,
      noTwoWeekendsInARow: rules.noTwoWeekendsInARow, alongside: rules.alongside)
  }
}
