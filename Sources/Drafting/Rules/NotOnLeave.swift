import Scheduling
import Timekeeping

/// Nothing is drafted onto leave, of which even a part is enough (rule T9).
struct NotOnLeave: RotaRule {
  let name = "not-on-leave"
  let scope = RuleScope.place

  func judge(_ member: Int, _ slot: Int, in draft: PartialDraft) -> Verdict {
    let person = draft.problem.members[member]
    let wanted = draft.problem.slots[slot].slot.interval
    guard let leave = person.leave.first(where: { $0.overlaps(wanted) }) else { return .fine }
    return forbidden("\(person.name) is on leave \(Wording.span(leave, in: person.zone))")
  }
}
