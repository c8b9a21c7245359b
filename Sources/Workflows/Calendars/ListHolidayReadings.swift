import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// The calendars of holidays that the version in force names by their address, and what the server read of each.
package struct ListHolidayReadings: OperatorCommand {
  package static let name = "holiday-readings"
  package static let changes = false

  package init() {}

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> [HolidayReadingRow] {
    let now = desk.clock.now()
    let world = try await desk.world()
    let known = try await desk.store.read { try $0.holidayReadings() }
    return world.holidayCopies(at: now).map { copy in
      let teams = world.teams(at: now).filter { team in
        team.calendars?.contains { $0.calendar == copy.calendar } ?? false
      }
      return HolidayReadingRow(copy, known.first { $0.address == copy.calendar }, teams: teams)
    }
  }
}

/// A calendar of holidays as a row.
package struct HolidayReadingRow: Codable, Sendable, Hashable {
  package var calendar: String
  /// Those that go by it, and those of them whose version in force is behind the last good reading.
  package var teams: [String]
  package var behind: [String]
  /// `new` before the first reading, `ok` or `failing`.
  package var state: String
  package var checked: Timestamp?
  package var good: Timestamp?
  package var next: Timestamp?
  package var problem: String?
  /// Of the last good reading.
  package var report: HolidayReport?

  init(_ copy: HolidayCopy, _ reading: HolidayReading?, teams: [TeamDefinition]) {
    let report = reading?.report.flatMap { try? WireJSON.decode(HolidayReport.self, from: $0) }
    calendar = copy.calendar
    self.teams = teams.map(\.schedule.team.text)
    behind = teams.filter { team in
      let own = team.calendars?.first { $0.calendar == copy.calendar }
      return report.map { $0.copy.sum != own?.sum } ?? false
    }.map(\.schedule.team.text)
    state = (reading?.failures ?? 0) > 0 ? "failing" : reading?.good == nil ? "new" : "ok"
    (checked, good, next) = (reading?.checked, reading?.good, reading?.next)
    (problem, self.report) = (reading?.problem, report)
  }
}
