import Scheduling
import Testing

@testable import Drafting

@Suite("Rule: never after")
struct NeverAfterTests {
  private func rule(_ within: String? = nil) throws -> NeverAfter {
    NeverAfter(successions: [
      Succession(after: "night".id(), never: ["desk".id()], within: try within.map { try duration($0) })
    ])
  }

  private func sketch(week: String = "2026-W03") throws -> Sketch {
    try Sketch(
      members("ana"),
      [
        slots("night", "mon-sun 22:00-06:00"), slots("desk", "mon-sun 06:00-10:00, 10:00-14:00"),
        slots("chat", "mon-sun 08:00-12:00"),
      ], week: week)
  }

  @Test("No desk begins until the same time of the next day; other duties may, and so may the desk before the night")
  func nextDay() throws {
    let night: KeyValuePairs = ["night mon 22:00": "ana"]
    #expect(
      try sketch().judge(rule(), "ana", "desk tue 10:00", holding: night).sentence
        == "Ana ends night at Tue 06:00 Europe/London, and after it no desk begins before Wed 06:00 Europe/London")
    #expect(try sketch().judge(rule(), "ana", "desk tue 06:00", holding: night).isForbidden)
    #expect(try sketch().judge(rule(), "ana", "desk wed 06:00", holding: night) == .fine)
    #expect(try sketch().judge(rule(), "ana", "chat tue 08:00", holding: night) == .fine)
    #expect(try sketch().judge(rule(), "ana", "desk mon 10:00", holding: night) == .fine)
  }

  @Test("The night is refused where the desk is taken already, fixed shifts of the team count, those of others do not")
  func theOtherWay() throws {
    #expect(
      try sketch().judge(rule(), "ana", "night mon 22:00", holding: ["desk tue 10:00": "ana"]).sentence
        == "Ana starts desk at Tue 10:00 Europe/London, and after night none begins before Wed 06:00 Europe/London")
    let fixed = try sketch().standing("ana", "night", "2026-01-11T22:00", "2026-01-12T06:00")
    #expect(try fixed.judge(rule(), "ana", "desk mon 10:00").isForbidden)
    let elsewhere = try sketch().standing("ana", "night", "2026-01-11T22:00", "2026-01-12T06:00", team: "away")
    #expect(try elsewhere.judge(rule(), "ana", "desk mon 10:00") == .fine)
  }

  @Test("A time of the file's own holds in its place, to the minute")
  func within() throws {
    let night: KeyValuePairs = ["night mon 22:00": "ana"]
    #expect(try sketch().judge(rule("4 hours"), "ana", "desk tue 10:00", holding: night) == .fine)
    #expect(try sketch().judge(rule("5 hours"), "ana", "desk tue 10:00", holding: night).isForbidden)
    #expect(try sketch().judge(rule("52 hours"), "ana", "desk thu 06:00", holding: night).isForbidden)
    #expect(try sketch().judge(rule("52 hours"), "ana", "desk thu 10:00", holding: night) == .fine)
  }

  @Test("The day on which the clocks change has its own length (T2)")
  func clockChange() throws {
    // Clocks go forward on Sunday 29 March: from Saturday 06:00 to Sunday 06:00 are 23 hours.
    let night: KeyValuePairs = ["night fri 22:00": "ana"]
    #expect(try sketch(week: "2026-W13").judge(rule(), "ana", "desk sun 06:00", holding: night) == .fine)
    #expect(try sketch(week: "2026-W13").judge(rule("24 hours"), "ana", "desk sun 06:00", holding: night).isForbidden)
  }
}
