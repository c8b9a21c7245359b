/// One allowed line of a member over any horizon: goes from day to day with a limited number of beginnings, the
/// cheapest that keep pace with what the whole line must reach.
///
/// O(choices × width). It may miss a line that there is.
struct LineBeam {
  /// A beginning of a line.
  private struct Beginning {
    var cost = 0
    var days: Int32
    /// The number of the step that led here in `steps`, or -1.
    var step: Int32 = -1
    /// The last slot taken, and the one before it, or -1.
    var last: (Int32, Int32) = (-1, -1)
    /// By tally.
    var totals: [Int32]
  }

  private struct Step {
    var slot: Int32
    var before: Int32
  }

  private let problem: SearchProblem
  private let member: Int
  private let machine: DayMachine
  private let horizon: Int32
  private let limits: [TallyPace]
  private let outlook: DayOutlook
  /// By day: the member's choices.
  private let choices: [[Choice]]
  private let width: Int
  private var steps: [Step] = []

  init(_ problem: SearchProblem, member: Int, width: Int) {
    self.problem = problem
    self.member = member
    self.width = width
    let facts = problem.members[member]
    let last = problem.slots.last.map { $0.day + 1 } ?? 0
    let pattern = facts.days ?? .free(horizon: last)
    machine = DayMachine(pattern)
    horizon = pattern.horizon
    var choices: [[Choice]] = Array(repeating: [], count: Int(horizon))
    for choice in facts.choices { choices[Int(problem.slots[Int(choice.slot)].day)].append(choice) }
    self.choices = choices
    limits = facts.tallies.map { TallyPace($0, of: facts, slots: problem.slots.count) }
    outlook = DayOutlook(machine, isFree: choices.map { !$0.isEmpty })
  }

  /// The cheapest line found when each slot is worth what `prices` say, in points; nil when none was found.
  mutating func line(prices: [Int32]) -> [Int32]? {
    steps = []
    var beginnings = [Beginning(days: machine.start, totals: limits.map { _ in 0 })]
    for day in 0..<horizon {
      var next: [(score: Int, beginning: Beginning)] = []
      for beginning in beginnings { extend(beginning, day, prices, &next) }
      beginnings = fittest(next)
    }
    for beginning in beginnings.sorted(by: { $0.cost < $1.cost }) {
      let line = line(to: beginning)
      if problem.cost(of: line, for: member) != nil { return line }
    }
    return nil
  }

  private mutating func extend(
    _ beginning: Beginning, _ day: Int32, _ prices: [Int32], _ next: inout [(score: Int, beginning: Beginning)]
  ) {
    if let days = machine.night(beginning.days, after: day) {
      var free = beginning
      free.days = days
      keep(free, after: day, &next)
    }
    guard let working = machine.working(beginning.days, day: day), let days = machine.night(working, after: day) else {
      return
    }
    for choice in choices[Int(day)] {
      guard var taken = taking(choice, beginning) else { continue }
      taken.days = days
      taken.cost += Int(choice.cost) - Int(prices[Int(choice.slot)])
      steps.append(Step(slot: choice.slot, before: beginning.step))
      taken.step = Int32(steps.count - 1)
      keep(taken, after: day, &next)
    }
  }

  /// Keeps what can still reach what every tally must, with what it costs and will cost to catch up.
  private func keep(
    _ beginning: Beginning, after day: Int32, _ next: inout [(score: Int, beginning: Beginning)]
  ) {
    let ahead = Int(outlook.ahead(day + 1, beginning.days))
    if ahead < 0 { return }
    let all = max(1, Int(outlook.ahead(0, machine.start)))
    var score = beginning.cost
    for (tally, limit) in limits.enumerated() {
      guard let distance = limit.distance(beginning.totals[tally], ahead: ahead, of: all) else { return }
      score += distance
    }
    next.append((score, beginning))
  }

  private func taking(_ choice: Choice, _ beginning: Beginning) -> Beginning? {
    let slot = Int(choice.slot)
    if beginning.last.0 >= 0, problem.clash[slot, Int(beginning.last.0)] { return nil }
    if beginning.last.1 >= 0, problem.clash[slot, Int(beginning.last.1)] { return nil }
    var taken = beginning
    taken.last = (choice.slot, beginning.last.0)
    for (tally, limit) in limits.enumerated() {
      taken.totals[tally] += limit.weights[slot]
      if taken.totals[tally] > limit.most { return nil }
    }
    return taken
  }

  /// The beginnings with the least scores, not too many alike.
  private func fittest(_ all: [(score: Int, beginning: Beginning)]) -> [Beginning] {
    var kept: [Beginning] = []
    var alike: [Int32: Int] = [:]
    for index in all.indices.sorted(by: { (all[$0].score, $0) < (all[$1].score, $1) }) where kept.count < width {
      let beginning = all[index].beginning
      guard alike[beginning.days, default: 0] < max(2, width / 8) else { continue }
      alike[beginning.days, default: 0] += 1
      kept.append(beginning)
    }
    return kept
  }

  private func line(to end: Beginning) -> [Int32] {
    var line: [Int32] = []
    var step = end.step
    while step >= 0 {
      line.append(steps[Int(step)].slot)
      step = steps[Int(step)].before
    }
    return line.reversed()
  }
}

/// What a tally asks of the beginning of a line: so much by then, and not more.
private struct TallyPace {
  /// By slot of the problem.
  let weights: [Int32]
  private let least: Int
  let most: Int
  /// The greatest weight.
  private let unit: Int
  /// Whether there is no choice that does not count.
  private let countsAll: Bool

  init(_ tally: Tally, of member: SearchMember, slots: Int) {
    var weights = Array(repeating: Int32(0), count: slots)
    for weight in tally.weights { weights[Int(weight.slot)] = weight.weight }
    self.weights = weights
    least = tally.costs.firstIndex { $0 < SearchProblem.forbidden } ?? 0
    most = Int(tally.most)
    unit = Int(weights.max() ?? 1)
    countsAll = tally.weights.count == member.choices.count
  }

  /// In points, nothing within one slot of the pace; nil when `ahead` days of work are too few. `all` are those from
  /// the beginning on.
  func distance(_ total: Int32, ahead: Int, of all: Int) -> Int? {
    let total = Int(total)
    if total + ahead * unit < least { return nil }
    if !countsAll { return 0 }
    let behind = least * (all - ahead) / all - total
    let before = total - most * (all - ahead) / all - unit
    return (max(0, behind) + max(0, before)) * 200 / max(1, unit)
  }
}
