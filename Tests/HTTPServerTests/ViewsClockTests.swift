import TestSupport
import Testing
import Timekeeping
import Workflows

@testable import HTTPServer

@Suite("Times as views write them")
struct ViewsClockTests {
  private func clock(_ now: String, _ zone: String = "Europe/London") throws -> ViewClock {
    ViewClock(zone: try SystemZones.zone(zone), now: try Timestamp(text: now))
  }

  @Test(
    "Near days have names, far ones dates",
    arguments: [
      ("2026-11-24T09:00:00Z", "today 09:00"), ("2026-11-25T00:00:00Z", "tomorrow 00:00"),
      ("2026-11-23T23:59:00Z", "yesterday 23:59"), ("2026-11-30T09:00:00Z", "Mon 30 Nov 09:00"),
      ("2027-01-04T09:00:00Z", "Mon 4 Jan 2027 09:00"),
    ])
  func labels(instant: String, expected: String) throws {
    #expect(try clock("2026-11-24T10:00:00Z").label(try Timestamp(text: instant)) == expected)
  }

  @Test("Across a clock change the wall is the zone's on both sides")
  func clockChange() throws {
    let before = try clock("2026-10-24T22:00:00Z")
    #expect(before.offset == "UTC+01:00" && before.label(before.now) == "today 23:00")
    #expect(before.label(try Timestamp(text: "2026-10-25T09:00:00Z")) == "tomorrow 09:00")
    #expect(try clock("2026-01-05T12:00:00Z", "America/St_Johns").offset == "UTC−03:30")
  }

  @Test(
    "Distances are in words",
    arguments: [
      (0, "now"), (-59, "now"), (1, "in a minute"), (59, "in a minute"), (60, "in 1 min"), (7800, "in 2 h 10 min"),
      (86_400, "in 1 day"),
      (273_600, "in 3 days 4 h"), (-300, "5 min ago"),
    ])
  func distances(seconds: Int64, expected: String) throws {
    let clock = try clock("2026-11-24T10:00:00Z")
    #expect(clock.distance(to: clock.now + .seconds(seconds)) == expected)
  }

  @Test("Weeks are named by what differs between their ends")
  func spans() throws {
    let words = { (date: String) in
      let monday = try CivilDate(text: date)
      return DateWords.span(monday, monday + 6)
    }
    #expect(try words("2026-11-23") == "23–29 November 2026")
    #expect(try words("2026-11-30") == "30 November – 6 December 2026")
    #expect(try words("2026-12-28") == "28 December 2026 – 3 January 2027")
  }

  @Test("Instants within a sentence are read out; what only looks like one is left")
  func sentences() throws {
    let clock = try clock("2026-11-24T10:00:00Z")
    let parts = Sentence("held until 2026-11-24T12:00:00Z, then 2026-99-99T12:00:00Z", clock: clock).parts
    #expect(parts.map(\.words) == ["held until ", ", then 2026-99-99T12:00:00Z"])
    #expect(parts.map { $0.mention?.label } == ["today 12:00", nil])
    #expect(Sentence("", clock: clock).parts.isEmpty)
  }
}
