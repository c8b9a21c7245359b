/// Makes the `LineNetwork` of one member, stage by stage over the member's choices.
///
/// O(reachable states × open tallies): some ten thousand arcs for four weeks.
struct NetworkBuilder {
  /// What a node stands for, before the choice at `stage`.
  struct State: Hashable {
    var stage: Int32
    /// The later choices that are forbidden, as a number of `ModeTable`.
    var mode: Int32
    /// The totals of open tallies, packed.
    var totals: UInt64
    /// The state of `DayMachine`.
    var days: Int32
  }

  private let choices: [Choice]
  /// By choice: whether the line must have it.
  private let isForced: [Bool]
  private let dayOf: [Int32]
  private let registers: [TallyRegister]
  private let wide: Tally
  /// What tallies cost that none of the choices count in; at least `SearchProblem.forbidden` when one forbids that.
  private let idleCost: Int
  private let machine: DayMachine?
  /// By choice: the later choices it forbids, and the registers open there.
  private let forbids: [[Int32]]
  private let open: [[Int]]
  private var modes = ModeTable()
  private var known: [State: Int32] = [:]
  private var buckets: [[(state: State, node: Int32)]]
  private var layout = NetworkLayout()

  /// Of all lines of the member, or of those that take `kept` (ascending) and nothing else but slots with a row.
  init(_ problem: SearchProblem, member index: Int, part: (rowOf: [Int32], kept: [Int32])? = nil) {
    let member = problem.members[index]
    let kept = Set(part?.kept ?? [])
    let choices = member.choices.filter { choice in
      part.map { $0.rowOf[Int(choice.slot)] >= 0 || kept.contains(choice.slot) } ?? true
    }
    self.choices = choices
    isForced = choices.map { kept.contains($0.slot) }
    dayOf = choices.map { problem.slots[Int($0.slot)].day }
    machine = member.days.map { DayMachine($0) }
    let wide = Self.widest(member)
    self.wide = wide.map { member.tallies[$0] } ?? Tally(weights: [], costs: [0])
    registers = TallyRegister.placed(
      member.tallies.indices.filter { $0 != wide }.compactMap {
        TallyRegister(member.tallies[$0], choices: choices)
      })
    idleCost = member.tallies.indices.filter { $0 != wide }.reduce(0) { sum, index in
      let counts = TallyRegister(member.tallies[index], choices: choices) != nil
      return counts ? sum : sum + Int(member.tallies[index].cost(0))
    }
    forbids = Self.forbidden(problem, choices)
    open = Self.open(registers, stages: choices.count)
    buckets = Array(repeating: [], count: choices.count + 1)
  }

  /// The tally with the most totals; the first of equals.
  private static func widest(_ member: SearchMember) -> Int? {
    member.tallies.indices.max { (member.tallies[$0].costs.count, $1) < (member.tallies[$1].costs.count, $0) }
  }

  private static func forbidden(_ problem: SearchProblem, _ choices: [Choice]) -> [[Int32]] {
    choices.indices.map { index in
      var list: [Int32] = []
      var later = index + 1
      while later < choices.count, Int(choices[later].slot - choices[index].slot) <= problem.reach {
        if problem.clash[Int(choices[index].slot), Int(choices[later].slot)] { list.append(Int32(later)) }
        later += 1
      }
      return list
    }
  }

  private static func open(_ registers: [TallyRegister], stages: Int) -> [[Int]] {
    var open: [[Int]] = Array(repeating: [], count: stages)
    for (index, register) in registers.enumerated() {
      for stage in register.first...register.last { open[stage].append(index) }
    }
    return open
  }

  /// Walks all stages; nil when there are more than `limit` nodes.
  mutating func build(limit: Int = .max) -> LineNetwork? {
    let start = State(stage: -1, mode: 0, totals: 0, days: machine?.start ?? 0)
    let root = layout.node(stage: -1)
    if idleCost < SearchProblem.forbidden, let (next, cost) = advance(start) {
      link(root, to: next, choice: -1, cost: cost + Int32(idleCost))
    }
    for stage in choices.indices {
      // Arcs lead to later stages only, so the bucket does not grow under the loop.
      for (state, node) in buckets[stage] { expand(state, node) }
      buckets[stage] = []
      if layout.nodeCount > limit { return nil }
    }
    return layout.network(choices: choices, wide: wide)
  }

