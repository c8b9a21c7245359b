/// Slots tied by `same member: week` are better with one member all week; each further one costs.
struct SameMemberWeek: RotaRule {
  let name = "same-member-week"
  let scope = RuleScope.draft

  func judge(_ member: Int, _ slot: Int, in draft: PartialDraft) -> Verdict {
    let problem = draft.problem
    let holders = draft.holders(ofLine: problem.lineOf[slot])
    guard let first = holders.first, !holders.contains(member) else { return .fine }
    return cost(
      problem.weights.lineBreak,
      "\(problem.members[first].name) has \(problem.slots[slot].windowTitle) on other days of the week")
  }

  func total(in draft: PartialDraft) -> Int {
    draft.problem.lines.indices.reduce(0) { sum, line in
      sum + max(0, draft.holders(ofLine: line).count - 1) * draft.problem.weights.lineBreak
    }
  }
}
