import Scheduling
import TestSupport
import Testing
import Timekeeping

@testable import Drafting

@Suite("Rule: most time per week")
struct MostPerWeekTests {
  let rule = MostPerWeek(limit: 12 * 3600)

  func sketch(_ alongside: [[String]] = []) throws -> Sketch {
    try Sketch(
      members("ana"), [slots("desk", "mon-fri 08:00-12:00, sun 22:00-02:00")],
      rules: DraftingRules(atMostPerWeek: duration("12 hours"), alongside: alongside.map { $0.map { $0.id() } }))
  }

  @Test("Reaching the limit is fine, passing it is not")
  func limit() throws {
    let two: KeyValuePairs = ["desk mon 08:00": "ana", "desk tue 08:00": "ana"]
    #expect(try sketch().judge(rule, "ana", "desk wed 08:00", holding: two) == .fine)
    let three: KeyValuePairs = ["desk mon 08:00": "ana", "desk tue 08:00": "ana", "desk wed 08:00": "ana"]
    #expect(
      try sketch().judge(rule, "ana", "desk thu 08:00", holding: three).sentence
        == "Ana would stand 16 h in the week, more than 12 h")
  }

  @Test("A slot over Sunday midnight counts with its part inside the week")
  func overTheEdge() throws {
    let holding: KeyValuePairs = ["desk sun 22:00": "ana", "desk mon 08:00": "ana"]
    #expect(try sketch().judge(rule, "ana", "desk tue 08:00", holding: holding) == .fine, "2 + 4 + 4 hours")
    let more: KeyValuePairs = ["desk sun 22:00": "ana", "desk mon 08:00": "ana", "desk tue 08:00": "ana"]
    #expect(try sketch().judge(rule, "ana", "desk wed 08:00", holding: more).isForbidden)
  }

  @Test("A slot that lies in another week on the team's wall is held against that week, which is named")
  func anotherWeek() throws {
    // Monday 08:00 in Auckland is Sunday 19:00 in London.
    let early = try Sketch(members("ana"), [slots("desk", "mon 08:00-12:00", zone: "Pacific/Auckland")])
      .standing("ana", "watch", "2026-01-14T00:00", "2026-01-14T20:00", team: "other")
    #expect(try early.judge(rule, "ana", "desk mon 08:00") == .fine, "20 hours, but in the next week")
    let before = try early.standing("ana", "watch", "2026-01-08T00:00", "2026-01-08T09:00", team: "other")
    #expect(
      try before.judge(rule, "ana", "desk mon 08:00").sentence
        == "Ana would stand 13 h in 2026-W02, more than 12 h")
  }

  @Test("Fixed shifts of the week count in any team, each hour once (T10), and only inside the week")
  func fixed() throws {
    let busy = try sketch().standing("ana", "night", "2026-01-11T20:00", "2026-01-12T05:00", team: "night-team")
      .standing("ana", "watch", "2026-01-12T01:00", "2026-01-12T05:00", team: "third-team")
    #expect(try busy.judge(rule, "ana", "desk mon 08:00") == .fine, "5 + 4 hours")
    #expect(
      try busy.judge(rule, "ana", "desk tue 08:00", holding: ["desk mon 08:00": "ana"]).sentence
        == "Ana would stand 13 h in the week, more than 12 h")
  }

  @Test("What another team says holds in weeks in which a slot of it is stood, on its wall")
  func otherTeams() throws {
    var sketch = try Sketch(members("ana"), [slots("desk", "mon-fri 08:00-12:00")])
      .standing("ana", "night", "2026-01-14T20:00", "2026-01-15T02:00", team: "night-team")
      .standing("ana", "watch", "2026-01-17T20:00", "2026-01-17T21:00", team: "third-team")
    let monday: KeyValuePairs = ["desk mon 08:00": "ana"]
    let print = try ProblemFacts(sketch.input).fingerprint
    for (duty, isForbidden) in [("night", true), ("primary", false)] {
      sketch.input.others = ["night-team".id(): ShiftLimits(mostPerWeek: .hours(12), slots: [duty.id()])]
      #expect(try ProblemFacts(sketch.input).fingerprint != print)
      let rule = MostPerWeekElsewhere(others: sketch.input.others, walls: sketch.input.walls)
      #expect(try sketch.judge(rule, "ana", "desk mon 08:00") == .fine, "6 + 1 + 4 hours")
      let tired = try sketch.judge(rule, "ana", "desk tue 08:00", holding: monday)
      #expect(tired.isForbidden == isForbidden)
      guard isForbidden else { continue }
      #expect(tired.sentence == "Ana would stand 15 h in 2026-W03, more than 12 h, the most in night-team")
      #expect(StandardRules.rules(for: sketch.input).contains { $0.name == rule.name })
    }
    // In Auckland the slot of Wednesday night is Thursday's; Sunday's noon in London is in the week after.
    sketch.input.others = ["third-team".id(): ShiftLimits(mostPerWeek: .hours(5), slots: ["watch".id()])]
    sketch.input.walls = try ["third-team".id(): SystemZones.zone("Pacific/Auckland")]
    let rule = MostPerWeekElsewhere(others: sketch.input.others, walls: sketch.input.walls)
    #expect(try sketch.judge(rule, "ana", "desk fri 08:00").isForbidden, "6 + 1 + 4 hours")
  }

  @Test("A fixed shift of a duty that is stood alongside does not count")
  func alongside() throws {
    let primary = ("2026-01-12T00:00", "2026-01-19T00:00")
    #expect(
      try sketch().standing("ana", "primary", primary.0, primary.1).judge(rule, "ana", "desk mon 08:00").isForbidden)
    #expect(
      try sketch([["desk", "primary"]]).standing("ana", "primary", primary.0, primary.1)
        .judge(rule, "ana", "desk mon 08:00") == .fine)
  }
}
