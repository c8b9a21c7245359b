/// Drafts by annealing, bounds what is possible, and improves parts of the draft by column generation.
package struct RotaSearcher {
  private let problem: SearchProblem
  private let maker: any LinearProgramMaker
  private let spread: Spread
  private let limits: SearchLimits
  private let report: (SearchProgress) -> Void
  private let networks: LineNetworks
  private var draft: Lines
  private var objective: Int?
  private var bound: Int?
  private var prices: [Int32]
  /// Lines that a linear program of the whole has seen.
  private var pool: [LineProgram.Column] = []
  /// How many slots in a row are solved anew where whole lines are too long.
  private var stretch = 0
  private var dice: Dice

  /// `start` is where the search begins, perhaps with nobody in any slot; what breaks a rule in it is passed by.
  package init(
    _ problem: SearchProblem, start: Lines, maker: any LinearProgramMaker, spread: Spread, limits: SearchLimits,
    report: @escaping (SearchProgress) -> Void = { _ in }
  ) {
    self.problem = problem
    self.maker = maker
    self.spread = spread
    self.limits = limits
    self.report = report
    networks = LineNetworks(problem, spread: spread, nodes: problem.isPlain ? .max : limits.nodes)
    draft = start
    objective = problem.objective(start)
    prices = Array(repeating: 0, count: problem.slots.count)
    dice = Dice(seed: limits.seed)
  }

  /// The best that the limits allow; nil when a member can have no allowed line at all.
  package mutating func search() -> SearchResult? {
    if networks.areTooLarge { return searchParts() }
    if problem.isPlain { anneal() } else { descend() }
    guard objective != nil else { return nil }
    ascend()
    if !isProved, isSmall { solveWhole() }
    if !isProved, isSmall {
      improve(until: 0.75, endsWhenSpent: true)
      branch()
    }
    improve(until: 1)
    return objective.map { SearchResult(lines: draft, objective: $0, bound: bound) }
  }

  /// Where whole lines are too long: a draft from beams, improved stretch by stretch; the bound is a plain one.
  private mutating func searchParts() -> SearchResult? {
    let isOver = limits.isOver
    if objective == nil {
      var descent = BeamDescent(problem)
      if let found = descent.run(dice: &dice, rounds: 10, isOver: { isOver(0.5) }) { take(found) }
      tell("descended")
    }
    guard objective != nil else { return nil }
    bound = PlainBound(problem).bound
    stretch = networks.stretch(in: draft)
    improve(until: 1)
    return objective.map { SearchResult(lines: draft, objective: $0, bound: bound) }
  }

  private var isProved: Bool {
    guard let objective, let bound else { return false }
    return objective <= bound
  }

  /// Whether column generation over everything ends soon: it depends on how many slots there are and how many a line
  /// has.
  private var isSmall: Bool {
    if !problem.isPlain { return problem.slots.count <= 400 }
    return problem.slots.count * problem.slots.count <= 5_000 * problem.members.count
  }

  private func tell(_ phase: String) { report(SearchProgress(phase: phase, objective: objective, bound: bound)) }

  private mutating func take(_ better: Lines) {
    guard let cost = problem.objective(better), cost < objective ?? .max else { return }
    draft = better
    objective = cost
  }

  /// Raises the bound to what `scaled` says, in `Pricer.scale`ths without the constant: drafts cost whole points.
  private mutating func raise(_ scaled: Int64) {
    guard scaled > .min else { return }
    bound = max(bound ?? .min, Pricer.points(scaled) + problem.constant)
  }

  /// Two pairs of annealings, the second twice as long and from the best so far: enough for the bound to begin with.
  private mutating func anneal() {
    if objective == nil { take(Lines(slots: problem.members.map { _ in [] })) }
    guard objective != nil else { return }
    let slots = problem.slots.count
    var proposals = max(slots * limits.tries / 10, min(slots * limits.tries, 200_000))
    for pass in 0..<2 {
      let (problem, start, isOver, count) = (problem, draft, limits.isOver, proposals)
      let (seed, hot) = (dice.next(), pass == 0 ? 30.0 : 12)
      for found in spread.map(
        2,
        { index -> Lines in
          let board = Board(problem)
          board.load(start)
          var annealing = Annealing(board, seed: seed &+ UInt64(index))
          annealing.run(proposals: count, hot: hot, cold: 0.8, isOver: { isOver(0.4) })
          return board.lines
        })
      { take(found) }
      tell("annealed")
      proposals *= 2
      if limits.isOver(0.03) { break }
    }
  }

  /// The first draft where lines have a shape: each member's best line beside the others'.
  private mutating func descend() {
    let isOver = limits.isOver
    let descent = LineDescent(problem, networks)
    let found = descent.run(draft, dice: &dice, rounds: 10, isOver: { isOver(0.3) })
    if objective == nil { objective = .max }
    take(found)
    if objective == .max { objective = nil }
    tell("descended")
  }

  /// Raises the bound, drafts anew from its prices, and raises it further with what is known then.
  private mutating func ascend() {
    if objective == nil { return }
    let ascent = VolumeAscent(problem, networks, from: draft, spread: spread)
    for share in [0.4, 0.45] where !isProved && !limits.isOver(share) {
      ascent.hurry()
      climb(ascent, until: share)
      if problem.isPlain { redraft() }
    }
  }

  private mutating func climb(_ ascent: VolumeAscent, until share: Double) {
    guard let objective else { return }
    for _ in 0..<400 where !limits.isOver(share) && !ascent.isStill {
      ascent.run(steps: 10, target: Double(objective - problem.constant))
    }
    prices = ascent.prices
    raise(ascent.bound)
    tell("bounded")
  }

  /// Drafts from the prices of the bound, twice side by side.
  private mutating func redraft() {
    if isProved { return }
    let (problem, networks, prices, isOver) = (problem, networks, prices, limits.isOver)
    let seeds = [dice.next(), dice.next()]
    let found = spread.map(seeds.count) { index in
      PricedDescent(problem, networks).run(prices: prices, passes: 6, seed: seeds[index], isOver: { isOver(0.5) })
    }
    for lines in found { take(lines) }
    tell("drafted anew")
  }

  /// Solves blocks until `share` of the time is used up.
  private func solver(until share: Double, workers: Spread) -> BlockSolver {
    let isOver = limits.isOver
    var solver = BlockSolver(problem: problem, networks: networks, maker: maker, spread: workers, prices: prices)
    solver.isOver = { isOver(share) }
    return solver
  }

  /// Column generation over everything, as far as it gets in its part of the time.
  private mutating func solveWhole() {
    let outcome = solver(until: 0.7, workers: spread)
      .improve(draft, .whole(problem), rounds: 2_000, isHasty: false)
    raise(outcome.bound)
    if let answer = outcome.answer { take(answer.applied(to: draft)) }
    pool = outcome.columns
    tell("solved as a whole")
  }

  /// Closes the gap where it takes few steps.
  private mutating func branch() {
    guard let lower = bound else { return }
    let solver = solver(until: 0.85, workers: spread)
    let least = lower - problem.constant
    guard var branching = Branching(solver, draft, .whole(problem), bound: least, pool: pool) else { return }
    branching.run(nodes: 400)
    if let lines = branching.best { take(Lines(slots: lines)) }
    bound = max(lower, branching.bound + problem.constant)
    tell("branched")
  }

  /// Solves parts of the draft anew, several at a time. Where each slot takes one member, parts of many members for a
  /// short time come first, for they have the shortest lines; then, as ever, larger ones when small ones bring no more.
  /// Ends early, if asked to, when no size brings anything.
  private mutating func improve(until share: Double, endsWhenSpent: Bool = false) {
    if isProved { return }
    let regrets = problem.isPlain ? Regrets(problem, networks, prices: prices, spread: spread) : nil
    var sizes = BlockSizes(problem)
    var round = 0
    while round < limits.rounds, !isProved, !limits.isOver(share), !(endsWhenSpent && sizes.isSpent) {
      round += 1
      let before = objective
      for answer in answers(sizes, regrets, until: share) { take(answer.applied(to: draft)) }
      sizes.learn(hasImproved: objective != before)
      if objective != before { tell("round \(round)") }
    }
  }

  private mutating func answers(_ sizes: BlockSizes, _ regrets: Regrets?, until share: Double) -> [BlockAnswer] {
    var picker = BlockPicker(problem, draft, regrets)
    let blocks =
      networks.areTooLarge
      ? picker.stretches(2, of: stretch, sizes.size, dice: &dice) : picker.pick(4, sizes, dice: &dice)
    let draft = draft
    let solver = solver(until: share, workers: blocks.count > 1 ? .alone : spread)
    let isHasty = problem.isPlain
    let answers = spread.map(blocks.count) { solver.improve(draft, blocks[$0], rounds: 300, isHasty: isHasty).answer }
    return answers.compactMap { $0 }
  }
}
