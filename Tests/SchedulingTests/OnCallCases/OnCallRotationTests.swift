import Scheduling
import TestSupport
import Testing
import Timekeeping

/// Table B of the shared on-call cases: when rotations are handed off.
@Suite("On-call cases B: handoffs")
struct OnCallRotationTests {
  private static let chicago = "America/Chicago"
  private static let lordHowe = "Australia/Lord_Howe"

  /// A rotation, a stretch of local time walked in half-minutes, and every handoff seen.
  struct Row: CustomTestStringConvertible, Sendable {
    let id, cadence, start, from, until, zone: String
    let handoffs: String

    init(
      _ id: String, _ cadence: String, _ start: String, _ from: String, _ until: String, _ handoffs: String,
      zone: String = "America/Chicago"
    ) {
      (self.id, self.cadence, self.start, self.from, self.until) = (id, cadence, start, from, until)
      (self.handoffs, self.zone) = (handoffs, zone)
    }

    var testDescription: String { id }
  }

  @Test(
    "Walking in half-minutes sees exactly these handoffs",
    arguments: [
      Row(
        "B1", "24 hours", "2020-10-30 01:30", "2020-10-30 01:00", "2020-11-03 01:00",
        "10-29 01:30 -5, 10-30 01:30 -5, 10-31 01:30 -5, 11-01 01:30 -5, 11-02 01:30 -6, 11-03 01:30 -6"),
      Row(
        "B2", "1 day", "2020-10-30 01:30", "2020-10-30 01:00", "2020-11-03 01:00",
        "10-29 01:30 -5, 10-30 01:30 -5, 10-31 01:30 -5, 11-01 01:30 -5, 11-02 01:30 -6, 11-03 01:30 -6"),
      Row(
        "B3", "1 day", "2020-03-06 02:30", "2020-03-06 01:00", "2020-03-10 01:00",
        "03-05 02:30 -6, 03-06 02:30 -6, 03-07 02:30 -6, 03-08 03:00 -5, 03-09 02:30 -5, 03-10 02:30 -5"),
      Row(
        "B5", "1 hour", "2020-03-06 02:00", "2020-03-08 01:00", "2020-03-08 04:00",
        "03-08 01:00 -6, 03-08 03:00 -5, 03-08 04:00 -5, 03-08 05:00 -5"),
      Row(
        "B6", "1 hour", "2020-07-06 02:30", "2020-11-01 00:00", "2020-11-01 04:00",
        "10-31 23:30 -5, 11-01 00:30 -5, 11-01 01:30 -5, 11-01 02:30 -6, 11-01 03:30 -6, 11-01 04:30 -6"),
      Row(
        "B8", "1 month", "2020-01-02 01:30", "2020-04-05 01:00", "2020-06-12 01:00",
        "04-02 01:30 -5, 05-02 01:30 -5, 06-02 01:30 -5, 07-02 01:30 -5"),
      Row(
        "B9", "1 month", "2020-10-01 01:30", "2020-10-02 01:00", "2020-12-02 01:00",
        "10-01 01:30 -5, 11-01 01:30 -5, 12-01 01:30 -6, 01-01 01:30 -6"),
      Row(
        "B11", "1 day", "2021-04-01 02:30", "2021-04-02 01:00", "2021-04-06 01:00",
        "04-01 02:30 +11, 04-02 02:30 +11, 04-03 02:30 +11, 04-04 02:30 +10.5, 04-05 02:30 +10.5, 04-06 02:30 +10.5",
        zone: lordHowe),
      Row(
        "B12", "1 day", "2021-04-02 02:00", "2021-04-02 01:00", "2021-04-06 01:00",
        "04-01 02:00 +11, 04-02 02:00 +11, 04-03 02:00 +11, 04-04 02:00 +10.5, 04-05 02:00 +10.5, 04-06 02:00 +10.5",
        zone: lordHowe),
      Row(
        "B14", "1 day", "2020-10-02 01:30", "2020-10-02 01:00", "2020-10-06 01:00",
        "10-01 01:30 +10.5, 10-02 01:30 +10.5, 10-03 01:30 +10.5, 10-04 01:30 +10.5, 10-05 01:30 +11, 10-06 01:30 +11",
        zone: lordHowe),
      Row(
        "B15", "1 day", "2020-10-02 02:15", "2020-10-02 01:00", "2020-10-06 01:00",
        "10-01 02:15 +10.5, 10-02 02:15 +10.5, 10-03 02:15 +10.5, 10-04 02:30 +11, 10-05 02:15 +11, 10-06 02:15 +11",
        zone: lordHowe),
    ])
  func walked(_ row: Row) throws {
    let grid = try grid(row.cadence, row.start, row.zone)
    let (from, until) = try (Sample.at(row.from, row.zone), Sample.at(row.until, row.zone))
    var met: [Timestamp] = []
    for step in 0...Int((until - from) / .seconds(30)) {
      let now = from + .seconds(30 * step)
      let turn = try #require(grid.interval(grid.turn(at: now)), "\(row.id): no turn holds \(now)")
      for handoff in [turn.start, turn.end] where !met.contains(handoff) { met.append(handoff) }
    }
    #expect(met.map { Self.text($0, in: grid.zone) }.joined(separator: ", ") == row.handoffs)
  }

