import Scheduling
import Testing
import Timekeeping

@testable import Drafting

@Suite("Rule: eligibility")
struct EligibilityTests {
  let rule = Eligibility()

  @Test("Only the members a duty lists may stand it")
  func listed() throws {
    let sketch = try Sketch(members("ana", "bo"), [slots("desk", "mon 08:00-12:00", eligible: .members(["ana".id()]))])
    #expect(try sketch.judge(rule, "ana", "desk mon 08:00") == .fine)
    #expect(try sketch.judge(rule, "bo", "desk mon 08:00").sentence == "Bo is not among the members of desk")
  }

  @Test("A duty for volunteers takes volunteers only, also on weekdays (D14)")
  func volunteers() throws {
    let people = [try member("ana", weekends: .volunteer), try member("bo")]
    let sketch = try Sketch(people, [slots("weekend", "fri-sat 10:00-18:00", eligible: .volunteers)])
    #expect(try sketch.judge(rule, "ana", "weekend fri 10:00") == .fine)
    #expect(try sketch.judge(rule, "ana", "weekend sat 10:00") == .fine)
    for slot in ["weekend fri 10:00", "weekend sat 10:00"] {
      #expect(try sketch.judge(rule, "bo", slot).sentence == "weekend is for volunteers, and Bo is not one")
    }
  }

  @Test("Who never stands weekends is asked on no Saturday and no Sunday")
  func never() throws {
    let sketch = try Sketch([member("ana", weekends: .never)], [slots("desk", "fri-sun 10:00-14:00")])
    #expect(try sketch.judge(rule, "ana", "desk fri 10:00") == .fine)
    #expect(try sketch.judge(rule, "ana", "desk sat 10:00").sentence == "Ana never stands weekends")
    #expect(try sketch.judge(rule, "ana", "desk sun 10:00").isForbidden)
  }

  @Test("Every skill of the duty is needed")
  func skills() throws {
    let people = [try member("ana", skills: ["billing", "devices"]), try member("bo", skills: ["devices"])]
    let sketch = try Sketch(people, [slots("desk", "mon 08:00-12:00", skills: ["devices", "billing"])])
    #expect(try sketch.judge(rule, "ana", "desk mon 08:00") == .fine)
    #expect(try sketch.judge(rule, "bo", "desk mon 08:00").sentence == "desk needs billing, which Bo does not have")
  }

  @Test("Joining and leaving days are both included (T1)")
  func belongs() throws {
    let people = [try member("ana", from: "2026-01-13", until: "2026-01-14")]
    let sketch = try Sketch(people, [slots("desk", "mon-fri 08:00-12:00")])
    #expect(
      try sketch.judge(rule, "ana", "desk mon 08:00").sentence == "Ana is not in the team on Mon 12 Jan")
    #expect(try sketch.judge(rule, "ana", "desk tue 08:00") == .fine)
    #expect(try sketch.judge(rule, "ana", "desk wed 08:00") == .fine)
    #expect(try sketch.judge(rule, "ana", "desk thu 08:00").isForbidden)
  }
}
