import DeskSimulation
import Foundation
import TestSupport
import Testing
import Timekeeping

/// One seed, one run of the real engine over the real SQL under a virtual clock, with all faults.
@Suite(.ownThreads) struct SeedTests {
  /// `SIMULATED_SEEDS` and `SIMULATED_TICKETS` say otherwise; `make simulate` runs the long ones.
  private static let seeds = Int(ProcessInfo.processInfo.environment["SIMULATED_SEEDS"] ?? "") ?? 12
  private static let tickets = Int(ProcessInfo.processInfo.environment["SIMULATED_TICKETS"] ?? "") ?? 15

  @Test("No seed breaks an invariant", arguments: 1...seeds)
  func holds(seed: Int) async {
    let script = ScriptWriter.script(seed: UInt64(seed), tickets: Self.tickets)
    let report = await DeskRunner.report(script)
    guard !report.violations.isEmpty else { return }
    let small = await Shrinker.shrink(script, budget: 60)
    Issue.record(
      """
      seed \(seed): \(report.violations.map(\.description).joined(separator: "\n"))
      keep this in Tests/SimulationTests/Regressions:
      \(Shrinker.json(small))
      """)
  }

  @Test("A run does something of everything")
  func coverage() async {
    var deeds: [String: Int] = [:]
    var pages = 0
    for seed in 1...2 {
      let report = await DeskRunner.report(ScriptWriter.script(seed: UInt64(seed * 1000), tickets: 50))
      deeds.merge(report.deeds, uniquingKeysWith: +)
      pages += report.pages
    }
    for word in ["arrive", "again", "write", "rename", "work", "acknowledge", "claim", "crash", "provider", "react"] {
      #expect(deeds[word, default: 0] > 0, "no run had a '\(word)'")
    }
    #expect(pages > 10)
  }

  @Test("The same seed is the same run, to the last change", arguments: [3])
  func repeatable(seed: Int) async {
    let script = ScriptWriter.script(seed: UInt64(seed), tickets: 15)
    let first = await DeskRunner.report(script)
    let second = await DeskRunner.report(script)
    #expect(first.trace == second.trace)
    #expect(first.trace.count == 64 && first.steps > 50)
    let other = await DeskRunner.report(ScriptWriter.script(seed: UInt64(seed + 1), tickets: 15))
    #expect(other.trace != first.trace)
  }
}
