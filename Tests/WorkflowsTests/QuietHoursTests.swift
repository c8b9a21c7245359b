import Scheduling
import Storage
import TestSupport
import Testing
import Timekeeping
import Workflows

/// Hours in which no notice reaches somebody: what waits leaves together at their end, and pages never wait (O8, K5).
@Suite(.ownThreads) struct QuietHoursTests {
  /// Ana has the week; Bo, who is off, has quiet hours in the file.
  private func desk(at now: String) async throws -> TestDesk {
    let files = NoticeTeam.files(
      "priorities: [urgent]\nescalation: { all: [{ at: created, page: bo }] }\n"
        + "queues: { one: { when: otherwise, page from: urgent, escalation: all, overflow: [primary] } }\n"
    ) { text in
      text.replacing(
        "name: Bo Lindqvar, hours: mon-fri 09:00-17:00,", with: "name: Bo Lindqvar, notices: { quiet: 22:00-07:00 },")
    }
    let test = try await TestDesk(at: now, schedules: files)
    try await test.live(until: now, messages: true)
    return test
  }

  private func tell(
    _ test: TestDesk, _ cause: String, to member: String = "bo", _ haste: Notice.Haste = .atOnce,
    expires: Timestamp? = nil
  ) async throws {
    let notice = Notice(
      kind: "x", cause: cause, recipient: MemberID(unchecked: member), title: "Title \(cause)", text: "Text.",
      haste: haste, expires: expires)
    let now = test.clock.wall.now()
    try await test.desk.store.write { tx in _ = try tx.tell(notice, at: now) }
  }

