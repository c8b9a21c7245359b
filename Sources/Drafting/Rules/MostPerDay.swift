import Timekeeping

/// A member stands at most so much time on one day of the team's zone, what is fixed in any team included (rule T14).
///
/// A slot over midnight counts on each of its days. Fixed shifts of a rotation that may be stood alongside do not count.
struct MostPerDay: TallyRule {
  let name = "most-per-day"
  /// In seconds.
  let limit: Int

  func tallies(for member: Int, in problem: DraftProblem) -> [RuleTally] {
    let person = problem.members[member]
    return problem.touchedDays.map { date in
      RuleTally(
        weights: problem.weights(on: date), start: person.fixedDays[date] ?? 0, cost: .most(limit)
      ) { moment in
        "\(person.name) would stand \(Wording.hours(.seconds(moment.after))) on \(Wording.day(date)), more than "
          + Wording.hours(.seconds(limit))
      }
    }
  }
}
