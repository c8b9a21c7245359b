import Scheduling
import TestSupport
import Testing
import Timekeeping

/// Table C of the shared on-call cases: the hours a layer holds in. 2017-07-24 is a Monday.
@Suite("On-call cases C: hours")
struct OnCallHoursTests {
  @Test(
    "Open from the start up to, and not at, the end; over midnight they belong to the day they begin",
    arguments: [
      ("C1", "mon 08:00-20:00", "20 08:00", false), ("C1", "mon 08:00-20:00", "25 08:00", false),
      ("C1", "mon 08:00-20:00", "24 08:00", true), ("C1", "mon 08:00-20:00", "24 20:00", false),
      ("C1", "mon 08:00-20:00", "24 09:00", true),
      ("C2", "mon 20:00-08:00", "24 20:00", true), ("C2", "mon 20:00-08:00", "24 21:00", true),
      ("C2", "mon 20:00-08:00", "25 07:00", true), ("C2", "mon 20:00-08:00", "25 08:00", false),
      ("C2", "mon 20:00-08:00", "24 09:00", false), ("C2", "mon 20:00-08:00", "26 08:00", false),
      ("C4", "mon-fri 08:00-08:00", "23 08:00", false), ("C4", "mon-fri 08:00-08:00", "24 07:00", false),
      ("C4", "mon-fri 08:00-08:00", "24 08:00", true), ("C4", "mon-fri 08:00-08:00", "25 08:00", true),
      ("C4", "mon-fri 08:00-08:00", "26 08:00", true), ("C4", "mon-fri 08:00-08:00", "27 08:00", true),
      ("C4", "mon-fri 08:00-08:00", "28 08:00", true), ("C4", "mon-fri 08:00-08:00", "29 07:00", true),
      ("C4", "mon-fri 08:00-08:00", "29 08:00", false),
      ("C5", "mon-fri 20:00-08:00", "24 07:00", false), ("C5", "mon-fri 20:00-08:00", "24 20:00", true),
      ("C5", "mon-fri 20:00-08:00", "25 07:00", true), ("C5", "mon-fri 20:00-08:00", "28 20:00", true),
      ("C5", "mon-fri 20:00-08:00", "29 07:00", true), ("C5", "mon-fri 20:00-08:00", "29 20:00", false),
      ("C5", "mon-fri 20:00-08:00", "30 07:00", false),
    ])
  func open(id: String, hours: String, asked: String, isOn: Bool) throws {
    let layer = try Sample.layer("hours", "ana", handoff: "00:00", from: "2017-07-03", hours: hours)
    let schedule = try Sample.schedule([Sample.duty("primary", [layer])])
    let timeline = try OnCallTimeline(Sample.input(schedule), "2017-07-20 00:00", "2017-08-02 00:00")
    #expect(try timeline.on("primary", "2017-07-\(asked)") == (isOn ? "ana" : ""), "\(id)")
  }

  @Test(
    "The run that holds an instant, or the next one, begins",
    arguments: [
      ("C7", "mon,fri,sat 08:00-20:00", "07-21 20:00", "07-22 08:00"),
      ("C7", "mon,fri,sat 08:00-20:00", "07-22 20:00", "07-24 08:00"),
      ("C7", "mon,fri,sat 08:00-20:00", "07-24 20:00", "07-28 08:00"),
      ("C7", "mon,fri,sat 08:00-20:00", "07-25 20:00", "07-28 08:00"),
      ("C8", "mon,tue 08:00-08:00", "07-20 08:00", "07-24 08:00"),
      ("C8", "mon,tue 08:00-08:00", "07-24 07:59", "07-24 08:00"),
      ("C8", "mon,tue 08:00-08:00", "07-24 08:00", "07-24 08:00"),
      ("C8", "mon,tue 08:00-08:00", "07-24 20:01", "07-24 08:00"),
      ("C8", "mon,tue 08:00-08:00", "07-25 20:01", "07-24 08:00"),
      ("C8", "mon,tue 08:00-08:00", "07-26 20:00", "07-31 08:00"),
      ("C10", "mon 20:00-08:00", "07-25 07:00", "07-24 20:00"),
      ("C10", "mon 20:00-08:00", "07-25 08:00", "07-31 20:00"),
    ])
  func from(id: String, hours: String, asked: String, expected: String) throws {
    let run = try WeeklyHours(text: hours).run(atOrAfter: Sample.at("2017-\(asked)"), in: .utc)
    #expect(run?.start == (try Sample.at("2017-\(expected)")), "\(id)")
  }

  @Test(
    "The run that holds an instant, or the next one, ends",
    arguments: [
      ("C11", "mon 08:00-20:00", "07-20 00:00", "07-24 20:00"),
      ("C11", "mon 08:00-20:00", "07-24 08:00", "07-24 20:00"),
      ("C11", "mon 08:00-20:00", "07-24 20:00", "07-31 20:00"),
      ("C13", "mon,tue 08:00-08:00", "07-20 08:00", "07-26 08:00"),
      ("C13", "mon,tue 08:00-08:00", "07-24 08:00", "07-26 08:00"),
      ("C13", "mon,tue 08:00-08:00", "07-24 20:00", "07-26 08:00"),
      ("C13", "mon,tue 08:00-08:00", "07-25 08:00", "07-26 08:00"),
      ("C14", "mon 20:00-08:00", "07-24 08:00", "07-25 08:00"),
      ("C14", "mon 20:00-08:00", "07-25 08:00", "08-01 08:00"),
    ])
  func until(id: String, hours: String, asked: String, expected: String) throws {
    let run = try WeeklyHours(text: hours).run(atOrAfter: Sample.at("2017-\(asked)"), in: .utc)
    #expect(run?.end == (try Sample.at("2017-\(expected)")), "\(id)")
  }

  @Test(
    "Over a change of Chicago's clock they begin at the first reading and end at the last",
    arguments: [
      ("C16", "sat 20:00-08:00", "2024-03-09 12:00", "2024-03-10T02:00:00Z/2024-03-10T13:00:00Z"),
      ("C17", "sat 20:00-08:00", "2024-11-02 12:00", "2024-11-03T01:00:00Z/2024-11-03T14:00:00Z"),
      ("C19", "sat 22:00-01:30", "2024-11-02 12:00", "2024-11-03T03:00:00Z/2024-11-03T07:30:00Z"),
      ("C20", "sun 02:15-02:45", "2024-03-09 12:00", ""),
    ])
  func clockChange(id: String, hours: String, from: String, expected: String) throws {
    let chicago = "America/Chicago"
    let layer = try Sample.layer(
      "night", "ana", handoff: "mon 12:00", from: "2024-01-01", hours: hours, zone: chicago)
    let schedule = try Sample.schedule([Sample.duty("primary", [layer])], zone: chicago)
    let start = try Sample.at(from, chicago)
    let window = try #require(Interval(start, start + .hours(30)))
    let timeline = try OnCallTimeline(Sample.input(schedule), window: window, zones: Sample.zones)
    #expect(timeline.shifts.map(\.interval.description).joined(separator: " ") == expected, "\(id)")
    #expect(timeline.duties.flatMap(\.gaps) == [], "\(id)")
  }
}
