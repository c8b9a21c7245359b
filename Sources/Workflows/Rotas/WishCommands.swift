import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// Keeps what a member would rather have: days, or hours of days, off or on. Drafts pay for what they do not grant; it
/// never forbids anything, and moves nothing that is published.
package struct AddWish: OperatorCommand {
  package static let name = "wish-add"
  package static let changes = true
  /// As many as one member may have to come, and as long as one may be, in days.
  package static let most = 200
  package static let mostDays = 366

  package var member: String
  package var kind: KeptWish.Kind
  /// On the member's wall.
  package var dates: DateRange
  /// Of each day; an end that is not after the start lies on the next day.
  package var hours: KeptWish.Hours?
  /// From 1 to 9.
  package var weight: Int
  package var note: String?

  package init(
    member: String, kind: KeptWish.Kind, dates: DateRange, hours: KeptWish.Hours? = nil, weight: Int = 1,
    note: String? = nil
  ) {
    self.member = member
    self.kind = kind
    self.dates = dates
    self.hours = hours
    self.weight = weight
    self.note = note
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> WishRow {
    let now = desk.clock.now()
    try checkWords()
    return try await desk.change { [self] tx in
      let world = try desk.worlds.world(in: tx)
      let person = try desk.member(member, in: world, at: now)
      let zone = desk.zone(of: person.id, in: world)
      let wish = KeptWish(
        id: try tx.nextID(.wish), member: person.id, kind: kind, dates: dates, hours: hours, weight: weight, note: note,
        interval: try interval(in: zone, now: now), at: now, by: actor.text)
      try refuseOverlap(wish, zone, in: tx, now: now)
      try tx.addWish(wish)
      try tx.audit(at: now, actor: actor, action: "wish-add", entity: "wish/\(wish.id)", ["member": member])
      return WishRow(wish)
    }
  }

  private func checkWords() throws {
    try OperatorProblem.checkReason(note, noun: "note")
    guard (1...9).contains(weight) else {
      throw OperatorProblem(
        .refused, "the weight \(weight) is not between 1 and 9", help: "9 is what matters most to the member")
    }
    guard dates.last - dates.first < Self.mostDays else {
      throw OperatorProblem(
        .refused, "\(dates) is longer than \(Self.mostDays) days", help: "wish for a shorter time")
    }
  }

  /// All of the days, and what hours of the last one reach into the next.
  private func interval(in zone: Zone, now: Timestamp) throws -> Interval {
    let spans = KeptWish.spans(of: dates, hours, in: zone)
    guard let days = dates.interval(in: zone), let last = spans.last,
      let interval = Interval(days.start, max(days.end, last.end))
    else {
      throw OperatorProblem(.refused, "the clock skips that time in \(zone.id)", help: "give other days or hours")
    }
    guard last.end > now else {
      throw OperatorProblem(.no, "\(dates) is over", help: "a wish is for a time to come")
    }
    return interval
  }

  private func refuseOverlap(_ wish: KeptWish, _ zone: Zone, in tx: Transaction, now: Timestamp) throws {
    let others = try tx.wishes(member: wish.member, overlapping: Interval(now, .distantFuture))
    guard others.count < Self.most else {
      throw OperatorProblem(
        .no, "\(member) has \(others.count) wishes to come, which is the most there may be",
        help: "take some back: watchbill wish list --member \(member)")
    }
    let spans = wish.spans(in: zone)
    let other = others.first { other in
      other.spans(in: zone).contains { old in spans.contains { $0.overlaps(old) } }
    }
    guard let other else { return }
    throw OperatorProblem(
      .no, "\(member) has wish \(other.id) in that time already (\(other.kind.rawValue) \(other.dates))",
      help: "take it back first: watchbill wish remove \(other.id)")
  }
}

/// Wishes that have not passed, earliest first.
package struct ListWishes: OperatorCommand {
  package static let name = "wish-list"
  package static let changes = false

  package var member: String?

  package init(member: String? = nil) { self.member = member }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> [WishRow] {
    let now = desk.clock.now()
    let world = try await desk.world()
    let wanted = try member.map { try desk.member($0, in: world, at: now).id }
    let coming = Interval(now, .distantFuture)
    return try await desk.store.read { try $0.wishes(member: wanted, overlapping: coming) }.map(WishRow.init)
  }
}

/// Takes a wish back.
package struct RemoveWish: OperatorCommand {
  package static let name = "wish-remove"
  package static let changes = true

  package var id: String

  package init(id: String) { self.id = id }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> WishRow {
    let now = desk.clock.now()
    return try await desk.change { [id] tx in
      guard let wish = try tx.wish(id), try tx.removeWish(id, by: actor.text, at: now) else {
        throw OperatorProblem(.missing, "there is no wish '\(id.echoed)'", help: "watchbill wish list shows them")
      }
      try tx.audit(at: now, actor: actor, action: "wish-remove", entity: "wish/\(id)")
      return WishRow(wish)
    }
  }
}

/// A wish as a row; `from` and `until` are of the member's wall, for each day.
package struct WishRow: Codable, Sendable, Hashable {
  package var id: String
  package var member: String
  package var kind: KeptWish.Kind
  package var dates: DateRange
  package var from: CivilTime?
  package var until: CivilTime?
  package var weight: Int
  package var note: String?

  init(_ wish: KeptWish) {
    (id, member, kind, dates) = (wish.id, wish.member.text, wish.kind, wish.dates)
    (from, until) = (wish.hours?.from, wish.hours?.until)
    (weight, note) = (wish.weight, wish.note)
  }
}
