import OutboundHTTP
import ScheduleFiles
import Scheduling
import Storage
import TestSupport
import Testing
import Timekeeping
import Workflows

/// Public calendars of holidays, read again on a rhythm while the server runs.
@Suite("Readings of holidays", .ownThreads) struct HolidayReadingTests {
  static let url = "https://calendars.example.org/uk.ics"
  static let christmas = ["UID:1", "DTSTART;VALUE=DATE:20261225", "SUMMARY:Christmas Day"]
  static let newYear = ["UID:2", "DTSTART;VALUE=DATE:20270101", "SUMMARY:New Year's Day"]

  /// A team that goes by a copy with Christmas Day alone, fetched an hour ago.
  private static func desk() async throws -> (TestDesk, OtherCalendars) {
    let others = OtherCalendars()
    others.set(url, [christmas])
    let copy = """
      BEGIN:VCALENDAR
      X-WATCHBILL-FETCHED:2026-12-01T11:00:00Z
      BEGIN:VEVENT
      \(christmas.joined(separator: "\n"))
      END:VEVENT
      END:VCALENDAR

      """
    let team = """
      team: quay
      name: Quay
      zone: Europe/London
      lead: ana
      members: [{ id: ana }, { id: bo }]
      office hours: { uk: { hours: mon-fri 09:00-17:00, holidays: "\(url)" } }
      duties: { watch: { layers: [{ id: week, members: [ana, bo], every: 1 week, handoff: mon 09:00, from: 2026-11-30 }] } }
      """
    let files = ["s/team.yaml": team, "s/\(HolidayAddress.copy(of: url))": copy]
    return (try await TestDesk(at: "2026-12-01T12:00:00Z", schedules: files, calendars: others.transport), others)
  }

  private static func notices(_ test: TestDesk, _ kind: String) async throws -> [Notice] {
    try await test.desk.store.read { try $0.notices().filter { $0.kind == kind } }
  }

  private static func row(_ test: TestDesk) async throws -> HolidayReadingRow {
    try #require(try await test.perform(ListHolidayReadings()).first)
  }

  @Test("a calendar is read a day after its copy, about daily, with what is known; the same days are no news")
  func rhythm() async throws {
    let (test, others) = try await Self.desk()
    var next = try #require(try await test.desk.readDueHolidays())
    #expect(next == "2026-12-02T11:00:00Z".instant && others.requests == 0)
    #expect(try await Self.row(test).state == "new")
    for round in 1...4 {
      test.clock.set(next)
      if round == 3 { others.set(Self.url, .unchanged) }
      let after = try #require(try await test.desk.readDueHolidays())
      #expect(others.requests == round && (.hours(21)...(.hours(27))).contains(after - next))
      next = after
    }
    #expect(others.lastKnown?.etag != nil)
    let row = try await Self.row(test)
    #expect(row.state == "ok" && row.teams == ["quay"] && row.behind.isEmpty && row.report?.copy.days == 1)
    #expect(try await Self.notices(test, "holidays-changed").isEmpty)
  }

  @Test("days that came are told to the lead once, with what to do, and nothing that holds is changed")
  func changed() async throws {
    let (test, others) = try await Self.desk()
    others.set(Self.url, [Self.christmas, Self.newYear, ["UID:3", "DTSTART;VALUE=DATE:20261399", "SUMMARY:Broken"]])
    for day in ["03", "05", "07"] {
      test.clock.set("2026-12-\(day)T12:00:00Z".instant)
      _ = try await test.desk.readDueHolidays()
    }
    let told = try await Self.notices(test, "holidays-changed")
    #expect(told.count == 1 && told.first?.recipient.text == "ana")
    #expect(told.first?.text.contains("New: 2027-01-01 New Year's Day.") == true, "\(told)")
    #expect(told.first?.text.contains("watchbill calendar holidays refresh") == true)
    let row = try await Self.row(test)
    #expect(row.behind == ["quay"] && row.report?.copy.days == 2)
    #expect(row.report?.remarks.count == 1, "what was not understood is said: \(String(describing: row.report))")
    let versions = try await test.perform(ListVersions())
    #expect(versions.count == 1)
  }

  @Test("an address that fails, answers nonsense or lost its days keeps the last good reading; a lead hears of it once")
  func failing() async throws {
    let (test, others) = try await Self.desk()
    test.clock.set("2026-12-03T12:00:00Z".instant)
    var next = try #require(try await test.desk.readDueHolidays())
    let good = try await Self.row(test).good
    let bad: [CalendarFetch.Answer] = [
      .failed(why: "the server answers 500"), .fresh(Array("<html>sign in</html>".utf8), CalendarFetch.Known()),
    ]
    for round in 0..<6 {
      if round < 4 {
        others.set(Self.url, bad[round % 2])
      } else {
        others.set(Self.url, [["UID:9", "DTSTART;VALUE=DATE:20200101", "SUMMARY:Long ago"]])
      }
      test.clock.set(next)
      let after = try #require(try await test.desk.readDueHolidays())
      #expect((.hours(5)...(.hours(27))).contains(after - next))
      next = after
    }
    let row = try await Self.row(test)
    #expect(row.state == "failing" && row.good == good && row.report?.copy.days == 1)
    #expect(row.problem?.contains("names no coming day any more") == true)
    let told = try await Self.notices(test, "holidays-silent")
    #expect(told.count == 1 && told.first?.recipient.text == "ana" && told.first?.text.contains(Self.url) == true)
    others.set(Self.url, [Self.christmas])
    test.clock.set(next)
    _ = try await test.desk.readDueHolidays()
    #expect(try await Self.row(test).state == "ok")
  }

  @Test("a reading that cannot be stored is not asked for again at once")
  func unstored() async throws {
    let (test, others) = try await Self.desk()
    others.set(Self.url, [Self.christmas, Self.newYear])
    test.clock.set("2026-12-03T12:00:00Z".instant)
    // Without the data of the team's zone, what came cannot be told to its lead, so nothing is committed.
    let unzoned = ServiceDesk(
      store: test.desk.store, clock: test.desk.clock, zones: ZoneTables([]), setup: test.desk.setup,
      keys: test.desk.keys, transport: test.desk.transport, calendars: others.transport, log: test.desk.log)
    let next = try #require(try await unzoned.readDueHolidays())
    #expect(next == "2026-12-03T12:10:00Z".instant && others.requests == 1)
    #expect(try await test.desk.store.read { try $0.holidayReadings() }.isEmpty)
    _ = try await test.desk.readDueHolidays()
    #expect(try await Self.row(test).behind == ["quay"], "nothing was lost")
  }

  @Test("a calendar that no version names any more is forgotten")
  func forgotten() async throws {
    let (test, _) = try await Self.desk()
    test.clock.set("2026-12-03T12:00:00Z".instant)
    _ = try await test.desk.readDueHolidays()
    let plain = "team: quay\nzone: Etc/UTC\nmembers: [{ id: ana }]\nduties: { watch: { slots: mon 09:00-10:00 } }"
    try await test.apply(["s/team.yaml": plain])
    #expect(try await test.desk.readDueHolidays() == nil)
    #expect(try await test.desk.store.read { try $0.holidayReadings() }.isEmpty)
  }
}
