import Scheduling
import Timekeeping

/// A slot lies inside the member's working hours, on the wall of the member's zone (rule T3).
///
/// Slots for volunteers are outside working hours by nature, so there a member's hours bind only on the days of the week
/// that they list: `mon-fri 09:00-17:00` says nothing of a Saturday. For all other slots a day without hours is a day off.
struct WorkingHours: PlaceRule {
  let name = "working-hours"
  let isLasting = true

  func judge(_ person: MemberFacts, _ slot: SlotFacts, in problem: DraftProblem) -> Verdict {
    let open = slot.pattern.eligible == .volunteers ? person.volunteering : person.atWork
    guard let hours = person.member.hours, let open, !open.contains(where: { $0.holds(slot.slot.interval) }) else {
      return .fine
    }
    let wanted = Wording.window(slot.slot.interval, in: person.zone)
    return forbidden("\(wanted) is outside the hours of \(person.name) (\(hours))")
  }
}

extension Interval {
  /// True when all of `other` lies inside.
  func holds(_ other: Interval) -> Bool { start <= other.start && other.end <= end }
}
