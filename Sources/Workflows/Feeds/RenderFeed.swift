import Calendars
import Crypto
import Foundation
import Logging
import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// A feed as it is served: bytes, their validators, and nothing that differs from one poll to the next.
package struct RenderedFeed: Sendable, Hashable {
  package var bytes: [UInt8]
  /// Strong: a hash of the bytes.
  package var etag: String
  package var lastModified: Timestamp
  /// ASCII, for `Content-Disposition`.
  package var fileName: String
}

/// What a token leads to.
package enum FeedLookup: Sendable, Hashable {
  case feed(RenderedFeed)
  /// Never ours: 404.
  case unknown
  /// Revoked: 410, so that clients stop.
  case gone
}

extension ServiceDesk {
  /// Token → subscription → one read → timeline → libical → bytes. Reading a feed changes nothing it shows.
  package func renderFeed(token: String, agent: String?) async throws -> FeedLookup {
    let now = clock.now()
    let hash = ServerKeys.hash(token)
    let found = try await store.read { snapshot -> (Feed, RenderedFeed?)? in
      guard let feed = try snapshot.feed(byTokenHash: hash) else { return nil }
      return (feed, feed.revoked == nil ? try rendered(feed, in: snapshot, now: now) : nil)
    }
    guard let (feed, bytes) = found else { return .unknown }
    guard let bytes else { return .gone }
    noteUse(of: feed, agent: agent, now: now)
    return .feed(bytes)
  }

  private func rendered(_ feed: Feed, in snapshot: Snapshot, now: Timestamp) throws -> RenderedFeed {
    let world = try worlds.world(in: snapshot)
    guard let window = FeedHorizon.window(around: now) else { throw ZoneProblem.outOfRange(now) }
    let revisions = try snapshot.changeCounter(.revisions)
    let key = FeedCache.Key(feed: feed.id, world: world.counter, revisions: revisions, window: window)
    if let kept = feedCache.find(key) { return kept }
    let calendar = try calendar(of: feed.subject, created: feed.created, window: window, world: world, in: snapshot)
    let made = RenderedFeed(calendar, name: feed.subject.fileName, created: feed.created)
    feedCache.keep(made, under: key)
    return made
  }

  /// The calendar of a subject over `window`; also what exports write.
  func calendar(
    of subject: FeedSubject, created: Timestamp, window: Interval, world: World, in snapshot: Snapshot
  ) throws -> FeedCalendar {
    let teams = subject.team.map { [$0] } ?? world.versions.last?.definitions.teams.map(\.schedule.team) ?? []
    var events: [FeedEvent] = []
    for team in teams {
      let timeline = try timeline(of: team, window: window, world: world)
      var revisions: [ShiftID: ShiftRevision] = [:]
      for revision in try snapshot.revisions(team: team) { revisions[revision.shift] = revision }
      let fallback = world.version(at: window.end)?.applied ?? created
      events += timeline.shifts.filter { subject.includes($0.shift) }.map {
        event($0.shift, timeline: timeline, revision: revisions[$0.shift.id], since: fallback)
      }
    }
    events.sort { $0.interval.start == $1.interval.start ? $0.uid < $1.uid : $0.interval.start < $1.interval.start }
    return FeedCalendar(name: subject.title(in: world), productVersion: Product.version, events: events)
  }

  /// `since` stands in for the revision of a shift that only just came into the horizon: it never changed.
  private func event(
    _ shift: Shift, timeline: OnCallTimeline, revision: ShiftRevision?, since: Timestamp
  ) -> FeedEvent {
    let duty = timeline.schedule.duty(shift.duty)
    return FeedEvent(
      uid: shift.id.text, interval: shift.interval, summary: timeline.summary(of: shift),
      details: timeline.details(of: shift), url: setup.publicURL + "/", categories: ["On-call"],
      showAs: duty?.showAs == .busy ? .busy : .free, sequence: revision?.sequence ?? 0,
      changed: revision?.changed ?? since, created: revision?.created ?? since)
  }

  /// Remembers which client came last, at most once in five minutes: the owner asks for it, not the client.
  private func noteUse(of feed: Feed, agent: String?, now: Timestamp) {
    guard (feed.lastUsed.map { now - $0 > .minutes(5) }) ?? true else { return }
    let agent = agent.map { String($0.prefix(200)) }
    Task { [store, log] in
      do {
        try await store.write { try $0.noteFeedUse(feed.id, at: now, agent: agent) }
      } catch {
        log.warning("could not note a feed's use", metadata: ["feed": "\(feed.id)", "error": "\(error)"])
      }
    }
  }
}

extension RenderedFeed {
  init(_ calendar: FeedCalendar, name: String, created: Timestamp) {
    let bytes = calendar.bytes()
    let digest = Data(SHA256.hash(data: Data(bytes)).prefix(16)).base64EncodedString()
    self.init(
      bytes: bytes, etag: "\"\(digest)\"", lastModified: calendar.events.map(\.changed).max() ?? created,
      fileName: name)
  }
}

extension FeedSubject {
  var team: TeamID? {
    switch self {
    case .member: nil
    case .team(let team), .duty(let team, _): team
    }
  }

  func includes(_ shift: Shift) -> Bool {
    switch self {
    case .member(let member): shift.member == member
    case .team: true
    case .duty(_, let duty): shift.duty == duty
    }
  }

  /// ASCII: ids are.
  var fileName: String {
    switch self {
    case .member(let member): "\(member).ics"
    case .team(let team): "\(team).ics"
    case .duty(let team, let duty): "\(team)-\(duty).ics"
    }
  }

  /// The name a calendar app shows.
  func title(in world: World) -> String {
    let schedules = world.versions.last?.definitions.teams.map(\.schedule) ?? []
    switch self {
    case .member(let member): return "On call: \(world.name(of: member))"
    case .team(let team): return schedules.first { $0.team == team }?.name ?? team.text
    case .duty(let team, let duty):
      let schedule = schedules.first { $0.team == team }
      return "\(schedule?.name ?? team.text): \(schedule?.duty(duty)?.title ?? duty.text)"
    }
  }
}

extension OnCallTimeline {
  /// `09:00–17:00 Europe/London`, with the dates when the shift ends on another day.
  func details(of shift: Shift) -> String {
    let start = zone.civil(at: shift.interval.start)
    let end = zone.civil(at: shift.interval.end)
    let hours =
      start.date == end.date
      ? "\(start.time)–\(end.time)"
      : "\(WallText.short(shift.interval.start, in: zone)) – \(WallText.short(shift.interval.end, in: zone))"
    return "\(hours) \(zone.id)"
  }
}
