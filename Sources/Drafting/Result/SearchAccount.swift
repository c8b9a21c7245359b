/// How a draft was searched for, and what is known about better ones.
package struct SearchAccount: Sendable, Hashable, Codable {
  package let seed: UInt64
  /// Rounds of improvement at most.
  package let rounds: Int
  /// No draft of the input costs less; nil when nothing is known.
  package let bound: Int?
  /// True when no draft of the input costs less than this one.
  package let isProved: Bool

  package init(seed: UInt64, rounds: Int, bound: Int?, isProved: Bool) {
    self.seed = seed
    self.rounds = rounds
    self.bound = bound
    self.isProved = isProved
  }
}
