/// A first draft where lines are too long to be found exactly: each member's best line of a beam beside the others',
/// again and again.
struct BeamDescent {
  let problem: SearchProblem
  private var lines: Lines
  private var counts: [Int32]

  init(_ problem: SearchProblem) {
    self.problem = problem
    lines = Lines(slots: problem.members.map { _ in [] })
    counts = Array(repeating: 0, count: problem.slots.count)
  }

  /// Lines for all members; nil when one was not found, even by the widest beam.
  mutating func run(dice: inout Dice, rounds: Int, isOver: () -> Bool) -> Lines? {
    for member in dice.shuffled(problem.members.count) where !begin(member) { return nil }
    for _ in 0..<rounds {
      let before = lines
      for member in dice.shuffled(problem.members.count) where !isOver() { improve(member, width: 24) }
      if lines == before { break }
    }
    return lines
  }

  /// Wider and wider beams, until one finds a line.
  private mutating func begin(_ member: Int) -> Bool {
    for width in [16, 64, 256, 1_024] {
      var beam = LineBeam(problem, member: member, width: width)
      guard let line = beam.line(prices: prices) else { continue }
      put(line, member)
      return true
    }
    return false
  }

  private mutating func improve(_ member: Int, width: Int) {
    let old = lines.slots[member]
    put([], member)
    let prices = prices
    var beam = LineBeam(problem, member: member, width: width)
    let new = beam.line(prices: prices)
    put(new.flatMap { worth($0, member, prices) < worth(old, member, prices) ? $0 : nil } ?? old, member)
  }

  private func worth(_ line: [Int32], _ member: Int, _ prices: [Int32]) -> Int {
    line.reduce(problem.cost(of: line, for: member) ?? .max / 2) { $0 - Int(prices[Int($1)]) }
  }

  private mutating func put(_ line: [Int32], _ member: Int) {
    for slot in lines.slots[member] { counts[Int(slot)] -= 1 }
    for slot in line { counts[Int(slot)] += 1 }
    lines.slots[member] = line
  }

  /// What one member more in each slot is worth, in points.
  private var prices: [Int32] {
    zip(problem.slots, counts).map { slot, count in
      Int32(max(-10_000, slot.cost(count) - slot.cost(count + 1)))
    }
  }
}
