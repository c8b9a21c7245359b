import FoundationEssentials
import Scheduling
import TestSupport
import Testing
import Timekeeping
import Workflows

/// Feeds: stable bytes, revisions that move only with their shift, links that can be ended.
@Suite(.ownThreads) struct FeedTests {
  private func feed(_ test: TestDesk, _ row: FeedRow) async throws -> RenderedFeed {
    let token = try #require(row.url?.firstMatch(of: #/feeds\/(.+)\.ics/#).map { String($0.1) })
    guard case .feed(let feed) = try await test.desk.renderFeed(token: token, agent: "test") else {
      throw OperatorProblem(.no, "the feed is not there", help: "look at the test")
    }
    return feed
  }

  private func events(_ feed: RenderedFeed) -> [String: String] {
    let text = String(decoding: feed.bytes, as: UTF8.self)
    var found: [String: String] = [:]
    for event in text.components(separatedBy: "BEGIN:VEVENT").dropFirst() {
      if let uid = event.firstMatch(of: #/UID:([^\r\n]+)/#) { found[String(uid.1)] = event }
    }
    return found
  }

  @Test("a feed polled again is the same to the byte, all day")
  func stable() async throws {
    let test = try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": SmallTeam.text])
    let row = try await test.perform(AddFeed(team: "alarm"))
    let first = try await feed(test, row)
    try await test.move(to: "2026-11-24T22:00:00Z")
    #expect(try await feed(test, row) == first)
  }

  @Test("the feed of somebody who left the team keeps their name")
  func leaver() async throws {
    let test = try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": SmallTeam.text])
    let row = try await test.perform(AddFeed(member: "ana"))
    test.clock.set("2026-11-25T10:00:00Z".instant)
    let without = SmallTeam.text.replacing("{ id: ana, name: Ana Ferrow }, ", with: "")
      .replacing("members: [ana]", with: "members: [bo]")
    try await test.apply(["alarm.yaml": without])
    let text = String(decoding: try await feed(test, row).bytes, as: UTF8.self)
    #expect(text.contains("NAME:On call: Ana Ferrow"), "\(text.prefix(400))")
  }

  @Test("an override moves the revision of the shift it touches and of no other")
  func revisions() async throws {
    let test = try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": SmallTeam.text])
    let row = try await test.perform(AddFeed(team: "alarm", duty: "office"))
    let before = events(try await feed(test, row))
    test.clock.set(try Timestamp(text: "2026-11-24T11:00:00Z"))
    try await test.perform(
      AddOverride(
        team: "alarm", duty: "office", from: "2026-11-25T09:00:00Z".instant, until: "2026-11-25T17:00:00Z".instant,
        member: "bo", out: "cy", force: true))
    let after = events(try await feed(test, row))
    #expect(Set(before.keys) == Set(after.keys), "a shift taken over whole keeps its UID")
    let changed = after.keys.filter { before[$0] != after[$0] }
    #expect(changed.count == 1 && changed.first?.contains("20261125T0900") ?? false, "\(changed)")
    let event = try #require(changed.first.flatMap { after[$0] })
    #expect(event.contains("SEQUENCE:1") && event.contains("DTSTAMP:20261124T110000Z") && event.contains("Bo Lindqvar"))
  }

  @Test("publishing what rotations said already moves no revision")
  func publishing() async throws {
    let test = try await TestDesk(at: "2026-11-23T06:00:00Z")
    try await test.applySamples()
    let row = try await test.perform(AddFeed(team: "field-support", duty: "primary"))
    let before = try await feed(test, row)
    let draft = try await test.perform(DraftRota(team: "field-support", week: ISOWeek(text: "2026-W48")))
    try await test.perform(PublishRota(draft: draft.id))
    #expect(try await feed(test, row) == before)
  }

  @Test("a revoked link is gone at once, its successor works, and only a hash was kept")
  func revoked() async throws {
    let test = try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": SmallTeam.text])
    let row = try await test.perform(AddFeed(member: "ana"))
    let shown = try await test.perform(ShowFeed(id: row.id))
    #expect(shown.url == row.url, "the owner can be shown the link again")
    let next = try await test.perform(RevokeFeed(id: row.id))
    #expect(next.url != row.url)
    let token = try #require(row.url?.firstMatch(of: #/feeds\/(.+)\.ics/#).map { String($0.1) })
    #expect(token.count == 43, "256 bits")
    #expect(try await test.desk.renderFeed(token: token, agent: nil) == .gone)
    #expect(try await test.desk.renderFeed(token: token + "x", agent: nil) == .unknown)
    _ = try await feed(test, next)
  }

  private func feed(_ test: TestDesk, _ row: FeedRow, as form: FeedForm) async throws -> String {
    let token = try #require(row.url?.firstMatch(of: #/feeds\/(.+)\.ics/#).map { String($0.1) })
    guard case .feed(let feed) = try await test.desk.renderFeed(token: token, agent: "test", form: form) else {
      throw OperatorProblem(.no, "the feed is not there", help: "look at the test")
    }
    return String(decoding: feed.bytes, as: UTF8.self)
  }

  private func desk() async throws -> TestDesk {
    try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": SmallTeam.text])
  }

  /// Cy's office day on Wednesday goes to Bo, who is on for another duty then.
  private func handOver(_ test: TestDesk) async throws {
    try await test.perform(
      AddOverride(
        team: "alarm", duty: "office", from: "2026-11-25T09:00:00Z".instant, until: "2026-11-25T17:00:00Z".instant,
        member: "bo", out: "cy", force: true))
  }

  @Test("several subjects are one calendar, and an event that two of them have stands once")
  func several() async throws {
    let test = try await desk()
    var choices = FeedChoices()
    choices.also = [FeedChoices.Place(team: "alarm"), FeedChoices.Place(team: "alarm", duty: "office")]
    let both = try await test.perform(AddFeed(team: "alarm", duty: "office", choices: choices))
    let whole = try await test.perform(AddFeed(team: "alarm"))
    #expect(both.subject == "duty alarm/office, team alarm")
    #expect(Set(events(try await feed(test, both)).keys) == Set(events(try await feed(test, whole)).keys))
  }

  @Test("reminders are DISPLAY alarms with a description; busy is what was asked for; the horizon is kept")
  func options() async throws {
    let test = try await desk()
    var choices = FeedChoices()
    choices.remindBefore = [PlainDuration(.hours(1)), PlainDuration(.hours(24))]
    choices.showAs = .busy
    choices.daysBack = 0
    choices.daysAhead = 30
    let row = try await test.perform(AddFeed(team: "alarm", duty: "office", choices: choices))
    #expect(row.options == "reminders 1 hour, 24 hours; 0 days back, 30 ahead; busy", "\(row.options)")
    let found = events(try await feed(test, row))
    #expect(found.count >= 20 && found.count <= 23, "the working days of 30 days: \(found.count)")
    for event in found.values {
      #expect(event.contains("BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT1H\r\nDESCRIPTION:"), "\(event)")
      #expect(event.contains("TRIGGER:-P1D\r\n") && event.contains("TRANSP:OPAQUE"))
    }
    choices.daysAhead = 731
    let refused = choices
    await #expect(throws: OperatorProblem.self) {
      try await test.perform(AddFeed(team: "alarm", choices: refused))
    }
  }

