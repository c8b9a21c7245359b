import Scheduling
import TestSupport
import Testing
import Timekeeping

/// Table A of the shared on-call cases: wall-clock primitives in America/Chicago.
@Suite("On-call cases A: the wall clock")
struct OnCallClockTests {
  private func chicago() throws -> Zone { try SystemZones.zone("America/Chicago") }

  @Test(
    "The first and the last instant at which the clock shows a time",
    arguments: [
      ("A1", "2018-03-09 01:00", "2018-03-09T01:00:00-06:00", "2018-03-09T01:00:00-06:00"),
      ("A2", "2018-03-11 01:00", "2018-03-11T01:00:00-06:00", "2018-03-11T01:00:00-06:00"),
      ("A4", "2018-03-11 02:00", "2018-03-11T03:00:00-05:00", "2018-03-11T03:00:00-05:00"),
      ("A5", "2018-03-11 02:30", "2018-03-11T03:00:00-05:00", "2018-03-11T03:00:00-05:00"),
      ("A7", "2018-03-11 03:30", "2018-03-11T03:30:00-05:00", "2018-03-11T03:30:00-05:00"),
      ("A8", "2018-11-04 00:30", "2018-11-04T00:30:00-05:00", "2018-11-04T00:30:00-05:00"),
      ("A10", "2018-11-04 01:30", "2018-11-04T01:30:00-05:00", "2018-11-04T01:30:00-06:00"),
      ("A11", "2018-11-04 02:00", "2018-11-04T02:00:00-06:00", "2018-11-04T02:00:00-06:00"),
    ])
  func firstAndLast(id: String, wall: String, first: String, last: String) throws {
    let wall = try CivilDateTime(text: wall)
    #expect(try chicago().first(wall) == Timestamp(text: first), "\(id)")
    #expect(try chicago().last(wall) == Timestamp(text: last), "\(id)")
  }

  @Test(
    "A day has a change of the clock, or none",
    arguments: [
      ("A13", "2018-03-09T00:00:00-06:00", nil), ("A14", "2018-03-11T00:00:00-06:00", "2018-03-11 02:00 +60"),
    ] as [(String, String, String?)])
  func change(id: String, from: String, expected: String?) throws {
    let start = try Timestamp(text: from)
    let day = try #require(Interval(start, start + .hours(24)))
    let change = try chicago().clockChange(in: day)
    #expect(change.map { "\($0.reading) +\(Int($0.change / .minutes(1)))" } == expected, "\(id)")
  }

  @Test(
    "Hours of the clock are added and taken away",
    arguments: [
      ("A16", "2018-03-11T00:00:00-06:00", 1, "2018-03-11T01:00:00-06:00"),
      ("A17", "2018-03-11T00:00:00-06:00", 2, "2018-03-11T03:00:00-05:00"),
      ("A19", "2017-01-01T00:00:00-06:00", 60, "2017-01-03T12:00:00-06:00"),
      ("A20", "2020-11-02T01:30:00-06:00", -24, "2020-11-01T01:30:00-05:00"),
    ])
  func adding(id: String, start: String, hours: Int, expected: String) throws {
    let found = try chicago().adding(clock: .hours(hours), to: Timestamp(text: start))
    #expect(found == (try Timestamp(text: expected)), "\(id)")
  }

  @Test(
    "Hours of the clock between two instants",
    arguments: [
      ("A22", "2018-03-11T00:00:00-06:00", "2018-03-11T04:00:00-05:00"),
      ("A23", "2018-11-04T00:00:00-05:00", "2018-11-04T04:00:00-06:00"),
    ])
  func between(id: String, start: String, end: String) throws {
    let found = try chicago().clockTime(from: Timestamp(text: start), to: Timestamp(text: end))
    #expect(found == .hours(4), "\(id)")
  }

  @Test(
    "Hours split into days and the rest (A25)",
    arguments: [(3600, 2, 720), (720, 0, 720), (1440, 1, 0), (1500, 1, 60), (1530, 1, 90)])
  func split(minutes: Int, days: Int, rest: Int) {
    let split = Duration.minutes(minutes).daysAndRest
    #expect(split.days == days && split.rest == .minutes(rest))
  }

  @Test(
    "All days but Tuesday: when the run began, or begins",
    arguments: [
      ("A26", "2020-10-30T01:00:00-05:00", "2020-10-28T00:00:00-05:00"),
      ("A27", "2020-11-01T01:00:00-05:00", "2020-10-28T00:00:00-05:00"),
      ("A28", "2020-11-03T01:00:00-06:00", "2020-11-04T00:00:00-06:00"),
    ])
  func mask(id: String, asked: String, begins: String) throws {
    let mask = try WeeklyHours(text: "wed-mon 00:00-24:00")
    let run = try mask.run(atOrAfter: Timestamp(text: asked), in: chicago())
    #expect(run?.start == (try Timestamp(text: begins)), "\(id)")
  }
}
