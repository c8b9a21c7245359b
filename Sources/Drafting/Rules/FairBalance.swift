/// Weighted hours over the fairness window are better near each member's share of them, counted in quarters of an hour.
///
/// What a member is off by costs in proportion to its square (`FairShares.cost`), so that the slots of a period go first
/// to whoever is furthest behind. Leave lowers a share or is caught up, as the file says (`SharedLeave`).
struct FairBalance: TallyRule {
  let name = "fair-balance"
  /// How much it counts against everything else, in hundredths.
  var weight = 100

  func tallies(for member: Int, in problem: DraftProblem) -> [RuleTally] {
    let shares = problem.fairness
    guard shares.takesPart[member] else { return [] }
    let name = problem.members[member].name
    let fair = shares.fairQuarters(of: member)
    let (weight, leave) = (weight, shares.leave[member].suffix)
    return [
      RuleTally(
        weights: problem.weights { FairShares.quarters($0.weighted) }, start: shares.earnedQuarters(of: member),
        cost: .points { (FairShares.cost(of: $0 - fair) * weight).divided(by: 100) }
      ) { moment in
        "\(name) has \(Wording.deviation(25 * (moment.before - fair)))\(leave)"
      }
    ]
  }
}
