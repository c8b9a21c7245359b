import Scheduling
import Timekeeping

/// Who stands the weekend before or after stands no weekend slot in this one, in any team (rule T14).
struct NoTwoWeekendsInARow: RotaRule {
  let name = "no-two-weekends-in-a-row"
  let scope = RuleScope.place

  func judge(_ member: Int, _ slot: Int, in draft: PartialDraft) -> Verdict {
    let problem = draft.problem
    guard problem.slots[slot].isWeekend else { return .fine }
    let person = problem.members[member]
    if person.weekends.contains(problem.week.previous) {
      return forbidden("\(person.name) stands the weekend before (\(problem.week.previous))")
    }
    if person.weekends.contains(problem.week.next) {
      return forbidden("\(person.name) stands the weekend after (\(problem.week.next))")
    }
    return .fine
  }
}
