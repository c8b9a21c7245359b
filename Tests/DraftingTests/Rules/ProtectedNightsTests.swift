import Scheduling
import Testing
import Timekeeping

@testable import Drafting

@Suite("Rule: members who stand no nights")
struct ProtectedNightsTests {
  private func sketch() throws -> Sketch {
    var bo = try member("bo", zone: "America/New_York")
    bo.nights = .never
    var cy = try member("cy")
    cy.nights = .never
    return try Sketch([member("ana"), bo, cy], [slots("desk", "mon-tue 04:00-08:00, 18:00-22:00, 21:00-23:30")])
  }

  @Test("Nothing of a slot lies in the night of their own zone, unless the file lets some")
  func night() throws {
    let rule = ProtectedNights(night: ProtectedNight())
    #expect(try sketch().judge(rule, "ana", "desk mon 04:00") == .fine)
    #expect(try sketch().judge(rule, "cy", "desk mon 18:00") == .fine)
    #expect(
      try sketch().judge(rule, "cy", "desk mon 21:00").sentence
        == "Cy stands no nights, and 1 h 30 min of it lie in 22:00-07:00")
    // 04:00 to 08:00 in London is 23:00 to 03:00 in New York.
    #expect(
      try sketch().judge(rule, "bo", "desk tue 04:00").sentence
        == "Bo stands no nights, and 4 h of it lie in 22:00-07:00")
    #expect(try sketch().judge(rule, "bo", "desk mon 21:00") == .fine)
    let some = ProtectedNights(
      night: ProtectedNight(hours: try WeeklyHours(text: "23:00-06:00"), atMost: try duration("2 hours")))
    #expect(try sketch().judge(some, "cy", "desk mon 04:00") == .fine, "04:00 to 06:00 is just two")
    #expect(
      try sketch().judge(some, "bo", "desk mon 04:00").sentence
        == "Bo stands no nights, and 4 h of it lie in 23:00-06:00, more than 2 h")
  }

  @Test("Who can stand nothing but nights and stands none has no part in fairness")
  func fairness() throws {
    var sketch = try sketch()
    sketch.input.schedule.duties = [try slots("night", "mon-thu 23:00-03:00")]
    let problem = try sketch.problem()
    #expect(problem.fairness.takesPart == [true, true, false])
  }
}
