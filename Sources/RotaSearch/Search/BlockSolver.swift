/// Solves blocks by column generation and a dive.
struct BlockSolver: Sendable {
  let problem: SearchProblem
  let networks: LineNetworks
  let maker: any LinearProgramMaker
  let spread: Spread
  /// Prices that are good for the whole problem.
  let prices: [Int32]
  var isOver: @Sendable () -> Bool = { false }

  /// Looks for better lines for the block's members; hastily where many blocks are to be solved.
  func improve(_ draft: Lines, _ block: Block, rounds: Int, isHasty: Bool) -> BlockOutcome {
    let others = counts(of: draft, without: Set(block.members))
    let now = block.members.map { draft.slots[$0] }
    let couplings = CouplingRows(problem, block, in: draft)
    guard let cost = cost(block, others, couplings, now) else { return BlockOutcome() }
    let program = program(draft, block, others, couplings)
    program.aim = Double(cost) - 0.999
    program.start(at: prices)
    program.run(rounds: rounds, perMember: 2)
    var outcome = BlockOutcome(bound: program.bound, columns: program.columns)
    if program.isHopeless { return outcome }
    var dive = Dive(program, isHasty: isHasty)
    guard let lines = dive.run(rounds: isHasty ? 15 : 10, perMember: 2),
      let after = self.cost(block, others, couplings, lines),
      after < cost
    else { return outcome }
    outcome.answer = BlockAnswer(block: block, lines: lines)
    return outcome
  }

  /// The program with the lines as they are, and with those that have nothing of the block.
  private func program(
    _ draft: Lines, _ block: Block, _ others: [Int32], _ couplings: CouplingRows
  ) -> LineProgram {
    let free = Set(block.slots)
    var kept: [[Int32]] = Array(repeating: [], count: problem.members.count)
    for member in block.members { kept[member] = draft.slots[member].filter { !free.contains($0) } }
    let needs = block.slots.map { problem.slots[Int($0)].need - others[Int($0)] }
    let program = LineProgram(
      problem, networks, block, needs: needs, couplings: couplings, kept: kept, maker: maker, spread: spread)
    program.isOver = isOver
    _ = program.add(
      block.members.flatMap { member in
        [draft.slots[member], kept[member]].compactMap { program.column($0, of: member) }
      })
    return program
  }

  /// How many of the other members hold each slot.
  func counts(of draft: Lines, without members: Set<Int>) -> [Int32] {
    var counts = Array(repeating: Int32(0), count: problem.slots.count)
    for (member, line) in draft.slots.enumerated() where !members.contains(member) {
      for slot in line { counts[Int(slot)] += 1 }
    }
    return counts
  }

  /// What the members' lines and the block's slots cost, beside what others hold; nil when a rule is broken.
  func cost(_ block: Block, _ others: [Int32], _ couplings: CouplingRows, _ lines: [[Int32]]) -> Int? {
    var counts = others
    var sum = couplings.cost(Array(zip(block.members, lines)))
    if sum >= Int(SearchProblem.forbidden) { return nil }
    for (member, line) in zip(block.members, lines) {
      guard let cost = problem.cost(of: line, for: member) else { return nil }
      sum += cost
      for slot in line { counts[Int(slot)] += 1 }
    }
    for slot in block.slots {
      let cost = problem.slots[Int(slot)].cost(counts[Int(slot)])
      if cost >= Int(SearchProblem.forbidden) { return nil }
      sum += cost
    }
    return sum
  }
}
