/// What each member's line costs at the prices of the bound more than the cheapest line there is: where a draft can be
/// better. The regrets of all, with slots that stay open, are the distance of the draft from the bound.
struct Regrets {
  private let problem: SearchProblem
  private let prices: [Int32]
  /// By member: the slots of the line that is cheapest at the prices, ascending, and what it costs, in `Pricer.scale`ths.
  private(set) var wanted: [[Int32]]
  private let least: [Int64]

  init(_ problem: SearchProblem, _ networks: LineNetworks, prices: [Int32], spread: Spread) {
    self.problem = problem
    self.prices = prices
    let found = spread.map(problem.members.count, with: Pricer.init) { member, pricer in
      pricer.lines(networks[member], prices: prices, count: 1).first ?? Pricer.Found(cost: 0, line: [])
    }
    wanted = found.map(\.line)
    least = found.map(\.cost)
  }

  /// In `Pricer.scale`ths; 0 for a line that is not allowed.
  func regret(_ member: Int, _ line: [Int32]) -> Int {
    guard let cost = problem.cost(of: line, for: member) else { return 0 }
    let paid = line.reduce(0) { $0 + Int(prices[Int($1)]) }
    return max(0, cost * Int(Pricer.scale) - paid - Int(least[member]))
  }
}
