import Metrics
import Synchronization

/// Keeps what `Counters` count, so that `/metrics` can show it; everything else that libraries measure is let go.
package final class CounterRegistry: MetricsFactory {
  struct Sample: Hashable {
    var name: String
    var labels: [Label]
  }

  struct Label: Hashable {
    var name: String
    var value: String
  }

  /// A name that came in from outside as a label must not fill the memory; beyond this, counts are let go.
  private static let limit = 10_000
  private let counts = Mutex<[Sample: CountedValue]>([:])

  package init() {}

  /// Has the program's counts kept by a registry; once in a program, before anything is counted.
  package static func bootstrap() { MetricsSystem.bootstrap(CounterRegistry()) }

  /// Every count, by name and labels.
  var samples: [(sample: Sample, value: Int64)] {
    let all = counts.withLock { $0 }
    return all.map { (sample: $0.key, value: $0.value.value) }.sorted { $0.sample.text < $1.sample.text }
  }

  package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
    let sample = Sample(name: label, labels: dimensions.map { Label(name: $0.0, value: $0.1) })
    return counts.withLock { all -> any CounterHandler in
      if let known = all[sample] { return known }
      guard all.count < Self.limit else { return NOOPMetricsHandler.instance }
      let made = CountedValue()
      all[sample] = made
      return made
    }
  }

  package func makeRecorder(
    label: String, dimensions: [(String, String)], aggregate: Bool
  ) -> any RecorderHandler { NOOPMetricsHandler.instance }

  package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
    NOOPMetricsHandler.instance
  }

  package func destroyCounter(_ handler: any CounterHandler) {}
  package func destroyRecorder(_ handler: any RecorderHandler) {}
  package func destroyTimer(_ handler: any TimerHandler) {}
}

/// One number that only grows.
private final class CountedValue: CounterHandler {
  private let count = Atomic<Int64>(0)

  var value: Int64 { count.load(ordering: .relaxed) }

  func increment(by amount: Int64) { count.wrappingAdd(amount, ordering: .relaxed) }
  func reset() { count.store(0, ordering: .relaxed) }
}
