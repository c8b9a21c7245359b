import Scheduling
import Timekeeping

/// A slot lies inside the member's working hours, on the wall of the member's zone (rule T3), as far as its duty asks:
/// always, with some tolerance on both sides, or at a price.
///
/// Slots for volunteers are outside working hours by nature, so there a member's hours bind only on the days of the week
/// that they list: `mon-fri 09:00-17:00` says nothing of a Saturday. For all other slots a day without hours is a day off.
struct WorkingHours: PlaceRule {
  let name = "working-hours"
  let isLasting = true

  func judge(_ person: MemberFacts, _ slot: SlotFacts, in problem: DraftProblem) -> Verdict {
    let demand = slot.pattern.workingHours ?? .usual
    guard demand.outside != .points(0), let hours = person.member.hours else { return .fine }
    guard !open(person, slot, hours, demand).contains(where: { $0.holds(slot.slot.interval) }) else { return .fine }
    let wanted = Wording.window(slot.slot.interval, in: person.zone)
    let around = demand.tolerance.map { " and \($0) around them" } ?? ""
    let sentence = "\(wanted) is outside the hours of \(person.name) (\(hours))\(around)"
    return demand.outside.points.map { cost($0, sentence) } ?? forbidden(sentence)
  }

  /// When the member may stand the slot, joined.
  private func open(
    _ person: MemberFacts, _ slot: SlotFacts, _ hours: WeeklyHours, _ demand: WorkingHoursDemand
  ) -> [Interval] {
    let isVoluntary = slot.pattern.eligible == .volunteers
    guard demand.tolerance != nil else { return (isVoluntary ? person.volunteering : person.atWork) ?? [] }
    let near = demand.open(hours, around: slot.slot.interval, in: person.zone)
    return isVoluntary ? (near + (person.volunteering ?? [])).union : near
  }
}

extension Interval {
  /// True when all of `other` lies inside.
  func holds(_ other: Interval) -> Bool { start <= other.start && other.end <= end }
}
