/// Raises the Lagrangian bound by moving prices towards slots that too few lines take: many cheap steps, no linear
/// program. The volume algorithm of Barahona and Anbil (Mathematical Programming 87, 2000).
final class VolumeAscent {
  private let problem: SearchProblem
  private let networks: LineNetworks
  private let spread: Spread
  /// By slot, in `Pricer.scale`ths: those that gave the bound.
  private(set) var prices: [Int32]
  /// In `Pricer.scale`ths, without the problem's constant.
  private(set) var bound: Int64
  /// How much of each slot the lines seen lately take, on average.
  private var cover: [Double]
  private var exact: [Double]
  private var step = 0.1
  private var dull = 0
  /// How much the newest lines count in `cover` at least: little where lines are long, for many slots change with each.
  private let share: Double

  /// Begins with what each slot costs the member who has it in `draft`.
  init(_ problem: SearchProblem, _ networks: LineNetworks, from draft: Lines, spread: Spread) {
    self.problem = problem
    self.networks = networks
    self.spread = spread
    let length = Double(problem.slots.count) / Double(max(1, problem.members.count))
    share = max(0.01, min(0.03, 0.3 / max(1, length)))
    prices = Self.worth(draft, problem)
    exact = prices.map(Double.init)
    (bound, cover) = Self.price(prices, problem, networks, spread)
  }

  private static func worth(_ draft: Lines, _ problem: SearchProblem) -> [Int32] {
    var prices = problem.slots.map { $0.isAlone ? $0.under : 0 }
    for (member, line) in draft.slots.enumerated() {
      guard let cost = problem.cost(of: line, for: member) else { continue }
      for slot in line where problem.slots[Int(slot)].isAlone {
        let rest = problem.cost(of: line.filter { $0 != slot }, for: member) ?? cost
        prices[Int(slot)] = min(prices[Int(slot)], Int32(cost - rest))
      }
    }
    return prices.map { $0 * Pricer.scale }
  }

  /// The bound at `prices`, and how many of the cheapest lines take each slot.
  private static func price(
    _ prices: [Int32], _ problem: SearchProblem, _ networks: LineNetworks, _ spread: Spread
  ) -> (Int64, [Double]) {
    let found = spread.map(problem.members.count, with: Pricer.init) { member, pricer in
      pricer.lines(networks[member], prices: prices, count: 1).first
    }
    var cover = Array(repeating: 0.0, count: problem.slots.count)
    var sum = zip(problem.slots, prices).reduce(Int64(0)) { $0 + Int64($1.0.need) * Int64($1.1) }
    for case let line? in found {
      sum += line.cost
      for slot in line.line { cover[Int(slot)] += 1 }
    }
    return (sum, cover)
  }

  /// Whether its steps have become too short to lead anywhere.
  var isStill: Bool { step < 0.0005 }

  /// Makes steps long enough again to lead somewhere, for a new target.
  func hurry() {
    step = max(step, 0.03)
    dull = 0
  }

  /// Makes `steps` steps; `target` is an objective that is known to be reached, in points without the constant.
  func run(steps: Int, target: Double) {
    for _ in 0..<steps {
      let direction = direction
      let norm = direction.reduce(0) { $0 + $1 * $1 }
      if norm < 1e-9 { return }
      let scale = Double(Pricer.scale)
      let distance = max(1, 1.05 * (target - Double(bound) / scale) + 1)
      let trial = moved(direction, by: step * distance / norm * scale)
      let rounded = trial.map { Int32($0.rounded()) }
      let (lower, seen) = Self.price(rounded, problem, networks, spread)
      let share = min(0.1, max(share, 0.2 * step))
      for slot in cover.indices { cover[slot] += share * (seen[slot] - cover[slot]) }
      judge(lower, trial, rounded)
    }
  }

  /// Where too few lines go; nothing where a price can go no further.
  private var direction: [Double] {
    exact.indices.map { slot in
      let facts = problem.slots[slot]
      let lack = Double(facts.need) - cover[slot]
      return lack > 0 && exact[slot] >= Double(facts.under) * Double(Pricer.scale) ? 0 : lack
    }
  }

  private func moved(_ direction: [Double], by length: Double) -> [Double] {
    let scale = Double(Pricer.scale)
    return exact.indices.map { slot in
      let least = problem.slots[slot].over.map { -Double($0) } ?? -20_000
      let most = Double(problem.slots[slot].under)
      return max(least * scale, min(most * scale, exact[slot] + length * direction[slot]))
    }
  }

  /// Keeps better prices; makes the steps longer as long as it goes well, and shorter after a while without success.
  private func judge(_ lower: Int64, _ trial: [Double], _ rounded: [Int32]) {
    if lower > bound {
      bound = lower
      exact = trial
      prices = rounded
      dull = 0
      step = min(2, step * 1.1)
    } else {
      dull += 1
      if dull < 15 { return }
      dull = 0
      step = max(0.0001, step * 0.66)
    }
  }
}
