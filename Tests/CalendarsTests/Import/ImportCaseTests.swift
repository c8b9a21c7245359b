import Calendars
import Foundation
import TestSupport
import Testing
import Timekeeping

/// Other people's files, read in place, against what Python's icalendar and recurring-ical-events make of them.
@Suite("Shared calendars", .ownThreads, .enabled(if: SharedCases.present, "\(SharedCases.whyAbsent)"))
struct ImportCaseTests {
  struct Expected: Decodable {
    struct Instance: Decodable {
      let start: String
      let end: String
      let summary: String?
    }

    let raw: [String: Int]
    let window: [String]?
    let instances_in_window: Int?
    let instances_sha256: String?
    let first_instances: [Instance]?
  }

  /// Where the expectation is no fact: what we make of the file instead, and why.
  static let otherwise: [String: (instances: Int, why: String)] = [
    "holiday--thunderbird--IsraelHolidays.ics": (41, "a stray backslash before a quotation mark is left out"),
    "holiday--thunderbird--USHolidays.ics": (31, "the peers lost 26 of the 30 series"),
    "leave--allenporter--calendar_labs_same_day_dtend.ics": (1, "DTEND = DTSTART is one day, so it ends a day later"),
    "leave--jens-maus--test_date_duration.ics": (1, "PT1W is a week; the peers dropped the event"),
    "malformed--bitfireAT--latin1.ics": (0, "its DTSTART is no date"),
    "malformed--collective--bom_calendar.ics": (0, "it is empty"),
    // Each of 16 whole-day series ends by UNTIL at the midnight it begins with, in UTC: the peers take UNTIL's date, which
    // is the day before, and lose them. The 17th is behind the NULs.
    "windows--franc6--issue5.ics": (245, "the peers lost 17 events"),
    "windows--jens-maus--exchange_whole_day_moved_recurrence.ics": (52, "as in issue5: UNTIL is the last midnight"),
    "windows--jens-maus--windows-quoted-tz-rrule.ics": (8, "the peers do not know the zone of the start"),
    "windows--jens-maus--Office-2012-owa.ics": (90, "the peers do not know the zones"),
  ]

