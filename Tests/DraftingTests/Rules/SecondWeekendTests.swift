import Scheduling
import Testing

@testable import Drafting

@Suite("Rule: two weekends in a row at a price")
struct SecondWeekendTests {
  private let rule = SecondWeekend(price: 30)

  @Test("A weekend beside a fixed one of any team costs once, whatever of it is stood")
  func fixed() throws {
    let sketch = try Sketch(members("ana"), [slots("desk", "fri-sun 10:00-14:00")])
      .standing("ana", "watch", "2026-01-10T08:00", "2026-01-10T12:00", team: "away")
    let saturday = try sketch.judge(rule, "ana", "desk sat 10:00")
    #expect(
      saturday.points == 30 && saturday.sentence == "Ana would stand two weekends in a row (2026-W02 and 2026-W03)")
    #expect(try sketch.judge(rule, "ana", "desk sun 10:00", holding: ["desk sat 10:00": "ana"]) == .fine)
    #expect(try sketch.judge(rule, "ana", "desk fri 10:00") == .fine)
    let far = try Sketch(members("ana"), [slots("desk", "sat 10:00-14:00")])
      .standing("ana", "watch", "2026-01-03T08:00", "2026-01-03T12:00", team: "away")
    #expect(try far.judge(rule, "ana", "desk sat 10:00") == .fine)
  }

  @Test("In a longer draft two weekends in a row cost, and members take turns")
  func inside() throws {
    var sketch = try Sketch(members("ana", "bo"), [slots("desk", "sat 10:00-14:00")])
    sketch.input.period = try DraftPeriod(text: "2026-01-12..2026-02-08")
    sketch.input.rules.secondWeekend = 30
    let draft = try sketch.draft()
    #expect(draft.parts.allSatisfy { $0.rule != rule.name })
    #expect(zip(draft.assignments, draft.assignments.dropFirst()).allSatisfy { $0.member != $1.member })
    sketch.input.schedule.members = try members("ana")
    #expect(try sketch.draft().parts.first { $0.rule == rule.name }?.points == 90, "three times in four weekends")
  }
}
