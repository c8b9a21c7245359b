import Foundation
import TestSupport
import Testing

/// `watchbill due` against the shared cases: every calendar becomes a schedule file, every case a command line.
@Suite(.serialized, .promptThreads) struct OfficeHoursTests {
  private struct Cases: Decodable {
    var calendars: [String: Calendar]
    var cases: [Case]
  }

  private struct Calendar: Decodable {
    var zone: String
    var weekly: [String: [[String]]]
    var holidays: [String]
    var shifts: [String: [[String]]]
    var breaks: [String: [[String]]]
  }

  struct Case: Decodable, Sendable {
    var id: String
    var calendar: String?
    var zone: String?
    var kind: String
    var start: String
    var end: String?
    var target: Double?
    var mode: String?
    var pauses: [[String]]
    var result: Answer
  }

  /// An instant or a number of seconds.
  enum Answer: Decodable, Equatable, Sendable {
    case instant(Date)
    case seconds(Double)

    init(from decoder: any Decoder) throws {
      let one = try decoder.singleValueContainer()
      if let seconds = try? one.decode(Double.self) {
        self = .seconds(seconds)
      } else {
        self = .instant(try Date(one.decode(String.self), strategy: .iso8601))
      }
    }
  }

  @Test(
    "all office-hours cases have a command line, and the command gives the reference answers",
    .enabled(if: SharedCases.present, "\(SharedCases.whyAbsent)"))
  func cases() async throws {
    let shared = try JSONDecoder().decode(Cases.self, from: SharedCases.data("cases/office-hours.json"))
    let place = try Workplace()
    for (name, calendar) in shared.calendars where !calendar.weekly.isEmpty {
      try place.write(Self.schedule(calendar), to: Self.file(name))
    }
    let wrong = await Self.inTwos(shared.cases) { try Self.failure(of: $0, in: place) }
    #expect(shared.cases.count > 100)
    let count = wrong.count
    #expect(count == 0, "\(wrong.prefix(10).joined(separator: "\n"))")
    print("watchbill due: \(shared.cases.count) cases")
  }

  /// Two at a time: the machine has no more hands.
  private static func inTwos(
    _ cases: [Case], _ check: @escaping @Sendable (Case) throws -> String?
  ) async -> [String] {
    await withTaskGroup(of: [String].self) { group in
      for half in 0..<2 {
        group.addTask {
          cases.enumerated().filter { $0.offset % 2 == half }.compactMap { item in
            do { return try check(item.element) } catch { return "\(item.element.id): \(error)" }
          }
        }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
  }

  /// What is wrong with the command's answer to one case; nil when nothing is.
  private static func failure(of one: Case, in place: Workplace) throws -> String? {
    let result = try Program.run(["due", "--format", "csv"] + arguments(one), in: place.url)
    guard result.code == 0 else { return "\(one.id): exit \(result.code), \(result.err)" }
    let cell = result.out.split(whereSeparator: \.isNewline).last.map(String.init) ?? ""
    switch one.result {
    case .seconds(let seconds): return Double(cell) == seconds ? nil : "\(one.id): \(cell), not \(seconds)"
    case .instant(let date):
      return try Date(cell, strategy: .iso8601) == date ? nil : "\(one.id): \(cell), not \(date)"
    }
  }

  private static func arguments(_ one: Case) -> [String] {
    if one.kind == "resolve" { return ["--zone", one.zone ?? "", "--civil", one.start] }
    let common = ["--hours", "\(file(one.calendar ?? ""))#hours", "--start", one.start]
    let pauses = one.pauses.flatMap { ["--pause", $0.joined(separator: "/")] }
    if one.kind == "elapsed" { return common + pauses + ["--until", one.end ?? ""] }
    return common + pauses + target(one)
  }

  private static func target(_ one: Case) -> [String] {
    let count = Int(one.target ?? 0)
    switch one.kind {
    case "due": return ["--target", "\(count) business seconds"]
    case "calhours": return ["--target", "\(count) seconds"]
    case "caldays": return ["--target", "\(count) days"]
    case "sameday": return ["--target", "same day"] + (count > 0 ? ["--cutoff", "\(count) minutes"] : [])
    default: return ["--target", "\(count) business days", "--reading", one.mode ?? ""]
    }
  }

  private static func file(_ calendar: String) -> String { "schedules/\(calendar.lowercased()).yaml" }

  /// A team file around one calendar: holidays and shifts are exceptions.
  private static func schedule(_ calendar: Calendar) -> String {
    let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].compactMap { day in
      calendar.weekly[day].map { "\(day) \(windows($0))" }
    }
    let closed = calendar.holidays.map { "\($0): closed" }
    let exceptions = closed + calendar.shifts.map { "\($0): \"\(windows($1))\"" }
    let breaks = calendar.breaks.map { "\($0): \"\(windows($1))\"" }
    return """
      team: cases
      zone: \(calendar.zone)
      members: [{ id: ana }]
      office hours:
        hours:
          hours: "\(days.joined(separator: ", "))"
          exceptions: { \(exceptions.joined(separator: ", ")) }
          breaks: { \(breaks.joined(separator: ", ")) }
      duties: { desk: { layers: [{ id: all, members: [ana] }] } }

      """
  }

  /// `09:00-12:00, 13:00-17:00`; an end after midnight such as 30:00 is written on the next day's clock.
  private static func windows(_ windows: [[String]]) -> String {
    windows.map { window in
      let hour = window.last.flatMap { Int($0.prefix(2)) } ?? 0
      let end = hour > 24 ? String(format: "%02d", hour - 24) + (window.last ?? "").dropFirst(2) : window.last ?? ""
      return "\(window.first ?? "")-\(end)"
    }.joined(separator: ", ")
  }

  @Test("hours that come to an end before the promise say that it is never due")
  func endsBefore() throws {
    let place = try Workplace([
      "t.yaml": """
      team: t
      zone: Europe/London
      members: [{ id: ana }]
      office hours: { past: { hours: never, exceptions: { 2020-12-24: 09:00-10:00 } } }
      duties: { desk: { layers: [{ id: all, members: [ana] }] } }

      """
    ])
    let result = try place.run(
      "due", "--hours", "t.yaml#past", "--start", "2026-11-23T09:00:00Z", "--target", "4 business hours")
    #expect(result.code == 1)
    #expect(
      result.err.contains(
        "never: office hours t.yaml#past do not open often enough after Mon 2026-11-23 09:00 Europe/London"),
      "\(result.err)")
  }

  @Test("office hours that are never open are refused")
  func neverOpen() throws {
    let place = try Workplace([
      "t.yaml": """
      team: t
      zone: Europe/London
      members: [{ id: ana }]
      office hours: { shut: { hours: never } }
      duties: { desk: { layers: [{ id: all, members: [ana] }] } }

      """
    ])
    let result = try place.run("due", "--hours", "t.yaml#shut", "--start", "now", "--target", "4 business hours")
    #expect(result.code == 2)
    #expect(result.err.contains("t.yaml:4:"), "\(result.err)")
    #expect(result.err.contains("never open") || result.err.contains("no open time"), "\(result.err)")
  }
}
