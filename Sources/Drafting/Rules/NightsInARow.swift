import Scheduling
import Timekeeping

/// A member stands at most so many nights one after the other, what is fixed in any team included (rule T14).
struct NightsInARow: RotaRule {
  let name = "nights-in-a-row"
  let scope = RuleScope.draft
  let limit: Int

  func judge(_ member: Int, _ slot: Int, in draft: PartialDraft) -> Verdict {
    let problem = draft.problem
    let nights = problem.slots[slot].nights
    guard !nights.isEmpty else { return .fine }
    let held = draft.slots(of: member).flatMap { problem.slots[$0].nights }
    let person = problem.members[member]
    let longest =
      nights.map { night in
        Nights.row(around: night) { nights.contains($0) || held.contains($0) || person.fixedNights.contains($0) }
      }.max() ?? 0
    guard longest > limit else { return .fine }
    return forbidden("\(person.name) would stand \(longest) nights in a row, more than \(limit)")
  }
}
