import DeskSimulation
import Foundation
import TestSupport
import Testing
import Timekeeping

/// Each invariant is shown to break when the bug it is about is planted.
@Suite(.ownThreads) struct PlantedBugTests {
  /// An hour in which there is something for every bug: pages that have to wait, hang and arrive, an acknowledgement, a
  /// redelivery, titles, an end.
  private static func hour(_ mood: Provider.Mood, calmAgain: Bool) throws -> Script {
    let minute: Int64 = 60_000
    var events: [Script.Event] = [
      Script.Event(0, .provider(host: 0, mood: mood)), Script.Event(0, .provider(host: 1, mood: mood)),
      Script.Event(1_000, .arrive(item: 0, source: .json, urgency: 0, topic: .plain)),
      Script.Event(1_000, .arrive(item: 1, source: .json, urgency: 0, topic: .plain)),
      Script.Event(2_000, .again(item: 0)), Script.Event(3_000, .rename(item: 0, version: 4)),
      Script.Event(4_000, .rename(item: 0, version: 3)),
    ]
    if calmAgain {
      events += [0, 1].map { Script.Event(12 * minute, .provider(host: $0, mood: .healthy)) }
    }
    events += [
      Script.Event(20 * minute, .acknowledge(item: 1, member: 3)), Script.Event(30 * minute, .work(item: 0, .reply)),
      Script.Event(40 * minute, .work(item: 0, .resolve)),
      Script.Event(50 * minute, .arrive(item: 2, source: .json, urgency: 0, topic: .plain)),
      Script.Event(60 * minute, .work(item: 1, .note)),
    ]
    return Script(seed: 2, start: try Timestamp(text: "2026-11-24T10:00:00Z"), events: events)
  }

  private static func hours() throws -> [Script] {
    [try hour(.failing, calmAgain: true), try hour(.hanging, calmAgain: true), try hour(.hanging, calmAgain: false)]
  }

  @Test("Without a planted bug nothing is broken")
  func sound() async throws {
    for script in try Self.hours() {
      let report = await DeskRunner.report(script)
      #expect(report.violations.isEmpty, "\(report.violations)")
      #expect(report.pages >= 4 && report.tickets == 3)
    }
  }

  @Test("The auditor sees a planted bug, and by its own invariant", arguments: Sabotage.allCases)
  func seen(sabotage: Sabotage) async throws {
    var found: [Violation] = []
    for script in try Self.hours() where !found.contains(where: { sabotage.rules.contains($0.rule) }) {
      found = await DeskRunner.report(script, sabotage: sabotage).violations
    }
    #expect(found.contains { sabotage.rules.contains($0.rule) }, "\(sabotage): \(found)")
  }

  @Test("A failing script shrinks to a few events, which fail in the same way")
  func shrinks() async throws {
    let script = try Self.hour(.failing, calmAgain: true)
    let small = await Shrinker.shrink(script, sabotage: .losesTimer, budget: 20)
    #expect(small.events.count <= 2 && small.events.count < script.events.count)
    let report = await DeskRunner.report(small, sabotage: .losesTimer)
    #expect(report.violations.contains { $0.rule == "I2" })
    #expect(try JSONDecoder().decode(Script.self, from: Data(Shrinker.json(small).utf8)) == small)
  }
}
