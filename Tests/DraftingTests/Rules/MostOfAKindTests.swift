import Scheduling
import Testing
import Timekeeping

@testable import Drafting

@Suite("Rule: most shifts, nights, weekends, and of one duty")
struct MostOfAKindTests {
  private func judge(
    _ limit: CountLimit, _ slot: String, _ holding: KeyValuePairs<String, String> = [:], _ sketch: Sketch? = nil
  ) throws -> Verdict {
    try (sketch ?? self.sketch()).judge(MostOfAKind(limit: limit), "ana", slot, holding: holding)
  }

  private func sketch(week: String = "2026-W03", limits: [CountLimit]? = nil) throws -> Sketch {
    try Sketch(
      members("ana"),
      [slots("desk", "mon-sun 08:00-12:00, 12:00-16:00"), slots("night", "mon-sun 22:00-06:00")],
      rules: DraftingRules(limits: limits), week: week)
  }

  @Test("Shifts count where they begin: on a day, in a week, in a month")
  func shifts() throws {
    let day = CountLimit(.shifts, per: .day, most: .count(1))
    #expect(MostOfAKind(limit: day).name == "shifts-per-day")
    #expect(
      try judge(day, "night mon 22:00", ["desk mon 08:00": "ana"]).sentence
        == "Ana would stand 2 shifts on Mon 12 Jan, more than 1")
    #expect(try judge(day, "desk tue 08:00", ["night mon 22:00": "ana"]) == .fine, "the night began on Monday")
    let week = CountLimit(.shifts, per: .week, most: .count(2))
    let two: KeyValuePairs = ["desk mon 08:00": "ana", "night wed 22:00": "ana"]
    #expect(
      try judge(week, "desk sun 08:00", two).sentence == "Ana would stand 3 shifts in 2026-W03, more than 2")
    let before = try sketch().standing("ana", "watch", "2026-01-11T20:00", "2026-01-12T04:00", team: "away")
    #expect(try judge(week, "desk sun 08:00", ["desk mon 08:00": "ana"], before) == .fine, "it began the week before")
    let month = CountLimit(.shifts, per: .month, most: .count(1))
    let january = try sketch(week: "2026-W05", limits: [month])
      .standing("ana", "watch", "2026-01-02T08:00", "2026-01-02T12:00", team: "away")
    #expect(
      try judge(month, "desk sat 08:00", [:], january).sentence == "Ana would stand 2 shifts in Jan 2026, more than 1")
    #expect(try judge(month, "desk sun 08:00", [:], january) == .fine, "1 February")
  }

  @Test("Nights count in the week of their mornings")
  func nights() throws {
    let limit = CountLimit(.nights, per: .week, most: .count(1))
    #expect(MostOfAKind(limit: limit).name == "nights-per-week")
    #expect(
      try judge(limit, "night tue 22:00", ["night mon 22:00": "ana"]).sentence
        == "Ana would stand 2 nights in 2026-W03, more than 1")
    #expect(try judge(limit, "night sun 22:00", ["night mon 22:00": "ana"]) == .fine, "its morning is next Monday")
    let fixed = try sketch().standing("ana", "watch", "2026-01-11T23:00", "2026-01-12T04:00", team: "away")
    #expect(try judge(limit, "night mon 22:00", [:], fixed).isForbidden)
    #expect(try judge(limit, "desk mon 08:00", ["night mon 22:00": "ana"]) == .fine)
  }

  @Test("One duty is counted in shifts or in hours, with what is fixed of it in the team")
  func duty() throws {
    let shifts = CountLimit(.duty("desk".id()), per: .day, most: .count(1))
    #expect(MostOfAKind(limit: shifts).name == "desk-shifts-per-day")
    #expect(
      try judge(shifts, "desk mon 12:00", ["desk mon 08:00": "ana"]).sentence
        == "Ana would stand 2 desk shifts on Mon 12 Jan, more than 1")
    #expect(try judge(shifts, "night mon 22:00", ["desk mon 08:00": "ana"]) == .fine)
    let hours = CountLimit(.duty("desk".id()), per: .week, most: .time(try duration("6 hours")))
    #expect(
      try judge(hours, "desk tue 08:00", ["desk mon 08:00": "ana"]).sentence
        == "Ana would stand 8 h of desk in 2026-W03, more than 6 h")
    let own = try sketch().standing("ana", "desk", "2026-01-12T00:00", "2026-01-12T03:00")
    #expect(try judge(hours, "desk mon 08:00", [:], own).isForbidden)
    let away = try sketch().standing("ana", "desk", "2026-01-12T00:00", "2026-01-12T03:00", team: "away")
    #expect(try judge(hours, "desk mon 08:00", [:], away) == .fine)
  }

  @Test("With a price each one more costs, and each begun hour more")
  func prices() throws {
    let shifts = CountLimit(.shifts, per: .week, most: .count(1), price: 60)
    let two: KeyValuePairs = ["desk mon 08:00": "ana", "desk tue 08:00": "ana"]
    #expect(try judge(shifts, "desk wed 08:00", two).points == 60)
    #expect(try judge(shifts, "desk wed 08:00") == .fine)
    let hours = CountLimit(.duty("desk".id()), per: .week, most: .time(try duration("6 hours 30 minutes")), price: 10)
    #expect(try judge(hours, "desk tue 08:00", ["desk mon 08:00": "ana"]).points == 20, "an hour and a half more")
  }

  @Test("Both days of a weekend are one, in the month of its Saturday, with what is fixed")
  func weekends() throws {
    // 31 January 2026 is a Saturday.
    let limit = CountLimit(.weekends, per: .month, most: .count(1))
    let sketch = try sketch(week: "2026-W05", limits: [limit])
      .standing("ana", "watch", "2026-01-10T08:00", "2026-01-10T12:00", team: "away")
    let one = MostWeekends(most: 1, price: nil)
    #expect(
      try sketch.judge(one, "ana", "desk sun 08:00").sentence == "Ana would stand 2 weekends in Jan 2026, more than 1")
    let two = MostWeekends(most: 2, price: nil)
    #expect(try sketch.judge(two, "ana", "desk sun 08:00", holding: ["desk sat 08:00": "ana"]) == .fine)
    #expect(try sketch.judge(one, "ana", "desk fri 08:00") == .fine)
    let priced = MostWeekends(most: 0, price: 40)
    #expect(try sketch.judge(priced, "ana", "desk sat 08:00").points == 40)
    #expect(try sketch.judge(priced, "ana", "desk sun 08:00", holding: ["desk sat 08:00": "ana"]) == .fine)
    var long = try self.sketch()
    long.input.period = try DraftPeriod(text: "2026-01")
    let problem = DraftProblem(try ProblemFacts(long.input), rules: [two])
    let saturdays = problem.slots.indices.filter { problem.slots[$0].slot.date.weekday == .sat }
    var judge = DraftJudge(problem)
    judge.assign(0, to: saturdays[0])
    judge.assign(0, to: saturdays[1])
    #expect(judge.mayTake(0, saturdays[3]), "a second slot of the same weekend")
    let week = problem.slots[saturdays[1]].week
    judge.assign(0, to: try #require(saturdays.first { problem.slots[$0].week > week }))
    #expect(judge.obstacle(0, try #require(saturdays.last))?.rule == "weekends-per-month")
  }
}
