import Drafting
import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// What can be claimed of one duty now, and by whom.
struct ClaimOffice {
  let definition: TeamDefinition
  let duty: Duty
  let desk: ServiceDesk
  let world: World
  let now: Timestamp
  let zone: Zone
  /// Of the team, for slots to come.
  var claims: [Claim] { orders.claims }
  private let orders: DraftOrders
  private let pattern: SlotPattern

  init(
    _ definition: TeamDefinition, duty: Duty, desk: ServiceDesk, world: World, tx: Snapshot, now: Timestamp
  ) throws {
    guard let pattern = duty.slots else { throw OperatorProblem.notClaimed(duty.id) }
    self.definition = definition
    self.duty = duty
    self.desk = desk
    self.world = world
    self.now = now
    self.pattern = pattern
    zone = try desk.zones.zone(pattern.zone)
    let (team, coming) = (definition.schedule.team, Interval(now, .distantFuture))
    let claims = try tx.claims(overlapping: coming)
    orders = DraftOrders(
      claims: claims.filter { $0.team == team }, elsewhere: claims.filter { $0.team != team },
      decisions: try tx.decisions(team: team, overlapping: coming))
  }

  private var team: TeamID { definition.schedule.team }

  // MARK: Slots

  func slots(of week: ISOWeek) throws -> [Slot] {
    try definition.schedule.slots(of: week, zones: desk.zones).filter { $0.duty == duty.id }
  }

  /// The free slot that a member means by a date, a date and time, or an id.
  func slot(named text: String, for person: Member) throws -> Slot {
    let meant = try slots(meant: text)
    guard !meant.isEmpty else {
      throw OperatorProblem(
        .refused, "\(duty.id) has no slot '\(text.echoed)'",
        help: "watchbill claim list \(team) shows those that can be claimed")
    }
    let coming = meant.filter { $0.interval.start > now }
    guard !coming.isEmpty else {
      throw OperatorProblem(
        .no, "\(text) has begun", help: "take it from now: watchbill override add \(team) \(duty.id)")
    }
    if let own = claims.first(where: { claim in claim.member == person.id && coming.contains { $0.id == claim.slot } })
    {
      throw OperatorProblem(.no, "\(person.id) claimed it already (\(own.id))", help: "nothing is to be done")
    }
    return try only(try free(coming, text), text)
  }

  private func slots(meant text: String) throws -> [Slot] {
    if let date = try? CivilDate(text: text) {
      return try slots(of: ISOWeek(containing: date)).filter { $0.date == date }
    }
    if let wall = try? CivilDateTime(text: text) {
      return try slots(of: ISOWeek(containing: wall.date)).filter { $0.interval.start == zone.first(wall) }
    }
    guard let handle = SlotHandle(ShiftID(text: text)) else { return [] }
    return try slots(of: ISOWeek(containing: handle.date)).filter { $0.id == handle.id }
  }

  private func free(_ slots: [Slot], _ text: String) throws -> [Slot] {
    let free = try slots.filter { try holder(of: $0) == nil }
    if free.isEmpty { throw try taken(slots) }
    if let open = free.first, !pattern.isClaimable, !isPublished(open) { throw OperatorProblem.notClaimed(duty.id) }
    guard let open = free.first, isPublished(open) || isOpen(ISOWeek(containing: open.date)) else {
      let until = pattern.claimUntil.map { " since \($0)" } ?? ""
      let rest =
        pattern.staysOpen == true
        ? "what is open can be claimed again once it is published" : "the rest of the week is drafted"
      throw OperatorProblem(.no, "claims of \(text) are closed\(until)", help: "ask the lead; \(rest)")
    }
    return free
  }

  /// Who has each of several slots that were meant.
  private func taken(_ slots: [Slot]) throws -> OperatorProblem {
    let holders = try slots.map { slot in (slot, try holder(of: slot) ?? "somebody") }
    let said = holders.map { slot, who in
      slots.count == 1 ? "\(who) has it already" : "\(who) has \(zone.civil(at: slot.interval.start).time) already"
    }
    return OperatorProblem(
      .no, said.uniqued.joined(separator: ", "), help: "choose another: watchbill claim list \(team)")
  }

  /// Slots that begin together are alike; of others one must be named.
  private func only(_ slots: [Slot], _ text: String) throws -> Slot {
    guard let first = slots.first, !slots.contains(where: { $0.interval != first.interval }) else {
      let times = slots.map { "\"\($0.date) \(zone.civil(at: $0.interval.start).time)\"" }.joined(separator: ", ")
      throw OperatorProblem(.refused, "\(duty.id) has several slots on \(text)", help: "name one of \(times)")
    }
    return first
  }

