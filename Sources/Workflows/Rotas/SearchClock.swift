import Drafting
import LinearPrograms
import RotaSearch
import Synchronization

/// A clock that ends a search after some seconds, and remembers whether it did.
final class SearchClock: Sendable {
  private let started = ContinuousClock.now
  private let seconds: Double
  private let hasCut = Atomic(false)

  init(seconds: Double) { self.seconds = seconds }

  /// Whether `share` of the time is used up; several threads ask.
  func isOver(_ share: Double) -> Bool {
    guard (ContinuousClock.now - started) / .seconds(1) > seconds * share else { return false }
    hasCut.store(true, ordering: .relaxed)
    return true
  }

  var wasCutShort: Bool { hasCut.load(ordering: .relaxed) }
}

extension DraftSearch {
  /// Clp, two threads, rounds that suffice for weeks, and a clock that ends the search after `seconds` at most.
  static func usual(seconds: Double, seed: UInt64, rounds: Int = DraftSearch.rounds) -> DraftSearch {
    let clock = SearchClock(seconds: seconds)
    return DraftSearch(
      maker: ClpPrograms(), spread: .cores(2), limits: limits(seed: seed, rounds: rounds, isOver: clock.isOver),
      wasCutShort: { clock.wasCutShort })
  }
}
