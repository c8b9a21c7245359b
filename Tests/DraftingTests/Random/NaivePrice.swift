import Scheduling
import Timekeeping

@testable import Drafting

/// What a draft costs, once more from the input: hours are walked in quarters, every rule is written out, and nothing is
/// shared with the rules and sums of the module.
struct NaivePrice {
  private let input: DraftingInput
  private let slots: [Slot]
  /// Weighted quarters of an hour times a hundred, by slot.
  private var weighted: [ShiftID: Int] = [:]
  private var unsocial: Set<ShiftID> = []
  private var fair: [MemberID: Int] = [:]

  init(_ input: DraftingInput) throws {
    self.input = input
    slots = try input.schedule.slots(of: input.period, zones: input.zones)
    for slot in slots { try weigh(slot) }
    try shareOut()
  }

  func price(_ holders: [ShiftID: MemberID]) -> Int {
    slots.reduce(0) { $0 + changes(in: $1, holders) + places(in: $1, holders) } + lines(holders) + spread(holders)
      + fairness(holders) + wishes(holders) + members(holders)
  }

  /// What the slot costs with its member, whatever else they stand.
  private func places(in slot: Slot, _ holders: [ShiftID: MemberID]) -> Int {
    guard let id = holders[slot.id], let person = input.schedule.member(id),
      let pattern = input.schedule.duty(slot.duty)?.slots
    else { return 0 }
    let checker = NaiveChecker(input: input)
    var sum = 0
    let isWeekend = (try? checker.isWeekend(slot.interval, pattern.zone)) ?? false
    if let price = input.rules.volunteersFirst, isWeekend, person.weekends != .volunteer { sum += price }
    if let price = input.rules.holidays?.points, (try? checker.isOnHoliday(person, slot)) ?? false { sum += price }
    if let price = pattern.workingHours?.outside.points, (try? checker.isOutsideHours(person, slot, pattern)) ?? false {
      sum += price
    }
    return sum
  }

  private func wishes(_ holders: [ShiftID: MemberID]) -> Int {
    input.wishes.reduce(0) { sum, wish in
      let near = slots.filter { $0.interval.overlaps(wish.interval) }
      let isOn = near.contains { holders[$0.id] == wish.member }
      let isPaid = wish.kind == .off ? isOn : !near.isEmpty && !isOn
      let isKnown = input.schedule.member(wish.member) != nil
      return isPaid && isKnown ? sum + (input.rules.wish ?? 5) * wish.weight : sum
    }
  }

  /// Limits with a price and weekends in a row.
  private func members(_ holders: [ShiftID: MemberID]) -> Int {
    input.schedule.members.reduce(0) { sum, member in
      let own = slots.filter { holders[$0.id] == member.id }.map { slot in
        Shift(id: slot.id, team: input.schedule.team, duty: slot.duty, member: member.id, interval: slot.interval)
      }
      let fixed = input.standing.filter { $0.member == member.id }
      let limits = (input.rules.limits ?? []).reduce(0) { $0 + (over($1, own, fixed) ?? 0) }
      return sum + limits + (input.rules.secondWeekend ?? 0) * pairs(own, fixed)
    }
  }

  /// What is over in spans of which the draft has slots of the kind.
  private func over(_ limit: CountLimit, _ own: [Shift], _ fixed: [Shift]) -> Int? {
    guard let price = limit.price else { return nil }
    let checker = NaiveChecker(input: input)
    let drafted = slots.map {
      Shift(id: $0.id, team: input.schedule.team, duty: $0.duty, member: "nobody".id(), interval: $0.interval)
    }
    guard let all = try? checker.amounts(limit, own, fixed), let touched = try? checker.amounts(limit, drafted, [])
    else {
      return nil
    }
    var sum = 0
    for (span, _) in touched {
      switch limit.most {
      case .count(let most): sum += max(0, (all[span] ?? 0) - most) * price
      case .time(let most):
        let seconds = max(0, (all[span] ?? 0) - Int(most.duration.components.seconds))
        sum += (seconds + 3599) / 3600 * price
      }
    }
    return sum
  }

  /// Weekends in a row of which not both are fixed.
  private func pairs(_ own: [Shift], _ fixed: [Shift]) -> Int {
    let day = CountLimit(.weekends, per: .day, most: .count(0))
    let checker = NaiveChecker(input: input)
    let drafted = Set((try? checker.amounts(day, own, []).keys.map(\.self)) ?? [])
    let settled = Set((try? checker.amounts(day, [], fixed).keys.map(\.self)) ?? [])
    let all = drafted.union(settled)
    return all.count { all.contains($0 + 7) && !(settled.contains($0) && settled.contains($0 + 7)) }
  }

  // MARK: Slots

  private func changes(in slot: Slot, _ holders: [ShiftID: MemberID]) -> Int {
    let published = input.published[slot.id]
    let week = PlainDuration(.hours(168))
    let isNear = input.begins.map { slot.interval.start < $0 + (input.rules.nearby ?? week).duration } ?? true
    let price = isNear ? input.rules.keepPublished : input.rules.keepPublishedLater ?? input.rules.keepPublished
    let kept = published == nil ? 0 : price
    guard let member = holders[slot.id] else { return 10_000 + kept }
    return published == member ? 0 : kept
  }

