/// Weighted hours over the fairness window are better near each member's share of them.
///
/// What a member is off by costs in proportion to its square (`FairShares.cost`), so that the slots of a week go first
/// to whoever is furthest behind.
struct FairBalance: RotaRule {
  let name = "fair-balance"
  let scope = RuleScope.draft

  func judge(_ member: Int, _ slot: Int, in draft: PartialDraft) -> Verdict {
    let before = draft.deviation(of: member)
    let shares = draft.problem.fairness
    guard shares.takesPart[member] else { return .fine }
    let change = FairShares.cost(of: before + draft.problem.slots[slot].weighted) - FairShares.cost(of: before)
    return cost(change, "\(draft.problem.members[member].name) has \(Wording.deviation(before))")
  }

  func total(in draft: PartialDraft) -> Int {
    draft.problem.members.indices.reduce(0) { sum, member in
      draft.problem.fairness.takesPart[member] ? sum + FairShares.cost(of: draft.deviation(of: member)) : sum
    }
  }
}
