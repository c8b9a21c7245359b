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

  /// Whether it decides a tenth of what is open at once, or one thing after the other.
  private let isHasty: Bool

  init(_ program: LineProgram, isHasty: Bool) {
    self.program = program
    self.isHasty = isHasty
  }

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

  /// What is as good as decided. Beside it, the likeliest of the rest; in haste, a tenth of all that are likely, and less
  /// likely ones only when there is nothing else.
  private func next(_ shares: [Double]) -> [Gift] {
    let sums = sums(shares)
    var gifts: [Gift] = []
    var kept = program.kept
    // order: `sums(_:)` sorts.
    for (place, (gift, share)) in sums.enumerated() {
      if share <= 0.95 {
        let isLikely = isHasty && share > 0.6 && place < sums.count / 10
        guard isLikely || gifts.isEmpty || !isHasty else { break }
      }
      let line = (kept[gift.member] + [gift.slot]).sorted()
      if isHasty, !mayStand(line, gift.member) { continue }
      kept[gift.member] = line
      gifts.append(gift)
      if share <= 0.95, !isHasty { break }
    }
    return gifts
  }

  /// Whether guesses made at once go together; a part of a line may well lack the days that its pattern asks for.
  private func mayStand(_ line: [Int32], _ member: Int) -> Bool {
    program.problem.members[member].days != nil || program.problem.cost(of: line, for: member) != nil
  }

  /// How much of each gift that is not decided the lines hold, most first.
  private func sums(_ shares: [Double]) -> [(gift: Gift, share: Double)] {
    var sums: [Gift: Double] = [:]
    for (column, share) in zip(program.columns, shares) where share > 1e-6 {
      for slot in column.line where program.rowOf[Int(slot)] >= 0 {
        sums[Gift(member: column.member, slot: slot), default: 0] += share
      }
    }
    return sums.filter { !decided.contains($0.key) }
      .sorted { ($1.value, $0.key.member, $0.key.slot) < ($0.value, $1.key.member, $1.key.slot) }
      .map { ($0.key, $0.value) }
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
