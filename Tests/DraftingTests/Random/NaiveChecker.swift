import Scheduling
import Timekeeping

@testable import Drafting

/// The hard rules once more, written by walking the week in quarters of an hour: slow, plain, and nothing in common with
/// the rules and checks of the module.
struct NaiveChecker {
  struct Taken {
    let slot: Slot
    let member: MemberID
  }

  let input: DraftingInput

  /// Names of the rules that `member` in `slot` breaks next to `others`; `others` does not hold the slot itself.
  func broken(_ member: MemberID, _ slot: Slot, beside others: [Taken]) throws -> Set<String> {
    guard let person = input.schedule.members.first(where: { $0.id == member }),
      case .slots(let pattern)? = input.schedule.duties.first(where: { $0.id == slot.duty })?.filling
    else { return ["eligibility"] }
    var broken: Set<String> = []
    if decidedOtherwise(member, slot) { broken.insert("lead-decides") }
    if try !mayStand(person, slot, pattern) { broken.insert("eligibility") }
    let quarters = Self.quarters(slot.interval)
    let leave = input.leave.filter { $0.member == member }
    if quarters.contains(where: { now in leave.contains { $0.interval.start <= now && now < $0.interval.end } }) {
      broken.insert("not-on-leave")
    }
    if try quarters.contains(where: { try !isAtWork(person, $0, pattern) }) { broken.insert("working-hours") }
    broken.formUnion(try brokenByTime(member, slot, others, pattern))
    if keptApart(member, slot, others) { broken.insert("never-together") }
    return broken
  }

  private static func quarters(_ interval: Interval) -> [Timestamp] {
    var quarters: [Timestamp] = []
    var now = interval.start
    while now < interval.end {
      quarters.append(now)
      now = now + .minutes(15)
    }
    return quarters
  }

  private func decidedOtherwise(_ member: MemberID, _ slot: Slot) -> Bool {
    let assigned = input.decisions.filter { $0.slot == slot.id && $0.kind == .assign }.map(\.member)
    let forbidden = input.decisions.filter { $0.slot == slot.id && $0.kind == .forbid }.map(\.member)
    return forbidden.contains(member) || (!assigned.isEmpty && !assigned.contains(member))
  }

  private func mayStand(_ person: Member, _ slot: Slot, _ pattern: SlotPattern) throws -> Bool {
    if let from = person.from, slot.date < from { return false }
    if let until = person.until, slot.date > until { return false }
    for skill in pattern.skills where !person.skills.contains(skill) { return false }
    if try isWeekend(slot.interval, pattern.zone), person.weekends == .never { return false }
    switch pattern.eligible {
    case .everyone: return true
    case .volunteers: return person.weekends == .volunteer
    case .members(let listed): return listed.contains(person.id)
    }
  }

  private func isAtWork(_ person: Member, _ now: Timestamp, _ pattern: SlotPattern) throws -> Bool {
    guard let hours = person.hours else { return true }
    let zone = try input.zones.zone(person.zone ?? input.schedule.zone)
    if hours.contains(now, in: zone) { return true }
    let weekday = zone.civil(at: now).date.weekday
    return pattern.eligible == .volunteers && !hours.windows.contains { $0.weekday == weekday }
  }

  /// Starting on a Saturday or Sunday, or holding every hour of a Saturday within four days.
  private func isWeekend(_ interval: Interval, _ id: ZoneID) throws -> Bool {
    let zone = try input.zones.zone(id)
    if zone.civil(at: interval.start).date.weekday >= .sat { return true }
    if interval.end - interval.start > .hours(96) { return false }
    let quarters = Self.quarters(interval).filter { zone.civil(at: $0).date.weekday == .sat }
    return !quarters.isEmpty && zone.civil(at: quarters[0] - .minutes(15)).date.weekday == .fri
      && zone.civil(at: quarters[0]).secondOfDay == 0 && quarters.count == 96
  }

  private func mayStandTogether(_ duty: DutyID, _ fixed: Shift) -> Bool {
    fixed.team == input.schedule.team && fixed.duty != duty
      && input.rules.alongside.contains { $0.contains(duty) && $0.contains(fixed.duty) }
  }

  private func brokenByTime(
    _ member: MemberID, _ slot: Slot, _ others: [Taken], _ pattern: SlotPattern
  ) throws -> Set<String> {
    let own = others.filter { $0.member == member }.map {
      Shift(id: $0.slot.id, team: input.schedule.team, duty: $0.slot.duty, member: member, interval: $0.slot.interval)
    }
    let fixed = input.standing.filter { $0.member == member }
    var broken: Set<String> = []
    for shift in own + fixed where !mayStandTogether(slot.duty, shift) {
      if Self.quarters(slot.interval).contains(where: { shift.interval.contains($0) }) { broken.insert("no-overlap") }
      if tooNear(slot, shift) { broken.insert("rest-between-shifts") }
    }
    if try input.rules.noTwoWeekendsInARow && isWeekend(slot.interval, pattern.zone) && standsNextWeekend(fixed) {
      broken.insert("no-two-weekends-in-a-row")
    }
    if try standsTooMuch(slot, own, fixed) { broken.insert("most-per-week") }
    return broken
  }

  private func tooNear(_ slot: Slot, _ shift: Shift) -> Bool {
    guard let rest = input.rules.rest?.duration else { return false }
    let gap =
      shift.interval.end <= slot.interval.start
      ? slot.interval.start - shift.interval.end : shift.interval.start - slot.interval.end
    if gap < .zero { return false }
    if gap == .zero { return shift.team != input.schedule.team || shift.duty != slot.duty }
    return gap < rest
  }

  private func standsNextWeekend(_ fixed: [Shift]) throws -> Bool {
    let zone = try input.zones.zone(input.schedule.zone)
    return try fixed.contains { shift in
      let days = zone.civil(at: shift.interval.start).date - input.period.from
      return try isWeekend(shift.interval, zone.id) && ((-7..<0).contains(days) || (7..<14).contains(days))
    }
  }

  private func standsTooMuch(_ slot: Slot, _ own: [Shift], _ fixed: [Shift]) throws -> Bool {
    guard let most = input.rules.atMostPerWeek?.duration else { return false }
    let zone = try input.zones.zone(input.schedule.zone)
    let duties = input.schedule.duties.map(\.id)
    let counting = fixed.filter { shift in !duties.contains { mayStandTogether($0, shift) } }
    // Slots of duties that may be stood together count each by itself; fixed shifts count once.
    let onSlots = (own.map(\.interval) + [slot.interval]).flatMap(Self.quarters)
    let onFixed = Set(counting.map(\.interval).flatMap(Self.quarters))
    let inWeek = (onSlots + onFixed).filter {
      (0..<7).contains(zone.civil(at: $0).date - input.period.from)
    }
    // What is fixed may be too much by itself; then a slot breaks the limit only if it adds to it.
    let adds = Self.quarters(slot.interval).contains {
      (0..<7).contains(zone.civil(at: $0).date - input.period.from)
    }
    return adds && .minutes(15 * inWeek.count) > most
  }

  private func keptApart(_ member: MemberID, _ slot: Slot, _ others: [Taken]) -> Bool {
    others.contains { other in
      other.member != member
        && input.rules.neverTogether.contains { $0.contains(member) && $0.contains(other.member) }
        && Self.quarters(slot.interval).contains { other.slot.interval.contains($0) }
    }
  }
}
