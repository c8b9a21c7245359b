import Scheduling
import Timekeeping

/// Nothing is drafted onto leave, of which even a part is enough (rule T9).
struct NotOnLeave: PlaceRule {
  let name = "not-on-leave"

  func judge(_ person: MemberFacts, _ slot: SlotFacts, in problem: DraftProblem) -> Verdict {
    let wanted = slot.slot.interval
    guard let leave = person.leave.first(where: { $0.overlaps(wanted) }) else { return .fine }
    return forbidden("\(person.name) is on leave \(Wording.span(leave, in: person.zone))")
  }
}
