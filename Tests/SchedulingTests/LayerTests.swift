import Scheduling
import TestSupport
import Testing
import Timekeeping

@Suite("Layers: rotations, ranks, hours and groups (rules T2, T6, T7)")
struct LayerTests {
  /// One person for a few hours of 2026-11-23, as a layer of its own.
  private func hours(_ who: String, _ rank: Int, _ from: Int, _ length: Int) throws -> Layer {
    try Sample.layer(
      "\(who)-\(from)", who, every: "1 day", handoff: "00:00", from: "2026-11-23", until: "2026-11-23", rank: rank,
      hours: "\(padded(from)):00-\(padded(from + length)):00")
  }

  private func day(_ layers: [Layer]) throws -> OnCallTimeline {
    let schedule = try Sample.schedule([Sample.duty("primary", layers)])
    return try OnCallTimeline(Sample.input(schedule), "2026-11-23 00:00", "2026-11-24 00:00")
  }

  @Test("The higher rank wins, and what it leaves stays with the lower one (E4)")
  func ranks() throws {
    let timeline = try day([hours("ana", 1, 10, 10), hours("ben", 1, 12, 4), hours("cleo", 2, 15, 3)])
    expectPicture(
      Drawing(timeline: timeline).text,
      """
      ana  ..........#####...##....
      ben  ............###.........
      cleo ...............###......
      """)
    #expect(timeline.duty(Sample.duty("primary"))?.gaps == [])
  }

  @Test("Of two shifts that hold now only the higher rank's is on (E6)")
  func higherRankNow() throws {
    let timeline = try day([hours("ana", 1, 11, 3), hours("ben", 2, 12, 2)])
    #expect(try timeline.on("primary", "2026-11-23 12:30") == "ben")
    #expect(try timeline.on("primary", "2026-11-23 11:59") == "ana")
  }

  @Test("Within one rank everybody is on, and nobody twice")
  func oneRank() throws {
    let timeline = try day([hours("ana", 1, 8, 6), hours("ben", 1, 10, 4), hours("ana", 1, 12, 6)])
    expectPicture(
      Drawing(timeline: timeline).text,
      """
      ana ........##########......
      ben ..........####..........
      """)
  }

  @Test("A group shares its turn")
  func groups() throws {
    let layer = try Sample.layer("nights", "ana ben|cleo dora", every: "12 hours", handoff: "00:00", from: "2026-11-23")
    expectPicture(
      Drawing(timeline: try day([layer])).text,
      """
      ana  ############............
      ben  ############............
      cleo ............############
      dora ............############
      """)
  }

  @Test("At a handoff exactly the new one is on (D21)")
  func handoff() throws {
    let timeline = try day([hours("ana", 1, 0, 12), hours("ben", 1, 12, 12)])
    #expect(try timeline.on("primary", "2026-11-23 11:59:59") == "ana")
    #expect(try timeline.on("primary", "2026-11-23 12:00:00") == "ben")
  }

  @Test("A daily hour makes seven shifts in a week (D2)")
  func dailyHour() throws {
    let layer = try Sample.layer(
      "hour", "ana", every: "1 day", handoff: "00:00", from: "2018-01-01", hours: "08:00-09:00")
    let schedule = try Sample.schedule([Sample.duty("primary", [layer])])
    let timeline = try OnCallTimeline(Sample.input(schedule), "2018-01-01 00:00", "2018-01-08 00:00")
    #expect(timeline.shifts.map(\.interval.start.description).first == "2018-01-01T08:00:00Z")
    #expect(timeline.shifts.count == 7 && timeline.shifts.allSatisfy { $0.interval.duration == .hours(1) })
  }

  @Test("Two day and night rotations follow each other hand in hand (D11)")
  func dayAndNight() throws {
    let chicago = "America/Chicago"
    let schedule = try Sample.schedule([
      Sample.duty(
        "primary",
        [
          try Sample.layer(
            "day", "cleo|dora|ana", every: "1 day", handoff: "08:00", from: "2018-09-12", hours: "08:00-20:00",
            zone: chicago),
          try Sample.layer(
            "night", "eve|ben", every: "1 day", handoff: "20:00", from: "2018-09-12", hours: "20:00-08:00",
            zone: chicago),
        ])
    ])
    let window = try Sample.span("2018-09-12 08:00", "2018-09-16 20:00", chicago)
    let timeline = try OnCallTimeline(Sample.input(schedule), window: window, zones: Sample.zones)
    expectPicture(
      Drawing(timeline: timeline, column: .hours(12)).text,
      """
      ana  ....#....
      ben  ...#...#.
      cleo #.....#..
      dora ..#.....#
      eve  .#...#...
      """)
  }

