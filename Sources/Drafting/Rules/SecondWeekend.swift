import Scheduling
import Timekeeping

/// A weekend next to another one of the same member costs, in whatever team the other is stood.
struct SecondWeekend: TallyRule {
  let name = "second-weekend"
  let price: Int

  func tallies(for member: Int, in problem: DraftProblem) -> [RuleTally] {
    let person = problem.members[member]
    let fixed = Set(person.standing.compactMap(\.weekend))
    let weeks = Set(problem.slots.compactMap(\.commitment.weekend))
    let pairs = Set(weeks.flatMap { [$0.previous, $0] }).sorted()
    return pairs.compactMap { first in
      let both = [first, first.next]
      let stood = both.count { fixed.contains($0) }
      guard stood < 2 else { return nil }
      let groups = SlotGroups(problem) { slot in
        slot.commitment.weekend.flatMap { both.contains($0) && !fixed.contains($0) ? $0 : nil }
      }
      let price = price
      return RuleTally(
        weights: groups.weights, cost: .points { stood + groups.taken($0) == 2 ? price : 0 }
      ) { _ in
        "\(person.name) would stand two weekends in a row (\(first) and \(first.next))"
      }
    }
  }
}
