/// Weekend and night slots of a week are better spread over members; each after a member's first costs.
struct SpreadUnsocial: RotaRule {
  let name = "spread-unsocial"
  let scope = RuleScope.draft

  func judge(_ member: Int, _ slot: Int, in draft: PartialDraft) -> Verdict {
    let problem = draft.problem
    let count = draft.unsocial[member]
    guard problem.slots[slot].isUnsocial, count > 0, problem.weights.spread != 0 else { return .fine }
    let slots = count == 1 ? "1 weekend or night slot" : "\(count) weekend or night slots"
    return cost(problem.weights.spread, "\(problem.members[member].name) has \(slots) this week already")
  }

  func total(in draft: PartialDraft) -> Int {
    draft.unsocial.reduce(0) { $0 + max(0, $1 - 1) } * draft.problem.weights.spread
  }
}
