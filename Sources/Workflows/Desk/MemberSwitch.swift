import ScheduleFiles
import Scheduling
import Storage
import Timekeeping
import Triage

/// A member's own switches at the desk as a row.
package struct MemberSwitchRow: Codable, Sendable, Hashable {
  package var member: String
  package var name: String
  /// In force: the member's own, else the file's; nil is no limit.
  package var capacity: Int?
  package var isOwnCapacity: Bool
  package var pausedSince: Timestamp?
  package var pausedUntil: Timestamp?
  package var reason: String?
}

/// Takes no tickets for now, with a reason (C8). Shifts and pages go on, and tickets that are theirs stay theirs.
package struct PauseMember: OperatorCommand {
  package static let name = "member-pause"
  package static let changes = true

  package var member: String
  package var until: Timestamp?
  package var reason: String

  package init(member: String, until: Timestamp? = nil, reason: String) {
    self.member = member
    self.until = until
    self.reason = reason
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> MemberSwitchRow {
    let now = desk.clock.now()
    if let until, until <= now {
      throw OperatorProblem(.refused, "the pause would be over before it begins", help: "give a later --until")
    }
    let length = TextLength.scalars.of(reason)
    guard (1...200).contains(length) else {
      throw OperatorProblem(.refused, "the reason has \(length) characters", help: "give 1 to 200 characters")
    }
    return try await desk.switched(member, actor: actor, "paused") { [reason, until] switches in
      switches.pause = Pause(member: switches.member, from: now, until: until, reason: reason)
    }
  }
}

/// Takes tickets again.
package struct ResumeMember: OperatorCommand {
  package static let name = "member-resume"
  package static let changes = true

  package var member: String

  package init(member: String) { self.member = member }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> MemberSwitchRow {
    try await desk.switched(member, actor: actor, "resumed") { $0.pause = nil }
  }
}

/// Sets how many tickets one works on at once, in place of the file's number (C7); nil gives that back.
package struct SetMemberCapacity: OperatorCommand {
  package static let name = "member-capacity"
  package static let changes = true

  package var member: String
  package var capacity: Int?

  package init(member: String, capacity: Int?) {
    self.member = member
    self.capacity = capacity
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> MemberSwitchRow {
    if let capacity, !(0...1000).contains(capacity) {
      throw OperatorProblem(.refused, "\(capacity) is not a number of tickets from 0 to 1000", help: "give 0 to 1000")
    }
    return try await desk.switched(member, actor: actor, "capacity") { [capacity] in $0.capacity = capacity }
  }
}

extension ServiceDesk {
  /// Changes one member's switches, and looks again at what waits for somebody.
  func switched(
    _ id: String, actor: Actor, _ action: String, _ change: @escaping @Sendable (inout MemberSwitches) -> Void
  ) async throws -> MemberSwitchRow {
    let now = clock.now()
    let row = try await write { tx in
      let world = try worlds.world(in: tx)
      let member = try self.member(id, in: world, at: now)
      var switches = try tx.memberSwitches().first { $0.member == member.id } ?? MemberSwitches(member: member.id)
      change(&switches)
      try tx.set(switches, by: actor.text, at: now)
      let row = MemberSwitchRow(member, switches, at: now)
      let facts = ["capacity": switches.capacity.map(String.init) ?? "the file's", "reason": row.reason ?? ""]
      try tx.audit(at: now, actor: actor, action: action, entity: "member/\(member.id)", facts)
      try advanceWaitingTickets(in: tx, world: world, now: now)
      return row
    }
    wake.ring()
    return row
  }
}

extension MemberSwitchRow {
  init(_ member: Member, _ switches: MemberSwitches?, at now: Timestamp) {
    self.member = member.id.text
    name = member.name
    capacity = switches?.capacity ?? member.capacity
    isOwnCapacity = switches?.capacity != nil
    guard let pause = switches?.pause, pause.holds(at: now) else { return }
    pausedSince = pause.from
    pausedUntil = pause.until
    reason = pause.reason
  }
}
