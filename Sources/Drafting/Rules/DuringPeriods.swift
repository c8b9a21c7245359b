import Scheduling
import Timekeeping

/// During a period with members of its own, only they stand slots (D57).
struct DuringPeriods: RotaRule {
  let name = "during-periods"
  let scope = RuleScope.place

  func judge(_ member: Int, _ slot: Int, in draft: PartialDraft) -> Verdict {
    let person = draft.problem.members[member]
    guard let period = draft.problem.slots[slot].period, let members = period.members,
      !members.contains(person.member.id)
    else { return .fine }
    return forbidden("\(person.name) is not among those who stand during \(period.name)")
  }
}
