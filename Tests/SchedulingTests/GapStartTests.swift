import Scheduling
import TestSupport
import Testing
import Timekeeping

/// A rotation whose first turn the clock skips, and who is on at hours of its first day.
struct GapStart: CustomTestStringConvertible, Sendable {
  let zone: String
  let every: String
  let from: String
  /// `03:00 ana`: the wall clock and who is on then; a day may stand before the time.
  let seen: [String]

  init(_ zone: String, every: String = "1 hour", from: String, _ seen: String...) {
    (self.zone, self.every, self.from, self.seen) = (zone, every, from, seen)
  }

  var testDescription: String { "every \(every) from \(from) in \(zone)" }
}

/// Rules T3 and T5: the file's first group has the turn in which the rotation comes into force, also where no clock shows
/// the hour that the file names.
@Suite("A rotation that begins in an hour that the clock skips")
struct GapStartTests {
  @Test(
    "begins when the clock turns, with its first group, and goes on hour by hour",
    arguments: [
      GapStart(
        "Africa/Casablanca", from: "2026-03-22 02:00", "01:59 ", "03:00 ana", "03:59 ana", "04:00 ben", "05:00 cleo",
        "06:00 ana"),
      // Half of the first hour is there.
      GapStart(
        "Australia/Lord_Howe", from: "2026-10-04 02:00", "01:59 ", "02:30 ana", "02:59 ana", "03:00 ben", "04:00 cleo"),
      GapStart("Australia/Lord_Howe", from: "2026-10-04 02:15", "01:59 ", "02:30 ana", "03:14 ana", "03:15 ben"),
      // The day begins at 01:00.
      GapStart("Africa/Cairo", from: "2026-04-24 00:00", "01:00 ana", "02:00 ben", "03:00 cleo"),
      GapStart("America/Havana", from: "2026-03-08 00:30", "01:00 ana", "01:30 ben", "02:30 cleo"),
      GapStart("America/Chicago", every: "2 hours", from: "2026-03-08 01:00", "01:30 ana", "03:00 ben", "05:00 cleo"),
      // The station's clock goes forward by two hours: two turns of an hour are skipped.
      GapStart("Antarctica/Troll", from: "2026-03-29 01:00", "00:59 ", "03:00 ana", "04:00 ben", "05:00 cleo"),
      // A day that never was.
      GapStart(
        "Pacific/Apia", every: "1 day", from: "2011-12-30 09:00", "2011-12-29 23:00 ", "2011-12-31 00:00 ana",
        "2011-12-31 08:59 ana", "2011-12-31 09:00 ben", "2012-01-01 09:00 cleo"),
    ])
  func begins(_ row: GapStart) throws {
    let tables = ZoneTables([try SystemZones.zone(row.zone)])
    let words = row.from.split(separator: " ").map(String.init)
    let layer = try Sample.layer(
      "hours", "ana|ben|cleo", every: row.every, handoff: words[1], from: words[0], zone: row.zone)
    let input = Sample.input(try Sample.schedule([Sample.duty("primary", [layer])], zone: row.zone))
    let zone = try tables.zone(ZoneID(text: row.zone))
    let noon = zone.first(CivilDateTime(try CivilDate(text: words[0]), try CivilTime(text: "12:00")))
    let window = try #require(Interval(noon - .hours(72), noon + .hours(72)))
    let timeline = try OnCallTimeline(input, window: window, zones: tables)
    var board = OnCallBoard([try TimelinePlan(input, zones: tables)])
    for line in row.seen {
      let parts = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
      let wall = parts.count == 3 ? "\(parts[0]) \(parts[1])" : "\(words[0]) \(parts[0])"
      let instant = zone.first(try CivilDateTime(text: wall))
      let on = timeline.duty(Sample.duty("primary"))?.holders(at: instant).map(\.member.text) ?? []
      #expect(on.joined(separator: " ") == parts[parts.count - 1], "at \(wall)")
      let now = board.on(at: instant).map { board.member($0).text }
      #expect(now == on, "the table of who is on now, at \(wall)")
    }
  }

  @Test("After days off the first group has the first turn that is not skipped, too")
  func afterDaysOff() throws {
    var layer = try Sample.layer(
      "hours", "ana|ben|cleo", every: "1 hour", handoff: "03:00", from: "2026-02-23", hours: "00:00-03:00",
      zone: "America/Havana")
    layer.days = DayLimits(only: [try DateRange(text: "2026-03-08..2026-03-09")])
    let input = Sample.input(try Sample.schedule([Sample.duty("primary", [layer])]))
    let tables = ZoneTables([try SystemZones.zone("America/Havana")])
    let timeline = try OnCallTimeline(input, window: Sample.span("2026-03-08 00:00", "2026-03-10 00:00"), zones: tables)
    // The clock goes from 00:00 to 01:00: the first of the three hours is not there.
    let seen = timeline.shifts.map { "\($0.member) \($0.interval.start)" }
    #expect(
      seen == [
        "ana 2026-03-08T05:00:00Z", "ben 2026-03-08T06:00:00Z", "cleo 2026-03-09T04:00:00Z", "ana 2026-03-09T05:00:00Z",
        "ben 2026-03-09T06:00:00Z",
      ])
  }
}
