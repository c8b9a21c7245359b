import TestSupport
import Testing
import Timekeeping

@Suite("Clock arithmetic in America/Chicago")
struct ClockArithmeticTests {
  private func chicago() throws -> Zone { try SystemZones.zone("America/Chicago") }

  @Test("A day without a change of the clock has none (A13), the spring day has one at 02:00 (A14)")
  func changes() throws {
    let zone = try chicago()
    let calm = try day("2018-03-09T00:00:00-06:00")
    let spring = try day("2018-03-11T00:00:00-06:00")
    let autumn = try day("2018-11-04T00:00:00-05:00")
    #expect(zone.clockChange(in: calm) == nil)
    let forward = try #require(zone.clockChange(in: spring))
    #expect(forward.at == spring.start + .hours(2))
    #expect(forward.reading.description == "2018-03-11 02:00")
    #expect(forward.change == .hours(1))
    let back = try #require(zone.clockChange(in: autumn))
    #expect(back.reading.description == "2018-11-04 02:00")
    #expect(back.change == .hours(-1))
    let beforeIt = try #require(Interval(spring.start, forward.at))
    #expect(zone.clockChange(in: beforeIt) == nil)
  }

  /// The 24 hours from `start`.
  private func day(_ start: String) throws -> Interval {
    let start = try Timestamp(text: start)
    return try #require(Interval(start, start + .hours(24)))
  }

  @Test(
    "Clock hours move the reading (A16–A20)",
    arguments: [
      ("2018-03-11T00:00:00-06:00", 1, "2018-03-11T01:00:00-06:00"),
      ("2018-03-11T00:00:00-06:00", 2, "2018-03-11T03:00:00-05:00"),
      ("2018-03-11T00:00:00-06:00", 3, "2018-03-11T03:00:00-05:00"),
      ("2017-01-01T00:00:00-06:00", 60, "2017-01-03T12:00:00-06:00"),
      ("2020-11-02T01:30:00-06:00", -24, "2020-11-01T01:30:00-05:00"),
      ("2020-11-02T01:30:00.250-06:00", 24, "2020-11-03T01:30:00.250-06:00"),
    ])
  func adding(start: String, hours: Int, expected: String) throws {
    let found = try chicago().adding(clock: .hours(hours), to: Timestamp(text: start))
    #expect(found == (try Timestamp(text: expected)))
  }

  @Test(
    "Clock hours between two instants follow the reading, not the time that passed (A22, A23)",
    arguments: [
      ("2018-03-11T00:00:00-06:00", "2018-03-11T04:00:00-05:00", 3),
      ("2018-11-04T00:00:00-05:00", "2018-11-04T04:00:00-06:00", 5),
    ])
  func between(start: String, end: String, elapsed: Int) throws {
    let (start, end) = try (Timestamp(text: start), Timestamp(text: end))
    #expect(end - start == .hours(elapsed))
    #expect(try chicago().clockTime(from: start, to: end) == .hours(4))
  }

  @Test(
    "Hours split into days and the rest (A25)",
    arguments: [(3600, 2, 720), (720, 0, 720), (1440, 1, 0), (1500, 1, 60), (1530, 1, 90)])
  func daysAndRest(minutes: Int, days: Int, rest: Int) {
    let split = Duration.minutes(minutes).daysAndRest
    #expect(split.days == days)
    #expect(split.rest == .minutes(rest))
  }

  @Test(
    "A mask of weekdays tells when its current or next run begins (A26–A28)",
    arguments: [
      ("2020-10-30T01:00:00-05:00", "2020-10-28T00:00:00-05:00", "2020-11-03T00:00:00-06:00"),
      ("2020-11-01T01:00:00-05:00", "2020-10-28T00:00:00-05:00", "2020-11-03T00:00:00-06:00"),
      ("2020-11-03T01:00:00-06:00", "2020-11-04T00:00:00-06:00", "2020-11-10T00:00:00-06:00"),
    ])
  func maskRun(asked: String, begins: String, ends: String) throws {
    let allButTuesday = try WeeklyHours(text: "wed-mon 00:00-24:00")
    let run = try #require(try allButTuesday.run(atOrAfter: Timestamp(text: asked), in: chicago()))
    #expect(run == (try Interval(Timestamp(text: begins), Timestamp(text: ends))))
  }

  @Test("The same clock on another date keeps seconds and milliseconds, but in a gap gives the turn itself")
  func sameClock() throws {
    let zone = try SystemZones.zone("Europe/London")
    let instant = try Timestamp(text: "2026-03-28T01:30:15.500Z")
    let tomorrow = zone.sameClock(as: instant, on: zone.civil(at: instant).date + 1)
    #expect(tomorrow.description == "2026-03-29T01:00:00Z")
    let dayAfter = zone.sameClock(as: instant, on: zone.civil(at: instant).date + 2)
    #expect(dayAfter.description == "2026-03-30T00:30:15.500Z")
  }
}