  private mutating func link(_ from: Int32, to state: State, choice: Int32, cost: Int32) {
    let to: Int32
    if let found = known[state] {
      to = found
    } else {
      to = layout.node(stage: state.stage)
      known[state] = to
      buckets[Int(state.stage)].append((state, to))
    }
    layout.arc(from: from, to: to, choice: choice, cost: cost)
  }

  private mutating func expand(_ state: State, _ node: Int32) {
    if !isForced[Int(state.stage)], let (next, cost) = advance(state) {
      link(node, to: next, choice: -1, cost: cost)
    }
    guard let taken = taking(state), let (next, cost) = advance(taken) else { return }
    link(node, to: next, choice: state.stage, cost: cost)
  }

  /// The state right after taking the choice of the stage; nil when a rule forbids it.
  private mutating func taking(_ state: State) -> State? {
    var next = state
    for index in open[Int(state.stage)] {
      let register = registers[index]
      let before = register.total(in: state.totals)
      let total = before + register.weights[Int(state.stage) - register.first]
      if total > register.most { return nil }
      next.totals += UInt64(min(total, register.ceiling) - before) * register.factor
    }
    if let machine {
      guard let days = machine.working(state.days, day: dayOf[Int(state.stage)]) else { return nil }
      next.days = days
    }
    next.mode = modes.adding(forbids[Int(state.stage)], to: state.mode, at: state.stage)
    return next
  }

  /// Goes on to the next choice that is not forbidden; says what closing tallies cost on the way, nil when one forbids.
  private mutating func advance(_ state: State) -> (State, Int32)? {
    let from = state.stage
    var state = state
    var cost: Int32 = 0
    repeat {
      if state.stage != from, isForced[Int(state.stage)] { return nil }
      guard let closing = close(&state), let days = daysPassed(state) else { return nil }
      cost += closing
      state.days = days
      state.stage += 1
    } while Int(state.stage) < choices.count && modes.forbids(state.mode, state.stage)
    if Int(state.stage) == choices.count { return (State(stage: state.stage, mode: 0, totals: 0, days: 0), cost) }
    state.mode = modes.trimmed(state.mode, from: state.stage)
    forget(&state)
    return (state, cost)
  }

  /// Totals that make no difference any more become equal, so that nodes do.
  private func forget(_ state: inout State) {
    for index in open[Int(state.stage)] {
      let register = registers[index]
      let total = register.total(in: state.totals)
      let least = register.least(total, from: Int(state.stage))
      if least < total { state.totals -= UInt64(total - least) * register.factor }
    }
  }

  /// Pays for the tallies whose last choice is that of the stage.
  private func close(_ state: inout State) -> Int32? {
    guard state.stage >= 0 else { return 0 }
    var cost: Int32 = 0
    for index in open[Int(state.stage)] where registers[index].last == Int(state.stage) {
      let total = registers[index].total(in: state.totals)
      let price = registers[index].tally.cost(total)
      if price >= SearchProblem.forbidden { return nil }
      cost += price
      state.totals -= UInt64(total) * registers[index].factor
    }
    return cost
  }

  /// The days from the choice of the stage to the next one, or to the end of the horizon.
  private func daysPassed(_ state: State) -> Int32? {
    guard let machine else { return 0 }
    let next = Int(state.stage) + 1
    let from = state.stage < 0 ? 0 : dayOf[Int(state.stage)]
    let to = next < choices.count ? dayOf[next] : machine.pattern.horizon
    var days = state.days
    for day in from..<max(from, to) {
      guard let after = machine.night(days, after: day) else { return nil }
      days = after
    }
    return days
  }
}
