import Scheduling
import TestSupport
import Testing
import Timekeeping

/// What invented teams brought to light, each as small as it got.
@Suite("Found by asking twice")
struct FoundByInventedTeamsTests {
  private func timeline(
    _ layers: [Layer], periods: [Period] = [], overrides: [Override] = [], leave: [Leave] = []
  ) throws -> OnCallTimeline {
    var schedule = try Sample.schedule([Sample.duty("primary", layers)])
    schedule.periods = periods
    return try OnCallTimeline(
      Sample.input(schedule, overrides: overrides, leave: leave), "2026-11-23 00:00", "2026-12-08 00:00")
  }

  private func days(_ text: String) throws -> DateRange { try DateRange(text: text) }

  @Test("Where a period leaves nobody whom the list had, those of the list whom it names go on, and nobody else is on")
  func periodAndTerm() throws {
    var layer = try Sample.layer("week", "dora|ana", every: "1 day", handoff: "09:00", from: "2026-11-01")
    layer.rotation.terms = [
      RotationTerm(group: 1, member: Sample.member("ana"), from: try CivilDate(text: "2026-11-27"))
    ]
    let only = Period(name: "Fair", dates: try days("2026-11-25..2026-11-28"), members: [Sample.member("ana")])
    let seen = try timeline([layer], periods: [only])
    #expect(try seen.on("primary", "2026-11-24 12:00") == "dora")
    #expect(try seen.on("primary", "2026-11-26 12:00") == "", "neither may take turns")
    #expect(try seen.on("primary", "2026-11-27 12:00") == "ana", "and not dora, whom the period leaves out")
    #expect(try seen.on("primary", "2026-11-28 12:00") == "ana")
  }

  @Test("A rotation that begins in a rest while nobody takes turns goes on once somebody does")
  func restAtTheBeginning() throws {
    var layer = try Sample.layer("days", "dora|eve", every: "3 days", handoff: "00:00", from: "2026-11-24")
    layer.rotation.pauses = [try days("2026-11-20..2026-11-26")]
    let only = Period(name: "Fair", dates: try days("2026-11-22..2026-11-26"), members: [Sample.member("cleo")])
    let seen = try timeline([layer], periods: [only])
    #expect(try seen.on("primary", "2026-11-26 12:00") == "")
    #expect(try seen.on("primary", "2026-11-27 12:00") != "")
  }

  @Test("Who joins while nobody may take turns goes on, when the version before had already passed their place")
  func versionWhileVacant() throws {
    var old = try Sample.layer("week", "ana|ben|cleo", every: "1 day", handoff: "00:00", from: "2026-11-01")
    old.rotation.terms = [
      RotationTerm(group: 1, member: Sample.member("ben"), from: try CivilDate(text: "2026-11-20"))
    ]
    let new = try Sample.layer("week", "dora|ben|cleo", every: "1 day", handoff: "00:00", from: "2026-11-01")
    // Of ana and cleo ana would have the turn on the 19th; then nobody has one until the 25th.
    let fair = Period(name: "Fair", dates: try days("2026-11-19..2026-11-24"), members: [Sample.member("eve")])
    let from = try Sample.at("2026-11-22 12:00")
    var versions = [
      ScheduleVersion(from: .distantPast, schedule: try Sample.schedule([Sample.duty("primary", [old])])),
      ScheduleVersion(from: from, schedule: try Sample.schedule([Sample.duty("primary", [new])])),
    ]
    for place in versions.indices { versions[place].schedule.periods = [fair] }
    let seen = try OnCallTimeline(TimelineInput(versions: versions), "2026-11-16 00:00", "2026-11-28 00:00")
    #expect(try seen.on("primary", "2026-11-18 12:00") == "cleo")
    #expect(try seen.on("primary", "2026-11-24 12:00") == "")
    #expect(try seen.on("primary", "2026-11-25 12:00") == "ben", "the next of the old list, who joined it by then")
    #expect(try seen.on("primary", "2026-11-26 12:00") == "cleo")
  }

  @Test("Where nobody may take turns when a rotation begins, the first who may has the first turn")
  func vacantAtTheBeginning() throws {
    let layer = try Sample.layer(
      "days", "dora|eve", every: "1 day", handoff: "09:00", from: "2026-11-21", hours: "mon-fri 09:00-17:00")
    let only = Period(name: "Fair", dates: try days("2026-11-20..2026-11-22"), members: [Sample.member("cleo")])
    let seen = try timeline([layer], periods: [only])
    #expect(try seen.on("primary", "2026-11-23 12:00") == "dora", "Monday is the first turn there is")
    #expect(try seen.on("primary", "2026-11-24 12:00") == "eve")
  }

  @Test("Who takes one of two parts that a higher rank made of a turn does not get the other")
  func followedPart() throws {
    let layers = [
      try Sample.layer("base", "eve", every: "1 week", handoff: "mon 00:00", from: "2026-11-23"),
      try Sample.layer(
        "top", "ana", every: "1 day", handoff: "00:00", from: "2026-11-25", until: "2026-11-25", rank: 2),
    ]
    try expectSwapOfTheFirstPart(layers, leave: [])
  }

  @Test("Who takes what leave left of a turn does not get what lies behind the leave")
  func followedBeforeLeave() throws {
    let layer = try Sample.layer("base", "eve", every: "1 week", handoff: "mon 00:00", from: "2026-11-23")
    try expectSwapOfTheFirstPart([layer], leave: [Sample.leave("l1", "eve", "2026-11-25 00:00", "2026-11-26 00:00")])
  }

  private func expectSwapOfTheFirstPart(_ layers: [Layer], leave: [Leave]) throws {
    let part = try #require(try timeline(layers, leave: leave).shifts.first)
    #expect(try part.interval == Sample.span("2026-11-23 00:00", "2026-11-25 00:00"))
    let swap = Override(
      id: "S-1", team: Sample.team, duty: Sample.duty("primary"), interval: part.interval,
      change: .replace("eve", "ben"), by: "eve", kind: .swap, follows: part.shift.id, followed: part.interval)
    let seen = try timeline(layers, overrides: [swap], leave: leave)
    #expect(try seen.on("primary", "2026-11-24 23:59") == "ben")
    #expect(try seen.on("primary", "2026-11-27 12:00") == "eve")
    #expect(seen.shifts.first?.shift.id == part.shift.id, "it is the same shift in other hands")
  }
}
