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
  package var choices: FeedChoices?

  package init(
    member: String? = nil, team: String? = nil, duty: String? = nil, choices: FeedChoices? = nil
  ) {
    self.member = member
    self.team = team
    self.duty = duty
    self.choices = choices
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> FeedRow {
    let now = desk.clock.now()
    return try await desk.write { [self] tx in
      try desk.requireOwnKey(tx)
      let world = try desk.worlds.world(in: tx)
      let place = FeedChoices.Place(member: member, team: team, duty: duty)
      let subject = try desk.feedSubject(place, in: world, now: now)
      let more = try (choices?.also ?? []).map { try desk.feedSubject($0, in: world, now: now) }
      let options = try choices?.options(also: more.filter { $0 != subject }, of: subject) ?? FeedOptions()
      let feed = Feed(
        id: try tx.nextID(.feed), subject: subject, options: options, generation: 1, created: now, by: actor.text)
      let reach = try tx.longestFeed() ?? 0
      try tx.addFeed(feed)
      // A feed that reaches further than any before needs revisions of the shifts out there.
      if options.days.ahead > max(reach, FeedOptions.Days.usual.ahead) {
        for team in world.teams(at: now) {
          try desk.reviseShifts(of: team.schedule.team, world: world, in: tx, now: now)
        }
      }
      try tx.setTokenHash(ServerKeys.hash(desk.keys.feedToken(feed.id, generation: 1)), generation: 1, of: feed.id)
      try tx.audit(at: now, actor: actor, action: "feed-add", entity: "feed/\(feed.id)", ["subject": subject.text])
      return desk.row(feed)
    }
  }

}

extension ServiceDesk {
  /// A member, a team, or a duty of a team, as somebody named it.
  fileprivate func feedSubject(_ place: FeedChoices.Place, in world: World, now: Timestamp) throws -> FeedSubject {
    switch (place.member, place.team, place.duty) {
    case (let member?, nil, nil): return .member(try self.member(member, in: world, at: now).id)
    case (nil, let team?, nil): return .team(try self.team(team, in: world, at: now).schedule.team)
    case (nil, let team?, let duty?):
      let schedule = try self.team(team, in: world, at: now).schedule
      return .duty(schedule.team, try self.duty(duty, of: schedule).id)
    default:
      throw OperatorProblem(
        .refused, "nothing says whose shifts the feed is of",
        help: "give --member M, --team T, or --team T --duty D; each may be repeated")
    }
  }
}

package struct ListFeeds: OperatorCommand {
  package static let name = "feed-list"
  package static let changes = false

  package init() {}

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> [FeedRow] {
    try await desk.store.read { snapshot in
      try desk.requireOwnKey(snapshot)
      return try snapshot.feeds()
    }.map { desk.row($0) }
  }
}

/// Shows a feed with its link, for the owner who lost it.
package struct ShowFeed: OperatorCommand {
  package static let name = "feed-show"
  package static let changes = false

  package var id: String

  package init(id: String) { self.id = id }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> FeedRow {
    let feed = try await desk.store.read { [id] snapshot in
      try desk.requireOwnKey(snapshot)
      return try snapshot.feed(id)
    }
    guard let feed else { throw OperatorProblem.noFeed(id) }
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
    let row = try await desk.write { [self] tx in
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
    try desk.requireOwnKey(tx)
    let next = Feed(
      id: try tx.nextID(.feed), subject: feed.subject, options: feed.options, generation: feed.generation + 1,
      created: now, by: actor.text)
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
    OperatorProblem(.missing, "there is no feed '\(id.echoed)'", help: "watchbill feed list shows them")
  }
}

/// A feed as a row, with the link its owner subscribes to.
package struct FeedRow: Codable, Sendable, Hashable {
  package var id: String
  package var subject: String
  /// What differs from the usual, in words; empty for a usual one.
  package var options: String
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
      id: feed.id, subject: ([feed.subject] + feed.options.also).map(\.text).joined(separator: ", "),
      options: feed.options.text,
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
