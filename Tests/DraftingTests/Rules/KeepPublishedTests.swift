import Testing

@testable import Drafting

@Suite("Rule: keep what is published")
struct KeepPublishedTests {
  let rule = KeepPublished()

  func sketch(_ weight: Int = 30) throws -> Sketch {
    try Sketch(
      members("ana", "bo"), [slots("desk", "mon-tue 08:00-12:00")], rules: DraftingRules(keepPublished: weight)
    ).published(["desk mon 08:00": "bo"])
  }

  @Test("Another member costs the weight, the published one nothing")
  func weight() throws {
    #expect(try sketch().judge(rule, "bo", "desk mon 08:00") == .fine)
    let verdict = try sketch().judge(rule, "ana", "desk mon 08:00")
    #expect(verdict.points == 30)
    #expect(verdict.sentence == "the published rota has Bo here")
    #expect(try sketch(7).judge(rule, "ana", "desk mon 08:00").points == 7)
    #expect(try sketch(0).judge(rule, "ana", "desk mon 08:00") == .fine)
  }

  @Test("A slot that is not published is free")
  func unpublished() throws {
    #expect(try sketch().judge(rule, "ana", "desk tue 08:00") == .fine)
  }

  @Test("Leaving a published slot open is a change as well")
  func open() throws {
    let problem = try sketch().problem()
    #expect(problem.openCost(0) == problem.weights.open + 30)
    #expect(problem.openCost(1) == problem.weights.open)
  }

  @Test("What begins soon is kept more strongly than what is far, from the time of drafting on")
  func nearAndLater() throws {
    var sketch = try Sketch(members("ana", "bo"), [slots("desk", "mon-tue 08:00-12:00")])
      .published(["desk mon 08:00": "bo", "desk tue 08:00": "bo"])
    (sketch.input.rules.keepPublished, sketch.input.rules.keepPublishedLater) = (100, 3)
    #expect(try sketch.judge(KeepPublished(), "ana", "desk tue 08:00").points == 100, "nobody says when it is drafted")
    sketch.input.begins = try at("2026-01-06 08:00")
    #expect(try sketch.judge(KeepPublished(), "ana", "desk mon 08:00").points == 100)
    #expect(try sketch.judge(KeepPublished(), "ana", "desk tue 08:00").points == 3, "just a week later")
    sketch.input.rules.nearby = try duration("2 days")
    #expect(try sketch.judge(KeepPublished(), "ana", "desk mon 08:00").points == 3)
    #expect(try sketch.problem().openCost(0) == 10_003)
    let near = try ProblemFacts(sketch.input).fingerprint
    sketch.input.begins = try at("2026-01-11 08:00")
    #expect(try ProblemFacts(sketch.input).fingerprint != near)
    sketch.input.rules.keepPublishedLater = nil
    let alike = try ProblemFacts(sketch.input).fingerprint
    sketch.input.begins = try at("2026-01-05 08:00")
    #expect(try ProblemFacts(sketch.input).fingerprint == alike)
    #expect(try sketch.judge(KeepPublished(), "ana", "desk tue 08:00").points == 100)
  }
}
