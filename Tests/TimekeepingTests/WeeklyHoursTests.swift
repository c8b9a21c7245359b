import TestSupport
import Testing
import Timekeeping

@Suite("Weekly hours: windows on the wall")
struct WeeklyHoursTests {
  @Test(
    "Hours are read as people write them and printed in one way",
    arguments: [
      ("mon-fri 09:00-17:00", "mon-fri 09:00-17:00"),
      ("mon-fri 09:00-12:30, 13:30-17:00, sat 10:00-12:00", "mon-fri 09:00-12:30, 13:30-17:00, sat 10:00-12:00"),
      ("mon-fri 13:30-17:00,09:00-12:30", "mon-fri 09:00-12:30, 13:30-17:00"),
      ("always", "always"),
      ("00:00-24:00", "always"),
      ("mon-sun 00:00-00:00", "always"),
      ("never", "never"),
      ("20:00-08:00", "20:00-08:00"),
      ("mon-sun 20:00-08:00", "20:00-08:00"),
      ("mon,wed,fri 08:00-08:00", "mon,wed,fri 08:00-08:00"),
      ("fri-mon 10:00-18:00", "mon,fri-sun 10:00-18:00"),
      ("sat, sun 10:00-18:00", "sat-sun 10:00-18:00"),
      ("tue 09:00-10:00, mon 09:00-10:00, tue 11:00-12:00", "mon 09:00-10:00, tue 09:00-10:00, 11:00-12:00"),
      ("mon-fri 09:00-17:00, mon 09:00-17:00", "mon-fri 09:00-17:00"),
      ("sat-sun 10:00-18:00, 19:00-20:00", "sat-sun 10:00-18:00, 19:00-20:00"),
      ("sun 22:00-24:00", "sun 22:00-24:00"),
      ("mon-tue,thu-fri 00:00-24:00", "mon-tue,thu-fri 00:00-24:00"),
    ])
  func text(written: String, printed: String) throws {
    let hours = try WeeklyHours(text: written)
    #expect(hours.description == printed)
    #expect(try WeeklyHours(text: printed) == hours)
  }

  @Test("Windows start on their day and may end on the next")
  func windows() throws {
    let hours = try WeeklyHours(text: "sat 20:00-08:00, mon 09:00-17:00, 18:00-24:00")
    let expected = [
      WeeklyWindow(weekday: .mon, start: 540, end: 1020), WeeklyWindow(weekday: .mon, start: 1080, end: 1440),
      WeeklyWindow(weekday: .sat, start: 1200, end: 1920),
    ]
    #expect(hours.windows == expected.compactMap { $0 })
    #expect(hours.windows(on: try CivilDate(text: "2026-03-09")).count == 2)
    #expect(hours.windows(on: try CivilDate(text: "2026-03-10")).isEmpty)
  }

  @Test(
    "What is not weekly hours is refused, and the offending part is named",
    arguments: [
      ("", "''"), ("mon-fri", "'mon-fri'"), ("09:00-17:00, mon", "'09:00-17:00, mon'"),
      ("monday 09:00-17:00", "'monday'"),
      ("mon-fri 9:00-17:00", "'9:00-17:00'"), ("mon 24:00-01:00", "'24:00-01:00'"), ("mon 09:00", "'09:00'"),
      ("mon 09:00-17:00,", "'mon 09:00-17:00,'"), ("mon, 09:00-17:00", "'09:00-17:00'"), ("mon tue 09:00-10:00", "tue"),
      ("mon-tue-wed 09:00-17:00", "'mon-tue-wed'"), ("mon fri", "'fri'"), ("09:00-17:00-18:00", "'09:00-17:00-18:00'"),
    ])
  func refused(text: String, named: String) {
    let problem = #expect(throws: TextProblem.self) { try WeeklyHours(text: text) }
    #expect(problem?.what.contains(named) == true, "\(problem?.description ?? "")")
    #expect(problem?.help.isEmpty == false)
  }

