import Scheduling
import Testing

@testable import Drafting

@Suite("Rule: never together")
struct NeverTogetherTests {
  let rule = NeverTogether()

  func sketch() throws -> Sketch {
    try Sketch(
      members("ana", "bo", "cy"), [slots("desk", "mon 08:00-12:00, 12:00-16:00"), slots("chat", "mon 10:00-14:00")],
      rules: DraftingRules(neverTogether: [["ana".id(), "bo".id()]]))
  }

  @Test("The two never stand slots at the same time, whoever comes second")
  func bothWays() throws {
    #expect(
      try sketch().judge(rule, "ana", "chat mon 10:00", holding: ["desk mon 08:00": "bo"]).sentence
        == "Ana and Bo, who is on then, never stand together")
    #expect(try sketch().judge(rule, "bo", "chat mon 10:00", holding: ["desk mon 12:00": "ana"]).isForbidden)
  }

  @Test("One after the other is fine, and others may stand with either")
  func others() throws {
    #expect(try sketch().judge(rule, "ana", "desk mon 12:00", holding: ["desk mon 08:00": "bo"]) == .fine)
    #expect(try sketch().judge(rule, "cy", "chat mon 10:00", holding: ["desk mon 08:00": "bo"]) == .fine)
  }

  @Test("A slot that the partner stands from the week before counts, and a rotation does not")
  func published() throws {
    let duties = [try slots("early", "mon 00:00-08:00"), try slots("night", "sun 20:00-04:00")]
    let sketch = try Sketch(
      members("ana", "bo", "cy"), duties, rules: DraftingRules(neverTogether: [["ana".id(), "bo".id()]]))
    let night = try sketch.standing("bo", "night", "2026-01-11T20:00", "2026-01-12T04:00")
    #expect(
      try night.judge(rule, "ana", "early mon 00:00").sentence == "Ana and Bo, who is on then, never stand together")
    #expect(try night.judge(rule, "cy", "early mon 00:00") == .fine)
    #expect(try night.judge(rule, "ana", "night sun 20:00") == .fine)
    let primary = try sketch.standing("bo", "primary", "2026-01-11T20:00", "2026-01-12T04:00")
    #expect(try primary.judge(rule, "ana", "early mon 00:00") == .fine)
    var alone = night
    alone.input.schedule.members.removeLast()
    #expect(try alone.draft().holder(alone, "early mon 00:00") == nil, "Bo stands the night, and Ana is kept apart")
  }

  @Test("Taking and giving up a slot changes what the partner may take, and nothing for others")
  func follows() throws {
    let sketch = try sketch()
    let problem = try sketch.problem()
    let (desk, chat) = (try problem.slot("desk mon 08:00"), try problem.slot("chat mon 10:00"))
    func takers(_ judge: DraftJudge) -> [String] {
      problem.members.indices.filter { judge.mayTake($0, chat) }.map { problem.members[$0].member.id.text }
    }
    var judge = DraftJudge(problem)
    #expect(takers(judge) == ["ana", "bo", "cy"])
    judge.assign(try problem.member("bo"), to: desk)
    #expect(takers(judge) == ["cy"], "Bo is on the desk, and Ana never stands together with Bo")
    judge.clear(desk)
    #expect(takers(judge) == ["ana", "bo", "cy"])
  }
}
