import RotaSearch

/// Problems by chance that are small enough to be solved by trying everything.
struct RandomProblems {
  private var dice: RotaSearch.Dice

  init(seed: UInt64) { dice = RotaSearch.Dice(seed: seed) }

  /// Slots for one member each: rest, limits by week, fairness with a bent price, wishes.
  mutating func plain(members: Int, slots count: Int) -> SearchProblem {
    let slots = (0..<count).map { index in
      let start = Int32(index * 8 + dice.below(8))
      return SearchSlot(start: start, end: start + Int32(4 + dice.below(20)), day: start / 24, under: 500)
    }.sorted { ($0.start, $0.end) < ($1.start, $1.end) }
    var clash = BitTable(size: count)
    for a in 0..<count {
      for b in (a + 1)..<max(a + 1, count) where slots[b].start < slots[a].end + 6 {
        // Some slots may touch or overlap all the same, so that what is forbidden does not follow from the last slot.
        if dice.below(5) == 0 { continue }
        clash[a, b] = true
        clash[b, a] = true
      }
    }
    let team = (0..<members).map { index in plainMember("m\(index)", slots: count) }
    return SearchProblem(slots: slots, members: team, clash: clash, constant: dice.below(100))
  }

  /// The same with members who are never on together, a newcomer who needs somebody beside, and a sum that costs.
  mutating func coupled(members: Int, slots count: Int) -> SearchProblem {
    var problem = plain(members: members, slots: count)
    for first in stride(from: 0, to: count - 1, by: 2) {
      let apart = (0..<2).flatMap { member in
        (first..<first + 2).map { Coupling.Part(member: Int32(member), slot: Int32($0), weight: 1) }
      }
      problem.couplings.append(Coupling(parts: apart, most: 1, over: dice.below(3) == 0 ? 30 : nil))
    }
    for slot in 0..<count - 1 {
      let beside = (0..<members - 1).map { Coupling.Part(member: Int32($0), slot: Int32(slot + 1), weight: -1) }
      let own = Coupling.Part(member: Int32(members - 1), slot: Int32(slot), weight: 1)
      problem.couplings.append(Coupling(parts: [own] + beside, most: 0, over: dice.below(3) == 0 ? 12 : nil))
    }
    return problem
  }

  private mutating func plainMember(_ name: String, slots: Int) -> SearchMember {
    let able = (0..<slots).filter { _ in dice.below(4) > 0 }
    let choices = able.map { Choice(slot: Int32($0), cost: Int32(dice.below(40)) - 15) }
    let points = able.map { Tally.Weight(slot: Int32($0), weight: Int32(1 + dice.below(4))) }
    let fair = dice.below(8)
    let most = points.reduce(0) { $0 + Int($1.weight) }
    var tallies = [
      Tally(weights: points, costs: (0...most).map { Int32(3 * abs($0 - fair) + 6 * max(0, abs($0 - fair) - 2)) })
    ]
    for week in stride(from: 0, to: slots, by: 4) {
      let inWeek = able.filter { $0 >= week && $0 < week + 6 && dice.below(3) > 0 }
      let weights = inWeek.map { Tally.Weight(slot: Int32($0), weight: 1) }
      if inWeek.isEmpty { continue }
      let isLimit = dice.below(2) == 0
      tallies.append(
        Tally(
          weights: weights,
          costs: isLimit ? [0, 0] : (0...inWeek.count).map { Int32(max(0, $0 - 1) * 8) }))
    }
    return SearchMember(name: name, choices: choices, tallies: tallies)
  }

  /// Days and shifts with cover, runs, weekends, and least and most time.
  mutating func classic(members: Int, days: Int, shifts: Int) -> SearchProblem {
    let slots = (0..<days * shifts).map { cell in
      SearchSlot(
        start: Int32(cell / shifts * 24), end: Int32(cell / shifts * 24 + 8), day: Int32(cell / shifts),
        need: Int32(dice.below(members)), under: Int32(20 + dice.below(80)), over: Int32(1 + dice.below(10)))
    }
    var clash = BitTable(size: slots.count)
    for a in slots.indices {
      for b in slots.indices where a != b {
        let sameDay = a / shifts == b / shifts
        let next = b / shifts == a / shifts + 1 && a % shifts > b % shifts
        if sameDay || next {
          clash[a, b] = true
          clash[b, a] = true
        }
      }
    }
    let team = (0..<members).map { classicMember("m\($0)", days: days, shifts: shifts) }
    return SearchProblem(slots: slots, members: team, clash: clash)
  }

  private mutating func classicMember(_ name: String, days: Int, shifts: Int) -> SearchMember {
    let off = dice.below(days)
    let able = (0..<days * shifts).filter { $0 / shifts != off }
    // Of a long horizon every second week counts, so that there is a line.
    let weeks = days / 14
    let least = dice.below(2) + weeks * 4
    let time = Tally(
      weights: able.map { .init(slot: Int32($0), weight: 1) },
      costs: (0...days).map { $0 < least || $0 > least + 3 + weeks ? SearchProblem.forbidden : 0 })
    let first = Tally(
      weights: able.filter { $0 % shifts == 0 }.map { .init(slot: Int32($0), weight: 1) },
      costs: Array(repeating: 0, count: 2 + weeks + dice.below(3)))
    return SearchMember(
      name: name, choices: able.map { Choice(slot: Int32($0), cost: Int32(dice.below(20)) - 8) },
      tallies: [time, first],
      days: DayPattern(
        horizon: Int32(days), mostInARow: Int32(2 + dice.below(2)), leastInARow: Int32(1 + dice.below(2)),
        leastFree: Int32(1 + dice.below(2)), mostWeekends: Int32(1 + weeks)))
  }
}