  @Test("a shift that was taken away stays as cancelled for a week where that was asked for, with its true times")
  func cancelled() async throws {
    let test = try await desk()
    var choices = FeedChoices()
    choices.showsCancelled = true
    let mine = try await test.perform(AddFeed(member: "cy", choices: choices))
    let plain = try await test.perform(AddFeed(member: "cy"))
    let team = try await test.perform(AddFeed(team: "alarm", duty: "office", choices: choices))
    let before = events(try await feed(test, mine))
    try await handOver(test)
    let id = try #require(before.keys.first { $0.contains("20261125T0900") })
    let event = try #require(events(try await feed(test, mine))[id])
    for line in ["STATUS:CANCELLED", "SEQUENCE:1", "SUMMARY:Cancelled: Cy Morandel", "DTSTART:20261125T090000Z"] {
      #expect(event.contains(line), "\(event)")
    }
    #expect(events(try await feed(test, plain))[id] == nil)
    let shown = try #require(events(try await feed(test, team))[id])
    #expect(shown.contains("STATUS:CONFIRMED") && shown.contains("SEQUENCE:1") && shown.contains("Bo Lindqvar"))
    test.clock.set("2026-12-01T10:00:00Z".instant)
    #expect(events(try await feed(test, mine))[id] != nil, "the past stays for a week")
    test.clock.set("2026-12-02T10:00:00Z".instant)
    #expect(events(try await feed(test, mine))[id] == nil)
  }

  @Test("a shift that one had after the other before it was taken away is cancelled once in a calendar of both")
  func cancelledOnce() async throws {
    let test = try await desk()
    var choices = FeedChoices()
    choices.showsCancelled = true
    let team = try await test.perform(AddFeed(team: "alarm", duty: "office", choices: choices))
    try await handOver(test)
    try await test.perform(
      AddOverride(
        team: "alarm", duty: "office", from: "2026-11-25T09:00:00Z".instant, until: "2026-11-25T17:00:00Z".instant))
    let text = String(decoding: try await feed(test, team).bytes, as: UTF8.self)
    let cancelled = text.components(separatedBy: "BEGIN:VEVENT").filter { $0.contains("STATUS:CANCELLED") }
    #expect(cancelled.count == 1, "\(cancelled)")
    let event = try #require(cancelled.first)
    #expect(event.contains("SUMMARY:Cancelled: Bo Lindqvar") && event.contains("SEQUENCE:2"), "\(event)")
  }

