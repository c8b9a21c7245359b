import Scheduling
import Testing

@testable import Drafting

@Suite("Rule: days in a row and days off")
struct DaysInARowTests {
  private func sketch() throws -> Sketch {
    try Sketch(
      members("ana"), [slots("desk", "mon-sun 08:00-12:00, 12:00-16:00"), slots("night", "mon-sun 22:00-06:00")])
  }

  private func judge(
    _ runs: RunLimits, _ slot: String, _ holding: KeyValuePairs<String, String> = [:], _ sketch: Sketch? = nil
  ) throws -> String? {
    try (sketch ?? self.sketch()).judge(DaysInARow(runs: runs), "ana", slot, holding: holding).sentence
  }

  @Test("So many days and not one more; a day counts where a shift begins, and what is fixed joins in")
  func most() throws {
    let runs = RunLimits(mostDays: 2)
    let two: KeyValuePairs = ["desk mon 08:00": "ana", "night tue 22:00": "ana"]
    #expect(try judge(runs, "desk wed 12:00", two) == "Ana would be on shift 3 days in a row, more than 2")
    #expect(try judge(runs, "desk tue 08:00", two) == nil, "the same day")
    #expect(try judge(runs, "desk thu 08:00", two) == nil)
    let before = try sketch().standing("ana", "watch", "2026-01-11T08:00", "2026-01-11T12:00", team: "away")
    #expect(try judge(runs, "desk tue 08:00", ["desk mon 08:00": "ana"], before) != nil)
    let week = try sketch().standing("ana", "primary", "2026-01-12T09:00", "2026-01-19T09:00")
    #expect(try judge(runs, "desk mon 08:00", [:], week) == nil, "an on-call week is no row of days")
  }

  @Test("A run inside the period has so many days at least; at its edges it may be shorter")
  func least() throws {
    let runs = RunLimits(leastDays: 2)
    #expect(try judge(runs, "desk wed 08:00") == "Ana would be on shift only 1 day in a row, fewer than 2")
    #expect(try judge(runs, "desk wed 08:00", ["desk tue 08:00": "ana"]) == nil)
    #expect(try judge(runs, "desk mon 08:00") == nil && judge(runs, "desk sun 08:00") == nil)
  }

  @Test("A run that begins on the first day is judged where the day before is published, in drafts too")
  func publishedBefore() throws {
    let runs = RunLimits(leastDays: 2)
    var sketch = try self.sketch()
    sketch.input.isPublishedBefore = true
    #expect(try judge(runs, "desk mon 08:00", [:], sketch) == "Ana would be on shift only 1 day in a row, fewer than 2")
    #expect(try judge(runs, "desk mon 08:00", ["desk tue 08:00": "ana"], sketch) == nil)
    let before = try sketch.standing("ana", "watch", "2026-01-11T08:00", "2026-01-11T12:00", team: "away")
    #expect(try judge(runs, "desk mon 08:00", [:], before) == nil)
    var single = try Sketch(members("ana"), [slots("desk", "mon 08:00-12:00")])
    single.input.rules.runs = runs
    #expect(try single.draft().holder(single, "desk mon 08:00") == "ana")
    single.input.isPublishedBefore = true
    #expect(try single.draft().holder(single, "desk mon 08:00") == nil)
  }

  @Test("Between two runs lie so many days off, beside what is fixed too")
  func off() throws {
    let runs = RunLimits(leastDaysOff: 2)
    #expect(
      try judge(runs, "desk wed 08:00", ["desk mon 08:00": "ana"])
        == "Ana would be off only 1 day between shifts, fewer than 2")
    #expect(try judge(runs, "desk thu 08:00", ["desk mon 08:00": "ana"]) == nil)
    #expect(try judge(runs, "desk tue 08:00", ["desk mon 08:00": "ana"]) == nil)
    let before = try sketch().standing("ana", "watch", "2026-01-11T08:00", "2026-01-11T12:00", team: "away")
    #expect(try judge(runs, "desk tue 08:00", [:], before) != nil)
  }

  @Test("A rule with too many cases for the search is kept all the same, and named in the draft's notes")
  func leftOut() throws {
    let windows = "02:00-05:00, 05:00-08:00, 08:00-11:00, 11:00-14:00, 14:00-17:00, 17:00-20:00"
    var sketch = try Sketch(members("ana"), [slots("desk", "mon-sun \(windows)")])
    sketch.input.rules.runs = RunLimits(leastDaysOff: 3)
    #expect(SearchForm(try sketch.problem()).leftOut == [])
    // Two days at work around four off, each with up to six slots: 7⁶ totals.
    sketch.input.rules.runs = RunLimits(leastDaysOff: 5)
    let problem = try sketch.problem()
    let form = SearchForm(problem)
    #expect(form.leftOut == ["days-in-a-row"] && !form.isExact)
    let account = SearchAccount(seed: 1, rounds: 1, bound: nil, isProved: false, leftOut: form.leftOut)
    var writer = DraftWriter(DraftJudge(problem), input: sketch.input)
    #expect(
      writer.write(fingerprint: "", search: account).notes.last
        == "the rule days-in-a-row has too many cases here for the search: it is kept, and a better draft may have "
        + "been passed over")
    sketch.input.rules.runs = RunLimits(mostDays: 2, leastDaysOff: 5)
    #expect(SearchForm(try sketch.problem()).leftOut == ["days-in-a-row"])
    let draft = try sketch.draft()
    #expect(draft.assignments.contains { $0.member != nil })
    #expect(try DraftCheck.violations(draft, sketch.input).isEmpty)
  }

  @Test("A draft has only runs that are long enough, with days off between, and the check finds nothing in it")
  func draft() throws {
    var sketch = try Sketch(members("ana", "bo", "cy"), [slots("desk", "mon-sun 08:00-12:00")])
    sketch.input.period = try DraftPeriod(text: "2026-01-12..2026-01-25")
    sketch.input.rules.runs = RunLimits(mostDays: 3, leastDays: 2, leastDaysOff: 2)
    let draft = try sketch.draft()
    #expect(draft.gaps.isEmpty, "\(draft.grid())")
    #expect(try DraftCheck.violations(draft, sketch.input) == [])
    var alternating = draft.assignments
    for (place, next) in alternating.enumerated() {
      alternating[place] = DraftAssignment(
        slot: next.slot, title: next.title, window: next.window, zone: next.zone,
        member: place % 2 == 0 ? "ana".id() : "bo".id())
    }
    let found = try DraftCheck.violations(
      Draft(team: draft.team, period: draft.period, assignments: alternating), sketch.input)
    #expect(found.count { $0.rule == "days-in-a-row" } >= 12)
  }
}
