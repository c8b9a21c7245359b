import Foundation
import ScheduleFiles
import TestSupport
import Testing
import Timekeeping

/// The sample calendars against the rules the days are made by.
@Suite struct HolidaySampleTests {
  private func days(_ name: String) throws -> [Holiday] {
    let file = try ScheduleFolder.file(Reading.samples + "/holidays/\(name).ics")
    return try Reading.holidays(file).get()
  }

  @Test("the bank holidays of England and Wales of two years, substitutes included")
  func englandAndWales() throws {
    #expect(
      try days("england-and-wales").map(\.date.description) == [
        "2026-01-01", "2026-04-03", "2026-04-06", "2026-05-04", "2026-05-25", "2026-08-31", "2026-12-25", "2026-12-28",
        "2027-01-01", "2027-03-26", "2027-03-29", "2027-05-03", "2027-05-31", "2027-08-30", "2027-12-27", "2027-12-28",
      ])
  }

  @Test("the federal holidays of the United States of two years, as they are observed")
  func unitedStates() throws {
    #expect(
      try days("united-states").map(\.date.description) == [
        "2026-01-01", "2026-01-19", "2026-02-16", "2026-05-25", "2026-06-19", "2026-07-03", "2026-09-07", "2026-10-12",
        "2026-11-11", "2026-11-26", "2026-12-25", "2027-01-01", "2027-01-18", "2027-02-15", "2027-05-31", "2027-06-18",
        "2027-07-05", "2027-09-06", "2027-10-11", "2027-11-11", "2027-11-25", "2027-12-24", "2027-12-31",
      ])
  }

  @Test("no sample holiday lies on a weekend", arguments: ["england-and-wales", "united-states"])
  func weekdays(name: String) throws {
    #expect(try days(name).allSatisfy { $0.date.weekday < .sat })
  }

  @Test(
    "the sample calendars are RFC 5545: CRLF, short lines, one UID for each event",
    arguments: [
      "england-and-wales", "united-states",
    ])
  func format(name: String) throws {
    let bytes = try ScheduleFolder.file(Reading.samples + "/holidays/\(name).ics").bytes
    let lines = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n")
    #expect(lines.last == "")
    #expect(!lines.contains { $0.contains("\n") || $0.utf8.count > 75 })
    let ids = lines.filter { $0.hasPrefix("UID:") }
    #expect(ids.allSatisfy { $0.hasSuffix("@example.org") })
    #expect(Set(ids).count == lines.count(where: { $0 == "BEGIN:VEVENT" }))
    #expect(lines.count(where: { $0.hasPrefix("DTSTART;VALUE=DATE:") }) == ids.count)
  }
}
