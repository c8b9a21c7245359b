import OutboundHTTP
import Scheduling
import Storage
import TestSupport
import Testing
import Timekeeping
import Workflows

/// Leave that comes from others' calendars, over a real store.
@Suite("Subscribed calendars", .ownThreads) struct CalendarTests {
  static let url = "https://hr.example.com/private/ana.ics"

  /// Monday morning; Ana lives in Lagos, an hour ahead of UTC.
  static func samples(at now: String = "2026-11-23T06:00:00Z") async throws -> (TestDesk, OtherCalendars) {
    let others = OtherCalendars()
    let test = try await TestDesk(at: now, calendars: others.transport)
    try await test.applySamples()
    return (test, others)
  }

  static func event(_ uid: String, _ start: String, _ end: String, _ more: String...) -> [String] {
    ["UID:\(uid)", "DTSTART;VALUE=DATE:\(start)", "DTEND;VALUE=DATE:\(end)"] + more
  }

  /// `ana 2026-12-01T23:00:00Z/2026-12-03T23:00:00Z`, of all leave.
  static func leaves(_ test: TestDesk) async throws -> [String] {
    try await test.perform(ListLeave()).map { "\($0.member) \($0.from)/\($0.until)" }
  }

  /// How often reading the first calendar was written down.
  static func readings(_ test: TestDesk) async throws -> Int {
    let entries = try await test.desk.store.read { try $0.auditEntries(entity: "calendar/CAL-1") }
    return entries.count { $0.action == "calendar-read" }
  }

