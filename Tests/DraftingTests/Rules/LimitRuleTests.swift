import Scheduling
import TestSupport
import Testing
import Timekeeping

@testable import Drafting

@Suite("Rules: most per day, most per month, nights in a row, members of a period", .ownThreads)
struct LimitRuleTests {
  @Test("A day holds at most so much; a slot over midnight counts on each of its days")
  func day() throws {
    let rules = DraftingRules(atMostPerDay: try duration("8 hours"))
    let sketch = try Sketch(
      members("ana"), [slots("desk", "mon-fri 08:00-12:00, 12:00-16:00, 16:00-20:00, 22:00-02:00")], rules: rules)
    let rule = MostPerDay(limit: 8 * 3600)
    let holding: KeyValuePairs = ["desk mon 22:00": "ana", "desk tue 08:00": "ana"]
    #expect(try sketch.judge(rule, "ana", "desk mon 12:00", holding: holding) == .fine, "2 + 4 hours on Monday")
    #expect(
      try sketch.judge(rule, "ana", "desk tue 12:00", holding: holding).sentence
        == "Ana would stand 10 h on Tue 13 Jan, more than 8 h")
    let busy = try sketch.standing("ana", "watch", "2026-01-14T00:00", "2026-01-14T06:00", team: "other")
    #expect(
      try busy.judge(rule, "ana", "desk wed 08:00").sentence == "Ana would stand 10 h on Wed 14 Jan, more than 8 h")
    #expect(try busy.judge(rule, "ana", "desk thu 08:00") == .fine)
  }

  @Test("A month holds at most so much, and a week in two months counts in each with its own days")
  func month() throws {
    let rules = DraftingRules(atMostPerMonth: try duration("20 hours"))
    let sketch = try Sketch(members("ana"), [slots("desk", "mon-sun 08:00-12:00")], rules: rules, week: "2026-W05")
    let rule = MostPerMonth(limit: 20 * 3600)
    let far = try sketch.standing("ana", "watch", "2026-01-01T08:00", "2026-01-01T23:00", team: "other")
    #expect(try far.judge(rule, "ana", "desk mon 08:00") == .fine, "15 + 4 hours in January")
    #expect(
      try far.judge(rule, "ana", "desk tue 08:00", holding: ["desk mon 08:00": "ana"]).sentence
        == "Ana would stand 23 h in Jan 2026, more than 20 h")
    #expect(try far.judge(rule, "ana", "desk sun 08:00", holding: ["desk mon 08:00": "ana"]) == .fine, "1 February")
    let late = try sketch.standing("ana", "watch", "2026-02-27T00:00", "2026-02-27T18:00", team: "other")
    #expect(try late.judge(rule, "ana", "desk sun 08:00").isForbidden)
  }

  @Test("So many nights in a row and not one more; days between begin a new row, and an on-call week is none")
  func nights() throws {
    let rules = DraftingRules(nightsInARow: 2)
    let sketch = try Sketch(members("ana"), [slots("night", "mon-sun 20:00-08:00")], rules: rules)
    let rule = NightsInARow(limit: 2)
    let two: KeyValuePairs = ["night mon 20:00": "ana", "night tue 20:00": "ana"]
    #expect(try sketch.judge(rule, "ana", "night tue 20:00", holding: ["night mon 20:00": "ana"]) == .fine)
    #expect(
      try sketch.judge(rule, "ana", "night wed 20:00", holding: two).sentence
        == "Ana would stand 3 nights in a row, more than 2")
    #expect(try sketch.judge(rule, "ana", "night thu 20:00", holding: two) == .fine)
    let gap: KeyValuePairs = ["night mon 20:00": "ana", "night wed 20:00": "ana"]
    #expect(try sketch.judge(rule, "ana", "night tue 20:00", holding: gap).isForbidden, "it would join two")
    let before = try sketch.standing("ana", "watch", "2026-01-10T23:00", "2026-01-11T04:00", team: "other")
      .standing("ana", "watch", "2026-01-12T01:00", "2026-01-12T03:00", team: "other")
    #expect(try before.judge(rule, "ana", "night mon 20:00").isForbidden)
    let week = try sketch.standing("ana", "primary", "2026-01-12T09:00", "2026-01-19T09:00")
    #expect(try week.judge(rule, "ana", "night mon 20:00") == .fine)
  }

  @Test("Slots of the week before count although their duty may be stood alongside another one")
  func alongsideSlots() throws {
    let rules = DraftingRules(nightsInARow: 2, alongside: [["night".id(), "backup".id()]])
    let duties = [try slots("night", "mon-sun 20:00-08:00"), try slots("backup", "mon-sun 08:00-20:00")]
    let before = try Sketch(members("ana"), duties, rules: rules)
      .standing("ana", "night", "2026-01-10T20:00", "2026-01-11T08:00")
      .standing("ana", "night", "2026-01-11T20:00", "2026-01-12T08:00")
    #expect(try before.judge(NightsInARow(limit: 2), "ana", "night mon 20:00").isForbidden)
    #expect(try before.judge(MostPerWeek(limit: 19 * 3600), "ana", "night mon 20:00").isForbidden, "8 + 12 hours")
  }

  @Test("A draft keeps all three limits, and the check finds nothing in it; with the limits off it would")
  func draft() throws {
    let hours = "mon-sun 20:00-08:00"
    let free = try Sketch(members("ana", "bo", "cy"), [slots("night", hours)])
    let limits = DraftingRules(
      atMostPerDay: try duration("8 hours"), atMostPerMonth: try duration("60 hours"), nightsInARow: 1)
    let bound = try Sketch(members("ana", "bo", "cy"), [slots("night", hours)], rules: limits)
    let draft = try bound.draft()
    #expect(draft.gaps.isEmpty, "\(draft.grid())")
    #expect(try DraftCheck.violations(draft, bound.input).isEmpty)
    let holders = draft.assignments.map(\.member)
    #expect(zip(holders, holders.dropFirst()).allSatisfy { $0 != $1 })
    let broken = try DraftCheck.violations(allOfAna(free.draft()), bound.input)
    for rule in ["most-per-day", "most-per-month", "nights-in-a-row"] {
      #expect(broken.contains { $0.rule == rule }, "\(rule)")
    }
  }

  /// The same draft with Ana in every slot.
  private func allOfAna(_ draft: Draft) -> Draft {
    let assignments = draft.assignments.map { next in
      DraftAssignment(
        slot: next.slot, title: next.title, window: next.window, zone: next.zone, member: "ana".id())
    }
    return Draft(team: draft.team, week: draft.week, assignments: assignments)
  }

  @Test(
    "Random weeks with all the limits at once: the search, the check and the naive checker agree",
    arguments: 1...80 as ClosedRange<UInt64>)
  func random(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var input = try RandomWeek.input(&random)
    try RandomWeek.limit(&input, &random)
    try RandomDraftTests.expectLawfulAndFull(Drafter.draft(input, by: .small), input, seed)
    try RandomDraftTests.expectEqualFaults(of: RandomWeek.careless(input, &random), input, seed)
  }

  @Test("During a period only its members are drafted, and the check holds a draft against it")
  func period() throws {
    var sketch = try Sketch(members("ana", "bo"), [slots("desk", "mon-fri 08:00-12:00")])
    let before = try sketch.draft()
    let dates = try DateRange(text: "2026-01-13..2026-01-14")
    sketch.input.schedule.periods = [Period(name: "summit", dates: dates, members: ["bo".id()])]
    let draft = try sketch.draft()
    #expect(try draft.holder(sketch, "desk tue 08:00") == "bo")
    #expect(try draft.holder(sketch, "desk wed 08:00") == "bo")
    #expect(draft.assignments.contains { $0.member?.text == "ana" })
    #expect(draft.fingerprint != before.fingerprint)
    #expect(
      try sketch.judge(DuringPeriods(), "ana", "desk tue 08:00").sentence
        == "Ana is not among those who stand during summit")
    #expect(try sketch.judge(DuringPeriods(), "ana", "desk thu 08:00") == .fine)
    #expect(try DraftCheck.violations(allOfAna(draft), sketch.input).filter { $0.rule == "during-periods" }.count == 2)
  }

  @Test("Night hours are those from 22:00 to 06:00; of weekend, holiday and night the greatest holds, never the sum")
  func weights() throws {
    let zone = try Sketch(members("ana"), [slots("d", "mon 08:00-09:00")]).problem().zone
    let rules = DraftingRules(weekendWeight: 200, nightWeight: 300)
    let weights = HourWeights(rules: rules, holidays: [])
    func hundredths(_ from: String, _ until: String) throws -> Int {
      weights.hundredths(of: try span(from, until), in: zone)
    }
    #expect(try hundredths("2026-01-12 20:00", "2026-01-13 08:00") == 100 * (2 + 3 * 8 + 2))
    #expect(try hundredths("2026-01-17 20:00", "2026-01-18 08:00") == 100 * (2 * 2 + 3 * 8 + 2 * 2))
    #expect(try hundredths("2026-03-29 00:00", "2026-03-29 05:00") == 100 * 3 * 5, "the clock skips an hour")
    let plain = HourWeights(rules: DraftingRules(weekendWeight: 200), holidays: [])
    #expect(plain.hundredths(of: try span("2026-01-12 20:00", "2026-01-13 08:00"), in: zone) == 1200)
  }
}
