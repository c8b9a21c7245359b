import Scheduling
import Timekeeping

/// A member stands at most so much time in the ISO week, what is fixed in any team included (rule T14).
///
/// The week is the team's, from Monday midnight on the wall of its zone; slots and shifts that reach over its edge count
/// with the part that lies inside. Fixed shifts of a duty that may be stood alongside the slots' do not count.
struct MostPerWeek: RotaRule {
  let name = "most-per-week"
  let scope = RuleScope.draft

  func judge(_ member: Int, _ slot: Int, in draft: PartialDraft) -> Verdict {
    let problem = draft.problem
    guard let limit = problem.weekLimit else { return .fine }
    let total = problem.fixedSeconds[member] + draft.seconds[member] + problem.slots[slot].secondsInWeek
    guard total > limit else { return .fine }
    let name = problem.members[member].name
    return forbidden(
      "\(name) would stand \(Wording.hours(.seconds(total))) in the week, more than \(Wording.hours(.seconds(limit)))")
  }
}
