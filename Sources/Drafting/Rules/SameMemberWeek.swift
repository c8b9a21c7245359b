/// Slots tied by `same member: week` are better with one member all week; each further one costs.
///
/// Every member who holds some of a line pays once, and the first of them is given back in `constant`.
struct SameMemberWeek: TallyRule {
  let name = "same-member-week"
  let price: Int

  func constant(in problem: DraftProblem) -> Int { -price * problem.lines.count { $0.count > 1 } }

  func tallies(for member: Int, in problem: DraftProblem) -> [RuleTally] {
    problem.lines.filter { $0.count > 1 }.map { line in
      RuleTally(weights: line.map { ($0, 1) }, cost: .once(price)) { moment in
        let judge = moment.judge
        guard let other = line.lazy.compactMap({ judge.holder($0) }).first else { return nil }
        return "\(judge.problem.members[other].name) has \(moment.slot.windowTitle) on other days of the week"
      }
    }
  }
}
