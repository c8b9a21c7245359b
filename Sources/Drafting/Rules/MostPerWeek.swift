import Timekeeping

/// A member stands at most so much time in an ISO week, what is fixed in any team included (rule T14).
///
/// The weeks are the team's, from Monday midnight on the wall of its zone; slots and shifts that reach over an edge count
/// in each week with the part that lies inside. A slot is held against the weeks that it lies in on that wall, which for
/// patterns of other zones may be the week before or after the draft's; to all others it adds nothing. Fixed shifts of a
/// rotation that may be stood alongside the slots do not count.
struct MostPerWeek: TallyRule {
  let name = "most-per-week"
  /// In seconds.
  let limit: Int

  func tallies(for member: Int, in problem: DraftProblem) -> [RuleTally] {
    let person = problem.members[member]
    return problem.touchedWeeks.map { week in
      let days = week.monday..<week.monday + 7
      let title = problem.period.week == week ? "the week" : "\(week)"
      return RuleTally(
        weights: problem.weights { $0.seconds(in: days) }, start: person.fixedSeconds(in: days), cost: .most(limit)
      ) { moment in
        "\(person.name) would stand \(Wording.hours(.seconds(moment.after))) in \(title), more than "
          + Wording.hours(.seconds(limit))
      }
    }
  }
}
