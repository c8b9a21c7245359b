/// A sum over a member's slots and what each total costs: limits, fairness and spread alike.
package struct Tally: Sendable {
  /// What one slot counts.
  package struct Weight: Sendable, Hashable {
    package var slot: Int32
    package var weight: Int32

    package init(slot: Int32, weight: Int32) {
      self.slot = slot
      self.weight = weight
    }
  }

  /// The slots that count, ascending, with their weight above zero.
  package var weights: [Weight]
  /// The cost of each total from 0; `SearchProblem.forbidden` where it may not be. Long enough for every total that
  /// the slots allow, or else its end is forbidden.
  package var costs: [Int32]

  package init(weights: [Weight], costs: [Int32]) {
    self.weights = weights
    self.costs = costs
  }

  package func cost(_ total: Int32) -> Int32 {
    total < costs.count ? costs[Int(total)] : SearchProblem.forbidden
  }
}

extension Tally {
  /// The total of an ascending line.
  package func total(of line: [Int32]) -> Int32 {
    var sum: Int32 = 0
    var position = 0
    for slot in line {
      while position < weights.count, weights[position].slot < slot { position += 1 }
      if position < weights.count, weights[position].slot == slot { sum += weights[position].weight }
    }
    return sum
  }

  /// The greatest total that is allowed; -1 when none is.
  var most: Int32 { Int32(costs.lastIndex { $0 < SearchProblem.forbidden } ?? -1) }
}
