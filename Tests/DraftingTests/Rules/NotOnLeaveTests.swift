import Testing

@testable import Drafting

@Suite("Rule: not on leave")
struct NotOnLeaveTests {
  let rule = NotOnLeave()

  @Test("Whole days of leave forbid every slot they touch, and no other")
  func wholeDays() throws {
    let sketch = try Sketch(members("ana"), [slots("desk", "mon-fri 08:00-12:00")])
      .onLeave("ana", "2026-01-13T00:00", "2026-01-15T00:00")
    let expected = ["mon": nil, "tue": "Ana is on leave 13–14 Jan", "wed": "Ana is on leave 13–14 Jan", "thu": nil]
    for (day, sentence) in expected {
      #expect(try sketch.judge(rule, "ana", "desk \(day) 08:00").sentence == sentence)
    }
  }

  @Test("A part of the slot is enough")
  func partOfASlot() throws {
    let sketch = try Sketch(members("ana"), [slots("desk", "mon 08:00-12:00")])
      .onLeave("ana", "2026-01-12T11:59", "2026-01-12T15:00")
    #expect(
      try sketch.judge(rule, "ana", "desk mon 08:00").sentence
        == "Ana is on leave Mon 12 Jan 11:59-15:00 Europe/London")
  }

  @Test("Leave that ends as the slot starts, or starts as it ends, does not touch it (T1)")
  func touching() throws {
    let sketch = try Sketch(members("ana"), [slots("desk", "mon 08:00-12:00")])
      .onLeave("ana", "2026-01-11T00:00", "2026-01-12T08:00").onLeave("ana", "2026-01-12T12:00", "2026-01-13T00:00")
    #expect(try sketch.judge(rule, "ana", "desk mon 08:00") == .fine)
  }

  @Test("Days of leave are named on the wall of the member's zone")
  func memberZone() throws {
    let people = [try member("ana", zone: "Pacific/Auckland")]
    let sketch = try Sketch(people, [slots("desk", "mon 08:00-12:00")])
      .onLeave("ana", "2026-01-11T11:00", "2026-01-12T11:00")
    #expect(try sketch.judge(rule, "ana", "desk mon 08:00").sentence == "Ana is on leave 12 Jan")
  }

  @Test("Other people's leave is theirs")
  func otherMember() throws {
    let sketch = try Sketch(members("ana", "bo"), [slots("desk", "mon 08:00-12:00")])
      .onLeave("bo", "2026-01-12T00:00", "2026-01-13T00:00")
    #expect(try sketch.judge(rule, "ana", "desk mon 08:00") == .fine)
  }
}
