import Foundation
import TestSupport
import Testing
import Timekeeping

/// Other people's answers about office hours, read from the shared folder; our answer is `result`.
@Suite("Office hours against the shared cases", .enabled(if: SharedCases.present, "\(SharedCases.whyAbsent)"))
struct OfficeHoursCaseTests {
  @Test("Every case comes out as it should")
  func allCases() throws {
    let shared = try SharedFile.read()
    #expect(shared.cases.count >= 154)
    for one in shared.cases {
      do {
        #expect(try shared.answer(to: one) == one.result, "\(one.id): \(one.note ?? "")")
      } catch {
        Issue.record(error, "\(one.id)")
      }
    }
  }

  @Test("A calendar without open time is refused (rule O7)")
  func empty() throws {
    let shared = try SharedFile.read()
    let problem = #expect(throws: TextProblem.self) { try shared.calendar("EMPTY") }
    #expect(problem?.what == "the office hours never open")
  }
}

private struct SharedFile: Decodable {
  let calendars: [String: Calendar]
  let cases: [Case]

  static func read() throws -> SharedFile {
    try JSONDecoder().decode(SharedFile.self, from: SharedCases.data("cases/office-hours.json"))
  }

  struct Calendar: Decodable {
    let zone: String
    let weekly: [String: [[String]]]
    let holidays: [String]
    let shifts: [String: [[String]]]
    let breaks: [String: [[String]]]
  }

  struct Case: Decodable {
    let id, kind, start: String
    let calendar, end, mode, note, zone: String?
    let target: Double?
    let pauses: [[String]]
    let result: Answer
  }

  /// An instant, or a number of seconds.
  enum Answer: Decodable, Equatable {
    case at(Timestamp)
    case seconds(Double)
    case nothing

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let seconds = try? container.decode(Double.self) {
        self = .seconds(seconds)
      } else {
        self = .at(try container.decode(Timestamp.self))
      }
    }
  }

  func calendar(_ name: String) throws -> OfficeCalendar {
    let given = try #require(calendars[name])
    let weekly = try given.weekly.flatMap { day, windows in
      try windows.map { WeeklyWindow(weekday: try Weekday(text: day), window: try window($0)) }
    }
    let hours = OfficeHours(
      zone: try ZoneID(text: given.zone), weekly: WeeklyHours(weekly),
      holidays: try given.holidays.map { Holiday(date: try CivilDate(text: $0), name: "holiday") },
      exceptions: try given.shifts.map { HoursException(date: try CivilDate(text: $0), windows: try $1.map(window)) },
      breaks: try given.breaks.map { HoursBreak(date: try CivilDate(text: $0), windows: try $1.map(window)) })
    return try OfficeCalendar(hours, zone: SystemZones.zone(given.zone))
  }

  /// These cases write an end after midnight as 30:00.
  private func window(_ ends: [String]) throws -> DayWindow {
    let minutes = try ends.map { text in
      let fields = text.split(separator: ":").compactMap { Int($0) }
      return try #require(fields.count == 2 ? fields[0] * 60 + fields[1] : nil)
    }
    return try #require(DayWindow(start: minutes[0], end: minutes[1]))
  }

  func answer(to one: Case) throws -> Answer {
    if one.kind == "resolve" {
      let zone = try SystemZones.zone(try #require(one.zone))
      return .at(zone.first(try CivilDateTime(text: one.start)))
    }
    let calendar = try calendar(try #require(one.calendar))
    let start = try Timestamp(text: one.start)
    let pauses = try one.pauses.map { try interval($0.joined(separator: "/")) }
    if one.kind == "elapsed" {
      let span = try interval("\(one.start)/\(one.end ?? "")")
      return .seconds(Double(calendar.elapsed(span, pauses: pauses).components.seconds))
    }
    let amount = Int(try #require(one.target))
    let reading = try reading(one.mode)
    let found = due(
      try target(one.kind, amount), from: start, on: calendar, pauses: pauses, reading: reading)
    return found.map { .at($0.at) } ?? .nothing
  }

  private func target(_ kind: String, _ amount: Int) throws -> Target {
    switch kind {
    case "due": .businessHours(.seconds(amount))
    case "calhours": .elapsed(.seconds(amount))
    case "caldays": .days(amount)
    case "bdays": .businessDays(amount)
    case "sameday": .sameDay(cutoff: .minutes(amount))
    default: throw TextProblem("unknown kind '\(kind)'", help: "teach this test the new kind")
    }
  }

  private func reading(_ mode: String?) throws -> BusinessDayReading {
    guard let mode else { return .sameClock }
    return try #require(BusinessDayReading(rawValue: mode.replacing("_", with: " ")))
  }
}