  @Test("a feed of gaps has the times that nobody fills, and one without any is a calendar all the same")
  func gaps() async throws {
    let test = try await desk()
    var choices = FeedChoices()
    choices.gaps = true
    let row = try await test.perform(AddFeed(team: "alarm", choices: choices))
    let empty = String(decoding: try await feed(test, row).bytes, as: UTF8.self)
    #expect(empty.contains("BEGIN:VTIMEZONE") && !empty.contains("BEGIN:VEVENT"), "\(empty)")
    try await test.perform(
      AddOverride(
        team: "alarm", duty: "office", from: "2026-11-25T09:00:00Z".instant, until: "2026-11-25T12:00:00Z".instant))
    let found = events(try await feed(test, row))
    #expect(found.count == 1)
    let event = try #require(found.values.first)
    #expect(event.contains("SUMMARY:Nobody on call: ") && event.contains("DTEND:20261125T120000Z"), "\(event)")
    let refused = choices
    await #expect(throws: OperatorProblem.self) {
      try await test.perform(AddFeed(member: "ana", choices: refused))
    }
  }

  @Test("a gap that the horizon cuts is one event from day to day, and says when it became longer")
  func cutGap() async throws {
    let test = try await desk()
    var choices = FeedChoices()
    choices.gaps = true
    choices.daysAhead = 30
    let row = try await test.perform(AddFeed(team: "alarm", duty: "primary", choices: choices))
    try await test.perform(
      AddOverride(
        team: "alarm", duty: "primary", from: "2026-12-10T00:00:00Z".instant, until: "2026-12-30T00:00:00Z".instant,
        force: true))
    var uids: Set<String> = []
    for (now, end, changed) in [
      ("2026-11-24T10:00:00Z", "20261224T000000Z", "20261124T"),
      ("2026-11-25T09:00:00Z", "20261225T000000Z", "20261125T"),
      ("2026-11-29T23:00:00Z", "20261229T000000Z", "20261129T"),
    ] {
      test.clock.set(now.instant)
      let found = events(try await feed(test, row))
      uids.formUnion(found.keys)
      let event = try #require(found.values.first)
      #expect(event.contains("DTEND:\(end)") && event.contains("DTSTAMP:\(changed)"), "\(event)")
    }
    #expect(uids.count == 1, "\(uids)")
    test.clock.set("2026-12-02T10:00:00Z".instant)
    let whole = events(try await feed(test, row))
    #expect(whole.count == 1 && whole.values.first?.contains("DTEND:20261230T000000Z") == true)
  }

  @Test("a team that is to be left out has its shifts in its members' calendars until then, and its past stays")
  func leftOut() async throws {
    let lamp = """
      team: lamp
      name: Lamp
      zone: Etc/UTC
      members: [{ id: ida, name: Ida Tarn }]
      duties: { desk: { layers: [{ id: day, hours: mon-fri 09:00-17:00, members: [ida] }] } }

      """
    let test = try await TestDesk(
      at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": SmallTeam.text, "lamp.yaml": lamp])
    let (own, team) = (
      try await test.perform(AddFeed(member: "ida")), try await test.perform(AddFeed(team: "lamp"))
    )
    try await test.apply(["alarm.yaml": SmallTeam.text], from: "2026-12-01T00:00:00Z".instant, force: true)
    for now in ["2026-11-24T10:00:00Z", "2026-12-02T10:00:00Z"] {
      test.clock.set(now.instant)
      let shifts = events(try await feed(test, own)).keys
      #expect(shifts.contains { $0.contains("20261130T0900") }, "\(now)")
      #expect(!shifts.contains { $0.contains("20261201T0900") }, "\(now)")
      #expect(String(decoding: try await feed(test, team).bytes, as: UTF8.self).contains("X-WR-CALNAME:Lamp\r\n"))
    }
  }

  @Test("programs get the same events as JSON")
  func json() async throws {
    let test = try await desk()
    let row = try await test.perform(AddFeed(team: "alarm", duty: "office"))
    let text = try await feed(test, row, as: .json)
    let ids = text.matches(of: #/"uid":"([^"]+)"/#).map { String($0.1) }
    #expect(Set(ids) == Set(events(try await feed(test, row)).keys) && !ids.isEmpty)
    #expect(text.contains(#""status":"confirmed""#))
  }

  @Test("what is served from memory is forgotten with the next commit")
  func memory() async throws {
    let test = try await desk()
    let row = try await test.perform(AddFeed(team: "alarm"))
    let first = try await feed(test, row)
    #expect(try await feed(test, row) == first)
    try await handOver(test)
    #expect(try await feed(test, row) != first)
  }
}
