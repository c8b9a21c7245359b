import Scheduling
import Testing
import Timekeeping

@testable import Drafting

@Suite("Rule: holidays of the member")
struct OwnHolidaysTests {
  private let sketch: Sketch

  init() throws {
    var bo = try member("bo", zone: "Asia/Kolkata")
    bo.holidays = [Holiday(date: try CivilDate(text: "2026-01-14"), name: "Pongal")]
    var sketch = try Sketch([member("ana"), bo], [slots("desk", "mon-thu 08:00-12:00, 20:00-24:00")])
    sketch.input.holidays = [Holiday(date: try CivilDate(text: "2026-01-12"), name: "Founders")]
    self.sketch = sketch
  }

  @Test("The team's holidays are those of members without their own, who have only these")
  func whose() throws {
    let rule = OwnHolidays(price: .never)
    #expect(
      try sketch.judge(rule, "ana", "desk mon 08:00").sentence == "Mon 12 Jan is a holiday of Ana (Founders)")
    #expect(try sketch.judge(rule, "bo", "desk mon 08:00") == .fine)
    #expect(try sketch.judge(rule, "ana", "desk wed 08:00") == .fine)
    #expect(try sketch.judge(rule, "bo", "desk wed 08:00").isForbidden)
  }

  @Test("Days are those of the member's wall, and even a part is enough")
  func wall() throws {
    let rule = OwnHolidays(price: .never)
    // Tuesday 20:00 to 24:00 in London is Wednesday 01:30 to 05:30 in Kolkata.
    #expect(try sketch.judge(rule, "bo", "desk tue 20:00").isForbidden)
    #expect(try sketch.judge(rule, "bo", "desk wed 20:00") == .fine)
  }

  @Test("A price lets the slot go to whoever has no holiday, and only then to others")
  func price() throws {
    #expect(try sketch.judge(OwnHolidays(price: .points(20)), "ana", "desk mon 08:00").points == 20)
    var sketch = sketch
    sketch.input.rules.holidays = .points(20)
    #expect(try sketch.draft().holder(sketch, "desk mon 08:00") == "bo")
    #expect(try sketch.onLeave("bo", "2026-01-12T00:00", "2026-01-13T00:00").draft().gaps.isEmpty)
    #expect(StandardRules.rules(for: DraftingRules()).contains { $0.name == "holidays" } == false)
  }
}
