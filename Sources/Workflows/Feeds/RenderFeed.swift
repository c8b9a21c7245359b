import Calendars
import Logging
import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// What a token leads to.
package enum FeedLookup: Sendable, Hashable {
  case feed(RenderedFeed)
  /// Never ours: 404.
  case unknown
  /// Revoked: 410, so that clients stop.
  case gone
}

extension ServiceDesk {
  /// Token → subscription → one read → timeline → bytes. Reading a feed changes nothing it shows.
  ///
  /// While nothing was committed since it was read last, it comes from memory without a read.
  package func renderFeed(token: String, agent: String?, form: FeedForm = .calendar) async throws -> FeedLookup {
    let now = clock.now()
    let hash = ServerKeys.hash(token)
    let state = FeedCache.State(store, now: now)
    if let (feed, rendered) = feedCache.latest(hash, form, at: state) {
      noteUse(of: feed, agent: agent, now: now)
      return .feed(rendered)
    }
    let found = try await store.read { snapshot -> (Feed, RenderedFeed?)? in
      guard let feed = try snapshot.feed(byTokenHash: hash) else { return nil }
      return (feed, feed.revoked == nil ? try rendered(feed, form: form, in: snapshot, now: now) : nil)
    }
    guard let (feed, rendered) = found else { return .unknown }
    guard let rendered else { return .gone }
    feedCache.keepLatest(rendered, of: feed, hash, form, at: state)
    noteUse(of: feed, agent: agent, now: now)
    return .feed(rendered)
  }

  private func rendered(_ feed: Feed, form: FeedForm, in snapshot: Snapshot, now: Timestamp) throws -> RenderedFeed {
    let contents = try contents(of: feed, in: snapshot, now: now)
    let revisions = try snapshot.changeCounter(.revisions)
    let key = FeedCache.Key(
      feed: feed.id, form: form, world: contents.world.counter, revisions: revisions, window: contents.window)
    if let kept = feedCache.find(key) { return kept }
    let name = feed.subject.fileName + (feed.options.content == .gaps ? "-gaps" : "")
    let made = try RenderedFeed(
      contents.calendar(in: snapshot), id: feed.id, name: name, created: feed.created, form: form)
    feedCache.keep(made, under: key)
    return made
  }

  /// What the events of `feed` are made of, over the days it reaches around `now`.
  func contents(of feed: Feed, in snapshot: Snapshot, now: Timestamp) throws -> FeedContents {
    let days = feed.options.days
    guard let window = FeedHorizon.window(around: now, back: days.back, ahead: days.ahead) else {
      throw ZoneProblem.outOfRange(now)
    }
    return FeedContents(
      subjects: [feed.subject] + feed.options.also, options: feed.options, created: feed.created, window: window,
      now: now, world: try worlds.world(in: snapshot), desk: self)
  }

  /// The calendar of a subject over `window`, as exports write it.
  func calendar(
    of subject: FeedSubject, created: Timestamp, window: Interval, world: World, in snapshot: Snapshot
  ) throws -> FeedCalendar {
    try FeedContents(
      subjects: [subject], options: FeedOptions(), created: created, window: window, now: created, world: world,
      desk: self
    ).calendar(in: snapshot)
  }

  /// Remembers which client came last, at most once in five minutes: the owner asks for it, not the client.
  private func noteUse(of feed: Feed, agent: String?, now: Timestamp) {
    guard (feed.lastUsed.map { now - $0 > .minutes(5) }) ?? true else { return }
    let agent = agent.map { TextLength.scalars.cut($0, to: 200) }
    Task { [self] in
      do {
        try await write { try $0.noteFeedUse(feed.id, at: now, agent: agent) }
      } catch {
        log.warning("could not note a feed's use", metadata: ["feed": "\(feed.id)", "error": "\(error)"])
      }
    }
  }
}
