import Scheduling
import Testing
import Timekeeping

@testable import Drafting

@Suite("Rule: working hours")
struct WorkingHoursTests {
  let rule = WorkingHours()

  @Test("A slot lies wholly inside the hours; reaching their edge is inside")
  func inside() throws {
    let people = [try member("ana", hours: "mon-fri 08:00-16:00")]
    let sketch = try Sketch(people, [slots("desk", "mon 07:00-11:00, 08:00-12:00, 12:00-16:00, 13:00-17:00")])
    #expect(try sketch.judge(rule, "ana", "desk mon 08:00") == .fine)
    #expect(try sketch.judge(rule, "ana", "desk mon 12:00") == .fine)
    #expect(try sketch.judge(rule, "ana", "desk mon 13:00").isForbidden)
    #expect(
      try sketch.judge(rule, "ana", "desk mon 07:00").sentence
        == "Mon 12 Jan 07:00-11:00 Europe/London is outside the hours of Ana (mon-fri 08:00-16:00)")
  }

  @Test("Two windows that touch are one; a lunch break cuts a slot out")
  func windows() throws {
    let people = [
      try member("ana", hours: "mon 08:00-10:00, 10:00-13:00"), try member("bo", hours: "mon 08:00-10:00, 10:30-13:00"),
    ]
    let sketch = try Sketch(people, [slots("desk", "mon 09:00-12:00")])
    #expect(try sketch.judge(rule, "ana", "desk mon 09:00") == .fine)
    #expect(try sketch.judge(rule, "bo", "desk mon 09:00").isForbidden)
  }

  @Test("Hours are on the wall of the member's zone, also in the weeks when only one zone has changed its clocks")
  func zones() throws {
    let people = [try member("ana", hours: "mon-fri 08:00-16:00", zone: "America/New_York")]
    let duties = [try slots("desk", "mon 12:00-16:00, 13:00-17:00")]
    let winter = try Sketch(people, duties)
    #expect(try winter.judge(rule, "ana", "desk mon 12:00").isForbidden, "07:00 in New York")
    #expect(try winter.judge(rule, "ana", "desk mon 13:00") == .fine)
    let march = try Sketch(people, duties, week: "2026-W11")
    #expect(try march.judge(rule, "ana", "desk mon 12:00") == .fine, "New York is 4 hours behind from 8 March on")
  }

  @Test("A day without hours is a day off, but not for a volunteer on a slot for volunteers")
  func volunteers() throws {
    let people = [try member("ana", hours: "mon-fri 09:00-17:00", weekends: .volunteer)]
    let sketch = try Sketch(
      people,
      [
        slots("weekend", "fri 10:00-18:00, sat 10:00-18:00", eligible: .volunteers), slots("desk", "sat 10:00-14:00"),
      ])
    #expect(try sketch.judge(rule, "ana", "weekend sat 10:00") == .fine)
    #expect(try sketch.judge(rule, "ana", "weekend fri 10:00").isForbidden, "she lists hours on Friday, so they bind")
    #expect(try sketch.judge(rule, "ana", "desk sat 10:00").isForbidden, "not a slot for volunteers")
  }

  @Test("Where the volunteer lives, a Saturday slot may begin on a listed Friday")
  func volunteerAcrossTheDateLine() throws {
    let people = [try member("ana", hours: "mon-fri 09:00-17:00", zone: "Pacific/Honolulu", weekends: .volunteer)]
    let sketch = try Sketch(people, [slots("weekend", "sat 09:00-17:00, 10:00-18:00", eligible: .volunteers)])
    // 10:00 in London is midnight in Honolulu: the slot at 09:00 begins there on Friday, outside Friday's hours.
    #expect(try sketch.judge(rule, "ana", "weekend sat 10:00") == .fine)
    #expect(try sketch.judge(rule, "ana", "weekend sat 09:00").isForbidden)
  }

  @Test("Night hours belong to the day they start and hold a slot over midnight (T7)")
  func nights() throws {
    let people = [try member("ana", hours: "fri 20:00-08:00")]
    let sketch = try Sketch(people, [slots("night", "fri 22:00-06:00, sat 22:00-06:00")])
    #expect(try sketch.judge(rule, "ana", "night fri 22:00") == .fine)
    #expect(try sketch.judge(rule, "ana", "night sat 22:00").isForbidden)
  }

  @Test("Without hours a member stands at any time")
  func noHours() throws {
    let sketch = try Sketch(members("ana"), [slots("desk", "sun 03:00-04:00")])
    #expect(try sketch.judge(rule, "ana", "desk sun 03:00") == .fine)
  }
}
