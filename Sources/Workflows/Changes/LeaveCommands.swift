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
  /// Says what it would land on and stores nothing.
  package var dryRun: Bool

  package init(
    member: String, from: Timestamp, until: Timestamp, kind: Leave.Kind = .planned, note: String? = nil,
    dryRun: Bool = false
  ) {
    self.member = member
    self.from = from
    self.until = until
    self.kind = kind
    self.note = note
    self.dryRun = dryRun
  }

  package struct Reply: Codable, Sendable {
    package var leave: LeaveRow
    /// Shifts it takes the member from: each is offered to colleagues, and until one takes it the fallback answers.
    package var conflicts: [LeaveConflict]
    package var isDryRun: Bool
    /// When it was to begin, where the member is on since before now: it begins now instead (rule T11).
    package var movedFrom: Timestamp?
    /// True where all of it is over already, so that it changes nobody's shift.
    package var isOver: Bool
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> Reply {
    let now = desk.clock.now()
    try OperatorProblem.checkReason(note, noun: "note")
    guard let interval = Interval(from, until) else {
      throw OperatorProblem(.refused, "the leave ends \(until), not after it begins", help: "give a later --until")
    }
    return try await desk.changeOrTry { [self] tx in
      let world = try desk.worlds.world(in: tx)
      let person = try desk.member(member, in: world, at: now)
      let future = try stillToCome(interval, of: person, in: RequestBook(desk: desk, tx: tx, now: now))
      try refuseOverlap(person.id, future, in: tx)
      let leave = Leave(
        id: try tx.nextID(.leave), member: person.id, interval: future, kind: kind, note: note)
      try tx.addLeave(leave, by: actor.text, at: now)
      try tx.audit(at: now, actor: actor, action: "leave-add", entity: "leave/\(leave.id)", ["member": member])
      let change = WorldChange(by: actor.text, why: "leave of \(person.name)", spared: [person.id])
      try desk.worldChanged(in: tx, now: now, because: change)
      let conflicts = try desk.leaveChanged(leave, by: actor.text, actor: actor, in: tx, now: now)
      let reply = Reply(
        leave: LeaveRow(leave), conflicts: conflicts, isDryRun: dryRun, movedFrom: future == interval ? nil : from,
        isOver: future.end <= now)
      if dryRun { throw DryRun(reply: reply) }
      return reply
    }
  }

  private func stillToCome(_ interval: Interval, of person: Member, in book: RequestBook) throws -> Interval {
    if let future = try book.stillToCome(interval, of: person.id) { return future }
    throw OperatorProblem(
      .no, "\(person.name) is on since before the leave began, and it is over", help: "what happened stays as it was")
  }

  private func refuseOverlap(_ member: MemberID, _ interval: Interval, in tx: Transaction) throws {
    // Somebody on planned leave may be unavailable besides: that takes effect at once.
    let others = try tx.leaves(overlapping: interval, member: member)
    guard let other = others.first(where: { kind == .planned || $0.kind == kind }) else { return }
    throw OperatorProblem(
      .no, "\(member) has leave \(other.id) in that time already (\(other.interval))",
      help: "remove it first: watchbill leave remove \(other.id)")
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

/// Takes leave back; of leave that has begun, what is still to come (rule T11). Leave that was over when it was entered
/// took nobody off a shift, so that all of it goes.
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
      guard let leave = try tx.leave(id) else {
        throw OperatorProblem(.missing, "there is no leave '\(id.echoed)'", help: "watchbill leave list shows them")
      }
      let row = LeaveRow(try end(leave, actor: actor, in: tx, now: now))
      try tx.audit(at: now, actor: actor, action: "leave-remove", entity: "leave/\(id)")
      try desk.refundCredit(for: leave, actor: actor, in: tx, now: now)
      let change = WorldChange(by: actor.text, why: "leave \(id) was taken back")
      try desk.worldChanged(in: tx, now: now, because: change)
      try desk.leaveRemoved(leave, by: actor.text, actor: actor, in: tx, now: now)
      return row
    }
  }

  /// Who answered while it ran did, so that much of it stays.
  private func end(_ leave: Leave, actor: Actor, in tx: Transaction, now: Timestamp) throws -> Leave {
    let added = try tx.leaveAdded(id) ?? leave.interval.start
    if added >= leave.interval.end, try tx.withdrawLeave(id, by: actor.text, at: now) { return leave }
    guard leave.interval.end > now else {
      throw OperatorProblem(.no, "leave \(id) is over", help: "what happened stays as it was")
    }
    var ended = leave
    if let past = Interval(leave.interval.start, now) {
      ended.interval = past
      _ = try tx.changeLeave(ended)
    } else {
      _ = try tx.withdrawLeave(id, by: actor.text, at: now)
    }
    return ended
  }
}

extension RequestBook {
  /// Leave may come in late, but whoever is on since before now was on until now: for them it begins now (rule T11), also
  /// where somebody took the rest of the shift and what they stood is not written down yet. Nil where nothing is left then.
  func stillToCome(_ leave: Interval, of member: MemberID) throws -> Interval? {
    guard leave.start < now, let moment = Interval(now, now + .milliseconds(1)) else { return leave }
    let recent = Interval(max(leave.start, now - Self.unwritten), min(leave.end, now))
    let stood = try [moment, recent].compactMap { $0 }.flatMap { try search.shifts(of: member, in: $0) }
    let isOn = stood.contains { $0.interval.start < now && $0.interval.overlaps(leave) && isUnwritten($0) }
    return isOn ? Interval(now, leave.end) : leave
  }

  /// True for what would be written down otherwise than it was stood, if leave were put over it.
  private func isUnwritten(_ shift: Shift) -> Bool {
    let written = world.recorded[shift.team]?.end(of: shift.duty) ?? .distantPast
    return shift.interval.end > max(written, world.firstVersion(of: shift.team)?.from ?? .distantPast)
  }

  /// Longer than a team's history waits to be written down.
  private static let unwritten = Duration.hours(24 * 9)
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
