/// Solves blocks by column generation and a dive.
struct BlockSolver: Sendable {
  let problem: SearchProblem
  let networks: LineNetworks
  let maker: any LinearProgramMaker
  let spread: Spread
  /// Prices that are good for the whole problem.
  let prices: [Int32]
  var isOver: @Sendable () -> Bool = { false }

  /// Better lines for the block's members, if there are any and they were found; and what the block costs at least, in
  /// `Pricer.scale`ths.
  func improve(_ draft: Lines, _ block: Block, rounds: Int) -> (answer: BlockAnswer?, bound: Int64) {
    let others = counts(of: draft, without: Set(block.members))
    let now = block.members.map { draft.slots[$0] }
    guard let cost = cost(block, others, now) else { return (nil, .min) }
    let program = program(draft, block, others)
    program.aim = Double(cost) - 0.999
    program.start(at: prices)
    program.run(rounds: rounds, perMember: 2)
    let bound = program.bound
    if program.isHopeless { return (nil, bound) }
    var dive = Dive(program)
    guard let lines = dive.run(rounds: 10, perMember: 2), let after = self.cost(block, others, lines), after < cost
    else { return (nil, bound) }
    return (BlockAnswer(members: block.members, lines: lines), bound)
  }

  /// The program with the lines as they are, and with those that have nothing of the block.
  private func program(_ draft: Lines, _ block: Block, _ others: [Int32]) -> LineProgram {
    let free = Set(block.slots)
    var kept: [[Int32]] = Array(repeating: [], count: problem.members.count)
    for member in block.members { kept[member] = draft.slots[member].filter { !free.contains($0) } }
    let needs = block.slots.map { problem.slots[Int($0)].need - others[Int($0)] }
    let program = LineProgram(problem, networks, block, needs: needs, kept: kept, maker: maker, spread: spread)
    program.isOver = isOver
    _ = program.add(
      block.members.flatMap { member in
        [draft.slots[member], kept[member]].compactMap { program.column($0, of: member) }
      })
    return program
  }

  /// How many of the other members hold each slot.
  private func counts(of draft: Lines, without members: Set<Int>) -> [Int32] {
    var counts = Array(repeating: Int32(0), count: problem.slots.count)
    for (member, line) in draft.slots.enumerated() where !members.contains(member) {
      for slot in line { counts[Int(slot)] += 1 }
    }
    return counts
  }

  /// What the members' lines and the block's slots cost, beside what others hold; nil when a rule is broken.
  private func cost(_ block: Block, _ others: [Int32], _ lines: [[Int32]]) -> Int? {
    var counts = others
    var sum = 0
    for (member, line) in zip(block.members, lines) {
      guard let cost = problem.cost(of: line, for: member) else { return nil }
      sum += cost
      for slot in line { counts[Int(slot)] += 1 }
    }
    for slot in block.slots { sum += problem.slots[Int(slot)].cost(counts[Int(slot)]) }
    return sum < Int(SearchProblem.forbidden) ? sum : nil
  }
}
