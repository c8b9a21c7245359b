import Scheduling
import TestSupport
import Testing

@testable import Drafting

@Suite("Rule: no two weekends in a row")
struct NoTwoWeekendsInARowTests {
  let rule = NoTwoWeekendsInARow()

  func sketch() throws -> Sketch { try Sketch(members("ana"), [slots("desk", "fri-sun 10:00-14:00")]) }

  @Test("The weekend before and the one after count, in any team; the one before that does not")
  func neighbours() throws {
    let before = try sketch().standing("ana", "weekend", "2026-01-11T10:00", "2026-01-11T18:00", team: "other-team")
    #expect(
      try before.judge(rule, "ana", "desk sat 10:00").sentence
        == "Ana stands the weekend before in other-team (2026-W02)")
    let after = try sketch().standing("ana", "weekend", "2026-01-24T10:00", "2026-01-24T18:00")
    #expect(try after.judge(rule, "ana", "desk sun 10:00").sentence == "Ana stands the weekend after (2026-W04)")
    let longAgo = try sketch().standing("ana", "weekend", "2026-01-04T10:00", "2026-01-04T18:00")
    #expect(try longAgo.judge(rule, "ana", "desk sat 10:00") == .fine)
  }

  @Test("Beside a weekend of a team that says so it holds also where this one does not")
  func otherTeams() throws {
    for (team, isForbidden) in [("other-team", true), ("third-team", false), ("desk-team", false)] {
      var sketch = try sketch().standing("ana", "weekend", "2026-01-10T10:00", "2026-01-10T18:00", team: team)
      sketch.input.others = ["other-team".id(): ShiftLimits(noTwoWeekendsInARow: true)]
      sketch.input.others["third-team".id()] = ShiftLimits()
      let problem = try sketch.problem()
      #expect(try (problem.block(0, problem.slot("desk sat 10:00")) != nil) == isForbidden, "\(team)")
      #expect(try problem.block(0, problem.slot("desk fri 10:00")) == nil)
    }
  }

  @Test("A shift of another team is at a weekend where it is one on that team's wall")
  func otherWalls() throws {
    let tokyo = try SystemZones.zone("Asia/Tokyo")
    // London's Sunday night is Tokyo's Monday morning, and its Friday evening Tokyo's Saturday.
    for (from, until, isWeekend) in [
      ("2026-01-11T22:00", "2026-01-12T03:00", false), ("2026-01-09T16:00", "2026-01-09T22:00", true),
    ] {
      var sketch = try sketch().standing("ana", "day", from, until, team: "other-team")
      sketch.input.walls = ["other-team".id(): tokyo]
      #expect(try sketch.judge(rule, "ana", "desk sat 10:00").isForbidden == isWeekend, "\(from)")
      let print = try ProblemFacts(sketch.input).fingerprint
      sketch.input.walls = [:]
      #expect(try sketch.judge(rule, "ana", "desk sat 10:00").isForbidden != isWeekend, "on the asking team's wall")
      #expect(try ProblemFacts(sketch.input).fingerprint != print)
    }
  }

  @Test("Weekdays are free of it, and both days of one weekend go together")
  func sameWeekend() throws {
    let before = try sketch().standing("ana", "weekend", "2026-01-10T10:00", "2026-01-10T18:00")
    #expect(try before.judge(rule, "ana", "desk fri 10:00") == .fine)
    #expect(try sketch().judge(rule, "ana", "desk sun 10:00", holding: ["desk sat 10:00": "ana"]) == .fine)
  }

  @Test("From Friday evening to Monday morning is a weekend; a rotation's whole week is not one")
  func longShifts() throws {
    let weekend = try sketch().standing("ana", "on-call", "2026-01-09T18:00", "2026-01-12T08:00")
    #expect(try weekend.judge(rule, "ana", "desk sat 10:00").isForbidden)
    let week = try sketch().standing("ana", "primary", "2026-01-05T09:00", "2026-01-12T09:00")
    #expect(try week.judge(rule, "ana", "desk sat 10:00") == .fine)
    let fridayNight = try sketch().standing("ana", "night", "2026-01-09T20:00", "2026-01-10T08:00")
    #expect(try fridayNight.judge(rule, "ana", "desk sat 10:00") == .fine)
  }

  @Test("It is asked only where the file switches it on")
  func switchable() {
    #expect(!StandardRules.rules(for: DraftingRules()).contains { $0.name == rule.name })
    #expect(StandardRules.rules(for: DraftingRules(noTwoWeekendsInARow: true)).contains { $0.name == rule.name })
  }
}
