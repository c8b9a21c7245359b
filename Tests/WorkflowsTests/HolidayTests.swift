import Foundation
import ScheduleFiles
import Scheduling
import Testing
import Timekeeping
import Workflows

/// Holidays from a team's file to who is on: they change who covers, which days eat turns, which slots there are, and
/// what hours hold.
@Suite("Holidays") struct HolidayTests {
  /// Christmas Day 2026 is a Friday, Monday 28 its substitute for Boxing Day, and 1 January a Friday again.
  static let calendar = """
    BEGIN:VCALENDAR
    VERSION:2.0
    BEGIN:VEVENT
    UID:1
    DTSTART;VALUE=DATE:20261225
    SUMMARY:Christmas Day
    END:VEVENT
    BEGIN:VEVENT
    UID:2
    DTSTART;VALUE=DATE:20261228
    SUMMARY:Boxing Day (substitute day)
    END:VEVENT
    BEGIN:VEVENT
    UID:3
    DTSTART;VALUE=DATE:20270101
    SUMMARY:New Year's Day
    END:VEVENT
    END:VCALENDAR

    """

  static func files(_ duties: String) -> [String: String] {
    [
      "s/team.yaml": """
      team: quay
      name: Quay
      zone: Europe/London
      members: [{ id: ana }, { id: bo }, { id: cy }, { id: dee }]
      office hours: { uk: { hours: mon-fri 09:00-17:00, holidays: [holidays/uk.ics] } }
      duties:
      \(duties)
      """,
      "s/holidays/uk.ics": calendar,
    ]
  }

  /// `12-25 cy`, for each day at noon.
  private func noons(_ duties: String, days: [String]) async throws -> [String] {
    let test = try await TestDesk(at: "2026-12-01T12:00:00Z", schedules: Self.files(duties))
    var said: [String] = []
    for day in days {
      let rows = try await test.perform(WhoIsOn(team: "quay", duty: "watch", at: "\(day)T12:00:00Z".instant)).rows
      said.append("\(day.suffix(5)) \(rows.map { $0.member ?? "nobody" }.joined(separator: "+"))")
    }
    return said
  }

  private static let days = [
    "2026-12-24", "2026-12-25", "2026-12-26", "2026-12-28", "2026-12-29", "2026-12-31", "2027-01-01", "2027-01-04",
  ]

  @Test("on holidays others cover, in turns of their own, and the week's person comes back afterwards")
  func otherPeople() async throws {
    let duties = """
        watch:
          layers:
            - { id: week, members: [ana, bo], every: 1 week, handoff: mon 09:00, from: 2026-12-21 }
            - { id: feast, rank: 2, only on: [holidays/uk.ics], members: [cy, dee], every: 1 day, handoff: "00:00", from: 2026-12-01 }
      """
    #expect(
      try await noons(duties, days: Self.days) == [
        "12-24 ana", "12-25 cy", "12-26 ana", "12-28 dee", "12-29 bo", "12-31 bo", "01-01 cy", "01-04 ana",
      ])
  }

  @Test("a rotation of working days leaves holidays out, and they eat no turn unless the file says they count (T6)")
  func turns() async throws {
    func duties(_ more: String) -> String {
      """
        watch:
          layers:
            - { id: day, hours: mon-fri 09:00-17:00, except on: [holidays/uk.ics, 2026-12-31], members: [ana, bo, cy], every: 1 day, handoff: 09:00, from: 2026-12-21\(more) }
      """
    }
    // Monday 21 is Ana's, so Thursday is, too; Tuesday 29 is the next working day, and Monday 4 after Wednesday 30.
    #expect(
      try await noons(duties(""), days: Self.days + ["2026-12-30"]) == [
        "12-24 ana", "12-25 nobody", "12-26 nobody", "12-28 nobody", "12-29 bo", "12-31 nobody", "01-01 nobody",
        "01-04 ana", "12-30 cy",
      ])
    #expect(
      try await noons(duties(", off days: count"), days: ["2026-12-24", "2026-12-29", "2027-01-04"]) == [
        "12-24 ana", "12-29 cy", "01-04 cy",
      ])
  }

  @Test("a holiday that nobody need stand is no gap; one that a duty needs is")
  func gaps() async throws {
    func gaps(_ layer: String) async throws -> Int {
      let duties = "  watch: { layers: [{ id: day, \(layer), members: [ana] }] }"
      let test = try await TestDesk(at: "2026-12-01T12:00:00Z", schedules: Self.files(duties))
      try await test.perform(
        AddOverride(
          team: "quay", duty: "watch", from: "2026-12-24T00:00:00Z".instant, until: "2026-12-26T00:00:00Z".instant))
      let reply = try await test.perform(
        CheckCoverage(from: "2026-12-24T00:00:00Z".instant, to: "2026-12-30T00:00:00Z".instant))
      return reply.findings.filter { $0.kind == "gap" }.map(\.seconds).reduce(0, +) / 3600
    }
    #expect(try await gaps("hours: 09:00-17:00") == 16)
    #expect(try await gaps("hours: 09:00-17:00, except on: holidays/uk.ics") == 8)
    #expect(try await gaps("hours: 09:00-17:00, only on: holidays/uk.ics") == 8)
  }

  @Test("slots are drafted on the days they have, and a feast's slots only on holidays")
  func slots() async throws {
    let duties = """
        desk: { slots: mon-fri 09:00-17:00, except on: [holidays/uk.ics] }
        feast: { slots: 10:00-14:00, only on: [holidays/uk.ics] }
      """
    let test = try await TestDesk(at: "2026-12-01T12:00:00Z", schedules: Self.files(duties))
    let draft = try await test.perform(DraftRota(team: "quay", week: try ISOWeek(text: "2026-W53")))
    try await test.perform(PublishRota(draft: draft.id))
    let shifts = try await test.perform(
      ListShifts(from: "2026-12-28T00:00:00Z".instant, to: "2027-01-04T00:00:00Z".instant))
    #expect(
      shifts.map { "\($0.duty) \($0.start.description.prefix(10))" } == [
        "feast 2026-12-28", "desk 2026-12-29", "desk 2026-12-30", "desk 2026-12-31", "feast 2027-01-01",
      ])
  }

  @Test("a copy that names another day moves who is on from the next version on, and the past stays")
  func another() async throws {
    let duties = """
        watch:
          layers:
            - { id: week, members: [ana], every: 1 week, from: 2026-12-21 }
            - { id: feast, rank: 2, only on: [holidays/uk.ics], members: [cy] }
      """
    let test = try await TestDesk(at: "2026-12-01T12:00:00Z", schedules: Self.files(duties))
    test.clock.set("2026-12-26T12:00:00Z".instant)
    var files = Self.files(duties)
    files["s/holidays/uk.ics"] = Self.calendar.replacing("20261225", with: "20261224")
      .replacing("20261228", with: "20261229")
    try await test.apply(files)
    func on(_ day: String) async throws -> String? {
      try await test.perform(WhoIsOn(team: "quay", duty: "watch", at: "\(day)T12:00:00Z".instant)).rows.first?.member
    }
    #expect(try await [on("2026-12-28"), on("2026-12-29")] == ["ana", "cy"])
    #expect(try await [on("2026-12-24"), on("2026-12-25")] == ["ana", "cy"], "as the version said that held then")
  }
}
