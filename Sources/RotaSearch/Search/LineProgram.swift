/// Which line each of some members has, as a linear program over lines that are found as they are needed (column
/// generation): the value of the program falls, the bound rises, until they meet.
///
/// Slots outside `rows` stay with those who have them in `kept`. Value and bound are those of the members' lines and of
/// the rows' slots alone.
final class LineProgram {
  struct Column: Sendable {
    var member: Int
    var line: [Int32]
    var cost: Int32
  }

  let problem: SearchProblem
  /// By place in `members`.
  private let networks: [LineNetwork]
  let members: [Int]
  let rows: [Int32]
  /// By row: how many the others leave to be taken; below zero where they are too many already.
  private let needs: [Int32]
  private let couplings: CouplingRows
  private let program: any LinearProgram
  private let spread: Spread
  /// By slot of the problem: its row, or -1. By member of the problem: its place in `members`, or -1.
  let rowOf: [Int32]
  private let placeOf: [Int32]
  private let firstColumn: Int
  private(set) var columns: [Column] = []
  private var known: Set<[Int32]> = []
  /// By member of the problem: slots that stay in the line; a dive adds to them.
  var kept: [[Int32]]
  /// By slot of the problem: who was given it in a dive, or -1.
  var given: [Int32]
  /// By member of the problem: slots that are out of question.
  var banned: [Set<Int32>]
  var isDiving = false
  /// By slot of the problem, and then by coupling, in `Pricer.scale`ths: outside the rows nothing is to be had.
  private var center: [Int32]
  /// In `Pricer.scale`ths.
  private(set) var bound = Int64.min
  private(set) var value = Double.infinity
  /// A bound above this ends the work: nothing below is to be had.
  var aim = Double.infinity
  var isOver: () -> Bool = { false }
  private(set) var isHopeless = false
  /// What keeps a slot in a line, or out of it, in `Pricer.scale`ths: more than any slot is worth.
  private let decided: Int32
  /// How much of the best prices so far is mixed into the program's own, which swing.
  private let inertia = 0.6

  init(
    _ problem: SearchProblem, _ networks: LineNetworks, _ block: Block, needs: [Int32], couplings: CouplingRows,
    kept: [[Int32]], maker: any LinearProgramMaker, spread: Spread, hasSpares: Bool = false
  ) {
    self.problem = problem
    members = block.members
    rows = block.slots
    self.needs = needs
    self.couplings = couplings
    self.kept = kept
    self.spread = spread
    rowOf = Self.places(of: block.slots.map(Int.init), among: problem.slots.count)
    let rowOf = rowOf
    let isPart = networks.areTooLarge || block.slots.count < problem.slots.count
    self.networks = spread.map(block.members.count) { place in
      let member = block.members[place]
      return isPart ? networks.part(of: member, rowOf: rowOf, kept: kept[member]) : networks[member]
    }
    placeOf = Self.places(of: block.members, among: problem.members.count)
    given = Array(repeating: -1, count: problem.slots.count)
    banned = Array(repeating: [], count: problem.members.count)
    let decided = Pricer.decision(in: problem)
    self.decided = decided
    center = rowOf.map { $0 < 0 ? -decided : 0 } + couplings.rows.map { _ in 0 }
    let sides = needs.map(Double.init) + block.members.map { _ in 1.0 }
    program = maker.program(
      lower: sides + couplings.rows.map { _ in -Double.infinity }, upper: sides + couplings.rows.map { Double($0.room) }
    )
    let gaps = Self.addGaps(
      to: program, block.slots.map { problem.slots[Int($0)] }, couplings, after: Int32(sides.count))
    firstColumn = gaps + (hasSpares ? Self.addSpares(to: program, block, couplings) : 0)
  }

  private static func places(of list: [Int], among count: Int) -> [Int32] {
    var places = Array(repeating: Int32(-1), count: count)
    for (place, index) in list.enumerated() { places[index] = Int32(place) }
    return places
  }

