import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// Books leave; says which published shifts it lands on (rule T9).
package struct AddLeave: OperatorCommand {
  package static let name = "leave-add"
  package static let changes = true

  package var member: String
  package var from: Timestamp
  package var until: Timestamp
  package var kind: Leave.Kind
  package var note: String?

  package init(member: String, from: Timestamp, until: Timestamp, kind: Leave.Kind = .planned, note: String? = nil) {
    self.member = member
    self.from = from
    self.until = until
    self.kind = kind
    self.note = note
  }

  package struct Reply: Codable, Sendable {
    package var leave: LeaveRow
    /// Published shifts it lands on, which stay with the member until somebody else takes them.
    package var conflicts: [ShiftRow]
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> Reply {
    let now = desk.clock.now()
    guard let interval = Interval(from, until) else {
      throw OperatorProblem(.refused, "the leave ends \(until), before it begins", help: "give a later --until")
    }
    return try await desk.change { [self] tx in
      let world = try desk.worlds.world(in: tx)
      let person = try desk.member(member, in: world, at: now)
      try refuseOverlap(person.id, interval, in: tx)
      let leave = Leave(
        id: try tx.nextID(.leave), member: person.id, interval: interval, kind: kind, note: note)
      try tx.addLeave(leave, by: actor.text, at: now)
      try tx.audit(at: now, actor: actor, action: "leave-add", entity: "leave/\(leave.id)", ["member": member])
      try desk.worldChanged(in: tx, now: now)
      let conflicts = try conflicts(with: leave, desk: desk, world: desk.worlds.world(in: tx), now: now)
      return Reply(leave: LeaveRow(leave), conflicts: conflicts)
    }
  }

  private func refuseOverlap(_ member: MemberID, _ interval: Interval, in tx: Transaction) throws {
    guard let other = try tx.leaves(overlapping: interval, member: member).first else { return }
    throw OperatorProblem(
      .no, "\(member) has leave \(other.id) in that time already (\(other.interval))",
      help: "remove it first: watchbill leave remove \(other.id)")
  }

  private func conflicts(with leave: Leave, desk: ServiceDesk, world: World, now: Timestamp) throws -> [ShiftRow] {
    try world.teams(at: now).flatMap { team in
      let timeline = try desk.timeline(of: team.schedule.team, window: leave.interval, world: world)
      return timeline.shifts.filter { $0.conflict?.id == leave.id }.map { ShiftRow($0, timeline: timeline) }
    }
  }
}

package struct ListLeave: OperatorCommand {
  package static let name = "leave-list"
  package static let changes = false

  package var member: String?

  package init(member: String? = nil) { self.member = member }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> [LeaveRow] {
    let world = try await desk.world()
    let wanted = try member.map { try desk.member($0, in: world, at: desk.clock.now()).id }
    return world.leave.filter { wanted == nil || $0.member == wanted }.map(LeaveRow.init)
  }
}

package struct RemoveLeave: OperatorCommand {
  package static let name = "leave-remove"
  package static let changes = true

  package var id: String

  package init(id: String) { self.id = id }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> LeaveRow {
    let now = desk.clock.now()
    return try await desk.change { [id] tx in
      if let origin = try tx.origin(ofLeave: id), try tx.calendar(origin.calendar)?.removed == nil {
        throw OperatorProblem(
          .no, "leave \(id) comes from calendar \(origin.calendar), which would bring it back",
          help: "take the event out there, or end the subscription: watchbill calendar remove \(origin.calendar)")
      }
      guard let leave = try tx.leave(id), try tx.withdrawLeave(id, by: actor.text, at: now) else {
        throw OperatorProblem(.no, "there is no leave '\(id)'", help: "watchbill leave list shows them")
      }
      try tx.audit(at: now, actor: actor, action: "leave-remove", entity: "leave/\(id)")
      try desk.refundCredit(for: leave, actor: actor, in: tx, now: now)
      try desk.worldChanged(in: tx, now: now)
      return LeaveRow(leave)
    }
  }
}

/// Leave as a row; `until` is exclusive.
package struct LeaveRow: Codable, Sendable, Hashable {
  package var id: String
  package var member: String
  package var from: Timestamp
  package var until: Timestamp
  package var kind: String
  package var note: String?

  init(_ leave: Leave) {
    id = leave.id
    member = leave.member.text
    from = leave.interval.start
    until = leave.interval.end
    kind = leave.kind.rawValue
    note = leave.note
  }
}
