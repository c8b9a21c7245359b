/// A draft from the prices of the bound: one member after the other takes the line that is cheapest at them among what
/// the others left, and what stays open is worth more from pass to pass. Annealing then fills what is left open.
struct PricedDescent {
  let problem: SearchProblem
  let networks: LineNetworks
  private let pricer = Pricer()
  /// What an open slot gains in a pass, in points: more in each than in the one before.
  private let raise: Int32 = 20

  init(_ problem: SearchProblem, _ networks: LineNetworks) {
    self.problem = problem
    self.networks = networks
  }

  /// A draft after `passes`, each of which costs about as much as a step of the bound, and after annealing that is not
  /// so hot that the prices' work is lost.
  func run(prices: [Int32], passes: Int, seed: UInt64, isOver: () -> Bool) -> Lines {
    var dice = Dice(seed: seed)
    let board = Board(problem)
    board.load(best(prices, passes, &dice, isOver))
    var annealing = Annealing(board, seed: dice.next())
    annealing.run(proposals: problem.slots.count * 400, hot: 1, cold: 0.5, isOver: isOver)
    return board.lines
  }

  /// The best draft of all passes.
  private func best(_ prices: [Int32], _ passes: Int, _ dice: inout Dice, _ isOver: () -> Bool) -> Lines {
    var lines = Lines(slots: problem.members.map { _ in [] })
    var (best, least) = (lines, Int.max)
    var (worth, offered) = (prices, prices)
    for pass in 1...passes {
      for member in dice.shuffled(problem.members.count) where !isOver() {
        choose(for: member, &lines, worth, &offered)
      }
      if let cost = problem.objective(lines), cost < least { (best, least) = (lines, cost) }
      for slot in offered.indices where offered[slot] > -Pricer.decided {
        let dearest = problem.slots[slot].under * Pricer.scale
        worth[slot] = min(dearest, worth[slot] + Int32(pass) * raise * Pricer.scale)
        offered[slot] = worth[slot]
      }
    }
    return best
  }

  private func choose(for member: Int, _ lines: inout Lines, _ worth: [Int32], _ offered: inout [Int32]) {
    for slot in lines.slots[member] { offered[Int(slot)] = worth[Int(slot)] }
    if let cheapest = pricer.lines(networks[member], prices: offered, count: 1).first {
      lines.slots[member] = cheapest.line
    }
    for slot in lines.slots[member] { offered[Int(slot)] = -Pricer.decided }
  }
}
