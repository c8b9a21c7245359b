import Scheduling
import Testing
import Timekeeping

@testable import Drafting

@Suite("Fingerprints")
struct FingerprintTests {
  @Test(
    "It is FNV-1a with 64 bits",
    arguments: [("", "cbf29ce484222325"), ("a", "af63dc4c8601ec8c"), ("foobar", "85944171f73967e8")])
  func knownValues(text: String, expected: String) {
    var print = Fingerprint()
    for byte in text.utf8 { print.add(byte) }
    #expect(print.text == expected)
  }

  @Test("Fields and records are kept apart")
  func apart() {
    var one = Fingerprint(), two = Fingerprint(), three = Fingerprint()
    one.add("ab", "c")
    two.add("a", "bc")
    three.add("ab")
    three.add("c")
    #expect(Set([one, two, three]).count == 3)
  }

  @Test("Everything the draft depends on shows in its fingerprint")
  func changes() throws {
    let sketch = try SampleWeek.sketch()
    var changed: [DraftingInput] = [sketch.input]
    func change(_ edit: (inout DraftingInput) throws -> Void) rethrows {
      var input = sketch.input
      try edit(&input)
      changed.append(input)
    }
    change { $0.period = DraftPeriod(ISOWeek(containing: $0.period.until)) }
    change { $0.rules.rest = nil }
    change { $0.rules.alongside = [["desk".id(), "weekend".id()]] }
    change { $0.rules.spread = 9 }
    try change { $0.holidays = [Holiday(date: try CivilDate(text: "2026-01-12"), name: "Off")] }
    change { $0.earned = [Balance(member: "bo".id(), hundredths: 1)] }
    change { $0.schedule.members.swapAt(0, 1) }
    change { $0.schedule.members[0].weekends = .never }
    try change { $0.schedule.members[0].until = try CivilDate(text: "2026-01-12") }
    change { $0.schedule.duties.swapAt(0, 1) }
    change { $0.published[ShiftID(text: "x")] = "ana".id() }
    change { $0.decisions = [LeadDecision(slot: ShiftID(text: "x"), member: "ana".id(), kind: .assign)] }
    changed.append(try sketch.onLeave("bo", "2026-01-12T00:00", "2026-01-13T00:00").input)
    changed.append(try sketch.standing("bo", "primary", "2026-01-20T00:00", "2026-01-21T00:00").input)
    let prints = try changed.map { try ProblemFacts($0).fingerprint }
    #expect(Set(prints).count == changed.count)
  }

  @Test("Leave far from the week and of people who are not in the team does not")
  func irrelevant() throws {
    let sketch = try SampleWeek.sketch()
    let far = try sketch.onLeave("bo", "2026-06-12T00:00", "2026-06-13T00:00")
      .onLeave("zed", "2026-01-12T00:00", "2026-01-13T00:00")
    #expect(try sketch.draft().fingerprint == far.draft().fingerprint)
  }
}