  /// A hundred, or what the file says, for each further member of a line; a line of several slots that all stay open is
  /// as much below zero, which nobody will ever want beside the price of an open slot.
  private func lines(_ holders: [ShiftID: MemberID]) -> Int {
    let tied = slots.filter { input.schedule.duty($0.duty)?.slots?.sameMember == true }
    let lines = Dictionary(grouping: tied) { "\(ISOWeek(containing: $0.date)) \($0.line)" }.values.filter {
      $0.count > 1
    }
    return lines.reduce(0) { $0 + (input.rules.sameMember ?? 100) * (Set($1.compactMap { holders[$0.id] }).count - 1) }
  }

  private func spread(_ holders: [ShiftID: MemberID]) -> Int {
    var counts: [String: Int] = [:]
    for slot in slots where unsocial.contains(slot.id) {
      guard let member = holders[slot.id] else { continue }
      counts["\(member) \(ISOWeek(containing: slot.date))", default: 0] += 1
    }
    return counts.values.reduce(0) { $0 + max(0, $1 - 1) * input.rules.spread }
  }

  private func fairness(_ holders: [ShiftID: MemberID]) -> Int {
    fair.reduce(0) { sum, next in
      let own = slots.filter { holders[$0.id] == next.key }
      let earned = Self.rounded(earned(next.key), 25)
      let off = own.reduce(earned) { $0 + Self.rounded(weighted[$1.id] ?? 0, 25) } - Self.rounded(next.value, 25)
      return sum + Self.rounded(min(900_000, Self.rounded(off * off, 160)) * (input.rules.fairnessWeight ?? 100), 100)
    }
  }

  private func earned(_ member: MemberID) -> Int {
    input.earned.filter { $0.member == member }.reduce(0) { $0 + $1.hundredths }
  }

  // MARK: Hours

  private mutating func weigh(_ slot: Slot) throws {
    guard let pattern = input.schedule.duty(slot.duty)?.slots else { return }
    let zone = try input.zones.zone(pattern.zone)
    var now = slot.interval.start
    var sum = 0
    while now < slot.interval.end {
      let wall = zone.civil(at: now)
      let hour = wall.time.minutes / 60
      let day = wall.date.weekday >= .sat ? input.rules.weekendWeight : 100
      let holiday = input.holidays.contains { $0.date == wall.date } ? input.rules.holidayWeight : 100
      let night = hour < 6 || hour >= 22 ? input.rules.nightWeight : 100
      sum += max(day, holiday, night)
      if hour < 5 { unsocial.insert(slot.id) }
      now = now + .minutes(15)
    }
    weighted[slot.id] = Self.rounded(sum, 4)
    if try NaiveChecker(input: input).isWeekend(slot.interval, pattern.zone) { unsocial.insert(slot.id) }
  }

  // MARK: Shares

  private mutating func shareOut() throws {
    let able = try input.schedule.members.filter { try canEver($0) }
    let parts = able.map(part)
    let whole = parts.reduce(0, +)
    let checker = NaiveChecker(input: input)
    let shared = slots.filter { !checker.isLeftOpen($0) }
    let total = able.reduce(0) { $0 + earned($1.id) } + shared.reduce(0) { $0 + (weighted[$1.id] ?? 0) }
    for (member, part) in zip(able, parts) { fair[member.id] = whole == 0 ? 0 : Self.rounded(total * part, whole) }
  }

  private func part(_ member: Member) -> Int {
    let days = (0..<(input.period.until - input.period.from + 7 * input.rules.fairnessWeeks)).map {
      input.period.from - 7 * input.rules.fairnessWeeks + $0
    }
    let own = days.filter { isIn(member, on: $0) }
    guard [input.rules.leave, input.rules.earnedLeave].contains(.excused) else { return own.count * member.share }
    return own.reduce(0) { $0 + 1440 - excused(member, on: $1) } * member.share
  }

  /// Minutes of a day of 1,440 on which the member is on leave that is excused.
  private func excused(_ member: Member, on date: CivilDate) -> Int {
    guard let zone = try? input.zones.zone(input.schedule.zone) else { return 0 }
    let leave = input.leave.filter { next in
      let isEarned = input.earnedLeave.contains(next.id)
      let how = isEarned ? input.rules.earnedLeave ?? input.rules.leave : input.rules.leave
      return next.member == member.id && how == .excused
    }
    var (quarters, away) = (0, 0)
    var now = zone.startOfDay(date)
    while now < zone.startOfDay(date + 1) {
      quarters += 1
      if leave.contains(where: { $0.interval.contains(now) }) { away += 1 }
      now = now + .minutes(15)
    }
    return Self.rounded(away * 1440, quarters)
  }

  private func isIn(_ member: Member, on date: CivilDate) -> Bool {
    (member.from.map { $0 <= date } ?? true) && (member.until.map { date <= $0 } ?? true)
  }

  /// Whether some slot is neither beyond what the member can do nor outside their hours.
  private func canEver(_ member: Member) throws -> Bool {
    let checker = NaiveChecker(input: input)
    return try slots.contains { try !checker.isBarred(member, $0) }
  }

  /// The quotient, half rounded away from zero.
  private static func rounded(_ number: Int, _ divisor: Int) -> Int {
    let sign = number < 0 ? -1 : 1
    return sign * ((2 * abs(number) + divisor) / (2 * divisor))
  }
}
