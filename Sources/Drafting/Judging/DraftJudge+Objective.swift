/// What the draft costs as a whole.
extension DraftJudge {
  /// The cost of the draft as it stands, in points; less is better.
  package var objective: Int { openPoints + problem.rules.indices.reduce(0) { $0 + rulePoints($1) } }

  /// What the open slots cost.
  package var openPoints: Int { openSlots.reduce(0) { $0 + problem.openCost($1) } }

  /// What a rule charges for the whole draft.
  private func rulePoints(_ rule: Int) -> Int {
    var points = problem.constant(of: rule)
    if problem.rules[rule] is any PlaceRule {
      for (slot, member) in holders.enumerated() where member >= 0 {
        points += problem.fixedVerdict(problem.rules[rule], member, slot).charge
      }
    }
    for (member, sums) in problem.sums.enumerated() {
      for (index, sum) in sums.enumerated() where sum.rule == rule {
        points += sum.tally.cost.price(totals[member][index]) ?? 0
      }
    }
    for (index, tie) in problem.ties.enumerated() where tie.rule == rule {
      points += tie.tie.price(tieTotals[index]) ?? 0
    }
    return points
  }

  /// What each rule charges for the whole draft, rules that charge nothing left out; with the open slots it is the
  /// objective.
  package var parts: [RulePart] {
    problem.rules.indices.compactMap { rule in
      let points = rulePoints(rule)
      return points == 0 ? nil : RulePart(rule: problem.rules[rule].name, points: points)
    }
  }
}
