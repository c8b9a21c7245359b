import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// Takes earned leave: books it and posts it together; taking that leave back gives the credit back.
package struct SpendCredit: OperatorCommand {
  package static let name = "credits-spend"
  package static let changes = true

  package var member: String
  /// In days, with at most two decimals.
  package var amount: String
  /// The first day, on the member's wall; days the member does not work are skipped.
  package var from: CivilDate
  package var note: String?

  package init(member: String, amount: String, from: CivilDate, note: String? = nil) {
    self.member = member
    self.amount = amount
    self.from = from
    self.note = note
  }

  package struct Reply: Codable, Sendable {
    package var leave: LeaveRow
    package var zone: String
    /// In days, after it.
    package var balance: String
    /// Shifts it takes the member from: each is offered to colleagues (rule T9).
    package var conflicts: [LeaveConflict]
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> Reply {
    let now = desk.clock.now()
    let hundredths = try CreditText.amount(amount)
    try OperatorProblem.checkReason(note, noun: "note")
    return try await desk.change { [self] tx in
      let world = try desk.worlds.world(in: tx)
      let person = try desk.member(member, in: world, at: now)
      try refuseOverdraft(person.id, hundredths, in: tx)
      let zone = desk.zone(of: person.id, in: world)
      let interval = try interval(hundredths, of: person, zone: zone, now: now, in: tx)
      try refusePast(interval, of: person, in: RequestBook(desk: desk, tx: tx, now: now))
      let leave = Leave(
        id: try tx.nextID(.leave), member: person.id, interval: interval, kind: .planned,
        note: note ?? "earned by cover")
      try tx.addLeave(leave, by: actor.text, at: now)
      try desk.decide(
        on: person.id, kind: .spend(leave: leave.id, hundredths: hundredths), reason: leave.note ?? "", actor: actor,
        action: "credits-spend", in: tx, now: now)
      let change = WorldChange(by: actor.text, why: "leave of \(person.name)", spared: [person.id])
      try desk.worldChanged(in: tx, now: now, because: change)
      let conflicts = try desk.leaveChanged(leave, by: actor.text, actor: actor, in: tx, now: now)
      return Reply(
        leave: LeaveRow(leave), zone: zone.id.name,
        balance: Hundredths.text(try tx.balance(of: .member(.leave, person.id))), conflicts: conflicts)
    }
  }

  private func refuseOverdraft(_ member: MemberID, _ hundredths: Int, in tx: Transaction) throws {
    let balance = try tx.balance(of: .member(.leave, member))
    guard balance < hundredths else { return }
    throw OperatorProblem(
      .no, "\(member) has \(Hundredths.text(balance)) days and wants \(Hundredths.text(hundredths))",
      help: "take less, or see what was earned: watchbill credits statement \(member)")
  }

  private func interval(
    _ hundredths: Int, of person: Member, zone: Zone, now: Timestamp, in tx: Transaction
  ) throws -> Interval {
    guard let interval = LeaveDays.interval(of: hundredths, from: from, member: person, zone: zone) else {
      throw OperatorProblem(
        .refused, "\(amount) days from \(from) cannot be taken",
        help: "take at most \(Hundredths.text(LeaveDays.most)) days, from a day near working days")
    }
    guard interval.end > now else {
      throw OperatorProblem(.refused, "\(from) is in the past", help: "what happened stays as it was; give a later day")
    }
    if let other = try tx.leaves(overlapping: interval, member: person.id).first {
      throw OperatorProblem(
        .no, "\(member) has leave \(other.id) in that time already (\(other.interval))",
        help: "choose another day, or remove it first: watchbill leave remove \(other.id)")
    }
    return interval
  }

  /// Whoever stands a shift since before now cannot have been away then, and half a day is not paid with a whole one.
  private func refusePast(_ interval: Interval, of person: Member, in book: RequestBook) throws {
    guard try book.stillToCome(interval, of: person.id) != interval else { return }
    throw OperatorProblem(
      .no, "\(person.name) is on since before now, in time that \(amount) days from \(from) would take",
      help: "what happened stays as it was; give a later day")
  }
}

extension ServiceDesk {
  /// To be called when leave is taken back, in the same transaction: credit that was spent on it comes back, and of leave
  /// that has begun the share of its working time that is still to come, to the hundredth of a day. What a lead gave back
  /// by reversing the entry does not come back twice.
  func refundCredit(for leave: Leave, actor: Actor, in tx: Transaction, now: Timestamp) throws {
    guard let number = try tx.ledgerEntry(cause: "spend/\(leave.id)"), let entry = try tx.ledgerEntry(number),
      try tx.ledgerEntry(cause: "refund/\(leave.id)") == nil, try !tx.isReversed(number)
    else { return }
    let spent = -entry.change(of: .member(.leave, leave.member))
    let hundredths = try leave.interval.start < now ? min(spent, left(of: leave, in: tx, now: now)) : spent
    guard hundredths > 0 else { return }
    try decide(
      on: leave.member, kind: .refund(leave: leave.id, hundredths: hundredths),
      reason: "removed by \(actor)", actor: actor, action: "credits-refund", in: tx, now: now)
  }

  private func left(of leave: Leave, in tx: Transaction, now: Timestamp) throws -> Int {
    let world = try worlds.world(in: tx)
    guard let rest = Interval(now, leave.interval.end) else { return 0 }
    // Also of somebody whom no team has any more, as the newest one that did says it.
    let home = world.teams(at: now).first { $0.schedule.member(leave.member) != nil } ?? world.home(of: leave.member)
    guard let home, let person = home.schedule.member(leave.member) else { return 0 }
    let zone = try zones.zone(home.schedule.zone(of: person.id))
    return LeaveDays.hundredths(of: rest, member: person, zone: zone)
  }
}
