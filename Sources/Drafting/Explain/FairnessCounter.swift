import Scheduling
import Timekeeping

/// Counts what members have stood before a draft and stand in it.
///
/// Before the period only shifts of the team's slots count that begin inside the fairness window; those that run into the
/// period count to their end, as in `DraftingInput.earned`.
struct FairnessCounter {
  private let judge: DraftJudge
  private let input: DraftingInput
  private let holidays: Set<CivilDate>
  private let window: Interval?
  private var problem: DraftProblem { judge.problem }

  init(_ judge: DraftJudge, _ input: DraftingInput) {
    self.judge = judge
    self.input = input
    holidays = Set(input.holidays.map(\.date))
    window = input.rules.fairnessWindow(before: input.period.from, in: judge.problem.zone)
  }

  func table() throws(ZoneProblem) -> FairnessTable {
    let counts = try problem.members.indices.map(counts)
    let parts = problem.fairness.parts
    let whole = parts.reduce(0, +)
    let sum = counts.indices.reduce(FairnessCounts()) { parts[$1] > 0 ? $0 + counts[$1].after : $0 }
    return FairnessTable(
      since: window.map { problem.zone.civil(at: $0.start).date }, period: problem.period,
      rows: problem.members.indices.map { member in
        row(member, counts[member].before, counts[member].after, share: sum.share(parts[member], of: whole))
      })
  }

  private func counts(_ member: Int) throws(ZoneProblem) -> (before: FairnessCounts, after: FairnessCounts) {
    let before = try stintsBefore(of: problem.members[member].member.id)
    let slots = judge.slots(of: member)
    var now: [Stint] = []
    for slot in slots { now.append(try stint(problem.slots[slot].slot.interval, problem.slots[slot].pattern)) }
    let earned = problem.fairness.earned[member]
    return (
      before: total(before, weighted: earned),
      after: total(before + now, weighted: slots.reduce(earned) { $0 + problem.slots[$1].weighted })
    )
  }

  private func row(
    _ member: Int, _ before: FairnessCounts, _ after: FairnessCounts, share: FairnessCounts
  ) -> FairnessTable.Row {
    let id = problem.members[member].member.id
    var share = share
    // The rule's own figure: it leaves out what those have stood who can stand none of the slots.
    share.weighted = problem.fairness.fair[member]
    return FairnessTable.Row(
      member: id, name: problem.members[member].name, before: before, after: after, share: share,
      credits: input.credits.first { $0.member == id }?.hundredths ?? 0)
  }

  // MARK: Shifts

  private func stintsBefore(of member: MemberID) throws(ZoneProblem) -> [Stint] {
    guard let window else { return [] }
    let own = input.standing.filter { $0.team == problem.team }
    // What was taken over of a shift counts with it, though it begins later.
    let begun = Set(own.filter { window.contains($0.interval.start) }.map(\.id.origin))
    var found: [Stint] = []
    for shift in own where shift.member == member {
      let isLate = shift.interval.start >= window.end && begun.contains(shift.id.origin)
      guard window.contains(shift.interval.start) || isLate, let pattern = input.schedule.duty(shift.duty)?.slots
      else { continue }
      found.append(try stint(shift.interval, pattern))
    }
    return found
  }

  private func stint(_ interval: Interval, _ pattern: SlotPattern) throws(ZoneProblem) -> Stint {
    let zone = try input.zones.zone(pattern.zone)
    return Stint(
      interval: interval, nights: Nights.stood(interval, in: zone), weekend: Weekends.week(of: interval, in: zone),
      holidays: DayPart.parts(of: interval, in: zone).map(\.date).filter(holidays.contains),
      points: (interval.seconds * (pattern.points?.hundredthsPerHour ?? 0)).divided(by: 3600))
  }

  private func total(_ stints: [Stint], weighted: Int) -> FairnessCounts {
    let seconds = stints.map(\.interval).union.reduce(0) { $0 + $1.seconds }
    return FairnessCounts(
      hours: seconds.divided(by: 36), weighted: weighted,
      nights: 100 * stints.reduce(into: Set()) { $0.formUnion($1.nights) }.count,
      weekends: 100 * Set(stints.compactMap(\.weekend)).count,
      holidays: 100 * stints.reduce(into: Set()) { $0.formUnion($1.holidays) }.count,
      points: stints.reduce(0) { $0 + $1.points })
  }
}

/// A shift or slot as fairness counts it, on the wall of its pattern.
private struct Stint {
  let interval: Interval
  let nights: [CivilDate]
  let weekend: ISOWeek?
  let holidays: [CivilDate]
  let points: Int
}