  /// `11-02 01:30 -6`: month, day, clock and the hours ahead of UTC.
  private static func text(_ instant: Timestamp, in zone: Zone) -> String {
    let civil = zone.civil(at: instant)
    let hours = zone.offset(at: instant) / 1800
    let ahead = hours.isMultiple(of: 2) ? "\(hours / 2)" : "\(hours / 2).5"
    return "\(civil.description.dropFirst(5)) \(hours > 0 ? "+" : "")\(ahead)"
  }

  private func grid(_ cadence: String, _ start: String, _ zone: String = chicago) throws -> HandoffGrid {
    try HandoffGrid(
      cadence: Cadence(text: cadence), start: CivilDateTime(text: start), zone: SystemZones.zone(zone))
  }

  @Test(
    "Asked exactly at its start, a turn ends and lasts so",
    arguments: [
      ("B17", "2 months", "2017-07-01 00:00", "2017-09-01T00:00:00-05:00", 1488),
      ("B18", "1 month", "2017-03-01 00:00", "2017-04-01T00:00:00-05:00", 743),
      ("B20", "1 week", "2017-06-10 08:00", "2017-06-17T08:00:00-05:00", 168),
      ("B21", "2 weeks", "2017-06-10 08:00", "2017-06-24T08:00:00-05:00", 336),
      ("B23", "1 week", "2017-11-04 08:00", "2017-11-11T08:00:00-06:00", 169),
      ("B24", "1 day", "2017-06-10 08:00", "2017-06-11T08:00:00-05:00", 24),
      ("B24", "2 days", "2017-06-10 08:00", "2017-06-12T08:00:00-05:00", 48),
      ("B26", "1 day", "2017-11-04 08:00", "2017-11-05T08:00:00-06:00", 25),
      ("B27", "3 hours", "2017-03-12 00:00", "2017-03-12T03:00:00-05:00", 2),
    ])
  func atItsStart(id: String, cadence: String, start: String, end: String, hours: Int) throws {
    let grid = try grid(cadence, start)
    let turn = try #require(grid.interval(grid.turn(at: grid.handoff(0))))
    #expect(try turn.end == Timestamp(text: end) && turn.duration == .hours(hours), "\(id)")
  }

  @Test(
    "The handoff after an instant far from the start, or before it",
    arguments: [
      ("B29", "1 hour", "2017-01-01 01:00", chicago, "2017-03-12T01:00:00-06:00", "2017-03-12T03:00:00-05:00"),
      ("B30", "1 hour", "2017-01-01 01:00", chicago, "2017-11-05T01:00:00-05:00", "2017-11-05T02:00:00-06:00"),
      ("B32", "10 hours", "2020-06-01 03:00", "Etc/UTC", "2020-06-02T09:00:00Z", "2020-06-02T19:00:00Z"),
      ("B33", "10 hours", "2020-06-01 03:00", "Etc/UTC", "2020-05-30T21:00:00Z", "2020-05-31T07:00:00Z"),
      ("B36", "8 hours", "2018-11-21 10:00", chicago, "2021-03-10T09:00:01-06:00", "2021-03-10T10:00:00-06:00"),
    ])
  func after(id: String, cadence: String, start: String, zone: String, asked: String, next: String) throws {
    let grid = try grid(cadence, start, zone)
    let turn = try #require(grid.interval(grid.turn(at: Timestamp(text: asked))))
    #expect(turn.end == (try Timestamp(text: next)), "\(id)")
  }

