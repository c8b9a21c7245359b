/// The couplings that a block can change, as rows of its program.
struct CouplingRows {
  /// What a member's slot counts in a row.
  struct Weight {
    var slot: Int32
    var row: Int
    var weight: Int32
  }

  /// By row: the coupling, and how much of its limit the rest of the draft leaves.
  private(set) var rows: [(coupling: Coupling, room: Int32)] = []
  /// By member of the problem: what the slots of the block count, ascending by slot.
  private(set) var weights: [[Weight]]

  /// `draft` is all that there is, the block's own lines included.
  init(_ problem: SearchProblem, _ block: Block, in draft: Lines) {
    weights = Array(repeating: [], count: problem.members.count)
    if problem.couplings.isEmpty { return }
    let members = Set(block.members)
    let slots = Set(block.slots)
    for coupling in problem.couplings {
      let own = coupling.parts.filter { members.contains(Int($0.member)) && slots.contains($0.slot) }
      if own.isEmpty { continue }
      let rest = coupling.total(of: draft) - Coupling(parts: own, most: 0).total(of: draft)
      for part in own {
        weights[Int(part.member)].append(Weight(slot: part.slot, row: rows.count, weight: part.weight))
      }
      rows.append((coupling, coupling.most - rest))
    }
    for member in weights.indices { weights[member].sort { ($0.slot, $0.row) < ($1.slot, $1.row) } }
  }

  var isEmpty: Bool { rows.isEmpty }

  /// What the line counts, by row, where that is not nothing.
  func totals(of line: [Int32], _ member: Int) -> [(row: Int, weight: Int32)] {
    var totals: [(row: Int, weight: Int32)] = []
    for weight in weights[member] where line.contains(weight.slot) {
      if let known = totals.firstIndex(where: { $0.row == weight.row }) {
        totals[known].weight += weight.weight
      } else {
        totals.append((weight.row, weight.weight))
      }
    }
    return totals.filter { $0.weight != 0 }
  }

  /// What the couplings cost with these lines, `SearchProblem.forbidden` or more when one is broken.
  func cost(_ lines: [(member: Int, line: [Int32])]) -> Int {
    var sums = rows.map { _ in Int32(0) }
    for (member, line) in lines { for total in totals(of: line, member) { sums[total.row] += total.weight } }
    return zip(rows, sums).reduce(0) { $0 + $1.0.coupling.cost($1.0.coupling.most - $1.0.room + $1.1) }
  }
}
