import Calendars
import Foundation
import TestSupport
import Testing
import Timekeeping

/// Other people's calendar files, read in place.
@Suite("Shared calendar files", .enabled(if: SharedCases.present, "\(SharedCases.whyAbsent)"))
struct SharedHolidayTests {
  struct Expected: Decodable {
    struct Instance: Decodable {
      let start: String
      let end: String
      let summary: String?
    }

    let vevents: Int?
    let window: [String]?
    let instances_in_window: Int?
    let first_instances: [Instance]?
    let last_vevent_start: String?
  }

  static let folder = "cases/ics-import"

  static func files(_ prefix: String) -> [String] {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: SharedCases.url(folder).path)) ?? []
    return all.filter { $0.hasPrefix(prefix) && $0.hasSuffix(".ics") }.sorted()
  }

  static func bytes(_ file: String) throws -> [UInt8] { [UInt8](try SharedCases.data("\(folder)/\(file)")) }

  static func expected(_ file: String) throws -> Expected {
    let data = try SharedCases.data("\(folder)/expected.json")
    let all = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let one = try JSONSerialization.data(withJSONObject: try #require(all[file]))
    return try JSONDecoder().decode(Expected.self, from: one)
  }

  @Test("end in holidays or in a problem with words", arguments: files(""))
  func noCrash(_ file: String) throws {
    switch HolidayCalendar.read(try Self.bytes(file)) {
    case .success(let holidays):
      #expect(!holidays.isEmpty)
      #expect(holidays == holidays.sorted { ($0.date, $0.name) < ($1.date, $1.name) })
    case .failure(let problem): #expect(problem.what.count > 20)
    }
  }

  /// Whole days of leave have the same shape as holidays; two files differ where a lenient reader keeps more.
  @Test(
    "of leave give each day from start to end",
    arguments: [
      ("leave--bitfireAT--all-day-10days.ics", 10), ("leave--franc6--positive_offset_all_day.ics", 1),
      ("leave--allenporter--calendar_labs_same_day_dtend.ics", 1), ("leave--pimutils--event_d_no_value.ics", 1),
      ("leave--jens-maus--whole_day_moved_over_dst_change_berlin.ics", 3),
      ("leave--jens-maus--test_date_duration.ics", 7), ("malformed--nextcloud--missing-uid.ics", 1),
    ])
  func leave(_ file: String, days: Int) throws {
    let start = try #require(try Self.expected(file).first_instances?.first?.start ?? "2024-02-15")
    let found = try HolidayCalendar(try Self.bytes(file)).holidays
    #expect(found.first?.date.description == start)
    #expect(found.count == days)
  }

  @Test(
    "that cannot be used are refused with a line",
    arguments: [
      ("windows--franc6--issue5.ics", "NUL"), ("malformed--bitfireAT--latin1.ics", "not a date"),
      ("malformed--collective--bom_calendar.ics", "no events"),
    ])
  func refused(_ file: String, says: String) throws {
    guard case .failure(let problem) = HolidayCalendar.read(try Self.bytes(file)) else {
      Issue.record("was read")
      return
    }
    #expect(problem.what.contains(says))
  }

  @Test("of public holidays give the expected days", arguments: files("holiday--"))
  func holidays(_ file: String) throws {
    let expected = try Self.expected(file)
    let calendar = try HolidayCalendar(try Self.bytes(file))
    #expect(calendar.remarks.isEmpty)
    for instance in try #require(expected.first_instances) {
      #expect(calendar.holidays.contains { Self.matches($0, instance) }, "\(instance.start)")
    }
    let last = try #require(expected.last_vevent_start)
    #expect(calendar.holidays.contains { $0.date.description == last })
    #expect(calendar.holidays.count >= expected.vevents ?? 1)
    let inside = try Self.holidays(calendar.holidays, in: try #require(expected.window))
    let wanted = try #require(expected.instances_in_window)
    // For one file the expected facts rest on a reader that refused its ends with a time and counted only four days.
    if file.contains("thunderbird--USHolidays") {
      #expect(inside.count > wanted)
    } else {
      #expect(inside.count == wanted)
    }
  }

  private static func matches(_ holiday: Holiday, _ instance: Expected.Instance) -> Bool {
    let name = (instance.summary ?? "Holiday").filter { $0 != "\\" }.trimmingCharacters(in: .whitespaces)
    return holiday.date.description == instance.start && holiday.name == name
  }

  /// The expected window has a day to spare on both sides, which no instance touches.
  private static func holidays(_ all: [Holiday], in window: [String]) throws -> [Holiday] {
    let days = try window.map { try CivilDate(text: String($0.prefix(10))) }
    return all.filter { days[0] < $0.date && $0.date < days[1] }
  }
}
