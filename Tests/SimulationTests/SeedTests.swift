import DeskSimulation
import Foundation
import TestSupport
import Testing
import Timekeeping

/// One seed, one run of the real engine over the real SQL under a virtual clock, with all faults.
@Suite(.ownThreads) struct SeedTests {
  /// `SIMULATED_SEEDS` and `SIMULATED_TICKETS` say otherwise; `make simulate` runs more of them, optimised.
  private static let seeds = Int(ProcessInfo.processInfo.environment["SIMULATED_SEEDS"] ?? "") ?? 50
  private static let tickets = Int(ProcessInfo.processInfo.environment["SIMULATED_TICKETS"] ?? "") ?? 400

  /// A run for each core at a time, so that the tests beside them get their turn.
  @Test("No seed of fifty, with 400 tickets each, breaks an invariant")
  func holds() async {
    let lanes = ProcessInfo.processInfo.activeProcessorCount
    await withTaskGroup { group in
      for lane in 1...lanes {
        group.addTask { for seed in stride(from: lane, through: Self.seeds, by: lanes) { await Self.run(seed) } }
      }
    }
  }

  private static func run(_ seed: Int) async {
    let script = ScriptWriter.script(seed: UInt64(seed), tickets: tickets)
    let report = await DeskRunner.report(script)
    guard !report.violations.isEmpty else {
      #expect(report.tickets >= tickets * 9 / 10, "seed \(seed) had \(report.tickets) tickets")
      return
    }
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
      let script = ScriptWriter.script(seed: UInt64(seed * 1000), tickets: 50)
      let report = await DeskRunner.report(script)
      deeds.merge(report.deeds(of: script), uniquingKeysWith: +)
      pages += report.pages
    }
    for word in [
      "arrive", "again", "write", "rename", "work", "acknowledge", "claim", "crash", "provider", "react", "mend",
    ] {
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
