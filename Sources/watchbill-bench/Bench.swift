import Foundation
import Timekeeping

/// `make bench`: figures of this machine in this run, each beside a reference measured in the same run.
@main
struct Bench {
  static func main() async throws {
    print("watchbill benchmarks; load \(load()), \(ProcessInfo.processInfo.activeProcessorCount) cores")
    try await TimelineBench().run()
    try await FeedBench().run()
    try await IntakeBench().run()
    try await ImportBench().run()
  }

  private static func load() -> String {
    let text = try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8)
    return text?.split(separator: " ").prefix(3).joined(separator: " ") ?? "unknown"
  }
}

/// Repeats work and keeps the median: one slow moment of the machine does not decide.
enum Measured {
  static func median(_ rounds: Int, _ work: () async throws -> Void) async rethrows -> Duration {
    let clock = ContinuousClock()
    var times: [Duration] = []
    for _ in 0..<rounds {
      let start = clock.now
      try await work()
      times.append(clock.now - start)
    }
    return times.sorted()[times.count / 2]
  }

  static func line(_ name: String, _ time: Duration, reference: String, _ base: Duration) {
    let ratio = Double(time.nanoseconds) / Double(max(base.nanoseconds, 1))
    let text = "\(name): \(time.text), \(reference): \(base.text), ratio \(String(format: "%.2f", ratio))"
    print(text)
  }
}

extension Duration {
  var nanoseconds: Int64 {
    let (seconds, attoseconds) = components
    return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
  }

  var text: String {
    let micros = Double(nanoseconds) / 1000
    return micros < 1000 ? String(format: "%.1f µs", micros) : String(format: "%.2f ms", micros / 1000)
  }
}
