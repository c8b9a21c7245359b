/// Weekend and night slots of a week are better spread over members; each after a member's first costs.
struct SpreadUnsocial: TallyRule {
  let name = "spread-unsocial"
  let price: Int

  func tallies(for member: Int, in problem: DraftProblem) -> [RuleTally] {
    let name = problem.members[member].name
    return problem.period.weeks.map { week in
      let when = problem.period.week == week ? "this week" : "in \(week)"
      return RuleTally(
        weights: problem.weights { $0.isUnsocial && $0.week == week ? 1 : 0 }, cost: .each(above: 1, price)
      ) { moment in
        let slots = moment.before == 1 ? "1 weekend or night slot" : "\(moment.before) weekend or night slots"
        return "\(name) has \(slots) \(when) already"
      }
    }
  }
}
