import Scheduling
import Timekeeping

/// A member stands slots on at most so many weekends of a month, what is fixed in any team included; both days of one
/// weekend count once, in the month of its Saturday. Each more is forbidden or has its price.
struct MostWeekends: TallyRule {
  let name = "weekends-per-month"
  let most: Int
  /// Nil: there is never more.
  let price: Int?

  func tallies(for member: Int, in problem: DraftProblem) -> [RuleTally] {
    let person = problem.members[member]
    let fixed = Set(person.standing.compactMap(\.weekend))
    let months = Set(problem.slots.compactMap { $0.commitment.weekend.map(month) }).sorted()
    return months.map { month in
      let counts = SlotGroups(problem) { slot in
        slot.commitment.weekend.flatMap { self.month($0) == month && !fixed.contains($0) ? $0 : nil }
      }
      let before = fixed.count { self.month($0) == month }
      let (most, price) = (most, price)
      let cost = { @Sendable (total: Int) -> Int? in
        let over = max(0, before + counts.taken(total) - most)
        return over == 0 ? 0 : price.map { $0 * over }
      }
      return RuleTally(weights: counts.weights, cost: .allowed(cost)) { moment in
        "\(person.name) would stand \(Wording.count(before + counts.taken(moment.after), "weekend")) in "
          + "\(Wording.month(month)), more than \(most)"
      }
    }
  }

  private func month(_ week: ISOWeek) -> CivilDate { CountLimit.Span.month.first(of: week.monday + 5) }
}
