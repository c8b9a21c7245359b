import RotaSearch
import Timekeeping

/// What a `RunRule` forbids one member, as sums: each pattern of days that may not be becomes one sum whose digits say
/// how often each of its days is taken.
struct RunTallies {
  private let limits: RunBounds
  private let period: DraftPeriod
  private let firstRunDay: CivilDate
  private let fixed: Set<CivilDate>
  /// By day: the slots that a member who takes them is at on it, in the search's order.
  private var slotsOn: [CivilDate: [Int32]] = [:]
  private let clash: BitTable
  /// False where a pattern has so many totals that days had to be counted more strictly than the rule asks.
  private(set) var isExact = true
  /// True where a pattern has so many totals that the search cannot keep it at all.
  private(set) var leavesOut = false

  /// Beyond this many totals a pattern is counted in the plain way, or not at all.
  private static let mostTotals = 50_000

  init(
    _ rule: any RunRule, draft: DraftProblem, member: Int, able: [Int], placeOf: [Int32], clash: BitTable
  ) {
    limits = rule.limits
    period = draft.period
    firstRunDay = draft.firstRunDay
    fixed = rule.fixedDays(of: draft.members[member])
    self.clash = clash
    for slot in able {
      for day in rule.days(of: draft.slots[slot]) { slotsOn[day, default: []].append(placeOf[slot]) }
    }
    for day in slotsOn.keys { slotsOn[day]?.sort() }
  }

  mutating func tallies() -> [Tally] {
    guard let first = slotsOn.keys.min(), let last = slotsOn.keys.max() else { return [] }
    var found: [Tally] = []
    for shape in shapes {
      let length = shape.days.count
      for start in first - length + 1...last {
        if shape.isInside, start + 1 < firstRunDay || start + length > period.until { continue }
        let days = shape.days.enumerated().map { (day: start + $0.offset, isTaken: $0.element) }
        if let tally = tally(days) { found.append(tally) }
      }
    }
    return found
  }

  /// Days taken and free that may not follow one another; `isInside` where the edges of the period excuse them.
  private var shapes: [(days: [Bool], isInside: Bool)] {
    var shapes: [(days: [Bool], isInside: Bool)] = []
    if let most = limits.mostInARow { shapes.append((Array(repeating: true, count: most + 1), false)) }
    for run in 1..<max(1, limits.leastInARow ?? 1) {
      shapes.append(([false] + Array(repeating: true, count: run) + [false], true))
    }
    for free in 1..<max(1, limits.leastFree ?? 1) {
      shapes.append(([true] + Array(repeating: false, count: free) + [true], false))
    }
    return shapes
  }

  /// The sum that forbids a pattern; nil when it cannot come about, or is there already with what is fixed.
  private mutating func tally(_ pattern: [(day: CivilDate, isTaken: Bool)]) -> Tally? {
    var open: [(slots: [Int32], isTaken: Bool)] = []
    for next in pattern {
      let slots = slotsOn[next.day] ?? []
      if fixed.contains(next.day) {
        if !next.isTaken { return nil }
      } else if slots.isEmpty {
        if next.isTaken { return nil }
      } else {
        open.append((slots, next.isTaken))
      }
    }
    guard open.contains(where: \.isTaken) else { return nil }
    let sizes = open.map { day in day.slots.map { Tally.Weight(slot: $0, weight: 1) }.most(clash) + 1 }
    let totals = sizes.reduce(1) { min(Self.mostTotals + 1, $0 * $1) }
    if open.allSatisfy(\.isTaken), sizes.allSatisfy({ $0 == 2 }) || totals > Self.mostTotals {
      isExact = isExact && sizes.allSatisfy { $0 == 2 }
      return plain(open.map(\.slots))
    }
    guard totals <= Self.mostTotals else {
      (isExact, leavesOut) = (false, true)
      return nil
    }
    return inDigits(open, sizes)
  }

  /// Each day has at most one slot: as many slots as days are too many.
  private func plain(_ days: [[Int32]]) -> Tally {
    Tally(weights: weights(days.map { ($0, 1) }), costs: Array(repeating: 0, count: days.count))
  }

  private func inDigits(_ days: [(slots: [Int32], isTaken: Bool)], _ sizes: [Int]) -> Tally {
    var factors: [Int] = []
    var total = 1
    for size in sizes {
      factors.append(total)
      total *= size
    }
    let costs = (0..<total).map { total in
      let meets = days.indices.allSatisfy { (total / factors[$0] % sizes[$0] > 0) == days[$0].isTaken }
      return meets ? SearchProblem.forbidden : 0
    }
    return Tally(weights: weights(zip(days, factors).map { ($0.slots, $1) }), costs: costs)
  }

  /// A slot that is on several days counts on each.
  private func weights(_ days: [(slots: [Int32], weight: Int)]) -> [Tally.Weight] {
    var sums: [Int32: Int32] = [:]
    for day in days { for slot in day.slots { sums[slot, default: 0] += Int32(day.weight) } }
    return sums.keys.sorted().map { Tally.Weight(slot: $0, weight: sums[$0] ?? 0) }
  }
}
