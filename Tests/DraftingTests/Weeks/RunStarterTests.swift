import Scheduling
import Testing
import Timekeeping

@testable import Drafting

@Suite("The first draft where runs have a least length")
struct RunStarterTests {
  private func first(_ least: Int, _ hours: String, people: [String] = ["ana", "bo"]) throws -> DraftJudge {
    var rules = DraftingRules()
    rules.runs = RunLimits(leastDays: least)
    let sketch = try Sketch(try people.map { try member($0) }, [slots("desk", hours)], rules: rules)
    return FirstDraft.make(try sketch.problem(), from: [:])
  }

  @Test("No day of a run can be taken alone, so runs are begun whole", arguments: [2, 3])
  func runs(least: Int) throws {
    let judge = try first(least, "tue-sat 08:00-12:00")
    #expect(judge.openSlots.isEmpty)
    let days = judge.problem.slots.indices.map { judge.problem.slots[$0].slot.date }
    for member in judge.problem.members.indices {
      let own = judge.slots(of: member).map { days[$0] }
      for date in own {
        let run = RunBounds.run(around: date) { own.contains($0) }
        #expect(run.count >= least)
      }
    }
  }

  @Test("A slot with too few days around it stays open")
  func alone() throws {
    #expect(try first(3, "wed-thu 08:00-12:00").openSlots.count == 2)
  }
}
