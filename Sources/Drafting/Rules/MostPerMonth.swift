import Timekeeping

/// A member stands at most so much time in a calendar month of the team's zone, what is fixed in any team included.
///
/// A week that lies in two months counts in each with its own days.
struct MostPerMonth: TallyRule {
  let name = "most-per-month"
  /// In seconds.
  let limit: Int

  func tallies(for member: Int, in problem: DraftProblem) -> [RuleTally] {
    let person = problem.members[member]
    return problem.touchedMonths.map { first in
      let days = first..<first.adding(months: 1)
      return RuleTally(
        weights: problem.weights { $0.seconds(in: days) }, start: person.fixedSeconds(in: days), cost: .most(limit)
      ) { moment in
        "\(person.name) would stand \(Wording.hours(.seconds(moment.after))) in \(Wording.month(first)), more than "
          + Wording.hours(.seconds(limit))
      }
    }
  }
}