  static let files: [String] = {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: SharedCases.url("cases/ics-import").path)) ?? []
    return all.filter { $0.hasSuffix(".ics") }.sorted()
  }()

  static func read(_ file: String, _ window: [String]?) throws -> ImportedCalendar {
    let window = window ?? ["2013-01-01T00:00:00Z", "2014-01-01T00:00:00Z"]
    return try ImportTexts.read(
      [UInt8](try SharedCases.data("cases/ics-import/\(file)")), window[0], window[1],
      zone: file.contains("mixed_awareness") ? "Europe/Berlin" : "Etc/UTC")
  }

  static func expected(_ file: String) throws -> Expected {
    let data = try SharedCases.data("cases/ics-import/expected.json")
    let all = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    return try JSONDecoder().decode(
      Expected.self, from: JSONSerialization.data(withJSONObject: try #require(all[file])))
  }

  static func line(_ event: ImportedEvent) -> String {
    switch event.when {
    case .days(let range): "\(range.first)|\(range.last + 1)|\(event.summary ?? "None")"
    case .times(let start, let end, _, _): "\(start)|\(end)|\(event.summary ?? "None")"
    }
  }

  @Test("hold as many events, and give the same repeats", arguments: files)
  func same(_ file: String) throws {
    let expected = try Self.expected(file)
    let read = try Self.read(file, expected.window)
    #expect(read.report.events == expected.raw["vevent"])
    #expect(read.report.calendars == max(1, expected.raw["vcalendar"] ?? 1))
    if let other = Self.otherwise[file] {
      #expect(read.events.count == other.instances, "\(other.why)")
      return
    }
    #expect(read.report.understood == expected.raw["vevent"])
    let lines = read.events.map(Self.line)
    #expect(lines.count == expected.instances_in_window)
    for instance in expected.first_instances ?? [] {
      #expect(lines.contains("\(instance.start)|\(instance.end)|\(instance.summary ?? "None")"))
    }
    #expect(Digest.sha256(lines.sorted().joined(separator: "\n")) == expected.instances_sha256)
  }

  @Test("that the peers misread keep what the peers found besides")
  func more() throws {
    let file = "windows--franc6--issue5.ics"
    let expected = try Self.expected(file)
    let lines = Set(try Self.read(file, expected.window).events.map(Self.line))
    for instance in expected.first_instances ?? [] {
      #expect(lines.contains("\(instance.start)|\(instance.end)|\(instance.summary ?? "None")"))
    }
    // The start of the series whose UNTIL is 20191109T230000Z.
    #expect(lines.contains { $0.hasPrefix("2019-11-10|2019-11-11|") })
    // The event whose zone has NULs behind its name.
    #expect(lines.contains { $0.hasPrefix("2019-11-21T10:00:00Z|2019-11-21T11:00:00Z|") })
  }

  @Test("in zones by their labels are at the hour that the label means")
  func labels() throws {
    let owa = try Self.read(
      "windows--jens-maus--Office-2012-owa.ics", ["2020-10-27T00:00:00Z", "2020-11-06T00:00:00Z"])
    #expect(
      owa.events.map(Self.line) == [
        "2020-10-28T02:30:00Z|2020-10-28T04:00:00Z| TEST Syd", "2020-10-28T17:30:00Z|2020-10-28T19:00:00Z| TEST",
        "2020-11-02T18:30:00Z|2020-11-02T20:00:00Z| TEST 3", "2020-11-02T18:30:00Z|2020-11-02T20:00:00Z| TEST2",
        "2020-11-05T18:30:00Z|2020-11-05T20:00:00Z| TEST2",
      ])
    let quoted = try Self.read(
      "windows--jens-maus--windows-quoted-tz-rrule.ics", ["2015-07-05T00:00:00Z", "2015-07-09T00:00:00Z"])
    // Noon in New York to 13:00 in Los Angeles; the 8th is excluded by its time on the wall, in the zone of another.
    #expect(
      quoted.events.map(Self.line) == [
        "2015-07-06T16:00:00Z|2015-07-06T20:00:00Z|Treasure Hunting",
        "2015-07-07T16:00:00Z|2015-07-07T20:00:00Z|Treasure Hunting",
      ])
  }

  @Test(
    "that are malformed say what was left out or taken otherwise",
    arguments: [
      ("malformed--bitfireAT--latin1.ics", 7, ImportReport.Kind.leftOut, "'20131009T170000T' is not a date"),
      ("malformed--nextcloud--missing-uid.ics", 13, .assumed, "no UID"),
      ("malformed--niccokunzmann--issue_132_swapped_start_and_end.ics", 5, .assumed, "the other way round"),
      ("malformed--pimutils--event_dt_mixed_awareness.ics", 9, .assumed, "both a TZID and the Z"),
      ("windows--franc6--issue5.ics", 22, .noted, "48 NUL bytes"),
      ("leave--pimutils--event_d_no_value.ics", 1, .assumed, "outside BEGIN:VCALENDAR"),
    ])
  func report(_ file: String, line: Int, kind: ImportReport.Kind, says: String) throws {
    let report = try Self.read(file, try Self.expected(file).window).report
    #expect(report.remarks.contains { $0.line == line && $0.kind == kind && $0.what.contains(says) })
  }

  @Test("cut off or damaged anywhere never end or hold up the process", arguments: files)
  func damaged(_ file: String) throws {
    let whole = [UInt8](try SharedCases.data("cases/ics-import/\(file)"))
    var dice = Dice(seed: UInt64(whole.count))
    for round in 0..<(whole.count > 100_000 ? 6 : 40) {
      var bytes = whole
      if round % 2 == 0 { bytes = Array(bytes.prefix(dice.roll(bytes.count + 1))) }
      for _ in 0..<dice.roll(12) where !bytes.isEmpty {
        let at = dice.roll(bytes.count)
        switch dice.roll(4) {
        case 0: bytes[at] = UInt8(dice.roll(256))
        case 1: bytes.remove(at: at)
        case 2: bytes.insert(contentsOf: bytes[max(0, at - dice.roll(200))..<at], at: at)
        default: bytes[at] = Array("0123456789;:,=\"\n\r \\TZ-".utf8)[dice.roll(22)]
        }
      }
      do {
        let read = try ImportTexts.read(bytes, "2019-06-01T00:00:00Z", "2020-06-01T00:00:00Z")
        #expect(read.report.understood <= read.report.events)
      } catch let problem as CalendarProblem {
        #expect(problem.what.count > 20)
      }
    }
  }
}
