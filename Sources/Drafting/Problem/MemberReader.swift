import Scheduling
import Timekeeping

/// Looks up what rules ask about each member around the period.
struct MemberReader {
  let input: DraftingInput
  let slots: [Slot]
  let teamZone: Zone

  /// Fixed shifts further away bear on no rule.
  private var reach: Duration { .hours(24 * (input.rules.looksAtMonths ? 46 : 15)) }

  func members() throws(ZoneProblem) -> [MemberFacts] {
    let leave = Dictionary(grouping: input.leave, by: \.member)
    let standing = Dictionary(grouping: standingAround, by: \.member)
    var found: [MemberFacts] = []
    for member in input.schedule.members {
      let zone = try input.zones.zone(input.schedule.zone(of: member.id))
      let hours = span.flatMap { span in member.hours?.intervals(in: span, zone: zone) }
      let shifts = standing[member.id] ?? []
      let counted = shifts.filter(counts)
      let wishes = input.wishes.filter { $0.member == member.id }
        .sorted { ($0.interval.start, $0.id, $0.kind.rawValue) < ($1.interval.start, $1.id, $1.kind.rawValue) }
      found.append(
        MemberFacts(
          member: member, zone: zone, leave: sorted(leave[member.id] ?? []),
          standing: shifts.map(commitment), counted: counted.map(commitment), fixedDays: days(of: counted),
          fixedNights: nights(of: counted), atWork: hours,
          volunteering: hours.map { ($0 + unlistedDays(of: member, in: zone)).union },
          holidays: member.holidays ?? input.holidays, wishes: wishes))
    }
    return found
  }

  private func commitment(_ shift: Shift) -> Commitment {
    Commitment(
      team: shift.team, duty: shift.duty, interval: shift.interval, zone: teamZone, teamZone: teamZone,
      wall: input.walls[shift.team])
  }

  /// False for shifts of a rotation that may be stood alongside the slots. Those of slots count whenever they were
  /// published, as they do in one draft.
  private func counts(_ shift: Shift) -> Bool {
    let duties = input.schedule.duties.filter { $0.slots != nil }.map(\.id)
    return shift.team != input.schedule.team || duties.contains(shift.duty)
      || !duties.contains { input.rules.mayStandTogether($0, shift.duty) }
  }

  private func days(of shifts: [Shift]) -> [CivilDate: Int] {
    let parts = shifts.map(\.interval).union.flatMap { DayPart.parts(of: $0, in: teamZone) }
    return Dictionary(parts.map { ($0.date, $0.seconds) }, uniquingKeysWith: +)
  }

  private func nights(of shifts: [Shift]) -> Set<CivilDate> {
    Set(shifts.flatMap { Nights.stood($0.interval, in: teamZone) })
  }

  /// From the first slot's start to the last one's end.
  private var span: Interval? {
    guard let start = slots.map(\.interval.start).min(), let end = slots.map(\.interval.end).max() else { return nil }
    return Interval(start, end)
  }

  /// Fixed shifts near the period, without those of the slots to be drafted and parts of them, in an order of their own.
  private var standingAround: [Shift] {
    guard let span, let near = Interval(span.start - reach, span.end + reach) else { return [] }
    let drafted = Set(slots.map(\.id))
    return input.standing
      .filter { $0.interval.overlaps(near) && !drafted.contains($0.id.origin) }
      .sorted { a, b in
        a.interval == b.interval ? (a.team, a.id) < (b.team, b.id) : a.interval.isBefore(b.interval)
      }
  }

  private func sorted(_ leave: [Leave]) -> [Interval] {
    guard let span else { return [] }
    return leave.map(\.interval).filter { $0.overlaps(span) }.sorted { $0.isBefore($1) }
  }

  /// The days of the span on whose weekday the member lists no hours.
  private func unlistedDays(of member: Member, in zone: Zone) -> [Interval] {
    guard let span, let hours = member.hours else { return [] }
    return (zone.civil(at: span.start).date...zone.civil(at: span.end).date)
      .filter { hours.windows(on: $0).isEmpty }
      .compactMap { DateRange($0).interval(in: zone) }
  }
}

extension Interval {
  /// By start, then end.
  func isBefore(_ other: Interval) -> Bool { (start, end) < (other.start, other.end) }
}
