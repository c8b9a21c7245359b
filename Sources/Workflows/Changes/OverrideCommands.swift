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

  package init(
    team: String, duty: String, from: Timestamp, until: Timestamp, member: String? = nil, out: String? = nil,
    reason: String? = nil
  ) {
    self.team = team
    self.duty = duty
    self.from = from
    self.until = until
    self.member = member
    self.out = out
    self.reason = reason
  }

  package struct Reply: Codable, Sendable {
    package var change: OverrideRow
    /// False when it changes nobody's shift: replacing somebody who is not on (rule T8), and that is said.
    package var hasEffect: Bool
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> Reply {
    let now = desk.clock.now()
    guard let interval = Interval(from, until) else {
      throw OperatorProblem(.refused, "the override ends \(until), before it begins", help: "give a later --until")
    }
    guard until > now else {
      throw OperatorProblem(.refused, "the override ends in the past", help: "what happened stays as it was")
    }
    return try await desk.change { [self] tx in
      let change = try change(interval, in: tx, desk: desk, actor: actor, now: now)
      let before = try shifts(of: change, desk: desk, tx: tx)
      try tx.addOverride(change, at: now)
      try tx.audit(at: now, actor: actor, action: "override-add", entity: "override/\(change.id)", ["team": team])
      try desk.worldChanged(in: tx, now: now)
      return Reply(change: OverrideRow(change), hasEffect: try shifts(of: change, desk: desk, tx: tx) != before)
    }
  }

  private func change(
    _ interval: Interval, in tx: Transaction, desk: ServiceDesk, actor: Actor, now: Timestamp
  ) throws -> Override {
    let world = try desk.worlds.world(in: tx)
    let schedule = try desk.team(team, in: world, at: now).schedule
    let duty = try desk.duty(duty, of: schedule)
    let change = Override(
      id: try tx.nextID(.override), team: schedule.team, duty: duty.id, interval: interval,
      change: try kind(of: schedule), reason: reason, by: actor.text)
    try refuseLeave(change, world: world)
    try refuseConflict(change, among: world.overrides)
    return change
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

  /// Two overrides of one duty that name the same member in overlapping time are refused (rule T8, case D18).
  private func refuseConflict(_ change: Override, among others: [Override]) throws {
    let clash = others.first { other in
      other.team == change.team && other.duty == change.duty && other.interval.overlaps(change.interval)
        && other.named.contains { change.named.contains($0) }
    }
    guard let clash else { return }
    throw OperatorProblem(
      .no, "override \(clash.id) names the same member in that time (\(clash.interval))",
      help: "remove it first: watchbill override remove \(clash.id)")
  }

  private func shifts(of change: Override, desk: ServiceDesk, tx: Transaction) throws -> [Shift] {
    let timeline = try desk.timeline(of: change.team, window: change.interval, world: desk.worlds.world(in: tx))
    return timeline.duty(change.duty)?.shifts.map(\.shift) ?? []
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

package struct RemoveOverride: OperatorCommand {
  package static let name = "override-remove"
  package static let changes = true

  package var id: String

  package init(id: String) { self.id = id }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> OverrideRow {
    let now = desk.clock.now()
    return try await desk.change { [id] tx in
      guard let change = try tx.override(id), try tx.withdrawOverride(id, by: actor.text, at: now) else {
        throw OperatorProblem(.no, "there is no override '\(id)'", help: "watchbill override list shows them")
      }
      try tx.audit(at: now, actor: actor, action: "override-remove", entity: "override/\(id)")
      try desk.worldChanged(in: tx, now: now)
      return OverrideRow(change)
    }
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

  init(_ override: Override) {
    id = override.id
    team = override.team.text
    duty = override.duty.text
    from = override.interval.start
    until = override.interval.end
    reason = override.reason
    by = override.by
    switch override.change {
    case .add(let member): (change, self.member, out) = ("add", member.text, nil)
    case .remove(let member): (change, self.member, out) = ("remove", nil, member.text)
    case .replace(let gone, let into): (change, member, out) = ("replace", into.text, gone.text)
    case .nobody: (change, member, out) = ("nobody", nil, nil)
    }
  }
}
