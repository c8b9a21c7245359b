/// What a search may use. What comes out depends on the problem, the seed and the rounds only, as long as `isOver` does
/// not cut it short.
package struct SearchLimits: Sendable {
  package var seed: UInt64
  /// Rounds of improvement after the first draft.
  package var rounds: Int
  /// How many changes the first annealing tries for each slot, or a tenth of that in large problems; the three after it
  /// try twice as many each.
  package var tries: Int
  /// Most nodes of the networks of all lines together where lines have a shape, some hundred megabytes; what is larger is
  /// solved in parts.
  package var nodes: Int
  /// Whether `share` of the time is used up; asked often, by several workers.
  package var isOver: @Sendable (_ share: Double) -> Bool

  package init(
    seed: UInt64 = 1, rounds: Int = 400, tries: Int = 1_000, nodes: Int = 3_000_000,
    isOver: @escaping @Sendable (_ share: Double) -> Bool = { _ in false }
  ) {
    self.seed = seed
    self.rounds = rounds
    self.tries = tries
    self.nodes = nodes
    self.isOver = isOver
  }
}

/// The best draft that was found, and what is known about better ones.
package struct SearchResult: Sendable, Hashable {
  package var lines: Lines
  package var objective: Int
  /// No draft costs less; nil when nothing is known.
  package var bound: Int?

  package var isProved: Bool { bound.map { objective <= $0 } ?? false }

  /// How far from the best the draft can be at most: (objective − bound) / objective.
  package var gap: Double? {
    bound.map { objective == 0 ? 0 : Double(objective - $0) / Double(abs(objective)) }
  }
}

/// What a search tells on its way.
package struct SearchProgress: Sendable {
  /// What it has just done, in a word or two.
  package var phase: String
  /// Nil before there is an allowed draft.
  package var objective: Int?
  package var bound: Int?
}