  @Test("Windows outside a day or longer than 24 hours cannot be made")
  func invalidWindows() {
    #expect(WeeklyWindow(weekday: .mon, start: -1, end: 10) == nil)
    #expect(WeeklyWindow(weekday: .mon, start: 1440, end: 1500) == nil)
    #expect(WeeklyWindow(weekday: .mon, start: 60, end: 60) == nil)
    #expect(WeeklyWindow(weekday: .mon, start: 60, end: 1501) == nil)
    #expect(WeeklyWindow(weekday: .mon, start: 60, end: 1500) != nil)
  }

  @Test(
    "A window is open from its start up to, not at, its end (C1–C5)",
    arguments: [
      ("mon 08:00-20:00", "2017-07-24T08:00:00Z", true), ("mon 08:00-20:00", "2017-07-24T20:00:00Z", false),
      ("mon 08:00-20:00", "2017-07-20T08:00:00Z", false), ("mon 20:00-08:00", "2017-07-25T07:00:00Z", true),
      ("mon 20:00-08:00", "2017-07-25T08:00:00Z", false), ("mon 20:00-08:00", "2017-07-24T09:00:00Z", false),
      ("mon-fri 08:00-08:00", "2017-07-23T08:00:00Z", false), ("mon-fri 08:00-08:00", "2017-07-29T07:00:00Z", true),
      ("mon-fri 08:00-08:00", "2017-07-29T08:00:00Z", false), ("mon-fri 20:00-08:00", "2017-07-29T07:00:00Z", true),
      ("mon-fri 20:00-08:00", "2017-07-29T20:00:00Z", false), ("mon-fri 20:00-08:00", "2017-07-30T07:00:00Z", false),
    ])
  func contains(hours: String, at: String, expected: Bool) throws {
    #expect(try WeeklyHours(text: hours).contains(Timestamp(text: at), in: .utc) == expected)
  }

  @Test(
    "The current or next run begins and ends as asked (C7–C14)",
    arguments: [
      ("mon,fri,sat 08:00-20:00", "2017-07-21T20:00:00Z", "2017-07-22T08:00:00Z", "2017-07-22T20:00:00Z"),
      ("mon,fri,sat 08:00-20:00", "2017-07-24T20:00:00Z", "2017-07-28T08:00:00Z", "2017-07-28T20:00:00Z"),
      ("mon-tue 08:00-08:00", "2017-07-25T20:01:00Z", "2017-07-24T08:00:00Z", "2017-07-26T08:00:00Z"),
      ("mon-tue 08:00-08:00", "2017-07-20T08:00:00Z", "2017-07-24T08:00:00Z", "2017-07-26T08:00:00Z"),
      ("mon-tue 08:00-08:00", "2017-07-26T20:00:00Z", "2017-07-31T08:00:00Z", "2017-08-02T08:00:00Z"),
      ("mon 20:00-08:00", "2017-07-25T07:00:00Z", "2017-07-24T20:00:00Z", "2017-07-25T08:00:00Z"),
      ("mon 20:00-08:00", "2017-07-25T08:00:00Z", "2017-07-31T20:00:00Z", "2017-08-01T08:00:00Z"),
    ])
  func runs(hours: String, asked: String, begins: String, ends: String) throws {
    let run = try WeeklyHours(text: hours).run(atOrAfter: Timestamp(text: asked), in: .utc)
    #expect(run == (try Interval(Timestamp(text: begins), Timestamp(text: ends))))
  }

  @Test("A run without end reaches over all time, and no hours have none")
  func endlessRuns() throws {
    let now = try Timestamp(text: "2026-03-10T10:00:00Z")
    #expect(WeeklyHours.always.run(atOrAfter: now, in: .utc) == Interval(.distantPast, .distantFuture))
    #expect(WeeklyHours([]).run(atOrAfter: now, in: .utc) == nil)
  }