  @Test(
    "From two turns before the start the ends are the starts, one after the other (B35)",
    arguments: [
      ("1 hour", "2020-01-10T05:00:00Z 2020-01-10T06:00:00Z 2020-01-10T07:00:00Z"),
      ("1 day", "2020-01-09T06:00:00Z 2020-01-10T06:00:00Z 2020-01-11T06:00:00Z"),
      ("1 month", "2019-12-10T06:00:00Z 2020-01-10T06:00:00Z 2020-02-10T06:00:00Z"),
    ])
  func chain(cadence: String, ends: String) throws {
    let grid = try grid(cadence, "2020-01-10 00:00")
    var now = grid.handoff(-2)
    var seen: [String] = []
    for _ in 0..<3 {
      now = try #require(grid.interval(grid.turn(at: now))).end
      seen.append(now.description)
    }
    #expect(seen.joined(separator: " ") == ends)
  }

  @Test(
    "Handoffs keep the wall time, and months end early rather than run over",
    arguments: [
      ("B38", "1 week", "2024-10-28 09:00", chicago, "10-28 09:00 -5, 11-04 09:00 -6, 11-11 09:00 -6"),
      (
        "B39", "1 month", "2023-01-31 09:00", "Etc/UTC",
        "01-31 09:00 0, 02-28 09:00 0, 03-31 09:00 0, 04-30 09:00 0, 05-31 09:00 0, 06-30 09:00 0, 07-31 09:00 0"
      ),
    ])
  func handoffs(id: String, cadence: String, start: String, zone: String, expected: String) throws {
    let grid = try grid(cadence, start, zone)
    let count = expected.split(separator: ",").count
    let seen = (0..<count).map { Self.text(grid.handoff($0), in: grid.zone) }.joined(separator: ", ")
    #expect(seen == expected, "\(id)")
  }

  @Test(
    "Who has the turn",
    arguments: [
      ("B41", "ana|ben", "2 hours", "09:00", "2026-11-23 12:50", "ben"),
      ("B41", "ana|ben", "2 hours", "09:00", "2026-11-23 13:10", "ana"),
      ("B43", "ana|ben|cleo", "1 week", "09:00", "2026-12-01 09:00", "ben"),
      ("B43", "ana|ben|cleo", "2 days", "09:00", "2026-11-26 09:00", "ben"),
      ("B43", "ana|ben|cleo", "1 month", "09:00", "2026-12-25 09:00", "ben"),
    ])
  func turns(id: String, groups: String, every: String, handoff: String, asked: String, on: String) throws {
    let layer = try Sample.layer("turns", groups, every: every, handoff: handoff, from: "2026-11-23")
    let schedule = try Sample.schedule([Sample.duty("primary", [layer])])
    let timeline = try OnCallTimeline(Sample.input(schedule), "2026-11-23 00:00", "2027-01-31 00:00")
    #expect(try timeline.on("primary", asked) == on, "\(id)")
  }

  @Test("Who has the turn may be taken off the list: the next has it at once, without waiting for a handoff (B44)")
  func leaves() throws {
    func weekly(_ groups: String) throws -> Schedule {
      try Sample.schedule([
        Sample.duty("primary", [Sample.layer("week", groups, handoff: "mon 09:00", from: "2026-11-02")])
      ])
    }
    let edit = try Sample.at("2026-11-19 12:00")
    let input = TimelineInput(versions: [
      ScheduleVersion(from: .distantPast, schedule: try weekly("ana|ben|cleo")),
      ScheduleVersion(from: edit, schedule: try weekly("ana|ben")),
    ])
    let timeline = try OnCallTimeline(input, "2026-11-16 00:00", "2026-12-01 00:00")
    #expect(try timeline.on("primary", "2026-11-19 11:59") == "cleo")
    #expect(try timeline.on("primary", "2026-11-19 12:00") == "ana")
    #expect(try timeline.on("primary", "2026-11-23 09:00") == "ben")
  }
}