  @Test("a member's calendar becomes leave, in whole days where they live, and says what did not count")
  func added() async throws {
    let (test, others) = try await Self.samples()
    others.set(
      Self.url,
      [
        Self.event("a", "20261202", "20261204", "SUMMARY: Holiday "), Self.event("old", "20261001", "20261003"),
        Self.event("free", "20261210", "20261211", "TRANSP:TRANSPARENT", "SUMMARY:Free"),
        Self.event("desk", "20261212", "20261213", "SUMMARY:Working remotely"),
        ["UID:utc", "DTSTART:20261215T000000Z", "DTEND:20261217T000000Z"],
        ["UID:night", "DTSTART:20261220T200000Z", "DTEND:20261220T210000Z"],
        ["UID:none", "DTSTART:20261221T200000Z"],
        ["UID:series", "DTSTART;VALUE=DATE:20270101", "RRULE:FREQ=MONTHLY;COUNT=2"],
      ])
    let options = CalendarOptions(except: ["REMOTE"])
    let reply = try await test.perform(AddCalendar(member: "ana", url: Self.url, options: options))
    #expect(
      try await Self.leaves(test) == [
        "ana 2026-12-01T23:00:00Z/2026-12-03T23:00:00Z", "ana 2026-12-09T23:00:00Z/2026-12-10T23:00:00Z",
        "ana 2026-12-14T23:00:00Z/2026-12-16T23:00:00Z", "ana 2026-12-20T20:00:00Z/2026-12-20T21:00:00Z",
        "ana 2026-12-31T23:00:00Z/2027-01-01T23:00:00Z", "ana 2027-01-31T23:00:00Z/2027-02-01T23:00:00Z",
      ])
    #expect(reply.added.map(\.id) == (1...6).map { "L-\($0)" } && reply.added[0].note == "Holiday")
    let report = try #require(reply.report)
    #expect(report.events == 8 && report.leaves == 6)
    #expect(report.ignored.map(\.count) == [1, 1])
    #expect(report.ignored[0].why == "has the word 'REMOTE'" && report.ignored[0].examples[0].hasPrefix("Working rem"))
    #expect(reply.calendar.address == "https://hr.example.com/…" && reply.calendar.state == "ok")
    let shown = try await test.perform(ShowCalendar(id: "CAL-1"))
    #expect(shown.leaves.count == 6 && shown.report == report && shown.options == options)
  }

  @Test("of two who subscribe to one calendar at the same time one is told that it is there already")
  func addedTwiceAtOnce() async throws {
    let others = OtherCalendars()
    // Neither is answered before both have asked.
    let transport = CalendarTransport(check: { _ in }) { url, known in
      let answer = await others.transport.fetch(url, known)
      while others.requests < 2 { await Task.yield() }
      return answer
    }
    let test = try await TestDesk(at: "2026-11-23T06:00:00Z", calendars: transport)
    try await test.applySamples()
    others.set(Self.url, [Self.event("a", "20261202", "20261204")])
    let refusals = await withTaskGroup(of: String?.self) { group in
      for _ in 0..<2 {
        group.addTask {
          do { try await test.perform(AddCalendar(member: "ana", url: Self.url)) } catch { return "\(error)" }
          return nil
        }
      }
      return await group.reduce(into: [String]()) { found, one in found += [one].compactMap { $0 } }
    }
    #expect(refusals.count == 1 && refusals.allSatisfy { $0.contains("has that calendar already") }, "\(refusals)")
    #expect(try await test.perform(ListCalendars()).count == 1)
    #expect(try await Self.leaves(test).count == 1)
  }

  @Test("reading again changes, keeps and removes exactly what came from the calendar")
  func readAgain() async throws {
    let (test, others) = try await Self.samples()
    try await test.perform(
      AddLeave(member: "ana", from: "2027-03-01T00:00:00Z".instant, until: "2027-03-02T00:00:00Z".instant))
    let kept = Self.event("kept", "20261202", "20261204")
    others.set(
      Self.url, [kept, Self.event("moved", "20261210", "20261211"), Self.event("gone", "20261220", "20261221")])
    try await test.perform(AddCalendar(member: "ana", url: Self.url))
    others.set(
      Self.url,
      [
        Self.event("new", "20261224", "20261225"), Self.event("moved", "20261211", "20261213"),
        kept + ["DTSTAMP:20261123T070000Z"],
      ])
    let reply = try await test.perform(RefreshCalendar(id: "CAL-1"))
    #expect(
      reply.changed.map(\.id) == ["L-3"] && reply.removed.map(\.id) == ["L-4"] && reply.added.map(\.id) == ["L-5"])
    #expect(
      try await Self.leaves(test) == [
        "ana 2026-12-01T23:00:00Z/2026-12-03T23:00:00Z", "ana 2026-12-10T23:00:00Z/2026-12-12T23:00:00Z",
        "ana 2026-12-23T23:00:00Z/2026-12-24T23:00:00Z", "ana 2027-03-01T00:00:00Z/2027-03-02T00:00:00Z",
      ])
    let audits = try await Self.readings(test)
    let again = try await test.perform(RefreshCalendar(id: "CAL-1"))
    #expect(again.added.isEmpty && again.changed.isEmpty && again.removed.isEmpty)
    #expect(audits == 2)
    #expect(try await Self.readings(test) == 2, "nothing changed, so nothing is written down")
  }

  @Test("what a calendar has twice is one leave, however often it is read")
  func twice() async throws {
    let (test, others) = try await Self.samples()
    others.set(
      Self.url,
      [
        // A rule of hours of a whole day names each day as often as it has hours.
        ["UID:days", "DTSTART;VALUE=DATE:20261202", "RRULE:FREQ=HOURLY;COUNT=30"],
        [
          "UID:listed", "DTSTART;TZID=Africa/Lagos:20261210T090000", "DURATION:PT1H",
          "RDATE:20261210T080000Z,20261212T080000Z",
        ],
      ])
    let reply = try await test.perform(AddCalendar(member: "ana", url: Self.url))
    let leaves = try await Self.leaves(test)
    #expect(leaves.count == 4 && Set(leaves).count == 4, "\(leaves)")
    #expect(reply.report?.leaves == 4 && reply.report?.ignored.map(\.why) == ["the calendar has it twice"])
    let again = try await test.perform(RefreshCalendar(id: "CAL-1"))
    #expect(again.added.isEmpty && again.changed.isEmpty && again.removed.isEmpty)
    #expect(try await Self.leaves(test) == leaves)
  }

  @Test("leave that has begun keeps its start and ends now when its event is gone; what is over stays")
  func past() async throws {
    let (test, others) = try await Self.samples()
    others.set(
      Self.url,
      [Self.event("over", "20261124", "20261125"), Self.event("running", "20261126", "20261201")])
    try await test.perform(AddCalendar(member: "ana", url: Self.url))
    test.clock.set("2026-11-27T12:00:00Z".instant)
    others.set(Self.url, [Self.event("other", "20270101", "20270102")])
    try await test.perform(RefreshCalendar(id: "CAL-1"))
    #expect(
      try await Self.leaves(test) == [
        "ana 2026-11-23T23:00:00Z/2026-11-24T23:00:00Z", "ana 2026-11-25T23:00:00Z/2026-11-27T12:00:00Z",
        "ana 2026-12-31T23:00:00Z/2027-01-01T23:00:00Z",
      ])
  }

  @Test("a team's calendar names people by id, name and address; the others are reported")
  func team() async throws {
    let (test, others) = try await Self.samples()
    others.set(
      Self.url,
      [
        Self.event("1", "20261202", "20261203", "SUMMARY:Ana Ferrow (Holiday)"),
        Self.event("2", "20261203", "20261204", "SUMMARY:Lindqvar\\, Bo – away"),
        Self.event("3", "20261204", "20261205", "SUMMARY:off", "ATTENDEE;CN=X:mailto:CLEO@example.com"),
        Self.event("4", "20261205", "20261206", "SUMMARY:dami: dentist", "ATTENDEE:mailto:ana@example.com"),
        Self.event("5", "20261206", "20261207", "SUMMARY:Anabel Ferrowson"),
        Self.event("6", "20261207", "20261208", "SUMMARY:office closed", "ORGANIZER:mailto:ana@example.com"),
        Self.event("7", "20261208", "20261209", "SUMMARY:bo@elsewhere.example.com away"),
        Self.event("8", "20261209", "20261210", "SUMMARY:ana + bo: trip"),
      ])
    let reply = try await test.perform(AddCalendar(team: "field-support", url: Self.url))
    #expect(reply.added.map(\.member) == ["ana", "bo", "cleo", "dami", "ana", "bo"])
    // Each in the zone of their own: New York's midnight is 05:00Z.
    #expect(reply.added[3].from == "2026-12-05T05:00:00Z".instant)
    #expect(reply.report?.ignored.map(\.count) == [3])
  }

  @Test("leave on a published shift is offered to colleagues and told to both; where it moves off, that is closed")
  func conflict() async throws {
    let (test, others) = try await Self.samples()
    let draft = try await test.perform(DraftRota(team: "field-support", week: try ISOWeek(text: "2026-W48")))
    let rota = try await test.perform(PublishRota(draft: draft.id))
    let shift = try #require(rota.shifts.first { $0.start > "2026-11-24T00:00:00Z".instant && $0.duty == "desk" })
    func digits(_ instant: Timestamp) -> String { instant.description.filter { $0 != "-" && $0 != ":" } }
    others.set(Self.url, [["UID:a", "DTSTART:\(digits(shift.start))", "DTEND:\(digits(shift.end))"]])
    let reply = try await test.perform(AddCalendar(member: shift.member, url: Self.url))
    let landed = try #require(reply.conflicts.first { $0.part.shift.text == shift.uid })
    #expect(reply.conflicts.allSatisfy { $0.request != nil && $0.part.member.text == shift.member })
    let offer = try #require(landed.request)
    let told = try await test.desk.store.read { try $0.notices().filter { $0.kind == "leave-conflict" } }
    #expect(told.map(\.recipient.text).contains(shift.member) && Set(told.map(\.id)).count == told.count)
    #expect(told.contains { $0.text.contains("offered to colleagues as \(offer)") })
    try await test.perform(RefreshCalendar(id: "CAL-1"))
    #expect(try await test.desk.store.read { try $0.notices().count { $0.kind == "leave-conflict" } } == told.count)
    #expect(try await test.request(offer).state == .open)
    let (start, end) = (shift.start + .hours(24 * 56), shift.end + .hours(24 * 56))
    others.set(Self.url, [["UID:a", "DTSTART:\(digits(start))", "DTEND:\(digits(end))"]])
    #expect(try await test.perform(RefreshCalendar(id: "CAL-1")).changed.map(\.id) == ["L-1"])
    #expect(try await test.request(offer).state == .withdrawn)
    let closed = try await test.desk.store.read { try $0.notices().filter { $0.kind == "request-withdrawn" } }
    #expect(closed.contains { $0.title == "\(offer) is closed: L-1 was moved" }, "\(closed.map(\.title))")
    try await test.perform(RemoveCalendar(id: "CAL-1"))
  }

  @Test(
    "what is no calendar leaves the last good copy as it is, and is tried again",
    arguments: [
      CalendarFetch.Answer.failed(why: "the server answers 500. help: it is asked again later"),
      .fresh(Array("<html>Sign in</html>".utf8), .init()), .fresh(Array("BEGIN:VCALENDAR\r\nBEGIN:VEV".utf8), .init()),
      .fresh(Array("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART:20270101\r\n".utf8), .init()),
    ])
  func kept(_ answer: CalendarFetch.Answer) async throws {
    let (test, others) = try await Self.samples()
    others.set(Self.url, [Self.event("a", "20261202", "20261204")])
    try await test.perform(AddCalendar(member: "ana", url: Self.url))
    others.set(Self.url, answer)
    let reply = try await test.perform(RefreshCalendar(id: "CAL-1"))
    #expect(reply.calendar.state == "failing" && reply.calendar.problem != nil && reply.removed.isEmpty)
    #expect(try await Self.leaves(test).count == 1)
    #expect(reply.report?.leaves == 1, "the report is still that of the last good copy")
    others.set(Self.url, [Self.event("a", "20261203", "20261204")])
    let mended = try await test.perform(RefreshCalendar(id: "CAL-1"))
    #expect(mended.calendar.state == "ok" && mended.changed.count == 1)
  }

  @Test("a calendar that becomes empty is believed a day later, or at once when asked")
  func emptied() async throws {
    let (test, others) = try await Self.samples()
    others.set(Self.url, [Self.event("a", "20261202", "20261204")])
    try await test.perform(AddCalendar(member: "ana", url: Self.url))
    others.set(Self.url, [])
    let first = try await test.perform(RefreshCalendar(id: "CAL-1"))
    #expect(first.calendar.state == "empty" && first.calendar.problem?.contains("--accept-empty") == true)
    test.clock.set("2026-11-24T05:59:00Z".instant)
    #expect(try await test.perform(RefreshCalendar(id: "CAL-1")).removed.isEmpty)
    test.clock.set("2026-11-24T06:00:00Z".instant)
    #expect(try await test.perform(RefreshCalendar(id: "CAL-1")).removed.count == 1)
    others.set(Self.url, [Self.event("a", "20261202", "20261204")])
    try await test.perform(RefreshCalendar(id: "CAL-1"))
    others.set(Self.url, [])
    #expect(try await test.perform(RefreshCalendar(id: "CAL-1", acceptEmpty: true)).removed.count == 1)
  }

  @Test("the loop reads about once an hour, says what it has, and reads an unchanged copy anew as time goes on")
  func rhythm() async throws {
    let (test, others) = try await Self.samples()
    let series = ["UID:s", "DTSTART;VALUE=DATE:20261201", "RRULE:FREQ=MONTHLY"]
    others.set(Self.url, [series])
    try await test.perform(AddCalendar(member: "ana", url: Self.url))
    let count = try await Self.leaves(test).count
    others.set(Self.url, .unchanged)
    let next = try #require(try await test.desk.refreshDueCalendars())
    let wait = next - "2026-11-23T06:00:00Z".instant
    #expect(others.requests == 1 && (.minutes(54)...(.minutes(66))).contains(wait))
    test.clock.set(next)
    #expect(try #require(try await test.desk.refreshDueCalendars()) > next)
    #expect(others.requests == 2 && others.lastKnown?.etag != nil)
    test.clock.set("2027-01-23T06:00:00Z".instant)
    _ = try await test.desk.refreshDueCalendars()
    #expect(try await Self.leaves(test).count == count + 2, "two months on, two months more are in the window")
  }

  @Test("failures are tried again sooner, then ever later, and somebody is told after a day")
  func silence() async throws {
    let (test, others) = try await Self.samples()
    others.set(Self.url, [Self.event("a", "20261202", "20261204")])
    try await test.perform(AddCalendar(member: "ana", url: Self.url))
    others.set(Self.url, .failed(why: "the server answers 503", retryAfter: .hours(2)))
    var waits: [Duration] = []
    var next = try #require(try await test.desk.refreshDueCalendars())
    for round in 0..<10 {
      if round == 1 { others.set(Self.url, .failed(why: "the server answers 500")) }
      test.clock.set(next)
      let after = try #require(try await test.desk.refreshDueCalendars())
      waits.append(after - next)
      next = after
    }
    #expect(waits[0] >= .hours(2), "Retry-After is heeded")
    #expect((.minutes(27)...(.minutes(33))).contains(waits[1]))
    #expect(waits.dropFirst().allSatisfy { $0 <= .hours(27) } && waits[9] >= .hours(21))
    let told = try await test.desk.store.read { try $0.notices().filter { $0.kind == "calendar-silent" } }
    #expect(told.count == 1 && told[0].recipient.text == "ana" && told[0].text.contains("answers 500"))
    #expect(try await Self.leaves(test).count == 1)
  }

  @Test("leave from a calendar is taken back there; removing the subscription takes it along, or leaves it")
  func removed() async throws {
    let (test, others) = try await Self.samples()
    others.set(Self.url, [Self.event("a", "20261202", "20261204")])
    try await test.perform(AddCalendar(member: "ana", url: Self.url))
    await #expect { try await test.perform(RemoveLeave(id: "L-1")) } throws: {
      "\($0)".contains("calendar remove CAL-1")
    }
    #expect(try await test.perform(RemoveCalendar(id: "CAL-1")).removed.map(\.id) == ["L-1"])
    #expect(try await Self.leaves(test).isEmpty)
    #expect(try await test.perform(ListCalendars()).isEmpty)
    await #expect(throws: OperatorProblem.self) { try await test.perform(RefreshCalendar(id: "CAL-1")) }
    try await test.perform(AddCalendar(member: "ana", url: Self.url))
    try await test.perform(RemoveCalendar(id: "CAL-2", keepLeave: true))
    try await test.perform(RemoveLeave(id: "L-2"))
    #expect(try await Self.leaves(test).isEmpty)
  }

  @Test("what cannot be subscribed to is refused, and nothing is stored")
  func refused() async throws {
    let (test, others) = try await Self.samples()
    others.set(Self.url, [Self.event("a", "20261202", "20261204")])
    let wrong = [
      AddCalendar(url: Self.url), AddCalendar(member: "ana", team: "field-support", url: Self.url),
      AddCalendar(member: "anna", url: Self.url), AddCalendar(member: "ana", url: "https://nobody.example.com/a.ics"),
      AddCalendar(member: "ana", url: Self.url, options: CalendarOptions(everyMinutes: 5)),
    ]
    for command in wrong {
      await #expect(throws: OperatorProblem.self) { try await test.perform(command) }
    }
    let half = ["BEGIN:VCALENDAR", "BEGIN:VEVENT"] + Self.event("a", "20261202", "20261204") + ["END:VEVENT", ""]
    let cut = AddCalendar(member: "ana", url: "https://hr.example.com/half.ics")
    others.set(cut.url, .fresh(Array(half.joined(separator: "\r\n").utf8), .init()))
    await #expect { try await test.perform(cut) } throws: {
      "\($0)".contains("the calendar cannot be read: it was cut off on its way")
    }
    let trial = try await test.perform(AddCalendar(member: "ana", url: Self.url, dryRun: true))
    #expect(trial.added.count == 1 && trial.calendar.id.isEmpty)
    #expect(try await test.perform(ListCalendars()).isEmpty)
    #expect(try await Self.leaves(test).isEmpty)
    try await test.perform(AddCalendar(member: "ana", url: Self.url))
    await #expect { try await test.perform(AddCalendar(member: "ana", url: Self.url)) } throws: {
      "\($0)".contains("(CAL-1)")
    }
  }
}
