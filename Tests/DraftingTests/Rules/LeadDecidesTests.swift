import Testing

@testable import Drafting

@Suite("Rule: a lead's decisions")
struct LeadDecidesTests {
  let rule = LeadDecides()

  @Test("A slot given to one member is nobody else's")
  func assign() throws {
    let sketch = try Sketch(members("ana", "bo"), [slots("desk", "mon-tue 08:00-12:00")])
      .decided(.assign, "desk mon 08:00", "bo")
    #expect(try sketch.judge(rule, "bo", "desk mon 08:00") == .fine)
    #expect(try sketch.judge(rule, "ana", "desk mon 08:00").sentence == "a lead gave this slot to Bo")
    #expect(try sketch.judge(rule, "ana", "desk tue 08:00") == .fine)
  }

  @Test("A member kept off a slot stays off it, and only that member")
  func forbid() throws {
    let sketch = try Sketch(members("ana", "bo"), [slots("desk", "mon 08:00-12:00")])
      .decided(.forbid, "desk mon 08:00", "ana")
    #expect(
      try sketch.judge(rule, "ana", "desk mon 08:00").sentence == "a lead decided that Ana does not take this slot")
    #expect(try sketch.judge(rule, "bo", "desk mon 08:00") == .fine)
  }
}
