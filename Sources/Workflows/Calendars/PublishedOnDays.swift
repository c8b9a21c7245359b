import ScheduleFiles
import Scheduling
import Timekeeping

/// The published shifts that share time with certain days of a team: what a change of its holidays touches.
package struct PublishedOnDays: OperatorCommand {
  package static let name = "published-on-days"
  package static let changes = false
  /// Days of one question; more than a calendar changes in years.
  static let limit = 1000

  package struct Question: Codable, Sendable, Hashable {
    package var team: String
    /// On the team's wall; days that are over find nothing.
    package var days: [CivilDate]

    package init(team: String, days: [CivilDate]) {
      self.team = team
      self.days = days
    }
  }

  package var questions: [Question]

  package init(_ questions: [Question]) { self.questions = questions }

  /// Shifts that are not over, by start; teams that are not in force have none.
  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> [ShiftRow] {
    guard questions.reduce(0, { $0 + $1.days.count }) <= Self.limit else {
      throw OperatorProblem(.refused, "that is more than \(Self.limit) days", help: "ask about fewer calendars")
    }
    let now = desk.clock.now()
    let world = try await desk.world()
    let rows = try questions.flatMap { question -> [ShiftRow] in
      guard let team = world.teams(at: now).first(where: { $0.schedule.team.text == question.team }) else { return [] }
      return try desk.published(of: team.schedule, on: question.days, world: world, now: now)
    }
    return Set(rows).sorted { $0.start == $1.start ? $0.uid < $1.uid : $0.start < $1.start }
  }
}

extension ServiceDesk {
  func published(
    of schedule: Schedule, on days: [CivilDate], world: World, now: Timestamp
  ) throws -> [ShiftRow] {
    let zone = try zones.zone(schedule.zone)
    let periods = (world.published[schedule.team] ?? []).map(\.interval).filter { $0.end > now }
    return try Set(days).sorted().flatMap { day -> [ShiftRow] in
      guard let span = DateRange(day).interval(in: zone), span.end > now, periods.contains(where: span.overlaps) else {
        return []
      }
      return try shiftRows(of: [schedule.team], window: span, world: world, at: now).filter { row in
        row.end > now && periods.contains { $0.contains(row.start) }
      }
    }
  }
}
