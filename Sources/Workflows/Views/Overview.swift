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
    /// The most due of those that are open.
    package var tickets: [TicketRow]
    /// How many more are open than those, and how many of them are overdue.
    package var moreOpen = 0
    package var moreOverdue = 0
    /// Links to the team's and its duties' calendars: they show what this view shows. Members' own are never listed.
    package var feeds: [Feed]
    /// Shifts that anybody eligible may take, by start (rule T9).
    package var offers: [Offer] = []
  }

  /// A shift, or what is left of one, that its holder offers to everybody.
  package struct Offer: Sendable, Hashable {
    /// The request's, such as `S-3`; one may be for several shifts.
    package var id: String
    package var dutyTitle: String
    package var holder: String
    package var interval: Interval
    package var reason: String?
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
  /// What the commands that it names need to find the store, such as `--data demo-data`.
  package var dataOption: String?
}

extension Overview {
  /// Rows of one team; more are counted, not shown.
  package static let mostTickets = 100

  /// True for an open offer to the whole team.
  static func isForEverybody(_ request: ShiftRequest) -> Bool {
    request.kind == .cover && request.asked == nil && request.state == .open
  }

  /// Of `requests`, those to everybody for shifts of a team that are not over; a swap and a question to one colleague
  /// are nobody else's to answer.
  static func offers(_ requests: [ShiftRequest], of schedule: Schedule, world: World, now: Timestamp) -> [Offer] {
    let open = requests.filter { $0.team == schedule.team && isForEverybody($0) }
    return open.flatMap { request in
      request.given.filter { $0.interval.end > now }.map { part in
        Offer(
          id: request.id, dutyTitle: schedule.duty(part.duty)?.title ?? part.duty.text,
          holder: world.name(of: part.member), interval: part.interval, reason: request.reason)
      }
    }.sorted { ($0.interval.start, $0.id) < ($1.interval.start, $1.id) }
  }
}

extension ServiceDesk {
  /// The overview for readers in any zone: instants are instants; the view words them.
  package func overview() async throws -> Overview {
    let now = clock.now()
    return try await store.read { snapshot in
      let world = try worlds.world(in: snapshot)
      let feeds = try snapshot.feeds()
      let counts = try snapshot.openCounts(at: now)
      let search = ShiftSearch(desk: self, world: world, now: now)
      // What is not shown is not looked up in the rota.
      let requests = try snapshot.openShiftRequests().filter {
        try Overview.isForEverybody($0) && !search.isGivenAway($0)
      }
      let teams = try world.teams(at: now).map { team in
        let tickets = try snapshot.mostDueTickets(of: team.schedule.team, limit: Overview.mostTickets)
        var shown = try self.team(team.schedule, tickets: tickets, feeds: feeds, world: world, now: now)
        if let all = counts.first(where: { $0.team == team.schedule.team }) {
          shown.moreOpen = all.open - tickets.count
          shown.moreOverdue = all.overdue - tickets.count { $0.due.map { $0 < now } ?? false }
        }
        shown.offers = Overview.offers(requests, of: team.schedule, world: world, now: now)
        return shown
      }
      let today = CivilDateTime(secondsSinceEpoch: now.seconds).date
      return Overview(now: now, week: ISOWeek(containing: today), teams: teams, dataOption: setup.dataOption)
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
      tickets: tickets.map { TicketRow($0, world: world).forAnybody },
      feeds: links(to: feeds, of: schedule.team, world: world))
  }

  private func grid(
    of team: TeamID, _ week: ISOWeek, zone: Zone, world: World, now: Timestamp
  ) throws -> WeekGrid {
    guard let window = week.interval(in: zone) else {
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
