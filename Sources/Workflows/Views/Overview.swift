import ScheduleFiles
import Scheduling
import Storage
import Timekeeping
import Triage

/// Everything the view at `/` shows, in one read.
package struct Overview: Sendable {
  package struct Team: Sendable {
    package var id: String
    package var name: String
    package var zone: Zone
    package var answers: [DutyAnswer]
    package var grid: WeekGrid
    package var tickets: [TicketRow]
  }

  package var now: Timestamp
  package var week: ISOWeek
  package var teams: [Team]
}

extension ServiceDesk {
  /// The overview for readers in any zone: instants are instants; the view words them.
  package func overview() async throws -> Overview {
    let now = clock.now()
    return try await store.read { snapshot in
      let world = try worlds.world(in: snapshot)
      let open = try snapshot.tickets(TicketFilter(open: true, limit: 500))
      let teams = try world.teams(at: now).map { team in
        try self.team(team.schedule, tickets: open.filter { $0.team == team.schedule.team }, world: world, now: now)
      }
      let today = CivilDateTime(secondsSinceEpoch: now.seconds).date
      return Overview(now: now, week: ISOWeek(containing: today), teams: teams)
    }
  }

  private func team(_ schedule: Schedule, tickets: [Ticket], world: World, now: Timestamp) throws -> Overview.Team {
    let timeline = try worlds.timeline(of: schedule.team, around: now, world: world, zones: zones)
    let week = ISOWeek(containing: timeline.zone.civil(at: now).date)
    let zone = timeline.zone
    guard let window = Interval(zone.startOfDay(week.monday), zone.startOfDay(week.monday + 7)) else {
      throw ZoneProblem.outOfRange(now)
    }
    let grid = WeekGrid(try self.timeline(of: schedule.team, window: window, world: world), week: week, gapsSince: now)
    return Overview.Team(
      id: schedule.team.text, name: schedule.name, zone: zone,
      answers: schedule.duties.map { DutyAnswer(timeline.who($0.id, at: now), timeline: timeline) }, grid: grid,
      tickets: tickets.map { TicketRow($0, world: world) })
  }
}
