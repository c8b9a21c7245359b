import TestSupport
import Testing
import Timekeeping

@testable import Scheduling

/// Rotations that are answered by arithmetic alone must say what their timelines say.
@Suite("Steady rotations") struct SteadyTurnsTests {
  private static let rotations: [(every: String, handoff: String, hours: String?, zone: String)] = [
    ("1 week", "mon 09:00", nil, "Europe/London"), ("1 day", "20:00", "20:00-08:00", "Europe/London"),
    ("2 weeks", "wed 00:00", "mon-fri 09:00-12:30, 13:30-17:00", "America/Chicago"),
    ("12 hours", "07:15", nil, "Australia/Lord_Howe"), ("3 days", "00:00", nil, "Asia/Tokyo"),
    ("1 week", "sun 18:00", "sun 18:00-07:00, tue 00:00-24:00", "Australia/Lord_Howe"),
    ("1 day", "09:00", "sat-sun 09:00-09:00", "Europe/London"), ("1 month", "09:00", nil, "Europe/London"),
  ]

  private func plan(_ number: Int, overrides: [Override] = [], leave: [Leave] = []) throws -> TimelinePlan {
    let words = Self.rotations[number]
    let layer = try Sample.layer(
      "only", "ana|ben|cleo", every: words.every, handoff: words.handoff, from: "2026-01-15", hours: words.hours,
      zone: words.zone)
    let schedule = try Sample.schedule([Sample.duty("primary", [layer])], zone: words.zone)
    return try TimelinePlan(Sample.input(schedule, overrides: overrides, leave: leave), zones: Sample.zones)
  }

  @Test("they agree with their timelines through a year, and hold as long as they say", arguments: rotations.indices)
  func agree(number: Int) throws {
    let change = try Sample.change("c1", .nobody, "2026-05-04 10:07", "2026-05-05 01:00")
    let away = try Sample.leave("l1", "ben", "2026-08-03 00:00", "2026-08-05 12:00")
    let plan = try plan(number, overrides: [change], leave: [away])
    let window = try Sample.span("2026-01-01 00:00", "2027-01-01 00:00")
    let duty = try #require(try OnCallTimeline(plan, window: window).duties.first)
    var walk = ZoneWalk(plan.home)
    var (instant, answers, questions) = (window.start, 0, 0)
    while instant < window.end {
      let held = plan.steady.holder(0, at: instant, &walk)
      questions += 1
      if let held {
        answers += 1
        let name = held.member < 0 ? [] : [plan.members[held.member]]
        for moment in [instant, min(Timestamp(milliseconds: held.until), window.end) - .milliseconds(1)] {
          #expect(duty.holders(at: moment).map(\.member) == name, "\(Self.rotations[number]) at \(moment)")
        }
      }
      instant = instant + .minutes(733)
    }
    // Days off that eat no turns, and months, are not for them.
    let isSteady = !["sat-sun 09:00-09:00"].contains(Self.rotations[number].hours) && number != 7
    #expect(isSteady ? answers * 10 > questions * 9 : answers == 0, "\(answers) of \(questions)")
  }

  @Test("what else has a say, and changes of the clock, are left to the plan")
  func disturbed() throws {
    let change = try Sample.change("c1", .nobody, "2026-05-04 10:07", "2026-05-05 01:00")
    let plan = try plan(0, overrides: [change])
    var walk = ZoneWalk(plan.home)
    func isSteady(_ wall: String) throws -> Bool {
      try plan.steady.holder(0, at: Sample.at(wall), &walk) != nil
    }
    #expect(try isSteady("2026-05-04 10:06"))
    #expect(try !isSteady("2026-05-04 10:07"))
    #expect(try !isSteady("2026-05-05 00:59"))
    #expect(try isSteady("2026-05-05 01:00"))
    #expect(try !isSteady("2026-03-28 12:00"))
    #expect(try !isSteady("2026-01-14 12:00"), "before it is in force")
  }
}
