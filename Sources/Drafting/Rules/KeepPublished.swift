import Scheduling

/// Changing a slot that is published costs: people have planned around it.
struct KeepPublished: RotaRule {
  let name = "keep-published"
  let scope = RuleScope.place

  func judge(_ member: Int, _ slot: Int, in draft: PartialDraft) -> Verdict {
    let problem = draft.problem
    guard let holder = problem.slots[slot].published, problem.weights.change != 0,
      holder != problem.members[member].member.id
    else { return .fine }
    return cost(problem.weights.change, "the published rota has \(problem.name(of: holder)) here")
  }
}