  @Test(
    "A layer holds in its hours, which belong to the day they begin (C1–C5, 2017-07-24 is a Monday)",
    arguments: [
      ("mon 08:00-20:00", "2017-07-20 08:00", false), ("mon 08:00-20:00", "2017-07-25 08:00", false),
      ("mon 08:00-20:00", "2017-07-24 08:00", true), ("mon 08:00-20:00", "2017-07-24 20:00", false),
      ("mon 20:00-08:00", "2017-07-24 20:00", true), ("mon 20:00-08:00", "2017-07-25 07:00", true),
      ("mon 20:00-08:00", "2017-07-25 08:00", false), ("mon 20:00-08:00", "2017-07-24 09:00", false),
      ("mon-fri 08:00-08:00", "2017-07-23 08:00", false), ("mon-fri 08:00-08:00", "2017-07-24 07:00", false),
      ("mon-fri 08:00-08:00", "2017-07-29 07:00", true), ("mon-fri 08:00-08:00", "2017-07-29 08:00", false),
      ("mon-fri 20:00-08:00", "2017-07-29 07:00", true), ("mon-fri 20:00-08:00", "2017-07-30 07:00", false),
    ])
  func restrictions(hours: String, asked: String, isOn: Bool) throws {
    let layer = try Sample.layer("hours", "ana", handoff: "00:00", from: "2017-07-03", hours: hours)
    let schedule = try Sample.schedule([Sample.duty("primary", [layer])])
    let timeline = try OnCallTimeline(Sample.input(schedule), "2017-07-20 00:00", "2017-08-02 00:00")
    #expect(try timeline.on("primary", asked) == (isOn ? "ana" : ""))
  }

  @Test("Blocks of whole days are one shift (C4)")
  func block() throws {
    let layer = try Sample.layer("days", "ana", handoff: "mon 00:00", from: "2017-07-03", hours: "mon-fri 08:00-08:00")
    let schedule = try Sample.schedule([Sample.duty("primary", [layer])])
    let timeline = try OnCallTimeline(Sample.input(schedule), "2017-07-24 00:00", "2017-07-31 00:00")
    #expect(timeline.shifts.map(\.interval) == [try Sample.span("2017-07-24 08:00", "2017-07-29 08:00")])
  }

  @Test(
    "Nights over a change of the clock last as long as they really do (C16–C20, E68)",
    arguments: [
      ("20:00-08:00", "2024-03-09", 11 * 60), ("20:00-08:00", "2024-11-02", 13 * 60),
      ("22:00-01:30", "2024-11-02", 270), ("sun 02:15-02:45", "2024-03-10", 0),
    ])
  func nights(hours: String, day: String, minutes: Int) throws {
    let layer = try Sample.layer(
      "night", "ana", handoff: "12:00", from: "2024-01-01", hours: hours, zone: "America/Chicago")
    let schedule = try Sample.schedule([Sample.duty("primary", [layer])])
    let date = try CivilDate(text: day)
    let window = try Sample.span("\(date) 12:00", "\(date + 1) 12:00", "America/Chicago")
    let timeline = try OnCallTimeline(Sample.input(schedule), window: window, zones: Sample.zones)
    let own = timeline.shifts.filter { $0.interval.start >= window.start }
    #expect(own.map(\.interval).covered == .minutes(minutes))
    #expect(timeline.duty(Sample.duty("primary"))?.gaps == [])
  }

  @Test("The week in which the clocks go back has 169 hours and the next one 168 again (E10, E64, E65)")
  func longWeek() throws {
    let layer = try Sample.layer(
      "week", "ana|ben", handoff: "mon 09:00", from: "2024-10-28", zone: "America/Chicago")
    let schedule = try Sample.schedule([Sample.duty("primary", [layer])])
    let timeline = try OnCallTimeline(Sample.input(schedule), "2024-10-29 00:00", "2024-11-13 00:00")
    #expect(timeline.shifts.map { $0.interval.duration } == [.hours(169), .hours(168), .hours(168)])
    let zone = try Sample.zone("America/Chicago")
    #expect(timeline.shifts.map { zone.civil(at: $0.interval.start).time.description } == ["09:00", "09:00", "09:00"])
  }

  @Test("A rotation is in force from its first handoff to the end of its last day")
  func force() throws {
    let layer = try Sample.layer(
      "week", "ana|ben", every: "1 day", handoff: "06:00", from: "2026-11-23", until: "2026-11-24")
    let schedule = try Sample.schedule([Sample.duty("primary", [layer])])
    let timeline = try OnCallTimeline(Sample.input(schedule), "2026-11-23 00:00", "2026-11-26 00:00")
    expectPicture(
      Drawing(timeline: timeline, column: .hours(3)).text,
      """
      ana ..########..............
      ben ..........######........
      """)
  }

  @Test("Nobody is on before they join the team or after their last day; the gap is shown")
  func membership() throws {
    var schedule = try Sample.schedule([
      Sample.duty("primary", [try Sample.layer("week", "ana", every: "1 day", handoff: "00:00", from: "2026-11-01")])
    ])
    schedule.members[0].from = try CivilDate(text: "2026-11-24")
    schedule.members[0].until = try CivilDate(text: "2026-11-25")
    let timeline = try OnCallTimeline(Sample.input(schedule), "2026-11-23 00:00", "2026-11-27 00:00")
    expectPicture(
      Drawing(timeline: timeline, column: .hours(12)).text,
      """
      ana ..####..
      gap ##....##
      """)
  }
}