  /// Columns for members missing in a slot and for members too many; says how many there are.
  private static func addGaps(
    to program: any LinearProgram, _ slots: [SearchSlot], _ couplings: CouplingRows, after last: Int32
  ) -> Int {
    var new = LinearColumns()
    for (row, slot) in slots.enumerated() {
      new.add(cost: Double(slot.under), upper: .infinity, rows: [Int32(row)], value: 1)
      if let over = slot.over { new.add(cost: Double(over), upper: .infinity, rows: [Int32(row)], value: -1) }
    }
    for (row, limit) in couplings.rows.enumerated() {
      guard let over = limit.coupling.over else { continue }
      new.add(cost: Double(over), upper: .infinity, rows: [last + Int32(row)], value: -1)
    }
    program.add(new)
    return new.count
  }

  /// Columns that keep the program solvable before it has the lines it needs, at a price no draft has.
  private static func addSpares(to program: any LinearProgram, _ block: Block, _ couplings: CouplingRows) -> Int {
    var new = LinearColumns()
    let first = Int32(block.slots.count)
    let last = first + Int32(block.members.count)
    for row in first..<last { new.add(cost: 1e6, upper: 1, rows: [row], value: 1) }
    for row in couplings.rows.indices { new.add(cost: 1e6, upper: .infinity, rows: [last + Int32(row)], value: -1) }
    program.add(new)
    return new.count
  }

  var solution: ArraySlice<Double> { program.solution[firstColumn...] }

  /// Adds lines and says how many; those known already are passed by.
  func add(_ found: [Column]) -> Int {
    var new = LinearColumns()
    for column in found {
      guard known.insert([Int32(column.member)] + column.line).inserted else { continue }
      columns.append(column)
      let own = column.line.compactMap { rowOf[Int($0)] < 0 ? nil : rowOf[Int($0)] }
      new.add(cost: Double(column.cost), upper: 1, rows: own + [row(of: column.member)], value: 1)
      for total in couplings.totals(of: column.line, column.member) {
        new.put(Double(total.weight), in: row(ofCoupling: total.row))
      }
    }
    if new.count > 0 { program.add(new) }
    return new.count
  }

  private func row(of member: Int) -> Int32 { Int32(rows.count) + placeOf[member] }

  private func row(ofCoupling index: Int) -> Int32 { Int32(rows.count + members.count + index) }

  func exclude(_ column: Int) { program.setUpper(0, of: firstColumn + column) }

  func giveUp() { isHopeless = true }

  /// Begins from prices that may be good: adds the lines that are cheapest at them.
  func start(at prices: [Int32]) {
    for slot in rows { center[Int(slot)] = prices[Int(slot)] }
    let found = cheapest(center, perMember: 1)
    bound = lagrangian(found, center)
    _ = add(
      found.flatMap { member, lines in
        lines.compactMap { line in column(line.line, of: member) }
      })
  }

  /// Solves and looks for lines until none is found, the bound is within half a point, or the rounds are over.
  func run(rounds limit: Int, perMember: Int) {
    var exact = false
    for _ in 0..<limit {
      guard !isOver(), program.solve() else { return giveUp() }
      value = program.objective
      let duals = program.duals
      let own = rounded(duals)
      let prices = exact || bound == .min ? own : mixed(own)
      let found = cheapest(prices, perMember: perMember)
      if !isDiving { raise(lagrangian(found, prices), prices) }
      let lower = Double(bound) / Double(Pricer.scale)
      if !isDiving, value - lower < 0.5 { return }
      if lower > aim { return giveUp() }
      let added = add(improving(found, duals))
      if added == 0, exact || prices == own { return }
      exact = added == 0
    }
  }

  private func raise(_ lower: Int64, _ prices: [Int32]) {
    guard lower > bound else { return }
    bound = lower
    center = prices
  }

  /// The program's prices in whole `scale`ths, within what a slot can cost.
  private func rounded(_ duals: [Double]) -> [Int32] {
    var prices = center
    for (row, slot) in rows.enumerated() {
      let facts = problem.slots[Int(slot)]
      let value = max(facts.over.map { -Double($0) } ?? -16_000, min(Double(facts.under), duals[row]))
      prices[Int(slot)] = Int32((value * Double(Pricer.scale)).rounded())
    }
    for (row, limit) in couplings.rows.enumerated() {
      let least = limit.coupling.over.map { -Double($0) } ?? -16_000
      let value = min(0, max(least, duals[Int(self.row(ofCoupling: row))]))
      prices[problem.slots.count + row] = Int32((value * Double(Pricer.scale)).rounded())
    }
    return prices
  }