  @Test(
    "Over a change of the clock windows cover as much as possible (C16–C20)",
    arguments: [
      ("20:00-08:00", "2024-03-09", ["2024-03-09T20:00:00-06:00/2024-03-10T08:00:00-05:00"]),
      ("20:00-08:00", "2024-11-02", ["2024-11-02T20:00:00-05:00/2024-11-03T08:00:00-06:00"]),
      ("22:00-01:30", "2024-11-02", ["2024-11-02T22:00:00-05:00/2024-11-03T01:30:00-06:00"]),
      ("02:15-02:45", "2024-03-10", []),
    ])
  func clockChanges(hours: String, date: String, expected: [String]) throws {
    let zone = try SystemZones.zone("America/Chicago")
    let date = try CivilDate(text: date)
    let span = try #require(Interval(zone.startOfDay(date), zone.startOfDay(date + 1)))
    let found = try WeeklyHours(text: hours).occurrences(overlapping: span, zone: zone).filter { $0.date == date }
    #expect(found.map(\.interval) == (try expected.map(interval)))
  }

  @Test("Touching windows are one interval, clipped to what was asked; occurrences stay whole and apart")
  func joined() throws {
    let hours = try WeeklyHours(text: "mon-fri 08:00-08:00, sat 09:00-10:00, 09:30-11:00")
    let span = try interval("2026-03-10T12:00:00Z/2026-03-15T12:00:00Z")
    let expected = ["2026-03-10T12:00:00Z/2026-03-14T08:00:00Z", "2026-03-14T09:00:00Z/2026-03-14T11:00:00Z"]
    #expect(hours.intervals(in: span, zone: .utc) == (try expected.map(interval)))
    let occurrences = hours.occurrences(overlapping: span, zone: .utc)
    #expect(occurrences.count == 6)
    #expect(occurrences[0].interval == (try interval("2026-03-10T08:00:00Z/2026-03-11T08:00:00Z")))
  }

  @Test(
    "Near changes of the clock intervals and point look-ups agree with each window of each day taken alone",
    arguments: [
      ("Pacific/Apia", "2011-12-28T00:00:00Z"), ("Australia/Lord_Howe", "2021-04-02T12:00:00Z"),
      ("America/St_Johns", "2001-10-26T12:00:00Z"), ("America/Sao_Paulo", "2015-10-16T12:00:00Z"),
      ("Europe/London", "2026-10-23T12:00:00Z"), ("Pacific/Kwajalein", "1969-09-28T12:00:00Z"),
      ("America/Juneau", "1867-10-17T00:00:00Z"),
    ])
  func agreement(zone: String, from: String) throws {
    let zone = try SystemZones.zone(zone)
    let start = try Timestamp(text: from)
    let span = try #require(Interval(start, start + .hours(96)))
    let instants = stride(from: 0, to: 96 * 60, by: 5).map { start + .minutes($0) }
    for text in [
      "22:30-01:45", "mon,wed,fri 00:10-23:50, sat 23:00-00:30", "00:00-00:15, 23:45-24:00", "23:00-23:00",
      "thu 23:00-22:30", "sat 01:00-02:00",
    ] {
      let hours = try WeeklyHours(text: text)
      let alone = windowsAlone(hours, near: start, zone)
      let open = hours.intervals(in: span, zone: zone)
      #expect(open == alone.compactMap(span.intersection).union, "\(text)")
      let wrong = instants.filter { instant in
        hours.contains(instant, in: zone) != alone.contains { $0.contains(instant) }
      }
      #expect(wrong == [], "\(text)")
    }
  }

  /// Every window of the three weeks around `start`, without any cleverness about which dates matter.
  private func windowsAlone(_ hours: WeeklyHours, near start: Timestamp, _ zone: Zone) -> [Interval] {
    let date = zone.civil(at: start).date
    return (date - 10...date + 14).flatMap { day in
      hours.windows(on: day).compactMap { $0.window.interval(on: day, in: zone) }
    }
  }
}

/// Reads `start/end`.
func interval(_ text: String) throws -> Interval {
  let ends = text.split(separator: "/").map(String.init)
  return try #require(try Interval(Timestamp(text: ends[0]), Timestamp(text: ends[1])))
}
