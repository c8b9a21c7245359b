import RotaSearch

/// What the shell lends a draft: a solver of linear programs, threads, and limits.
package struct DraftSearch: Sendable {
  package var maker: any LinearProgramMaker
  package var spread: Spread
  package var limits: SearchLimits
  /// Whether `limits.isOver` has ended some part of the search before its rounds did. Asked when the search is done.
  package var wasCutShort: @Sendable () -> Bool

  package init(
    maker: any LinearProgramMaker, spread: Spread = .alone, limits: SearchLimits = DraftSearch.limits(),
    wasCutShort: @escaping @Sendable () -> Bool = { false }
  ) {
    self.maker = maker
    self.spread = spread
    self.limits = limits
    self.wasCutShort = wasCutShort
  }

  /// Enough for a week of thirty people to be proved in most cases, in less than a second.
  package static let rounds = 60
  package static let tries = 150

  /// The usual limits: what comes out depends on the seed and the rounds as long as `isOver` does not cut it short.
  package static func limits(
    seed: UInt64 = 1, rounds: Int = DraftSearch.rounds, tries: Int = DraftSearch.tries,
    isOver: @escaping @Sendable (_ share: Double) -> Bool = { _ in false }
  ) -> SearchLimits {
    SearchLimits(seed: seed, rounds: rounds, tries: tries, isOver: isOver)
  }
}
