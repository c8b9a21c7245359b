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
    if pattern.staysOpen == true, input.published[slot.id] != member, !isGiven(slot, to: member) {
      broken.insert("claimed-only")
    }
    if try !mayStand(person, slot, pattern) { broken.insert("eligibility") }
    let quarters = Self.quarters(slot.interval)
    let leave = input.leave.filter { $0.member == member }
    if quarters.contains(where: { now in leave.contains { $0.interval.start <= now && now < $0.interval.end } }) {
      broken.insert("not-on-leave")
    }
    if try (pattern.workingHours ?? .usual).outside == .never && isOutsideHours(person, slot, pattern) {
      broken.insert("working-hours")
    }
    if try standsTooMuchNight(person, slot) { broken.insert("protected-night") }
    if try input.rules.holidays == .never && isOnHoliday(person, slot) { broken.insert("holidays") }
    if try comesTooSoon(member, slot, others) { broken.insert("never-after") }
    if leavesAlone(member, slot, others) { broken.insert("only-beside") }
    broken.formUnion(try brokenByTime(member, slot, others, pattern))
    if keptApart(member, slot, others) { broken.insert("never-together") }
    let period = input.schedule.periods.first { $0.dates.first <= slot.date && slot.date <= $0.dates.last }
    if let members = period?.members, !members.contains(member) { broken.insert("during-periods") }
    return broken
  }

  /// Whether the slot is beyond what the member can do, or outside their hours, whatever else they stand.
  func isBarred(_ person: Member, _ slot: Slot) throws -> Bool {
    guard let pattern = input.schedule.duty(slot.duty)?.slots, try mayStand(person, slot, pattern) else { return true }
    if try (pattern.workingHours ?? .usual).outside == .never && isOutsideHours(person, slot, pattern) { return true }
    return try standsTooMuchNight(person, slot)
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

  private func isGiven(_ slot: Slot, to member: MemberID) -> Bool {
    input.decisions.contains { $0.slot == slot.id && $0.kind == .assign && $0.member == member }
  }

  /// Whether nobody is to have the slot: a lead left it open, or the file does and nobody was given it or has it.
  func isLeftOpen(_ slot: Slot) -> Bool {
    let assigned = input.decisions.filter { $0.slot == slot.id && $0.kind == .assign }.map(\.member.text)
    if assigned.contains(where: { $0 != "open" }) { return false }
    if assigned.contains("open") { return true }
    return input.schedule.duty(slot.duty)?.slots?.staysOpen == true && input.published[slot.id] == nil
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

  func isOutsideHours(_ person: Member, _ slot: Slot, _ pattern: SlotPattern) throws -> Bool {
    if person.hours == nil { return false }
    let more = pattern.workingHours?.tolerance.map { Int($0.duration.components.seconds) / 900 } ?? 0
    return try Self.quarters(slot.interval).contains { quarter in
      try !(-more...more).contains { try isAtWork(person, quarter + .minutes(15 * $0), pattern) }
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
  func isWeekend(_ interval: Interval, _ id: ZoneID) throws -> Bool {
    let zone = try input.zones.zone(id)
    if zone.civil(at: interval.start).date.weekday >= .sat { return true }
    if interval.end - interval.start > .hours(96) || interval.end - interval.start < .hours(24) { return false }
    let quarters = Self.quarters(interval).filter { zone.civil(at: $0).date.weekday == .sat }
    return !quarters.isEmpty && zone.civil(at: quarters[0] - .minutes(15)).date.weekday == .fri
      && zone.civil(at: quarters[0]).secondOfDay == 0 && quarters.count == 96
  }

  private func wall(of person: Member) throws -> Zone { try input.zones.zone(person.zone ?? input.schedule.zone) }

  private func standsTooMuchNight(_ person: Member, _ slot: Slot) throws -> Bool {
    guard person.nights == .never else { return false }
    let (night, zone) = (input.rules.protectedNight ?? ProtectedNight(), try wall(of: person))
    return .minutes(15 * Self.quarters(slot.interval).count { night.hours.contains($0, in: zone) })
      > night.atMost.duration
  }

  func isOnHoliday(_ person: Member, _ slot: Slot) throws -> Bool {
    let (zone, days) = (try wall(of: person), (person.holidays ?? input.holidays).map(\.date))
    return Self.quarters(slot.interval).contains { days.contains(zone.civil(at: $0).date) }
  }

  private func comesTooSoon(_ member: MemberID, _ slot: Slot, _ others: [Taken]) throws -> Bool {
    let zone = try input.zones.zone(input.schedule.zone)
    let here = (duty: slot.duty, interval: slot.interval)
    let own = others.filter { $0.member == member }.map { (duty: $0.slot.duty, interval: $0.slot.interval) }
    let fixed = input.standing.filter { $0.member == member && $0.team == input.schedule.team }
    let all = own + fixed.map { (duty: $0.duty, interval: $0.interval) }
    for next in input.rules.successions ?? [] {
      for (first, second) in all.flatMap({ [($0, here), (here, $0)] })
      where first.duty == next.after && next.never.contains(second.duty) && second.interval.start >= first.interval.end
      {
        let (end, start) = (zone.civil(at: first.interval.end), zone.civil(at: second.interval.start))
        let isNear =
          next.within.map { second.interval.start < first.interval.end + $0.duration }
          ?? (start.secondsSinceEpoch < end.secondsSinceEpoch + 86_400
            && second.interval.start < first.interval.end + .hours(26))
        if isNear { return true }
      }
    }
    return false
  }

  /// Whether somebody who stands only beside others would be alone, the member or one of the others.
  private func leavesAlone(_ member: MemberID, _ slot: Slot, _ others: [Taken]) -> Bool {
    let all = others + [Taken(slot: slot, member: member)]
    let near = all.filter { $0.slot.id == slot.id || $0.slot.interval.overlaps(slot.interval) }
    return (input.rules.companions ?? []).contains { next in
      near.contains { taken in
        guard taken.member == next.member, next.until.map({ taken.slot.date <= $0 }) ?? true else { return false }
        return Self.quarters(taken.slot.interval).contains { now in
          let onSlot = all.contains { next.beside.contains($0.member) && $0.slot.interval.contains(now) }
          let onShift = input.standing.contains {
            next.beside.contains($0.member) && $0.team == input.schedule.team && $0.interval.contains(now)
          }
          return !onSlot && !onShift
        }
      }
    }
  }

  private func mayStandTogether(_ duty: DutyID, _ fixed: Shift) -> Bool {
    fixed.team == input.schedule.team && fixed.duty != duty
      && input.rules.alongside.contains { $0.contains(duty) && $0.contains(fixed.duty) }
  }

  /// Whether the shift is of a rotation that may be stood alongside some slots.
  private func isAlongsideRotation(_ fixed: Shift) -> Bool {
    let duties = input.schedule.duties.filter { if case .slots = $0.filling { true } else { false } }.map(\.id)
    if fixed.team == input.schedule.team && duties.contains(fixed.duty) { return false }
    return duties.contains { mayStandTogether($0, fixed) }
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
    if try input.rules.noTwoWeekendsInARow && isWeekend(slot.interval, pattern.zone)
      && standsNextWeekend(slot, own, fixed)
    {
      broken.insert("no-two-weekends-in-a-row")
    }
    return broken.union(try brokenByAmount(slot, own, fixed))
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

  private func standsNextWeekend(_ slot: Slot, _ own: [Shift], _ fixed: [Shift]) throws -> Bool {
    let team = input.schedule.zone
    let stood =
      try own.filter { try isWeekend($0.interval, zone(of: $0)) }.map { try saturday(of: $0, in: zone(of: $0)) }
      + fixed.filter { try isWeekend($0.interval, team) }.map { try saturday(of: $0, in: team) }
    let here = slot.date - slot.date.weekday.rawValue + 5
    return stood.contains(here - 7) || stood.contains(here + 7)
  }

  private func saturday(of shift: Shift, in id: ZoneID) throws -> CivilDate {
    let date = try input.zones.zone(id).civil(at: shift.interval.start).date
    return date - date.weekday.rawValue + 5
  }

  /// Of the pattern that made the slot.
  private func zone(of own: Shift) -> ZoneID {
    guard case .slots(let pattern)? = input.schedule.duties.first(where: { $0.id == own.duty })?.filling else {
      return input.schedule.zone
    }
    return pattern.zone
  }

  private func brokenByAmount(_ slot: Slot, _ own: [Shift], _ fixed: [Shift]) throws -> Set<String> {
    let counting = fixed.filter { !isAlongsideRotation($0) }
    var broken: Set<String> = []
    let limits: [(rule: String, most: PlainDuration?, span: (CivilDate) -> CivilDate)] = [
      ("most-per-day", input.rules.atMostPerDay, { $0 }),
      ("most-per-week", input.rules.atMostPerWeek, { $0 - $0.weekday.rawValue }),
      ("most-per-month", input.rules.atMostPerMonth, { $0 - ($0.parts.day - 1) }),
    ]
    for (rule, most, span) in limits {
      if let most, try standsTooMuch(slot, own, counting, most: most.duration, span: span) { broken.insert(rule) }
    }
    if try standsTooManyNights(slot, own, counting) { broken.insert("nights-in-a-row") }
    for limit in input.rules.limits ?? [] where limit.price == nil {
      if try over(limit, slot, own, fixed) { broken.insert(Self.name(of: limit)) }
    }
    if try breaksRuns(slot, own, counting) { broken.insert("days-in-a-row") }
    return broken
  }

  private static func name(of limit: CountLimit) -> String {
    switch limit.kind {
    case .shifts: "shifts-per-\(limit.span)"
    case .nights: "nights-per-\(limit.span)"
    case .weekends: "weekends-per-\(limit.span)"
    case .duty(let duty): "\(duty)-shifts-per-\(limit.span)"
    }
  }

  /// Whether the slot is in a day, week or month that has more than `limit` with it.
  private func over(_ limit: CountLimit, _ slot: Slot, _ own: [Shift], _ fixed: [Shift]) throws -> Bool {
    let here = Shift(
      id: slot.id, team: input.schedule.team, duty: slot.duty, member: "nobody".id(), interval: slot.interval)
    let amounts = try amounts(limit, [here] + own, fixed)
    let most: Int
    switch limit.most {
    case .count(let count): most = count
    case .time(let time): most = Int(time.duration.components.seconds)
    }
    return try self.amounts(limit, [here], []).keys.contains { amounts[$0] ?? 0 > most }
  }

  /// By the first day of each span: how much of the kind is stood in it. `slots` are slots, `fixed` fixed shifts.
  func amounts(_ limit: CountLimit, _ slots: [Shift], _ fixed: [Shift]) throws -> [CivilDate: Int] {
    let team = input.schedule.zone
    var dates: [CivilDate] = []
    var fixedNights: Set<CivilDate> = []
    for (shift, isFixed) in slots.map({ ($0, false) }) + fixed.map({ ($0, true) }) {
      let zone = isFixed ? team : zone(of: shift)
      let isAlongside = isFixed && isAlongsideRotation(shift)
      let begins = try input.zones.zone(team).civil(at: shift.interval.start).date
      switch limit.kind {
      case .shifts: if !isAlongside { dates.append(begins) }
      case .nights:
        if isAlongside { continue }
        dates += try nights(shift.interval, zone).filter { !isFixed || fixedNights.insert($0).inserted }
      case .weekends: if try isWeekend(shift.interval, zone) { dates.append(try saturday(of: shift, in: zone)) }
      case .duty(let duty):
        guard shift.duty == duty, shift.team == input.schedule.team else { continue }
        if case .count = limit.most { dates.append(begins) } else { dates += try seconds(shift.interval) }
      }
    }
    // A night or a weekend that is stood twice is one; fixed nights are not told apart, slots are counted each.
    if limit.kind == .weekends { dates = Array(Set(dates)) }
    return Dictionary(grouping: dates) { first(of: limit.span, $0) }.mapValues(\.count)
  }

  private func first(of span: CountLimit.Span, _ date: CivilDate) -> CivilDate {
    switch span {
    case .day: date
    case .week: date - date.weekday.rawValue
    case .month: date - (date.parts.day - 1)
    }
  }

  /// The team's date of each second, quarter by quarter.
  private func seconds(_ interval: Interval) throws -> [CivilDate] {
    let zone = try input.zones.zone(input.schedule.zone)
    return Self.quarters(interval).flatMap { Array(repeating: zone.civil(at: $0).date, count: 900) }
  }

  private func breaksRuns(_ slot: Slot, _ own: [Shift], _ counting: [Shift]) throws -> Bool {
    guard let runs = input.rules.runs else { return false }
    let zone = try input.zones.zone(input.schedule.zone)
    func days(_ shifts: [Interval]) -> [CivilDate] {
      shifts.filter { $0.end - $0.start <= .hours(25) }.map { zone.civil(at: $0.start).date }
    }
    guard let day = days([slot.interval]).first else { return false }
    let on = Set(days([slot.interval] + own.map(\.interval) + counting.map(\.interval)))
    var (first, last) = (day, day)
    while on.contains(first - 1) { first = first - 1 }
    while on.contains(last + 1) { last = last + 1 }
    if let most = runs.mostDays, last - first + 1 > most { return true }
    let begins = input.period.from + (input.isPublishedBefore ? 0 : 1)
    let isInside = first >= begins && last + 1 < input.period.until
    if let least = runs.leastDays, isInside, last - first + 1 < least { return true }
    guard let off = runs.leastDaysOff, off > 1 else { return false }
    return (2...off).contains { on.contains(first - $0) || on.contains(last + $0) }
  }

  /// Whether in some day, week or month that the slot touches there is more than `most`; `span` gives its first day.
  private func standsTooMuch(
    _ slot: Slot, _ own: [Shift], _ counting: [Shift], most: Duration, span: (CivilDate) -> CivilDate
  ) throws -> Bool {
    let zone = try input.zones.zone(input.schedule.zone)
    // Slots of duties that may be stood together count each by itself; fixed shifts count once.
    let onSlots = (own.map(\.interval) + [slot.interval]).flatMap(Self.quarters)
    let onFixed = Set(counting.map(\.interval).flatMap(Self.quarters))
    let stood = (onSlots + onFixed).map { span(zone.civil(at: $0).date) }
    let touched = Set(Self.quarters(slot.interval).map { span(zone.civil(at: $0).date) })
    return touched.contains { first in .minutes(15 * stood.count { $0 == first }) > most }
  }

  private func nights(_ interval: Interval, _ id: ZoneID) throws -> Set<CivilDate> {
    if interval.end - interval.start > .hours(25) { return [] }
    let walls = try Self.quarters(interval).map(input.zones.zone(id).civil)
    return Set(walls.filter { $0.secondOfDay < 5 * 3600 }.map(\.date))
  }

  /// A night is between 00:00 and 05:00, on the wall of the pattern's zone, or of the team's for fixed shifts.
  private func standsTooManyNights(_ slot: Slot, _ own: [Shift], _ counting: [Shift]) throws -> Bool {
    guard let most = input.rules.nightsInARow else { return false }
    let here = Shift(
      id: slot.id, team: input.schedule.team, duty: slot.duty, member: "nobody".id(), interval: slot.interval)
    let mine = try nights(slot.interval, zone(of: here))
    var stood = mine
    for shift in own { stood.formUnion(try nights(shift.interval, zone(of: shift))) }
    for shift in counting { stood.formUnion(try nights(shift.interval, input.schedule.zone)) }
    return mine.contains { night in
      (0...most).contains { back in (0...most).allSatisfy { stood.contains(night - back + $0) } }
    }
  }

  /// Of what is fixed, only slots count.
  private func keptApart(_ member: MemberID, _ slot: Slot, _ others: [Taken]) -> Bool {
    let fixed = input.standing.filter { shift in
      guard shift.team == input.schedule.team, case .slots? = input.schedule.duty(shift.duty)?.filling else {
        return false
      }
      return true
    }
    let all = others.map { ($0.member, $0.slot.interval) } + fixed.map { ($0.member, $0.interval) }
    return all.contains { other, interval in
      other != member && input.rules.neverTogether.contains { $0.contains(member) && $0.contains(other) }
        && Self.quarters(slot.interval).contains { interval.contains($0) }
    }
  }
}
