/// Makes whole lines of what a `LineProgram` divides: gives slots to members one after the other, and looks for new
/// lines in between.
struct Dive {
  let program: LineProgram
  private var decided: Set<Gift> = []

  /// A slot that a member gets.
  private struct Gift: Hashable {
    var member: Int
    var slot: Int32
  }

  init(_ program: LineProgram) { self.program = program }

  /// A line for each member of the program, in their order; nil when nothing good comes of it.
  mutating func run(rounds: Int, perMember: Int) -> [[Int32]]? {
    program.isDiving = true
    while !program.isHopeless {
      let shares = Array(program.solution)
      if let lines = wholeLines(shares) { return lines }
      let gifts = next(shares)
      if gifts.isEmpty { return nil }
      for gift in gifts { give(gift) }
      program.run(rounds: rounds, perMember: perMember)
      if program.value > program.aim + 0.9 { program.giveUp() }
    }
    return nil
  }

  private func wholeLines(_ shares: [Double]) -> [[Int32]]? {
    var lines: [Int: [Int32]] = [:]
    for (column, share) in zip(program.columns, shares) where share > 1 - 1e-6 { lines[column.member] = column.line }
    let found = program.members.compactMap { lines[$0] }
    return found.count == program.members.count ? found : nil
  }

  /// What is nearly decided, and the one thing that is most so.
  private func next(_ shares: [Double]) -> [Gift] {
    var sums: [Gift: Double] = [:]
    var order: [Gift] = []
    for (column, share) in zip(program.columns, shares) where share > 1e-6 {
      for slot in column.line where program.rowOf[Int(slot)] >= 0 {
        let gift = Gift(member: column.member, slot: slot)
        if decided.contains(gift) { continue }
        if sums[gift] == nil { order.append(gift) }
        sums[gift, default: 0] += share
      }
    }
    let sure = order.filter { sums[$0, default: 0] > 0.95 }
    let open = order.filter { sums[$0, default: 0] <= 0.95 }
    let likeliest = open.max {
      (sums[$0, default: 0], $1.member, $1.slot) < (sums[$1, default: 0], $0.member, $0.slot)
    }
    return sure + (likeliest.map { [$0] } ?? [])
  }

  private mutating func give(_ gift: Gift) {
    decided.insert(gift)
    program.kept[gift.member] = (program.kept[gift.member] + [gift.slot]).sorted()
    let isAlone = program.problem.slots[Int(gift.slot)].isAlone
    if isAlone { program.given[Int(gift.slot)] = Int32(gift.member) }
    for (index, column) in program.columns.enumerated() {
      let has = column.line.contains(gift.slot)
      if column.member == gift.member ? !has : has && isAlone { program.exclude(index) }
    }
    // The line of decided slots alone keeps the program solvable.
    if let column = program.column(program.kept[gift.member], of: gift.member) { _ = program.add([column]) }
  }
}
