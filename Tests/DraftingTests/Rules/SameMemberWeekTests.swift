import Scheduling
import Testing

@testable import Drafting

@Suite("Rule: same member all week")
struct SameMemberWeekTests {
  let rule = SameMemberWeek(price: 100)

  func sketch() throws -> Sketch {
    try Sketch(
      members("ana", "bo"),
      [slots("desk", "mon-wed 08:00-12:00, 12:00-16:00", sameMember: true), slots("chat", "mon-tue 10:00-12:00")])
  }

  @Test("A second member in a line costs; the first and its own further slots do not")
  func lines() throws {
    #expect(try sketch().judge(rule, "ana", "desk mon 08:00") == .fine)
    #expect(try sketch().judge(rule, "ana", "desk tue 08:00", holding: ["desk mon 08:00": "ana"]) == .fine)
    let verdict = try sketch().judge(rule, "bo", "desk tue 08:00", holding: ["desk mon 08:00": "ana"])
    #expect(verdict.points == 100)
    #expect(verdict.sentence == "Ana has desk 08:00-12:00 on other days of the week")
  }

  @Test("Another window is another line, and untied duties have none")
  func others() throws {
    #expect(try sketch().judge(rule, "bo", "desk mon 12:00", holding: ["desk mon 08:00": "ana"]) == .fine)
    #expect(try sketch().judge(rule, "bo", "chat tue 10:00", holding: ["chat mon 10:00": "ana"]) == .fine)
  }

  @Test("The whole draft pays once for each member after the first")
  func total() throws {
    let sketch = try sketch()
    let problem = try sketch.problem()
    func points(_ holding: KeyValuePairs<String, String>) throws -> Int? {
      try sketch.judge(problem, holding).parts.first { $0.rule == rule.name }?.points
    }
    // Two lines: one without anybody gives its first member's price back.
    #expect(try points(["desk mon 08:00": "ana", "desk tue 08:00": "ana", "desk mon 12:00": "ana"]) == nil)
    #expect(
      try points(["desk mon 08:00": "ana", "desk tue 08:00": "bo", "desk wed 08:00": "ana", "desk mon 12:00": "bo"])
        == 100)
  }

  @Test("The file sets the price: a window is shared out where fairness is worth more, and never for nothing")
  func price() throws {
    func holders(_ points: Int?) throws -> Set<String> {
      var sketch = try Sketch(members("ana", "bo"), [slots("desk", "mon-fri 08:00-12:00", sameMember: true)])
        .earned(["ana": 0, "bo": 1000])
      sketch.input.rules.sameMember = points
      return Set(try sketch.draft().assignments.compactMap { $0.member?.text })
    }
    // Ana alone is 5 h over, 3 points each; with 16 h and 4 h nearly even. Sharing saves 5 points in all.
    #expect(try holders(nil) == ["ana"] && holders(10) == ["ana"])
    #expect(try holders(0) == ["ana", "bo"] && holders(1) == ["ana", "bo"])
  }
}
