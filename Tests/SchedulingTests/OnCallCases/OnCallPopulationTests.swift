import Scheduling
import TestSupport
import Testing
import Timekeeping

/// Table F of the shared on-call cases: weeks that are laid down, and people who stand in for others.
@Suite("On-call cases F: weeks and substitutions")
struct OnCallPopulationTests {
  private let chicago = "America/Chicago"

  @Test(
    "Weeks from Sunday 01:30: the one that ends in the repeated hour ends at the first, the next has 169 hours (F4)")
  func repeatedHour() throws {
    let layer = try Sample.layer("week", "ana|ben", handoff: "sun 01:30", from: "2016-10-23", zone: chicago)
    let schedule = try Sample.schedule([Sample.duty("primary", [layer])], zone: chicago)
    let timeline = try OnCallTimeline(Sample.input(schedule), "2016-10-24 00:00", "2016-11-13 00:00")
    #expect(
      timeline.shifts.map(\.interval.description) == [
        "2016-10-23T06:30:00Z/2016-10-30T06:30:00Z", "2016-10-30T06:30:00Z/2016-11-06T06:30:00Z",
        "2016-11-06T06:30:00Z/2016-11-13T07:30:00Z",
      ])
    #expect(timeline.shifts.map(\.interval.duration) == [.hours(168), .hours(168), .hours(169)])
    #expect(timeline.duties.flatMap(\.gaps) == [])
  }

  @Test("Nights of twelve hours, and one of eleven (F7)")
  func nights() throws {
    let layer = try Sample.layer(
      "night", "ana|ben", every: "1 day", handoff: "20:00", from: "2017-03-01", hours: "20:00-08:00", zone: chicago)
    let schedule = try Sample.schedule([Sample.duty("primary", [layer])], zone: chicago)
    let window = try Sample.span("2017-03-10 12:00", "2017-03-17 12:00", chicago)
    let timeline = try OnCallTimeline(Sample.input(schedule), window: window, zones: Sample.zones)
    let hours = timeline.shifts.map { Int($0.interval.duration / .hours(1)) }
    #expect(hours == [12, 11, 12, 12, 12, 12, 12])
    #expect(timeline.shifts.map(\.interval.description)[1] == "2017-03-12T02:00:00Z/2017-03-12T13:00:00Z")
  }

  @Test("A rotation that begins on a Saturday covers from then on, not only from its first Monday (F21)")
  func fromNow() throws {
    let layer = try Sample.layer("week", "ana|ben", handoff: "mon 09:00", from: "2026-11-21", zone: chicago)
    let schedule = try Sample.schedule([Sample.duty("primary", [layer])], zone: chicago)
    let window = try Sample.span("2026-11-21 09:00", "2026-12-01 00:00", chicago)
    let timeline = try OnCallTimeline(Sample.input(schedule), window: window, zones: Sample.zones)
    #expect(
      ShiftLines(timeline: timeline, zone: chicago, days: true).description
        == "ana 21 09:00-23 09:00, ben 23 09:00-30 09:00, ana 30 09:00-1 00:00")
    #expect(timeline.duties.flatMap(\.gaps) == [])
  }

  @Test(
    "Vic takes part of Ute's shift of 08:00 to 20:00, or all of several",
    arguments: [
      ("F27", "23 08:00", "23 18:20", "vic 23 08:00-23 18:20, ute 23 18:20-23 20:00"),
      ("F28", "23 09:40", "23 20:00", "ute 23 08:00-23 09:40, vic 23 09:40-23 20:00"),
    ])
  func part(id: String, from: String, to: String, expected: String) throws {
    let layer = try Sample.layer(
      "day", "ute", every: "1 day", handoff: "08:00", from: "2026-11-01", hours: "08:00-20:00")
    let schedule = try Sample.schedule([Sample.duty("primary", [layer])], members: "ute vic")
    let change = try Sample.change("o1", .replace("ute", "vic"), "2026-11-\(from)", "2026-11-\(to)")
    let timeline = try OnCallTimeline(
      Sample.input(schedule, overrides: [change]), "2026-11-23 00:00", "2026-11-24 00:00")
    #expect(ShiftLines(timeline: timeline, days: true).description == expected, "\(id)")
  }

  @Test("Over four shifts that touch, whoever stands in has one unbroken time and each shift its own id (F30)")
  func several() throws {
    let layer = try Sample.layer("six", "ute", every: "6 hours", handoff: "00:00", from: "2026-11-01")
    let schedule = try Sample.schedule([Sample.duty("primary", [layer])], members: "ute vic")
    let change = try Sample.change("o1", .replace("ute", "vic"), "2026-11-23 03:00", "2026-11-23 21:00")
    let timeline = try OnCallTimeline(
      Sample.input(schedule, overrides: [change]), "2026-11-23 00:00", "2026-11-24 00:00")
    #expect(
      ShiftLines(timeline: timeline).description == "ute 00:00-03:00, vic 03:00-21:00, ute 21:00-00:00")
    #expect(Set(timeline.shifts.map(\.shift.id)).count == timeline.shifts.count)
  }
}
