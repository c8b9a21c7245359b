/// A first draft, member by member: each gets the line that is best beside those of the others, until nothing changes.
struct LineDescent {
  let problem: SearchProblem
  let networks: LineNetworks
  private let pricer = Pricer()

  init(_ problem: SearchProblem, _ networks: LineNetworks) {
    self.problem = problem
    self.networks = networks
  }

  /// Lines for all members, from `lines` on; members without an allowed line keep none.
  func run(_ start: Lines, dice: inout Dice, rounds: Int, isOver: () -> Bool) -> Lines {
    var lines = start
    var counts = Array(repeating: Int32(0), count: problem.slots.count)
    for line in lines.slots { for slot in line { counts[Int(slot)] += 1 } }
    for _ in 0..<rounds {
      let before = lines
      for member in dice.shuffled(problem.members.count) where !isOver() {
        for slot in lines.slots[member] { counts[Int(slot)] -= 1 }
        if let best = pricer.lines(networks[member], prices: prices(counts), count: 1).first {
          lines.slots[member] = best.line
        }
        for slot in lines.slots[member] { counts[Int(slot)] += 1 }
      }
      if lines == before { break }
    }
    return lines
  }

  /// What one member more in each slot is worth.
  private func prices(_ counts: [Int32]) -> [Int32] {
    zip(problem.slots, counts).map { slot, count in
      Int32(max(-10_000, slot.cost(count) - slot.cost(count + 1))) * Pricer.scale
    }
  }
}
