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
    /// This week's, and the next.
    package var grid: WeekGrid
    package var nextGrid: WeekGrid
    /// Everybody in the team, in the order of its file.
    package var members: [Member]
    package var tickets: [TicketRow]
    /// Links to the team's and its duties' calendars: they show what this view shows. Members' own are never listed.
    package var feeds: [Feed]
  }

  package struct Member: Sendable, Hashable {
    package var id: String
    package var name: String
  }

  /// A calendar everybody who sees the overview may subscribe to.
  package struct Feed: Sendable {
    package var title: String
    package var url: String
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
      let feeds = try snapshot.feeds()
      let open = try snapshot.tickets(TicketFilter(open: true, limit: 500))
      let teams = try world.teams(at: now).map { team in
        try self.team(
          team.schedule, tickets: open.filter { $0.team == team.schedule.team }, feeds: feeds, world: world, now: now)
      }
      let today = CivilDateTime(secondsSinceEpoch: now.seconds).date
      return Overview(now: now, week: ISOWeek(containing: today), teams: teams)
    }
  }

  private func team(
    _ schedule: Schedule, tickets: [Ticket], feeds: [Feed], world: World, now: Timestamp
  ) throws -> Overview.Team {
    let timeline = try worlds.timeline(of: schedule.team, around: now, world: world, zones: zones)
    let week = ISOWeek(containing: timeline.zone.civil(at: now).date)
    let zone = timeline.zone
    return Overview.Team(
      id: schedule.team.text, name: schedule.name, zone: zone,
      answers: schedule.duties.map { DutyAnswer(timeline.who($0.id, at: now), timeline: timeline) },
      grid: try grid(of: schedule.team, week, zone: zone, world: world, now: now),
      nextGrid: try grid(of: schedule.team, week.next, zone: zone, world: world, now: now),
      members: schedule.members.map { Overview.Member(id: $0.id.text, name: $0.name) },
      tickets: tickets.map { TicketRow($0, world: world) }, feeds: links(to: feeds, of: schedule.team, world: world))
  }

  private func grid(
    of team: TeamID, _ week: ISOWeek, zone: Zone, world: World, now: Timestamp
  ) throws -> WeekGrid {
    guard let window = Interval(zone.startOfDay(week.monday), zone.startOfDay(week.monday + 7)) else {
      throw ZoneProblem.outOfRange(now)
    }
    return WeekGrid(try timeline(of: team, window: window, world: world), week: week, gapsSince: now)
  }

  /// The open links of a team's own feeds, the oldest of each subject.
  private func links(to feeds: [Feed], of team: TeamID, world: World) -> [Overview.Feed] {
    var subjects: [FeedSubject] = []
    return feeds.filter { $0.revoked == nil && $0.options.isPlain && $0.subject.team == team }.compactMap { feed in
      guard !subjects.contains(feed.subject), let url = row(feed).url else { return nil }
      subjects.append(feed.subject)
      return Overview.Feed(title: feed.subject.title(in: world), url: url)
    }
  }
}
