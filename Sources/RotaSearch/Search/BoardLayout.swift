/// The flat arrays of a `Board`.
struct BoardLayout {
  var choiceOf: [Int32]
  var choices: [BoardChoice] = []
  var entries: [BoardEntry] = []
  var tallies: [BoardTally] = []
  var costs: [Int32] = []
  var takerStart: [Int32] = [0]
  var takers: [BoardTaker] = []
  var capacity = 1

  init(_ problem: SearchProblem) {
    let slots = problem.slots.count
    choiceOf = Array(repeating: -1, count: slots * problem.members.count)
    var takersOf: [[BoardTaker]] = Array(repeating: [], count: slots)
    let shared = addCouplings(problem)
    for (index, member) in problem.members.enumerated() {
      capacity = max(capacity, member.choices.count + 1)
      var weights = shared[index] ?? Array(repeating: [], count: slots)
      for tally in member.tallies {
        for entry in tally.weights {
          weights[Int(entry.slot)].append(BoardEntry(tally: Int32(tallies.count), weight: entry.weight))
        }
        tallies.append(BoardTally(start: Int32(costs.count), count: Int32(tally.costs.count), total: 0))
        costs += tally.costs
      }
      for choice in member.choices {
        let number = Int32(choices.count)
        takersOf[Int(choice.slot)].append(BoardTaker(member: Int32(index), choice: number))
        choiceOf[index * slots + Int(choice.slot)] = number
        let first = Int32(entries.count)
        entries += weights[Int(choice.slot)]
        choices.append(BoardChoice(cost: choice.cost, first: first, end: Int32(entries.count)))
      }
    }
    for list in takersOf {
      takers += list
      takerStart.append(Int32(takers.count))
    }
  }

  /// A coupling is a tally that several members share; says what their slots count in them, by member and slot.
  private mutating func addCouplings(_ problem: SearchProblem) -> [Int: [[BoardEntry]]] {
    var weights: [Int: [[BoardEntry]]] = [:]
    for coupling in problem.couplings {
      let least = coupling.parts.reduce(0) { $0 + min(0, $1.weight) }
      let most = coupling.parts.reduce(0) { $0 + max(0, $1.weight) }
      let prices = (least...most).map { Int32(truncatingIfNeeded: coupling.cost($0)) }
      for part in coupling.parts {
        let entry = BoardEntry(tally: Int32(tallies.count), weight: part.weight)
        weights[Int(part.member), default: Array(repeating: [], count: problem.slots.count)][Int(part.slot)]
          .append(entry)
      }
      tallies.append(BoardTally(start: Int32(costs.count), count: Int32(prices.count), total: -least))
      costs += prices
    }
    return weights
  }
}

/// A member's choice of a slot: its cost, and where its entries stand.
struct BoardChoice {
  var cost: Int32
  var first: Int32
  var end: Int32
}

/// What a choice adds to a tally.
struct BoardEntry {
  var tally: Int32
  var weight: Int32
}

/// A tally of a member, or a coupling: where its costs begin, how many there are, and the total as it stands, counted
/// from the least there can be.
struct BoardTally {
  var start: Int32
  var count: Int32
  var total: Int32
}

/// Somebody who may take a slot.
struct BoardTaker {
  var member: Int32
  var choice: Int32
}
