import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// Makes a subscription link for a member, a team or one duty.
package struct AddFeed: OperatorCommand {
  package static let name = "feed-add"
  package static let changes = true

  package var member: String?
  package var team: String?
  package var duty: String?

  package init(member: String? = nil, team: String? = nil, duty: String? = nil) {
    self.member = member
    self.team = team
    self.duty = duty
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> FeedRow {
    let now = desk.clock.now()
    return try await desk.store.write { [self] tx in
      let subject = try subject(in: desk.worlds.world(in: tx), desk: desk, now: now)
      let feed = Feed(id: try tx.nextID(.feed), subject: subject, generation: 1, created: now, by: actor.text)
      try tx.addFeed(feed)
      try tx.setTokenHash(ServerKeys.hash(desk.keys.feedToken(feed.id, generation: 1)), generation: 1, of: feed.id)
      try tx.audit(at: now, actor: actor, action: "feed-add", entity: "feed/\(feed.id)", ["subject": subject.text])
      return desk.row(feed)
    }
  }

  private func subject(in world: World, desk: ServiceDesk, now: Timestamp) throws -> FeedSubject {
    switch (member, team, duty) {
    case (let member?, nil, nil): return .member(try desk.member(member, in: world, at: now).id)
    case (nil, let team?, nil): return .team(try desk.team(team, in: world, at: now).schedule.team)
    case (nil, let team?, let duty?):
      let schedule = try desk.team(team, in: world, at: now).schedule
      return .duty(schedule.team, try desk.duty(duty, of: schedule).id)
    default:
      throw OperatorProblem(
        .refused, "a feed is of one member, one team, or one duty of a team",
        help: "give --member M, or --team T, or --team T --duty D")
    }
  }
}

package struct ListFeeds: OperatorCommand {
  package static let name = "feed-list"
  package static let changes = false

  package init() {}

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> [FeedRow] {
    try await desk.store.read { try $0.feeds() }.map { desk.row($0) }
  }
}

/// Shows a feed with its link, for the owner who lost it.
package struct ShowFeed: OperatorCommand {
  package static let name = "feed-show"
  package static let changes = false

  package var id: String

  package init(id: String) { self.id = id }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> FeedRow {
    guard let feed = try await desk.store.read({ [id] in try $0.feed(id) }) else { throw OperatorProblem.noFeed(id) }
    return desk.row(feed)
  }
}

/// Ends a link at once and makes the next one; the old address answers 410 so that clients stop asking.
package struct RevokeFeed: OperatorCommand {
  package static let name = "feed-revoke"
  package static let changes = true

  package var id: String
  /// False: the feed ends without a new link.
  package var renew: Bool

  package init(id: String, renew: Bool = true) {
    self.id = id
    self.renew = renew
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> FeedRow {
    let now = desk.clock.now()
    let row = try await desk.store.write { [self] tx in
      guard let feed = try tx.feed(id) else { throw OperatorProblem.noFeed(id) }
      guard feed.revoked == nil else {
        throw OperatorProblem(.no, "feed \(id) was revoked at \(feed.revoked ?? now)", help: "add a new one")
      }
      try tx.audit(at: now, actor: actor, action: "feed-revoke", entity: "feed/\(id)")
      _ = try tx.revokeFeed(id, at: now)
      guard renew, let next = try renewed(feed, in: tx, desk: desk, actor: actor, now: now) else {
        return try desk.row(tx.feed(id) ?? feed)
      }
      return desk.row(next)
    }
    desk.feedCache.forget()
    return row
  }

  /// A new feed of the same subject: its token has never been seen.
  private func renewed(
    _ feed: Feed, in tx: Transaction, desk: ServiceDesk, actor: Actor, now: Timestamp
  ) throws -> Feed? {
    let next = Feed(
      id: try tx.nextID(.feed), subject: feed.subject, generation: feed.generation + 1, created: now, by: actor.text)
    try tx.addFeed(next)
    let token = desk.keys.feedToken(next.id, generation: next.generation)
    try tx.setTokenHash(ServerKeys.hash(token), generation: next.generation, of: next.id)
    try tx.audit(
      at: now, actor: actor, action: "feed-add", entity: "feed/\(next.id)", ["subject": feed.subject.text])
    return next
  }
}

extension OperatorProblem {
  static func noFeed(_ id: String) -> OperatorProblem {
    OperatorProblem(.no, "there is no feed '\(id)'", help: "watchbill feed list shows them")
  }
}

/// A feed as a row, with the link its owner subscribes to.
package struct FeedRow: Codable, Sendable, Hashable {
  package var id: String
  package var subject: String
  /// Nil once revoked.
  package var url: String?
  package var created: Timestamp
  package var revoked: Timestamp?
  package var lastUsed: Timestamp?
  package var lastAgent: String?
}

extension ServiceDesk {
  func row(_ feed: Feed) -> FeedRow {
    let token = keys.feedToken(feed.id, generation: feed.generation)
    return FeedRow(
      id: feed.id, subject: feed.subject.text,
      url: feed.revoked == nil ? "\(setup.publicURL)/feeds/\(token).ics" : nil, created: feed.created,
      revoked: feed.revoked, lastUsed: feed.lastUsed, lastAgent: feed.lastAgent)
  }
}

extension FeedSubject {
  /// `member ana`, `team field-support`, `duty field-support/desk`.
  package var text: String {
    switch self {
    case .member(let member): "member \(member)"
    case .team(let team): "team \(team)"
    case .duty(let team, let duty): "duty \(team)/\(duty)"
    }
  }
}
