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
}
