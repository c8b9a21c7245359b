import Scheduling
import Timekeeping

/// One member in one slot against every hard rule, in the plainest way.
///
/// What a slot breaks together with another is reported with the later of the two, so that it is said once.
struct AssignmentCheck {
  let input: DraftingInput
  let slot: DraftAssignment
  let member: Member
  let pattern: SlotPattern
  /// The other slots of the draft that are filled.
  let others: [DraftAssignment]
  let zone: Zone
  let teamZone: Zone
  let patternZone: Zone

  var time: Interval { slot.slot.interval }
  var rules: DraftingRules { input.rules }

  var violations: [Violation] {
    [decision, eligibility, leave, period, hours, collision, weekends, perWeek, perDay, perMonth, nights, together]
      .compactMap { $0 }
  }

  func broken(_ rule: String, _ what: String) -> Violation {
    Violation(rule: rule, slot: slot.slot.id, member: member.id, "\(slot.label): \(what)")
  }

  private var decision: Violation? {
    let about = input.decisions.filter { $0.slot == slot.slot.id }
    let kept = about.contains { $0.kind == .forbid && $0.member == member.id }
    let assigned = about.filter { $0.kind == .assign }
    guard kept || !(assigned.isEmpty || assigned.contains { $0.member == member.id }) else { return nil }
    if let claim = assigned.first, claim.isClaim { return broken("lead-decides", "\(claim.member) claimed it") }
    return broken("lead-decides", "a lead decided otherwise than \(member.name)")
  }

  private var eligibility: Violation? {
    let allowed =
      switch pattern.eligible {
      case .everyone: true
      case .volunteers: member.weekends == .volunteer
      case .members(let listed): listed.contains(member.id)
      }
    let weekend = Weekends.week(of: time, in: patternZone) == nil || member.weekends != .never
    let skilled = pattern.skills.allSatisfy(member.skills.contains)
    guard allowed, weekend, skilled, member.belongs(on: slot.slot.date) else {
      return broken("eligibility", "\(member.name) may not stand it")
    }
    return nil
  }

  private var leave: Violation? {
    let hit = input.leave.filter { $0.member == member.id && $0.interval.overlaps(time) }
    guard let first = hit.min(by: { $0.interval.isBefore($1.interval) }) else { return nil }
    return broken("not-on-leave", "\(member.name) is on leave \(Wording.span(first.interval, in: zone))")
  }

  private var hours: Violation? {
    guard let weekly = member.hours else { return nil }
    var outside = time.subtracting(weekly.occurrences(overlapping: time, zone: zone).map(\.interval))
    if pattern.eligible == .volunteers {
      // Hours bind a volunteer only on the days that list some (see the rule WorkingHours).
      outside = outside.filter { part in
        let days = zone.civil(at: part.start).date...zone.civil(at: part.end - .milliseconds(1)).date
        return days.contains { !weekly.windows(on: $0).isEmpty }
      }
    }
    return outside.isEmpty ? nil : broken("working-hours", "it is outside the hours of \(member.name) (\(weekly))")
  }

  /// What else the member stands: fixed shifts in any team, and slots of the draft that start earlier.
  private var elsewhere: [Commitment] {
    let drafted = Set((others + [slot]).map(\.slot.id))
    let fixed = input.standing.filter { $0.member == member.id && !drafted.contains($0.id.origin) }
    let earlier = others.filter { $0.member == member.id && isLater(than: $0) }
    return fixed.map { Commitment(team: $0.team, duty: $0.duty, interval: $0.interval) }
      + earlier.map { Commitment(team: input.schedule.team, duty: $0.slot.duty, interval: $0.slot.interval) }
  }

  private func isLater(than other: DraftAssignment) -> Bool {
    (other.slot.interval.start, other.slot.id) < (time.start, slot.slot.id)
  }

  private var collision: Violation? {
    for other in elsewhere.sorted(by: { $0.interval.isBefore($1.interval) }) {
      let sameTeam = other.team == input.schedule.team
      if sameTeam, rules.mayStandTogether(other.duty, slot.slot.duty) { continue }
      if other.interval.overlaps(time) {
        return broken("no-overlap", "\(member.name) is on \(when(other)) then")
      }
      let between = max(time.start - other.interval.end, other.interval.start - time.end)
      let touchesOwn = between == .zero && sameTeam && other.duty == slot.slot.duty
      if let rest = rules.rest, between < rest.duration, !touchesOwn {
        return broken(
          "rest-between-shifts", "\(member.name) has only \(Wording.hours(between)) between it and \(when(other))")
      }
    }
    return nil
  }

  private func when(_ other: Commitment) -> String { "\(other.duty) (\(Wording.window(other.interval, in: zone)))" }

  private var weekends: Violation? {
    guard rules.noTwoWeekendsInARow, Weekends.week(of: time, in: patternZone) != nil else { return nil }
    let own = input.standing.filter { $0.member == member.id }
    let stood = own.compactMap { Weekends.week(of: $0.interval, in: teamZone) }
    guard stood.contains(input.week.previous) || stood.contains(input.week.next) else { return nil }
    return broken("no-two-weekends-in-a-row", "\(member.name) stands the weekend before or after")
  }

  private var perWeek: Violation? {
    guard let most = rules.atMostPerWeek, let week = input.interval(in: teamZone) else { return nil }
    let total = stood(in: week)
    guard total > most.duration else { return nil }
    return broken("most-per-week", "\(member.name) would stand \(Wording.hours(total)), more than \(most)")
  }

  /// What the member stands up to and with this slot, inside `span`: fixed shifts but those alongside, and slots.
  func stood(in span: Interval) -> Duration {
    let onSlots = own.reduce(Duration.zero) { $0 + ($1.slot.interval.intersection(span)?.duration ?? .zero) }
    return fixed.compactMap { $0.interval.intersection(span) }.covered + onSlots
  }

  /// This slot and the member's earlier ones.
  var own: [DraftAssignment] { others.filter { $0.member == member.id && isLater(than: $0) } + [slot] }

  /// The member's fixed shifts in any team without those of duties that may be stood alongside the slots'.
  var fixed: [Shift] {
    let slotDuties = input.schedule.duties.filter { $0.slots != nil }.map(\.id)
    let drafted = Set((others + [slot]).map(\.slot.id))
    return input.standing.filter { shift in
      shift.member == member.id && !drafted.contains(shift.id.origin)
        && !(shift.team == input.schedule.team && slotDuties.contains { rules.mayStandTogether($0, shift.duty) })
    }
  }

  private var together: Violation? {
    let partners = rules.neverTogether.filter { $0.contains(member.id) }.flatMap { $0 }
    let clash = others.first { other in
      guard let id = other.member, id != member.id, partners.contains(id), isLater(than: other) else { return false }
      return other.slot.interval.overlaps(time)
    }
    return clash.map { broken("never-together", "\(member.name) never stands together with \($0.member?.text ?? "")") }
  }
}
