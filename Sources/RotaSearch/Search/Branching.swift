/// Proves a small block: branches on who has which slot, with column generation at every node, the least bound first.
struct Branching {
  /// What is decided on the way to a node, and what nothing below it can cost less than, in points.
  private struct Node {
    var kept: [[Int32]]
    var banned: [Set<Int32>]
    var bound: Int
  }

  private let solver: BlockSolver
  private let draft: Lines
  private let block: Block
  private let couplings: CouplingRows
  private let others: [Int32]
  private var pool: [LineProgram.Column] = []
  private var open: [Node] = []
  private var prices: [Int32]
  /// What the best lines cost, and they.
  private(set) var cost: Int
  private(set) var best: [[Int32]]?

  /// Nil when the draft breaks a rule.
  init?(_ solver: BlockSolver, _ draft: Lines, _ block: Block, bound: Int, pool: [LineProgram.Column]) {
    self.solver = solver
    self.draft = draft
    self.block = block
    self.pool = pool
    couplings = CouplingRows(solver.problem, block, in: draft)
    others = solver.counts(of: draft, without: Set(block.members))
    prices = solver.prices
    guard let now = solver.cost(block, others, couplings, block.members.map { draft.slots[$0] }) else { return nil }
    cost = now
    let empty = solver.problem.members.indices
    open = [Node(kept: empty.map { _ in [] }, banned: empty.map { _ in [] }, bound: bound)]
  }

  /// Nothing costs less than this.
  var bound: Int { open.reduce(cost) { min($0, $1.bound) } }

  /// Looks at up to `limit` nodes.
  mutating func run(nodes limit: Int) {
    for _ in 0..<limit where !solver.isOver() {
      guard let index = open.indices.min(by: { open[$0].bound < open[$1].bound }), open[index].bound < cost else {
        return
      }
      let node = open.remove(at: index)
      if !look(at: node) {
        open.append(node)
        return
      }
    }
  }

  /// Solves the node's program; closes it, or puts its two children in its place. False when it came to no end.
  private mutating func look(at node: Node) -> Bool {
    let program = program(node)
    program.start(at: prices)
    program.run(rounds: 2_000, perMember: 2)
    if program.isHopeless, Double(program.bound) / Double(Pricer.scale) <= program.aim { return false }
    remember(program)
    let lower = max(node.bound, Pricer.points(program.bound))
    if lower >= cost { return true }
    guard let gift = divided(program) else { return true }
    add(gift, to: node, lower)
    return true
  }

  private func program(_ node: Node) -> LineProgram {
    let needs = block.slots.map { solver.problem.slots[Int($0)].need - others[Int($0)] }
    let program = LineProgram(
      solver.problem, solver.networks, block, needs: needs, couplings: couplings, kept: node.kept,
      maker: solver.maker, spread: solver.spread, hasSpares: true)
    program.banned = node.banned
    for member in block.members {
      for slot in node.kept[member] where solver.problem.slots[Int(slot)].isAlone {
        program.given[Int(slot)] = Int32(member)
      }
    }
    program.isOver = solver.isOver
    program.aim = Double(cost) - 0.999
    _ = program.add(pool.compactMap { program.column($0.line, of: $0.member) })
    return program
  }

  /// Keeps the lines that were found, and the whole draft if there is one.
  private mutating func remember(_ program: LineProgram) {
    pool = program.columns + pool.filter { column in program.column(column.line, of: column.member) == nil }
    let shares = zip(program.columns, program.solution)
    var lines: [Int: [Int32]] = [:]
    for (column, share) in shares where share > 1 - 1e-6 { lines[column.member] = column.line }
    let found = block.members.compactMap { lines[$0] }
    guard found.count == block.members.count, let now = solver.cost(block, others, couplings, found), now < cost else {
      return
    }
    cost = now
    best = found
  }

  /// The member and slot of which the program is least sure; nil when it is sure of all.
  private func divided(_ program: LineProgram) -> (member: Int, slot: Int32)? {
    var sums: [Int: [Int32: Double]] = [:]
    for (column, share) in zip(program.columns, program.solution) where share > 1e-6 {
      for slot in column.line where program.rowOf[Int(slot)] >= 0 {
        sums[column.member, default: [:]][slot, default: 0] += share
      }
    }
    var best: (doubt: Double, member: Int, slot: Int32)?
    for member in block.members {
      for slot in block.slots {
        guard let sum = sums[member]?[slot], sum < 1 - 1e-6 else { continue }
        let doubt = min(sum, 1 - sum)
        if doubt > (best?.doubt ?? 0) + 1e-9 { best = (doubt, member, slot) }
      }
    }
    return best.map { ($0.member, $0.slot) }
  }

  private mutating func add(_ gift: (member: Int, slot: Int32), to node: Node, _ lower: Int) {
    var with = node
    with.bound = lower
    var without = with
    with.kept[gift.member] = (with.kept[gift.member] + [gift.slot]).sorted()
    without.banned[gift.member].insert(gift.slot)
    open += [with, without]
  }
}
