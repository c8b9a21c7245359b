import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// A member says, during a shift, that they looked: written down with the time (D17).
package struct CheckInOnShift: OperatorCommand {
  package static let name = "check-in"
  package static let changes = true
  private static let longestNote = 500

  package var member: String
  package var note: String?

  package init(member: String, note: String? = nil) {
    self.member = member
    self.note = note
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> [CheckInRow] {
    let now = desk.clock.now()
    guard TextLength.scalars.of(note ?? "") <= Self.longestNote else {
      throw OperatorProblem(.refused, "the note is longer than \(Self.longestNote) characters", help: "shorten it")
    }
    return try await desk.write { [self] tx in
      let world = try desk.worlds.world(in: tx)
      let person = try desk.member(member, in: world, at: now)
      let duties = try desk.checkedDuties(of: person.id, at: now, world: world)
      guard !duties.isEmpty else {
        throw OperatorProblem(
          .no, "\(person.id) is not on a shift with check-ins now",
          help: "watchbill shifts --member \(person.id) lists what is to come")
      }
      for duty in duties {
        let checkIn = CheckIn(member: person.id, team: duty.shift.team, duty: duty.shift.duty, at: now, note: note)
        try tx.record(.checkIn(checkIn), at: now, by: actor.text)
        try tx.audit(
          at: now, actor: actor, action: "check-in", entity: "shift/\(duty.shift.id)", ["member": person.id.text])
      }
      return try duties.map { try desk.checkInRow($0.shift, every: $0.every, now: now, world: world, in: tx) }
    }
  }
}

/// The check-ins of shifts in a time, and where they are missing.
package struct ListCheckIns: OperatorCommand {
  package static let name = "check-in-list"
  package static let changes = false

  package var team: String?
  package var from: Timestamp
  /// Exclusive.
  package var until: Timestamp

  package init(team: String? = nil, from: Timestamp, until: Timestamp) {
    self.team = team
    self.from = from
    self.until = until
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> [CheckInRow] {
    let now = desk.clock.now()
    guard let window = Interval(from, min(until, now)) else {
      throw OperatorProblem(.refused, "that time ends before it begins, or is to come", help: "give another --from")
    }
    let world = try await desk.world()
    let teams = try team.map { [try desk.team($0, in: world, at: now)] } ?? world.teams(at: now)
    try OperatorProblem.checkLength(of: window, end: "--until")
    return try await desk.store.read { snapshot in
      try teams.flatMap { team in
        let timeline = try desk.timeline(of: team.schedule.team, window: window, world: world)
        return try timeline.shifts.filter { $0.interval.start < now }.compactMap { held -> CheckInRow? in
          guard let every = team.schedule.duty(held.shift.duty)?.slots?.checkIn else { return nil }
          return try desk.checkInRow(held.shift, every: every, now: now, world: world, in: snapshot)
        }
      }
    }
  }
}

/// A shift with check-ins: those made, and the stretches that passed without one.
package struct CheckInRow: Codable, Sendable, Hashable {
  package var team: String
  package var duty: String
  package var shift: String
  package var member: String
  package var name: String
  package var start: Timestamp
  package var end: Timestamp
  package var made: [Timestamp]
  package var missed: [Interval]
  /// By when the next one is expected; nil when none is to come.
  package var next: Timestamp?
}

extension ServiceDesk {
  /// The shifts with check-ins on which a member is now.
  fileprivate func checkedDuties(
    of member: MemberID, at now: Timestamp, world: World
  ) throws -> [(shift: Shift, every: PlainDuration)] {
    guard let window = Interval(now, now + .milliseconds(1)) else { return [] }
    return try world.teams(at: now).flatMap { team in
      let timeline = try timeline(of: team.schedule.team, window: window, world: world)
      return timeline.shifts.filter { $0.member == member && !$0.isAway(at: now) }.compactMap { held in
        team.schedule.duty(held.shift.duty)?.slots?.checkIn.map { (held.shift, $0) }
      }
    }
  }

  fileprivate func checkInRow(
    _ shift: Shift, every: PlainDuration, now: Timestamp, world: World, in snapshot: Snapshot
  ) throws -> CheckInRow {
    let made = try checkIns(on: shift, in: snapshot)
    let expected = CheckInWindows.expected(in: shift.interval, every: every)
    let missed = CheckInWindows.missed(in: shift.interval, every: every, made: made)
    return CheckInRow(
      team: shift.team.text, duty: shift.duty.text, shift: shift.id.text, member: shift.member.text,
      name: world.name(of: shift.member), start: shift.interval.start, end: shift.interval.end, made: made,
      missed: missed.filter { $0.end <= now },
      next: expected.first { stretch in stretch.end > now && !made.contains { stretch.contains($0) } }?.end)
  }

  func checkIns(on shift: Shift, in snapshot: Snapshot) throws -> [Timestamp] {
    try snapshot.checkIns(team: shift.team, since: shift.interval.start).compactMap { record in
      guard case .checkIn(let checkIn) = record.fact, checkIn.member == shift.member, checkIn.duty == shift.duty,
        shift.interval.contains(checkIn.at)
      else { return nil }
      return checkIn.at
    }
  }

  /// The lead is shown what is missing of a shift that ended; whether it costs credit is theirs to decide (rule T15).
  func tellMissed(_ recorded: RecordedShift, world: World, in tx: Transaction, now: Timestamp) throws {
    let shift = recorded.shift
    guard let schedule = world.version(at: shift.interval.start)?.definitions.team(shift.team)?.schedule,
      let lead = schedule.lead, let every = schedule.duty(shift.duty)?.slots?.checkIn
    else { return }
    let made = try checkIns(on: shift, in: tx)
    let missed = CheckInWindows.missed(in: shift.interval, every: every, made: made)
    let expected = CheckInWindows.expected(in: shift.interval, every: every).count
    guard !missed.isEmpty else { return }
    let zone = zone(of: lead, in: world)
    let name = world.name(of: shift.member)
    let spans = missed.map { "\(WallText.short($0.start, in: zone))–\(zone.civil(at: $0.end).time)" }
    try tx.tell(
      Notice(
        kind: "check-ins-missed", cause: shift.id.text, recipient: lead,
        title: "\(missed.count) of \(expected) check-ins of \(name) are missing on \(shift.duty)",
        text: "\(name) checked in \(made.count) times; nothing was heard in \(spans.joined(separator: ", "))"
          + " (\(zone.id)). Whether it counts is yours to decide: watchbill credits statement \(shift.member) shows"
          + " the entries, and watchbill credits reverse takes one back."), at: now)
  }
}