  /// Who claimed a slot, or stands it where its week is published.
  private func holder(of slot: Slot) throws -> String? {
    if let claim = claims.first(where: { $0.slot == slot.id }) { return "\(claim.member) (\(claim.id))" }
    guard isPublished(slot) else { return nil }
    let held = try desk.timeline(of: team, window: slot.interval, world: world).duty(duty.id)?.shifts ?? []
    return held.first { $0.shift.id == slot.id || held.count >= max(1, pattern.people) }?.member.text
  }

  func isPublished(_ slot: Slot) -> Bool { world.isPublished(team, at: slot.interval.start) }

  private func isOpen(_ week: ISOWeek) -> Bool {
    pattern.isClaimable && (pattern.claimUntil.map { now < $0.last(before: week, in: zone) } ?? true)
  }

  // MARK: Rules

  /// Refuses with what drafting would hold against it: eligibility, leave, hours, rest, weekends, hours a week, beside all
  /// else that is published, claimed or given in this week and those around it.
  func refuseObstacles(of person: Member, in slot: Slot) throws {
    let week = ISOWeek(containing: slot.date)
    var input = try desk.draftingInput(definition, period: DraftPeriod(week), world: world, orders: orders, at: now)
      .askingWhoMayClaim
    input.standing += try [week.previous, week.next].flatMap(promised)
    let drafted = try definition.schedule.slots(of: week, zones: desk.zones).filter { $0.id != slot.id }
    let given = holders(of: drafted).merging(input.published) { $1 }
    let others = try drafted.compactMap { other in try given[other.id].map { try assignment(other, $0) } }
    let before = Draft(team: team, week: week, assignments: others)
    let after = Draft(team: team, week: week, assignments: others + [try assignment(slot, person.id)])
    let fresh = try DraftCheck.obstacles(to: after, from: before, input).filter { $0.member == person.id }
    guard let first = fresh.first else { return }
    throw OperatorProblem(
      .no, fresh.map(\.sentence).joined(separator: "; "),
      help: first.rule == "eligibility" ? "ask the lead: it follows from the schedule file" : "choose another slot")
  }

  /// Slots of a week that is yet to be published with who claimed them or was given them, as if they were shifts.
  private func promised(_ week: ISOWeek) throws -> [Shift] {
    let slots = try definition.schedule.slots(of: week, zones: desk.zones).filter { !isPublished($0) }
    let given = holders(of: slots)
    return slots.compactMap { slot in
      given[slot.id].map { Shift(id: slot.id, team: team, duty: slot.duty, member: $0, interval: slot.interval) }
    }
  }

  /// Who claimed each slot, or else was given it.
  private func holders(of slots: [Slot]) -> [ShiftID: MemberID] {
    let given = orders.decisions(for: slots).filter { $0.kind == .assign && !$0.opens }
    return Dictionary(given.map { ($0.slot, $0.member) }, uniquingKeysWith: { first, _ in first })
  }

  private func assignment(_ slot: Slot, _ member: MemberID) throws -> DraftAssignment {
    let duty = definition.schedule.duty(slot.duty)
    let zone = try desk.zones.zone(duty?.slots?.zone ?? definition.schedule.zone)
    let (start, end) = (zone.civil(at: slot.interval.start).time, zone.civil(at: slot.interval.end).time)
    return DraftAssignment(
      slot: slot, title: duty?.title ?? slot.duty.text, window: "\(start)-\(end)", zone: zone.id, member: member)
  }

  // MARK: Lists

  /// Slots to come of this week and the next ones.
  func rows(_ weeks: Int) throws -> [ClaimRow] {
    let monday = ISOWeek(containing: zone.civil(at: now).date).monday
    return try (0..<weeks).flatMap { index -> [ClaimRow] in
      let week = ISOWeek(containing: monday + 7 * index)
      return try slots(of: week).filter { $0.interval.start > now }.compactMap { slot in
        if let claim = claims.first(where: { $0.slot == slot.id }) {
          return ClaimRow(claim, name: world.name(of: claim.member), zone: zone)
        }
        guard try holder(of: slot) == nil, isPublished(slot) || isOpen(week) else { return nil }
        return ClaimRow(
          open: slot, team: team, zone: zone, until: pattern.claimUntil?.last(before: week, in: zone))
      }
    }
  }
}

extension OperatorProblem {
  fileprivate static func notClaimed(_ duty: DutyID) -> OperatorProblem {
    OperatorProblem(
      .refused, "the slots of \(duty) are given out, not claimed",
      help: "those that were published open can be; a lead can write `members: volunteers` or `claim until: thu 12:00`")
  }
}

extension SlotPattern {
  /// True where members may choose slots themselves: cover by volunteers, or a file that says until when, or that nobody
  /// else gives them out.
  var isClaimable: Bool { eligible == .volunteers || claimUntil != nil || staysOpen == true }
}
