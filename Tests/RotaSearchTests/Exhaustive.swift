import RotaSearch

/// The best draft of a small problem, found without anything of the search: every line of every member is judged by
/// the rules as they are written down, and lines are combined member by member with a bound on what is left.
struct Exhaustive {
  private let problem: SearchProblem
  /// By member: allowed lines with their cost, cheapest first.
  private let lines: [[(slots: [Int32], cost: Int)]]
  private var best = Int.max
  private var chosen: [[Int32]]

  init(_ problem: SearchProblem) {
    self.problem = problem
    chosen = problem.members.map { _ in [] }
    lines = problem.members.indices.map { member in
      Self.subsets(problem.members[member].choices.map(\.slot)).compactMap { line in
        NaiveJudge.cost(of: line, for: member, in: problem).map { (line, $0) }
      }.sorted { $0.1 < $1.1 }
    }
  }

  /// How many allowed lines a member has.
  func count(of member: Int) -> Int { lines[member].count }

  func cheapest(of member: Int, prices: [Int]) -> Int? {
    lines[member].map { line in line.slots.reduce(line.cost) { $0 - prices[Int($1)] } }.min()
  }

  private static func subsets(_ slots: [Int32]) -> [[Int32]] {
    var found: [[Int32]] = [[]]
    for slot in slots { found += found.map { $0 + [slot] } }
    return found
  }

  /// The least objective; nil when somebody has no allowed line.
  mutating func optimum() -> Int? {
    if lines.contains(where: \.isEmpty) { return nil }
    descend(0, Array(repeating: 0, count: problem.slots.count), problem.constant)
    return best == .max ? nil : best
  }

  private mutating func descend(_ member: Int, _ counts: [Int32], _ cost: Int) {
    if member == lines.count {
      let gaps = NaiveJudge.gaps(counts, in: problem)
      let ties = NaiveJudge.ties(chosen, in: problem)
      if let gaps, let ties { best = min(best, cost + gaps + ties) }
      return
    }
    let rest = lines[(member + 1)...].reduce(0) { $0 + $1[0].cost }
    for line in lines[member] {
      var next = counts
      for slot in line.slots { next[Int(slot)] += 1 }
      let left = Int32(lines.count - member - 1)
      guard let least = NaiveJudge.leastGaps(next, left: left, in: problem) else { continue }
      if cost + line.cost + rest + least >= best { continue }
      chosen[member] = line.slots
      descend(member + 1, next, cost + line.cost)
    }
  }
}

/// The rules of a problem, read off their definitions one by one.
enum NaiveJudge {
  static func cost(of line: [Int32], for member: Int, in problem: SearchProblem) -> Int? {
    let facts = problem.members[member]
    var sum = 0
    for slot in line {
      guard let choice = facts.choices.first(where: { $0.slot == slot }) else { return nil }
      sum += Int(choice.cost)
    }
    for a in line { for b in line where a < b && problem.clash[Int(a), Int(b)] { return nil } }
    for tally in facts.tallies {
      let total = tally.weights.reduce(0) { line.contains($1.slot) ? $0 + Int($1.weight) : $0 }
      guard total < tally.costs.count, tally.costs[total] < SearchProblem.forbidden else { return nil }
      sum += Int(tally.costs[total])
    }
    let days = Set(line.map { problem.slots[Int($0)].day })
    if let pattern = facts.days, !keeps(pattern, days) { return nil }
    return sum
  }

  private static func keeps(_ pattern: DayPattern, _ worked: Set<Int32>) -> Bool {
    let calendar = (0..<pattern.horizon).map { worked.contains($0) }
    var start = 0
    while start < calendar.count {
      var end = start
      while end < calendar.count, calendar[end] == calendar[start] { end += 1 }
      let isInside = start > 0 && end < calendar.count
      if calendar[start] {
        if end - start > Int(pattern.mostInARow) { return false }
        if isInside, end - start < Int(pattern.leastInARow) { return false }
      } else if isInside, end - start < Int(pattern.leastFree) {
        return false
      }
      start = end
    }
    let weekends = Set(worked.filter { $0 % 7 >= 5 }.map { $0 / 7 })
    return weekends.count <= Int(pattern.mostWeekends)
  }

  /// What the slots cost; nil when one has too many.
  static func gaps(_ counts: [Int32], in problem: SearchProblem) -> Int? {
    var sum = 0
    for (slot, count) in zip(problem.slots, counts) {
      if count < slot.need { sum += Int(slot.need - count) * Int(slot.under) }
      if count > slot.need {
        guard let over = slot.over else { return nil }
        sum += Int(count - slot.need) * Int(over)
      }
    }
    return sum
  }

  /// What couplings cost; nil when one is broken.
  static func ties(_ lines: [[Int32]], in problem: SearchProblem) -> Int? {
    var sum = 0
    for coupling in problem.couplings {
      var total = 0
      for part in coupling.parts where lines[Int(part.member)].contains(part.slot) { total += Int(part.weight) }
      let excess = total - Int(coupling.most)
      if excess <= 0 { continue }
      guard let price = coupling.over else { return nil }
      sum += excess * Int(price)
    }
    return sum
  }

  /// What the slots cost at least when `left` members are still to come.
  static func leastGaps(_ counts: [Int32], left: Int32, in problem: SearchProblem) -> Int? {
    let most = zip(problem.slots, counts).map { max($1, min($0.need, $1 + left)) }
    return gaps(most, in: problem)
  }
}
