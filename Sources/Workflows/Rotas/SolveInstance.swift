import Dispatch
import LinearPrograms
import RotaFamilies
import RotaSearch
import Synchronization

/// Solves an instance of a known family: the engine behind rotas, without a team around it.
package struct SolveInstance: Sendable {
  package let instance: RotaInstance
  /// Cuts the search short.
  package let seconds: Double
  package let seed: UInt64
  /// Rounds of improvement; the same rounds and seed give the same draft as long as the seconds last.
  package let rounds: Int
  /// How many threads work; what comes out does not depend on it.
  package let cores: Int

  package init(instance: RotaInstance, seconds: Double, seed: UInt64 = 1, rounds: Int = .max, cores: Int = 2) {
    self.instance = instance
    self.seconds = seconds
    self.seed = seed
    self.rounds = rounds
    self.cores = cores
  }

  /// What came out and when.
  package struct Answer: Sendable {
    package let result: SearchResult
    /// Seconds from the start of `run`.
    package let seconds: Double
    package let firstFeasible: Double
    package let best: Double
  }

  /// Searches on the calling thread and its helpers; `hasEnough` ends the search early and keeps the best. Nil when a
  /// hard rule leaves somebody without any allowed line.
  package func run(
    hasEnough: @escaping @Sendable () -> Bool = { false },
    progress: @escaping (SearchProgress, _ seconds: Double) -> Void = { _, _ in }
  ) -> Answer? {
    let started = ContinuousClock.now
    let elapsed: @Sendable () -> Double = { (ContinuousClock.now - started) / .seconds(1) }
    let limit = seconds
    var times = SolutionTimes()
    let limits = SearchLimits(seed: seed, rounds: rounds) { share in hasEnough() || elapsed() > limit * share }
    let problem = instance.problem
    var searcher = RotaSearcher(
      problem, start: Lines(slots: problem.members.map { _ in [] }), maker: ClpPrograms(), spread: .cores(cores),
      limits: limits
    ) { found in
      let now = elapsed()
      times.see(found, at: now)
      progress(found, now)
    }
    guard let result = searcher.search() else { return nil }
    return Answer(result: result, seconds: elapsed(), firstFeasible: times.first ?? elapsed(), best: times.best ?? 0)
  }
}

/// When a search had its first draft, and its best one.
private struct SolutionTimes {
  private var objective = Int.max
  private(set) var first: Double?
  private(set) var best: Double?

  mutating func see(_ progress: SearchProgress, at seconds: Double) {
    guard let found = progress.objective, found < objective else { return }
    objective = found
    first = first ?? seconds
    best = seconds
  }
}

extension Spread {
  /// As many threads of the system as `count`; 1 stays on the calling one.
  package static func cores(_ count: Int) -> Spread {
    guard count > 1 else { return .alone }
    return Spread(workers: count) { workers, indices, work in
      let dealt = Atomic(0)
      DispatchQueue.concurrentPerform(iterations: workers) { _ in
        work {
          let index = dealt.add(1, ordering: .relaxed).oldValue
          return index < indices ? index : nil
        }
      }
    }
  }
}
