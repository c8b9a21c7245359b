import Scheduling

/// Changing a slot that is published costs: people have planned around it, around what is near more than what is far.
struct KeepPublished: PlaceRule {
  let name = "keep-published"

  func judge(_ person: MemberFacts, _ slot: SlotFacts, in problem: DraftProblem) -> Verdict {
    let price = problem.changeCost(slot)
    guard let holder = slot.published, price != 0, holder != person.member.id else { return .fine }
    return cost(price, "the published rota has \(problem.name(of: holder)) here")
  }
}
