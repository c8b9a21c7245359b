import Scheduling

/// Changing a slot that is published costs: people have planned around it.
struct KeepPublished: PlaceRule {
  let name = "keep-published"

  func judge(_ person: MemberFacts, _ slot: SlotFacts, in problem: DraftProblem) -> Verdict {
    guard let holder = slot.published, problem.weights.change != 0,
      holder != person.member.id
    else { return .fine }
    return cost(problem.weights.change, "the published rota has \(problem.name(of: holder)) here")
  }
}
