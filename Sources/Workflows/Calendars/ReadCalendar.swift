import Calendars
import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

extension ServiceDesk {
  /// How far ahead events become leave; those that began earlier and are not over count too.
  static let calendarHorizon = Duration.hours(24 * 400)

  /// The leave that a calendar's bytes ask for, as the world is now. Throws `CalendarProblem` when nothing can be read.
  func leaves(
    in bytes: [UInt8], subject: SubscribedCalendar.Subject, options: CalendarOptions, world: World, now: Timestamp
  ) throws -> (leaves: [WantedLeave], report: CalendarReport, isCutOff: Bool) {
    let home = home(of: subject, in: world, at: now)
    guard let window = Interval(now - .hours(48), now + Self.calendarHorizon) else { return ([], .empty, false) }
    let calendar = try ImportedCalendar(bytes, window: window, zone: home, zones: zones)
    let reading = LeaveReading(
      options: options, members: people(of: subject, in: world, at: now),
      zone: { zone(of: $0, in: world) }, now: now)
    let (leaves, report) = reading.leaves(of: calendar)
    return (leaves, report, calendar.report.isCutOff)
  }

  private func home(of subject: SubscribedCalendar.Subject, in world: World, at now: Timestamp) -> Zone {
    switch subject {
    case .member(let member): zone(of: member, in: world)
    case .team(let team): world.team(team, at: now).flatMap { try? zones.zone($0.schedule.zone) } ?? .utc
    }
  }

  private func people(
    of subject: SubscribedCalendar.Subject, in world: World, at now: Timestamp
  ) -> (ImportedEvent) -> [MemberID] {
    switch subject {
    case .member(let member): return { _ in [member] }
    case .team(let team):
      let finder = PeopleFinder(world.team(team, at: now)?.schedule.members ?? [])
      return { finder.members(in: $0) }
    }
  }
}

extension CalendarReport {
  fileprivate static let empty = CalendarReport()

  private init() {
    (events, understood, cancelled, instances, remarks, furtherRemarks) = (0, 0, 0, 0, [], 0)
  }
}