  private func mixed(_ own: [Int32]) -> [Int32] {
    var prices = own
    for index in rows.map(Int.init) + Array(problem.slots.count..<center.count) {
      prices[index] = Int32((inertia * Double(center[index]) + (1 - inertia) * Double(own[index])).rounded())
    }
    return prices
  }

  /// What each slot is worth to one member: couplings take their part.
  private func prices(for member: Int, _ prices: [Int32], _ gifts: [Int32]) -> [Int32] {
    var own = prices
    for weight in couplings.weights[member] {
      own[Int(weight.slot)] += prices[problem.slots.count + weight.row] * weight.weight
    }
    for slot in gifts where given[Int(slot)] != Int32(member) { own[Int(slot)] = -decided }
    for slot in banned[member] { own[Int(slot)] = -decided }
    return own
  }

  private func cheapest(_ prices: [Int32], perMember: Int) -> [(member: Int, lines: [Pricer.Found])] {
    let (members, networks, kept, decided) = (members, networks, kept, decided)
    let gifts = rows.filter { given[Int($0)] >= 0 }
    let priced = members.map { self.prices(for: $0, prices, gifts) }
    return spread.map(members.count, with: Pricer.init) { index, pricer in
      let member = members[index]
      let lines = pricer.lines(
        networks[index], prices: priced[index], kept: kept[member], decided: decided, count: perMember)
      return (member, lines)
    }
  }

  /// What nothing can be cheaper than: needs at their prices and every member's cheapest line.
  private func lagrangian(_ found: [(member: Int, lines: [Pricer.Found])], _ prices: [Int32]) -> Int64 {
    var sum = zip(rows, needs).reduce(Int64(0)) { $0 + Int64($1.1) * Int64(prices[Int($1.0)]) }
    for (row, limit) in couplings.rows.enumerated() {
      sum += Int64(limit.room) * Int64(prices[problem.slots.count + row])
    }
    for (member, lines) in found {
      sum += lines.first?.cost ?? 0
      sum += undecided(member, prices)
    }
    return sum
  }

  /// Kept slots were counted as `-decided`, not by their cost and, where they are rows, their price.
  private func undecided(_ member: Int, _ prices: [Int32]) -> Int64 {
    if kept[member].isEmpty { return 0 }
    let own = self.prices(for: member, prices, [])
    return kept[member].reduce(0) { sum, slot in
      let cost = Int64(problem.members[member].choice(of: slot)?.cost ?? 0) * Int64(Pricer.scale)
      return sum + Int64(decided) + cost - (rowOf[Int(slot)] >= 0 ? Int64(own[Int(slot)]) : 0)
    }
  }

  /// Those whose cost at the program's own prices is below nothing.
  private func improving(_ found: [(member: Int, lines: [Pricer.Found])], _ duals: [Double]) -> [Column] {
    found.flatMap { member, lines in
      lines.compactMap { line in
        guard let column = column(line.line, of: member) else { return nil }
        var reduced = Double(column.cost) - duals[Int(row(of: member))]
        for slot in column.line where rowOf[Int(slot)] >= 0 { reduced -= duals[Int(rowOf[Int(slot)])] }
        for total in couplings.totals(of: column.line, member) {
          reduced -= duals[Int(self.row(ofCoupling: total.row))] * Double(total.weight)
        }
        return reduced < -1e-6 ? column : nil
      }
    }
  }

  /// The line as a column; nil when it lacks what is kept, has what is not to be had, or breaks a rule.
  func column(_ line: [Int32], of member: Int) -> Column? {
    var left = kept[member].count
    for slot in line {
      if kept[member].contains(slot) { left -= 1 } else if rowOf[Int(slot)] < 0 { return nil }
      if given[Int(slot)] >= 0, given[Int(slot)] != Int32(member) { return nil }
      if banned[member].contains(slot) { return nil }
    }
    guard left == 0, let cost = problem.cost(of: line, for: member) else { return nil }
    return Column(member: member, line: line, cost: Int32(cost))
  }
}
