/// What no draft can cost less than, found without looking for lines: every member's cheapest choices, and what stays
/// open when all of them work as much as they may.
struct PlainBound {
  private let problem: SearchProblem

  init(_ problem: SearchProblem) { self.problem = problem }

  /// O(choices + slots log slots).
  var bound: Int { problem.constant + open + problem.members.reduce(0) { $0 + least($1) } }

  /// The cheapest that a member's choices and totals can be, each taken by itself.
  private func least(_ member: SearchMember) -> Int {
    let gains = member.choices.reduce(0) { $0 + Int(min(0, $1.cost)) }
    return gains + member.tallies.reduce(0) { $0 + Int($1.costs.min() ?? 0) }
  }

  /// What the places cost that are left when the dearest are filled.
  private var open: Int {
    let needs = problem.slots.sorted { $0.under < $1.under }
    var left = problem.slots.reduce(0) { $0 + Int($1.need) } - problem.members.reduce(0) { $0 + most($1) }
    var sum = 0
    for slot in needs where left > 0 {
      let missing = min(left, Int(slot.need))
      sum += missing * Int(slot.under)
      left -= missing
    }
    return sum
  }

  /// How many slots a member can have at most.
  private func most(_ member: SearchMember) -> Int {
    let byTally = member.tallies.filter { $0.weights.count == member.choices.count }.map { tally in
      Int(tally.most) / max(1, Int(tally.weights.map(\.weight).min() ?? 1))
    }
    return ([member.choices.count, member.days?.most ?? .max] + byTally).min() ?? 0
  }
}

extension DayPattern {
  /// How many days can be worked at most.
  fileprivate var most: Int {
    let turn = Int(mostInARow + leastFree)
    guard turn > 0 else { return Int(horizon) }
    return Int(horizon) / turn * Int(mostInARow) + min(Int(horizon) % turn, Int(mostInARow))
  }
}
