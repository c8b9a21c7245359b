import Foundation
import Timekeeping

/// `make bench`: figures of this machine in this run, each beside a reference measured in the same run.
///
/// Other work on the machine makes every figure worse and none better, so of several rounds the quickest is shown.
@main
struct Bench {
  static func main() async throws {
    let words = Array(CommandLine.arguments.dropFirst())
    // Each calendar is read in a process of its own, or the memory of one would hide that of the next.
    if words.count == 2, words[0] == ImportBench.word { return try ImportBench.readAlone(words[1]) }
    if words.first == SimulationBench.word {
      let holds = await SimulationBench(Array(words.dropFirst())).run()
      exit(holds ? 0 : 1)
    }
    print("watchbill benchmarks; load \(load()), \(ProcessInfo.processInfo.activeProcessorCount) cores")
    for part in parts where words.isEmpty || words.contains(part.name) { try await part.run() }
  }

  /// `watchbill-bench load` runs one of them alone.
  private static let parts: [(name: String, run: @Sendable () async throws -> Void)] = [
    ("timeline", { try TimelineBench().run() }),
    ("feed", { try await FeedBench().run() }),
    ("load", { try await LoadBench().run() }),
    ("import", { try ImportBench().run() }),
  ]

  private static func load() -> String {
    let text = try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8)
    return text?.split(separator: " ").prefix(3).joined(separator: " ") ?? "unknown"
  }
}

enum Measured {
  /// The quickest of `rounds`.
  static func least(_ rounds: Int, _ work: () throws -> Void) rethrows -> Duration {
    let clock = ContinuousClock()
    var least = Duration.seconds(86_400)
    for _ in 0..<rounds { least = min(least, try clock.measure(work)) }
    return least
  }

  static func least(_ rounds: Int, _ work: () async throws -> Void) async rethrows -> Duration {
    let clock = ContinuousClock()
    var least = Duration.seconds(86_400)
    for _ in 0..<rounds { least = min(least, try await clock.measure(work)) }
    return least
  }

  static func line(_ name: String, _ time: Duration, reference: String, _ base: Duration) {
    let ratio = Double(time.nanoseconds) / Double(max(base.nanoseconds, 1))
    print("\(name): \(time.text), \(reference): \(base.text), ratio \(String(format: "%.2f", ratio))")
  }
}

extension Duration {
  var nanoseconds: Int64 {
    let (seconds, attoseconds) = components
    return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
  }

  var text: String {
    let micros = Double(nanoseconds) / 1000
    return abs(micros) < 1000 ? String(format: "%.1f µs", micros) : String(format: "%.2f ms", micros / 1000)
  }
}
