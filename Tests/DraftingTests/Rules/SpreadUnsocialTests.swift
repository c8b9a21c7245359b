import Testing

@testable import Drafting

@Suite("Rule: spread weekend and night slots")
struct SpreadUnsocialTests {
  let rule = SpreadUnsocial(price: 8)

  func sketch() throws -> Sketch {
    try Sketch(members("ana"), [slots("desk", "mon-sat 10:00-14:00"), slots("night", "mon-tue 22:00-06:00")])
  }

  @Test("Each weekend or night slot after the first costs")
  func afterTheFirst() throws {
    #expect(try sketch().judge(rule, "ana", "night mon 22:00") == .fine)
    let second = try sketch().judge(rule, "ana", "desk sat 10:00", holding: ["night mon 22:00": "ana"])
    #expect(second.points == 8)
    #expect(second.sentence == "Ana has 1 weekend or night slot this week already")
    #expect(try sketch().judge(rule, "ana", "desk mon 10:00", holding: ["night tue 22:00": "ana"]) == .fine)
  }

  @Test("The whole draft pays for all but one of each member")
  func total() throws {
    let sketch = try sketch()
    let holding: KeyValuePairs = ["night mon 22:00": "ana", "night tue 22:00": "ana", "desk sat 10:00": "ana"]
    #expect(try sketch.judge(sketch.problem(), holding).parts.first { $0.rule == rule.name }?.points == 16)
  }
}
