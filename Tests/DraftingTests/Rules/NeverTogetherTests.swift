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
}
