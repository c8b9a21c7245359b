import DeskSimulation
import TestSupport
import Testing

/// Each invariant is shown to break when the bug it is about is planted.
@Suite(.ownThreads) struct PlantedBugTests {
  @Test("The auditor sees a planted bug, and by its own invariant", arguments: Sabotage.allCases)
  func seen(sabotage: Sabotage) async {
    var found: [Violation] = []
    // A bug needs something to be done to: a page, an acknowledgement, a refusal. One of a few seeds has it.
    for seed in 1...12 where found.isEmpty {
      let script = ScriptWriter.script(seed: UInt64(seed), tickets: 30)
      found = await DeskRunner.report(script, sabotage: sabotage).violations
    }
    #expect(found.contains { sabotage.rules.contains($0.rule) }, "\(sabotage): \(found)")
  }

  @Test("A failing seed shrinks to a few events, which fail in the same way")
  func shrinks() async {
    let script = ScriptWriter.script(seed: 5, tickets: 30)
    let small = await Shrinker.shrink(script, sabotage: .losesTimer, budget: 60)
    #expect(small.events.count <= 3 && small.events.count < script.events.count)
    let report = await DeskRunner.report(small, sabotage: .losesTimer)
    #expect(report.violations.contains { $0.rule == "I2" })
  }
}
