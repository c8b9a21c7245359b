import Timekeeping

/// A member stands at most so much time in the ISO week, what is fixed in any team included (rule T14).
///
/// The week is the team's, from Monday midnight on the wall of its zone; slots and shifts that reach over its edge count
/// with the part that lies inside. Fixed shifts of a duty that may be stood alongside the slots' do not count.
struct MostPerWeek: TallyRule {
  let name = "most-per-week"
  /// In seconds.
  let limit: Int

  func tallies(for member: Int, in problem: DraftProblem) -> [RuleTally] {
    let person = problem.members[member]
    return problem.period.weeks.map { week in
      let days = week.monday..<week.monday + 7
      return RuleTally(
        weights: problem.weights { $0.seconds(in: days) }, start: person.fixedSeconds(in: days), cost: .most(limit)
      ) { moment in
        "\(person.name) would stand \(Wording.hours(.seconds(moment.after))) in the week, more than "
          + Wording.hours(.seconds(limit))
      }
    }
  }
}
