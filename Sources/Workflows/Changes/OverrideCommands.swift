import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// Adds, removes or replaces a member on a duty for a time, or leaves it empty on purpose (rule T8).
package struct AddOverride: OperatorCommand {
  package static let name = "override-add"
  package static let changes = true

  package var team: String
  package var duty: String
  package var from: Timestamp
  package var until: Timestamp
  /// Who comes on; nil with `out` set removes somebody.
  package var member: String?
  /// Who goes off; nil with `member` set adds somebody.
  package var out: String?
  package var reason: String?
  /// A lead's word that conflicts with other shifts, rest and hours are accepted (rule T14); leave never is.
  package var force: Bool
  /// Shows what would change and stores nothing.
  package var dryRun: Bool
  /// True where dates were written for both ends, on whatever wall.
  package var areDates: Bool?

  package init(
    team: String, duty: String, from: Timestamp, until: Timestamp, member: String? = nil, out: String? = nil,
    reason: String? = nil, force: Bool = false, dryRun: Bool = false, areDates: Bool? = nil
  ) {
    self.team = team
    self.duty = duty
    self.from = from
    self.until = until
    self.member = member
    self.out = out
    self.reason = reason
    self.force = force
    self.dryRun = dryRun
    self.areDates = areDates
  }

  package struct Reply: Codable, Sendable {
    /// From now on at the earliest: what happened stays (rule T11).
    package var change: OverrideRow
    /// Of days whose slots have time between them one for each stretch: those after the first.
    package var more: [OverrideRow]?
    /// When it was to begin, where that was over: it begins now instead.
    package var movedFrom: Timestamp?
    /// Whole days were given of a duty with slots: it is for the slots of those days.
    package var isForSlots: Bool
    /// False when it changes nobody's shift: replacing somebody who is not on (rule T8), and that is said.
    package var hasEffect: Bool
    /// Conflicts that were accepted.
    package var overruled: [ShiftConflict]
    package var isDryRun: Bool
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> Reply {
    let now = desk.clock.now()
    try OperatorProblem.checkReason(reason)
    let span = try FutureSpan("the override", from: from, until: until, now: now, force: force)
    return try await desk.changeOrTry { [self] tx in
      let (changes, overruled) = try changes(span.interval, in: tx, desk: desk, actor: actor, now: now)
      let before = try shifts(of: changes, desk: desk, tx: tx)
      for (change, own) in zip(changes, overruled) {
        try tx.addOverride(change, at: now)
        try tx.audit(at: now, actor: actor, action: "override-add", entity: "override/\(change.id)", facts(own))
      }
      let ids = changes.map(\.id).joined(separator: ", ")
      let why = reason.map { "override \(ids) (\($0))" } ?? "override \(ids)"
      try desk.worldChanged(in: tx, now: now, because: WorldChange(by: actor.text, why: why))
      let hasEffect = try shifts(of: changes, desk: desk, tx: tx) != before
      let reply = reply(changes, in: span, hasEffect: hasEffect, overruled.flatMap { $0 }.uniqued)
      if dryRun { throw DryRun(reply: reply) }
      return reply
    }
  }

  private func reply(
    _ changes: [Override], in span: FutureSpan, hasEffect: Bool, _ overruled: [ShiftConflict]
  ) -> Reply {
    let rows = changes.map(OverrideRow.init)
    return Reply(
      change: rows[0], more: rows.count > 1 ? Array(rows.dropFirst()) : nil, movedFrom: span.asked,
      isForSlots: changes.map(\.interval) != [span.interval], hasEffect: hasEffect, overruled: overruled,
      isDryRun: dryRun)
  }

  private func facts(_ overruled: [ShiftConflict]) -> [String: String] {
    var facts = ["team": team]
    facts["overruled"] = overruled.fact
    return facts
  }

  /// At least one, and the conflicts that were accepted for each.
  private func changes(
    _ interval: Interval, in tx: Transaction, desk: ServiceDesk, actor: Actor, now: Timestamp
  ) throws -> ([Override], [[ShiftConflict]]) {
    let book = try RequestBook(desk: desk, tx: tx, now: now)
    let definition = try desk.team(team, in: book.world, at: now)
    let schedule = definition.schedule
    let duty = try desk.duty(duty, of: schedule)
    let kind = try kind(of: schedule)
    let days = SlotDays(duty: duty, from: from, until: until, areDates: areDates == true)
    let changes = try days.times(of: kind, in: interval, zones: desk.zones).map { time in
      Override(
        id: try tx.nextID(.override), team: schedule.team, duty: duty.id, interval: time, change: kind, reason: reason,
        by: actor.text)
    }
    for change in changes {
      try refuseLeave(change, world: book.world)
      try refuseConflict(change, among: book.world.overrides)
      try UnderSwap(change: change, book: book).refuse()
    }
    return (changes, try conflicts(of: changes, definition, in: book))
  }

  /// What the changes would have their newcomer stand, asked of the rules that hold across teams (rule T14): all are
  /// taken together, and each is told its own conflicts.
  private func conflicts(
    of changes: [Override], _ definition: TeamDefinition, in book: RequestBook
  ) throws -> [[ShiftConflict]] {
    let own = try changes.map { try self.parts(of: $0, in: book) }
    let parts = own.flatMap { $0 }.map(\.part)
    let none = changes.map { _ in [ShiftConflict]() }
    guard let into = own.flatMap({ $0 }).first?.newcomer else { return none }
    let found = try book.checked(into, taking: parts, team: definition, force: force, mayForce: true)
    guard !found.isEmpty else { return none }
    let check = try book.desk.conflictCheck(definition, around: parts, world: book.world)
    return own.map { check.conflicts(for: into, taking: parts, only: $0.map(\.part)) }
  }

  private func parts(of change: Override, in book: RequestBook) throws -> [(part: ShiftPart, newcomer: MemberID)] {
    let standing = try book.desk.timeline(of: change.team, window: change.interval, world: book.world)
    let held = standing.duty(change.duty)?.shifts.map(\.shift) ?? []
    switch change.change {
    case .remove, .nobody: return []
    case .replace(let gone, let into):
      let own = held.filter { $0.member == gone }.compactMap { ShiftPart($0).clipped(to: change.interval) }
      return own.map { ($0, into) }
    case .add(let into):
      let own = held.filter { $0.member == into }.map(\.interval)
      let id = ShiftID(text: "\(change.team).\(change.duty).\(change.id.lowercased())")
      return change.interval.subtracting(own).map { time in
        (ShiftPart(shift: id, team: change.team, duty: change.duty, member: into, interval: time), into)
      }
    }
  }

  private func kind(of schedule: Schedule) throws -> Override.Change {
    let into = try member.map { try known($0, in: schedule) }
    let gone = try out.map { try known($0, in: schedule) }
    switch (into, gone) {
    case (let into?, let gone?): return .replace(out: gone, in: into)
    case (let into?, nil): return .add(into)
    case (nil, let gone?): return .remove(gone)
    case (nil, nil): return .nobody
    }
  }

  private func known(_ id: String, in schedule: Schedule) throws -> MemberID {
    if let found = schedule.members.first(where: { $0.id.text == id }) { return found.id }
    throw OperatorProblem.unknown("member", id, of: schedule.team, among: schedule.members.map(\.id.text))
  }

  /// Adding someone on leave is refused (rule T8).
  private func refuseLeave(_ change: Override, world: World) throws {
    guard let member,
      let leave = world.leave.first(where: { $0.member.text == member && $0.interval.overlaps(change.interval) })
    else { return }
    throw OperatorProblem(
      .no, "\(member) is on leave then (\(leave.id), \(leave.interval))", help: "choose somebody else or another time")
  }

  /// Two direct overrides of one duty that name the same member in overlapping time are refused (rule T8, case D18).
  private func refuseConflict(_ change: Override, among others: [Override]) throws {
    let clash = others.first { other in
      other.kind == .direct && other.team == change.team && other.duty == change.duty
        && other.interval.overlaps(change.interval)
        && other.named.contains { change.named.contains($0) }
    }
    guard let clash else { return }
    throw OperatorProblem(
      .no, "override \(clash.id) names the same member in that time (\(clash.interval))",
      help: "remove it first: watchbill override remove \(clash.id)")
  }

  private func shifts(of changes: [Override], desk: ServiceDesk, tx: Transaction) throws -> [Shift] {
    let world = try desk.worlds.world(in: tx)
    return try changes.flatMap { change in
      let timeline = try desk.timeline(of: change.team, window: change.interval, world: world)
      return timeline.duty(change.duty)?.shifts.map(\.shift) ?? []
    }
  }
}

package struct ListOverrides: OperatorCommand {
  package static let name = "override-list"
  package static let changes = false

  package var team: String?

  package init(team: String? = nil) { self.team = team }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> [OverrideRow] {
    let world = try await desk.world()
    let wanted = try team.map { try desk.team($0, in: world, at: desk.clock.now()).schedule.team }
    return world.overrides.filter { wanted == nil || $0.team == wanted }.map(OverrideRow.init)
  }
}

/// Takes an override back; of one that runs, what is still to come (rule T11).
package struct RemoveOverride: OperatorCommand {
  package static let name = "override-remove"
  package static let changes = true

  package var id: String

  package init(id: String) { self.id = id }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> OverrideRow {
    let now = desk.clock.now()
    return try await desk.change { [id] tx in
      guard let change = try tx.override(id) else {
        throw OperatorProblem(
          .missing, "there is no override '\(id.echoed)'", help: "watchbill override list shows them")
      }
      try Self.refuse(change, in: tx, now: now)
      let isGone =
        try change.interval.start < now
        ? tx.endOverride(id, at: now) : tx.withdrawOverride(id, by: actor.text, at: now)
      guard isGone else {
        throw OperatorProblem(
          .missing, "there is no override '\(id.echoed)'", help: "watchbill override list shows them")
      }
      try tx.audit(at: now, actor: actor, action: "override-remove", entity: "override/\(id)")
      try desk.worldChanged(
        in: tx, now: now, because: WorldChange(by: actor.text, why: "override \(id) was taken back"))
      try Self.offerAnew(change, on: desk, actor: actor, in: tx, now: now)
      return OverrideRow(change)
    }
  }

  /// Whoever is on again may be away then.
  private static func offerAnew(
    _ change: Override, on desk: ServiceDesk, actor: Actor, in tx: Transaction, now: Timestamp
  ) throws {
    guard let span = Interval(max(change.interval.start, now), change.interval.end) else { return }
    if let back = change.gone {
      try desk.leaveLands(on: back, in: span, by: actor.text, actor: actor, in: tx, now: now)
    } else if change.change == .nobody {
      try desk.leaveLands(in: span, by: actor.text, actor: actor, in: tx, now: now)
    }
  }

  private static func refuse(_ change: Override, in tx: Transaction, now: Timestamp) throws {
    if let request = change.request, try isWithdrawn(with: request, in: tx) {
      throw OperatorProblem(
        .no, "\(change.id) belongs to \(request)",
        help: "take that back: watchbill \(change.kind == .swap ? "swap" : "cover") withdraw \(request)")
    }
    guard change.interval.end <= now else { return }
    throw OperatorProblem(.no, "\(change.id) is over", help: "what happened stays as it was")
  }

  /// False for what was taken of a request that lapsed or was closed since: nothing else takes that back.
  private static func isWithdrawn(with request: String, in tx: Transaction) throws -> Bool {
    let state = try tx.shiftRequest(request)?.state
    return state == .open || state == .taken
  }
}

/// An override as a row; `until` is exclusive.
package struct OverrideRow: Codable, Sendable, Hashable {
  package var id: String
  package var team: String
  package var duty: String
  package var from: Timestamp
  package var until: Timestamp
  /// `add`, `remove`, `replace` or `nobody`.
  package var change: String
  package var member: String?
  package var out: String?
  package var reason: String?
  package var by: String
  /// `direct`, `swap` or `takeOver`.
  package var kind: String
  /// The request it came of, if any.
  package var request: String?

  init(_ override: Override) {
    id = override.id
    team = override.team.text
    duty = override.duty.text
    from = override.interval.start
    until = override.interval.end
    reason = override.reason
    by = override.by
    kind = override.kind.rawValue
    request = override.request
    switch override.change {
    case .add(let member): (change, self.member, out) = ("add", member.text, nil)
    case .remove(let member): (change, self.member, out) = ("remove", nil, member.text)
    case .replace(let gone, let into): (change, member, out) = ("replace", into.text, gone.text)
    case .nobody: (change, member, out) = ("nobody", nil, nil)
    }
  }
}
