import Drafting
import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

extension ServiceDesk {
  /// Everything a draft of `period` depends on, from the world as it stands and what people asked for.
  func draftingInput(
    _ team: TeamDefinition, period: DraftPeriod, world: World, orders: DraftOrders = DraftOrders(), at now: Timestamp
  ) throws -> DraftingInput {
    let schedule = team.schedule
    let zone = try zones.zone(schedule.zone)
    let slots = try schedule.slots(of: period, zones: zones)
    let timelines = try surroundings(of: period, rules: team.rules, zone: zone, world: world)
    let fixed = timelines.flatMap { $0.shifts.flatMap(\.stood) }
    // A slot that somebody claimed elsewhere is to be theirs once it is published (T14).
    let promised = try orders.elsewhere.filter { try $0.isToCome(in: world, zones: zones, at: now) }.map(\.shift)
    let own = timelines.filter { $0.team == schedule.team }.flatMap { $0.shifts.map(\.shift) }
    let drafted = Set(slots.map(\.id))
    let holidays = schedule.officeHours.flatMap(\.hours.holidays)
    let posted = (world.published[schedule.team] ?? []).flatMap(\.shifts)
    let past = team.rules.fairnessWindow(before: period.from, in: zone)
    let weights = HourWeights(rules: team.rules, holidays: holidays)
    let members = schedule.members.map(\.id)
    // Being on a rotation is not work by the hour: what is shared out fairly here is the slots.
    let stood = own.filter { schedule.duty($0.duty)?.slots != nil && !drafted.contains($0.id.origin) }
    let earned =
      past.map { Self.earned(members, from: stood, of: posted, in: $0, weights: weights, zone: zone) } ?? []
    let holders = PublishedSlots.holders(of: slots, in: own, posted: posted)
    return DraftingInput(
      schedule: schedule, rules: team.rules, period: period, zones: zones, leave: world.leave,
      standing: fixed.filter { !drafted.contains($0.id) } + promised,
      published: holders, earned: earned,
      decisions: orders.decisions(for: slots).filter { !isOvertaken($0, by: holders, posted) }, holidays: holidays,
      wishes: try orders.wishes(of: schedule, zones: zones), earnedLeave: orders.earnedLeave, begins: now,
      walls: timelines.walls,
      others: world.limits(of: timelines.map(\.team).filter { $0 != schedule.team }, at: now),
      isPublishedBefore: (world.published[schedule.team] ?? []).contains {
        $0.interval.contains(zone.startOfDay(period.from) - .milliseconds(1))
      })
  }

  /// What began before the period counts to its end, also inside the period: those hours are in no slot of the draft.
  private static func earned(
    _ members: [MemberID], from stood: [Shift], of posted: [Shift], in past: Interval, weights: HourWeights, zone: Zone
  ) -> [Balance] {
    let begun = Set(posted.filter { $0.interval.start < past.end }.map(\.id))
    let before = stood.filter { $0.interval.start < past.end || begun.contains($0.id.origin) }
    let end = before.map(\.interval.end).max() ?? past.end
    let window = Interval(past.start, max(past.end, end)) ?? past
    return Balance.earned(members, from: before, in: window, weights: weights, zone: zone)
  }

  /// Whether the slot was published as it was decided, and somebody else stands it since: a swap or an override is the
  /// later word. What is decided after that is refused (`DecideSlots`), as it would lie under the swap.
  private func isOvertaken(_ decision: LeadDecision, by holders: [ShiftID: MemberID], _ posted: [Shift]) -> Bool {
    guard decision.kind == .assign, let holder = holders[decision.slot], holder != decision.member else { return false }
    return posted.contains { $0.id == decision.slot && $0.member == decision.member }
  }

  /// Shifts of every team from the fairness window's start to the end of the week after `period`, with the weekend next
  /// to its last one: each member is one person (T14).
  private func surroundings(
    of period: DraftPeriod, rules: DraftingRules, zone: Zone, world: World
  ) throws -> [OnCallTimeline] {
    // A limit on the month asks for all of the months that the period touches.
    let back = max(rules.fairnessWeeks, rules.looksAtMonths ? 6 : 2) * 7
    let until = rules.looksAtMonths ? period.until + 42 : ISOWeek(containing: period.until - 1).monday + 14
    guard let window = Interval(zone.startOfDay(period.from - back), zone.startOfDay(until)) else {
      return []
    }
    return try world.teams(in: window).map { try timeline(of: $0, window: window, world: world) }
  }
}