  @Test("what comes in the night leaves in the morning as one message; before ten it left at once")
  func night() async throws {
    let test = try await desk(at: "2026-11-17T21:59:00Z")
    try await tell(test, "evening")
    try await test.live(until: "2026-11-17T22:00:00Z", messages: true)
    #expect(try test.messages(to: "bo").map(\.title) == ["Title evening"])
    for cause in ["a", "b"] { try await tell(test, cause) }
    try await tell(test, "c", .soon)
    try await test.live(until: "2026-11-18T06:59:00Z", messages: true)
    #expect(try test.messages(to: "bo").count == 1)
    let waiting = try await test.perform(ListNotices(member: "bo", state: "waiting"))
    #expect(waiting.count == 3)
    #expect(
      waiting.first { $0.cause == "a" }?.why
        == "it waits for the end of the quiet hours Wed 2026-11-18 07:00 Europe/London")
    try await test.live(until: "2026-11-18T07:01:00Z", messages: true)
    #expect(try test.messages(to: "bo").map(\.kinds.count) == [1, 3])
  }

  @Test("what waited waits on where its hour passed while nothing ran, or quiet hours or leave came meanwhile (O8)")
  func putOffAgain() async throws {
    let test = try await desk(at: "2026-11-17T22:30:00Z")
    try await tell(test, "a")
    try await test.live(until: "2026-11-17T22:31:00Z", messages: true)
    test.clock.set("2026-11-19T03:00:00Z".instant)
    try await test.live(until: "2026-11-19T03:01:00Z", messages: true)
    try await test.perform(QuietHours(member: "bo", hours: "06:00-08:00"))
    try await test.live(until: "2026-11-19T07:59:00Z", messages: true)
    #expect(try test.messages(to: "bo").isEmpty)
    try await tell(test, "b", .digest)
    try await tell(test, "c", .digest, expires: "2026-11-19T10:00:00Z".instant)
    try await test.live(until: "2026-11-19T08:01:00Z", messages: true)
    #expect(try test.messages(to: "bo").map(\.title) == ["Title a"])
    try await test.perform(
      AddLeave(member: "bo", from: "2026-11-19T08:30:00Z".instant, until: "2026-11-20T18:00:00Z".instant))
    try await test.live(until: "2026-11-21T00:00:00Z", messages: true)
    #expect(try test.messages(to: "bo").map(\.title) == ["Title a", "Title c"], "what would be over leaves")
    try await test.live(until: "2026-11-23T09:01:00Z", messages: true)
    #expect(try test.messages(to: "bo").flatMap(\.kinds).filter { $0 == "x" }.count == 3)
  }

  @Test("what would be over by then is sent, and so is everything to somebody who is on shift")
  func exceptions() async throws {
    let test = try await desk(at: "2026-11-17T23:00:00Z")
    try await tell(test, "short", expires: "2026-11-18T02:00:00Z".instant)
    try await test.live(until: "2026-11-17T23:01:00Z", messages: true)
    #expect(try test.messages(to: "bo").map(\.title) == ["Title short"])
    try await test.perform(QuietHours(member: "ana", hours: "22:00-07:00"))
    try await tell(test, "on shift", to: "ana")
    try await test.live(until: "2026-11-17T23:02:00Z", messages: true)
    #expect(try test.messages(to: "ana").map(\.title) == ["Title on shift"])
  }

  @Test("that a shift moved is told before it begins, though that is in the quiet hours")
  func beforeItBegins() async throws {
    let test = try await desk(at: "2026-11-17T23:00:00Z")
    func give(_ from: String, _ until: String) async throws {
      try await test.perform(
        AddOverride(
          team: "alarm", duty: "primary", from: from.instant, until: until.instant, member: "bo", out: "ana",
          reason: "dentist", force: true))
    }
    try await give("2026-11-18T08:00:00Z", "2026-11-18T09:00:00Z")
    try await test.live(until: "2026-11-17T23:01:00Z", messages: true)
    #expect(try test.messages(to: "bo").isEmpty, "seven is early enough")
    try await give("2026-11-18T06:00:00Z", "2026-11-18T07:00:00Z")
    try await test.live(until: "2026-11-17T23:02:00Z", messages: true)
    #expect(try test.messages(to: "bo").map(\.kinds) == [["shift-moved"]])
    try await test.live(until: "2026-11-18T07:01:00Z", messages: true)
    #expect(try test.messages(to: "bo").flatMap(\.kinds).filter { $0 == "shift-moved" }.count == 2)
  }

  @Test("pages and test pages never wait")
  func pages() async throws {
    let test = try await desk(at: "2026-11-17T23:00:00Z")
    try await test.perform(OpenTicket(team: "alarm", title: "Down", priority: "urgent"))
    try await test.live(until: "2026-11-17T23:01:00Z", messages: true)
    #expect(try await test.perform(ShowTicket(id: "T-1")).pages.map(\.recipient) == ["bo"])
    #expect(test.sent.ids.contains { $0.hasPrefix("T-1-") })
    let proof = try await test.perform(TestPage(member: "bo"))
    #expect(proof.unreachable.isEmpty && proof.rows.map(\.outcome) == ["sent"])
  }

  @Test("what a member sets comes before the file; none and clear undo it; hours without end are refused")
  func own() async throws {
    let test = try await desk(at: "2026-11-17T23:00:00Z")
    let file = try await test.perform(QuietHours(member: "bo"))
    #expect(file.origin == "file" && file.hours == "22:00-07:00", "\(file)")
    #expect(try file.until == Timestamp(text: "2026-11-18T07:00:00Z"))
    let none = try await test.perform(QuietHours(member: "bo", hours: "none"))
    #expect(none.origin == "own" && none.hours == nil && none.until == nil)
    try await tell(test, "a")
    try await test.live(until: "2026-11-17T23:01:00Z", messages: true)
    #expect(try test.messages(to: "bo").count == 1)
    #expect(try await test.perform(QuietHours(member: "bo", clear: true)).origin == "file")
    for wrong in ["always", "25:00-26:00", ""] {
      await #expect(throws: OperatorProblem.self) { try await test.perform(QuietHours(member: "bo", hours: wrong)) }
    }
  }

  @Test(
    "quiet hours end on the wall of the member's zone, also when the clock changes, and hold nothing for longer than a day"
  )
  func timing() throws {
    let zone = try SystemZones.zone("Europe/London")
    func end(_ hours: String, _ now: String) throws -> String? {
      let timing = NoticeTiming(zone: zone, hours: nil, quiet: try WeeklyHours(text: hours))
      return timing.endOfQuiet(at: now.instant)?.description
    }
    #expect(try end("22:00-07:00", "2026-10-24T22:30:00Z") == "2026-10-25T07:00:00Z")
    #expect(try end("22:00-07:00", "2026-03-28T23:00:00Z") == "2026-03-29T06:00:00Z")
    #expect(try end("22:00-07:00", "2026-03-29T06:00:00Z") == nil, "half open")
    #expect(try end("sat-sun 00:00-24:00", "2026-11-21T00:00:00Z") == "2026-11-22T00:00:00Z")
    #expect(try end("mon 00:00-24:00", "2026-11-21T00:00:00Z") == nil)
  }
}
