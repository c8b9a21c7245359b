import PagingChannels
import ProviderExchange
import Scheduling
import Storage
import Synchronization
import TestSupport
import Testing
import Timekeeping
import Workflows

/// What people are told: by whom it is decided, when it leaves, and that it arrives once.
@Suite(.ownThreads) struct NoticeTests {
  /// Monday noon, in Ana's week.
  private func desk(
    at now: String = "2026-11-16T12:00:00Z", _ rest: String = "", _ change: (String) -> String = { $0 }
  ) async throws -> TestDesk {
    let test = try await TestDesk(at: now, schedules: NoticeTeam.files(rest, change))
    try await test.live(until: now, messages: true)
    return test
  }

  private func tell(
    _ test: TestDesk, _ cause: String, to member: String = "ana", _ haste: Notice.Haste = .soon, kind: String = "x",
    expires: Timestamp? = nil
  ) async throws {
    let notice = Notice(
      kind: kind, cause: cause, recipient: MemberID(unchecked: member), title: "Title \(cause)", text: "Text.",
      haste: haste, expires: expires)
    let now = test.clock.wall.now()
    try await test.desk.store.write { tx in _ = try tx.tell(notice, at: now) }
  }

  private func over(_ test: TestDesk, from: String, until: String, member: String?, out: String?) async throws {
    try await test.perform(
      AddOverride(
        team: "alarm", duty: "primary", from: from.instant, until: until.instant, member: member, out: out,
        reason: "dentist"))
  }

  // MARK: When

  @Test("nothing but what was decided is told: a first apply tells nobody anything")
  func quiet() async throws {
    let test = try await desk()
    #expect(try test.messages.isEmpty)
    try await test.live(until: "2026-11-21T00:00:00Z", messages: true)
    #expect(try test.messages.isEmpty)
  }

  @Test("inside working hours a notice leaves at once, outside it waits, and what waited leaves as one digest")
  func digest() async throws {
    let test = try await desk()
    try await tell(test, "a")
    try await test.live(until: "2026-11-16T12:01:00Z", messages: true)
    #expect(try test.messages.map(\.title) == ["Title a"])
    try await test.live(until: "2026-11-16T20:00:00Z", messages: true)
    for cause in ["b", "c", "d"] { try await tell(test, cause) }
    try await tell(test, "e", .atOnce)
    try await test.live(until: "2026-11-17T08:59:00Z", messages: true)
    #expect(try test.messages.map(\.title) == ["Title a", "Title e"])
    let waiting = try await test.perform(ListNotices(state: "waiting"))
    #expect(waiting.map(\.cause).sorted() == ["b", "c", "d"])
    #expect(waiting.first?.why == "it waits for the digest of Tue 2026-11-17 09:00 Europe/London")
    try await test.live(until: "2026-11-17T09:01:00Z", messages: true)
    let sent = try test.messages
    #expect(sent.last?.kinds.count == 3 && sent.count == 3)
    #expect(try test.messages.last?.title == "3 notices: Title b, and more")
    #expect(try await test.perform(ListNotices(member: "ana")).allSatisfy { $0.state == "sent" })
    #expect(try await test.perform(VerifyStore()) == [])
  }

  @Test("a member's own digest hour and topics count")
  func wishes() async throws {
    let test = try await desk { text in
      text.replacing(
        "name: Bo Lindqvar,", with: "name: Bo Lindqvar, notices: { moved: no, digest at: 15:30 },")
    }
    try await tell(test, "a", to: "bo", .digest)
    try await tell(test, "b", to: "bo", .atOnce, kind: "shift-moved")
    try await test.live(until: "2026-11-16T15:29:00Z", messages: true)
    #expect(try test.messages.isEmpty)
    try await test.live(until: "2026-11-16T15:31:00Z", messages: true)
    #expect(try test.messages.map(\.title) == ["Title a"])
    let muted = try await test.perform(ListNotices(state: "muted"))
    #expect(muted.map(\.why) == ["bo wants no notices of 'moved'"])
  }

  @Test("what others settle among themselves reaches only those who ask for it (row 37)")
  func others() async throws {
    let test = try await desk { text in
      text.replacing("name: Bo Lindqvar,", with: "name: Bo Lindqvar, notices: { swaps of others: yes },")
    }
    for member in ["ana", "bo"] { try await tell(test, "s", to: member, .atOnce, kind: "swap-of-others") }
    try await test.live(until: "2026-11-16T12:01:00Z", messages: true)
    #expect(try test.messages.map(\.to) == ["bo"])
  }

  // MARK: How

  @Test("a try that may have arrived is repeated under the same id; nothing else is ever sent twice")
  func unknown() async throws {
    let test = try await desk()
    test.sent.respond(.failed(.timedOut, beforeSending: false))
    try await tell(test, "a", .atOnce)
    try await test.live(until: "2026-11-16T12:00:01Z", messages: true)
    test.sent.respond(.http(status: 204, headers: [], body: []))
    try await test.live(until: "2026-11-16T13:00:00Z", messages: true)
    #expect(Set(test.sent.ids).count == 1 && test.sent.ids.count == 2, "\(test.sent.ids)")
    #expect(try await test.perform(ListNotices()).map(\.attempts) == [2])
  }

  @Test("what one address refuses goes to the next one; when none takes it, that is written down")
  func nextContact() async throws {
    let test = try await desk()
    test.sent.respond(.http(status: 410, headers: [], body: []))
    try await tell(test, "a", .atOnce)
    try await test.live(until: "2026-11-16T12:01:00Z", messages: true)
    #expect(try test.messages.map(\.url) == ["http://one.example.com/ana", "http://two.example.com/ana"])
    #expect(test.sent.ids == ["N-1", "N-1-2"])
    let row = try #require(try await test.perform(ListNotices()).first)
    #expect(row.state == "failed" && row.why.contains("410"), "\(row)")
    #expect(try await test.perform(VerifyStore()) == [])
  }

  @Test("what was on its way to a contact that is no more goes to those there are now, under ids of its own")
  func changedContact() async throws {
    let test = try await desk()
    test.sent.respond(.http(status: 410, headers: [], body: []))
    try await tell(test, "a", .atOnce)
    for number in [3, 4] {
      let parcel = try #require(try await test.desk.claimParcels(.message).parcels.first)
      let outcome = await test.desk.attempt(parcel)
      test.clock.set("2026-11-16T12:00:0\(number)Z".instant)
      try await test.apply(
        NoticeTeam.files { $0.replacing("http://one.example.com/ana", with: "http://\(number).example.com") })
      try await test.desk.record(outcome, of: parcel)
    }
    test.sent.respond(.http(status: 204, headers: [], body: []))
    try await test.live(until: "2026-11-16T12:01:00Z", messages: true)
    #expect(
      try test.messages.map(\.url) == ["http://one.example.com/ana", "http://3.example.com", "http://4.example.com"])
    #expect(test.sent.ids == ["N-1", "N-1-2", "N-1-3"])
    #expect(try await test.perform(ListNotices()).map(\.state) == ["sent"])
    #expect(try await test.perform(VerifyStore()) == [])
  }

  @Test("a notice whose matter is over before it can leave does not leave")
  func over() async throws {
    let test = try await desk()
    test.sent.respond(.failed(.refused, beforeSending: true))
    try await tell(test, "a", .atOnce, expires: "2026-11-16T13:00:00Z".instant)
    try await test.live(until: "2026-11-16T12:59:00Z", messages: true)
    let tries = test.sent.ids.count
    #expect(tries > 1)
    test.sent.respond(.http(status: 204, headers: [], body: []))
    try await test.live(until: "2026-11-16T14:00:00Z", messages: true)
    #expect(test.sent.ids.count <= tries + 1)
  }

  @Test("a notice to somebody whom no team has any more fails and says why")
  func gone() async throws {
    let test = try await desk()
    try await tell(test, "a", to: "nobody-there", .atOnce)
    try await test.live(until: "2026-11-16T12:01:00Z", messages: true)
    let rows = try await test.perform(ListNotices())
    #expect(rows.map(\.state) == ["failed"] && rows.map(\.why) == ["no team has 'nobody-there' now"])
  }

  // MARK: Moved shifts

  @Test("a change inside 48 hours is told at once to both, with who, why and by whom (T16)")
  func movedNow() async throws {
    let test = try await desk(at: "2026-11-16T22:00:00Z")
    try await over(test, from: "2026-11-17T09:00:00Z", until: "2026-11-17T17:00:00Z", member: "bo", out: "ana")
    try await test.live(until: "2026-11-16T22:01:00Z", messages: true)
    #expect(
      try test.messages.map { "\($0.to) \($0.kinds)" }.sorted() == [#"ana ["shift-moved"]"#, #"bo ["shift-moved"]"#])
    let ana = try #require(try test.messages(to: "ana").first)
    #expect(ana.title == "You have fewer shifts in Alarm desk, the first change Tue 2026-11-17 09:00 Europe/London")
    #expect(
      ana.text == """
        - you are off Primary Tue 2026-11-17 09:00 – Tue 2026-11-17 17:00 Europe/London: Bo Lindqvar instead, instead \
        of Ana Ferrow, by test (O-1): dentist
        Changed by test: override O-1 (dentist).
        """)
    let bo = try #require(try test.messages(to: "bo").first)
    #expect(bo.text.contains("you are on Primary Tue 2026-11-17 09:00"))
  }

  @Test("a change further away comes with the digest, and taking it back is told as well")
  func movedLater() async throws {
    let test = try await desk(at: "2026-11-16T12:00:00Z")
    try await over(test, from: "2026-11-20T09:00:00Z", until: "2026-11-20T17:00:00Z", member: "bo", out: "ana")
    try await test.live(until: "2026-11-16T13:00:00Z", messages: true)
    #expect(try test.messages.isEmpty)
    try await test.perform(RemoveOverride(id: "O-1"))
    try await test.live(until: "2026-11-17T09:01:00Z", messages: true)
    #expect(try test.messages(to: "ana").map(\.kinds) == [["shift-moved", "shift-moved"]])
  }

  @Test("a change months ahead comes with the digest as well, and the next change does not tell it again (T16)")
  func movedMonthsAhead() async throws {
    let test = try await desk(at: "2026-11-16T12:00:00Z")
    try await over(test, from: "2027-01-20T09:00:00Z", until: "2027-01-20T17:00:00Z", member: "ana", out: "bo")
    try await test.live(until: "2026-11-17T09:01:00Z", messages: true)
    for member in ["ana", "bo"] {
      #expect(try test.messages(to: member).map(\.kinds) == [["shift-moved"]], "\(member)")
    }
    let ana = try #require(try test.messages(to: "ana").first)
    #expect(ana.title == "You have more shifts in Alarm desk, the first change Wed 2027-01-20 09:00 Europe/London")
    #expect(ana.text.contains("you are on Primary Wed 2027-01-20 09:00"), "\(ana.text)")
    try await over(test, from: "2026-11-20T09:00:00Z", until: "2026-11-20T17:00:00Z", member: "bo", out: "ana")
    try await test.live(until: "2026-11-18T09:01:00Z", messages: true)
    let next = try #require(try test.messages(to: "ana").last)
    #expect(next.text.contains("2026-11-20") && !next.text.contains("2027"), "\(next.text)")
  }

  @Test("months after the last change of a team a change is told all the same")
  func movedAfterQuietMonths() async throws {
    let test = try await desk(at: "2026-11-16T12:00:00Z")
    test.clock.set("2027-01-12T12:00:00Z".instant)
    try await over(test, from: "2027-01-20T09:00:00Z", until: "2027-01-20T17:00:00Z", member: "ana", out: "bo")
    let told = try await test.desk.store.read { try $0.notices() }.filter { $0.kind == "shift-moved" }
    #expect(told.map(\.recipient.text).sorted() == ["ana", "bo"])
  }

  @Test("publishing what stood already moves nobody")
  func republished() async throws {
    let test = try await desk(at: "2026-11-17T12:00:00Z")
    let draft = try await test.perform(DraftRota(team: "alarm", week: try ISOWeek(text: "2026-W48")))
    try await test.perform(PublishRota(draft: draft.id))
    try await test.live(until: "2026-11-18T12:00:00Z", messages: true)
    #expect(try test.messages.isEmpty)
  }

  // MARK: Handoffs, reminders, summary

  @Test("the next person is reminded a day before and gets the digest at the handoff, with the open tickets, once")
  func handoff() async throws {
    let test = try await desk(at: "2026-11-21T12:00:00Z")
    try await test.live(until: "2026-11-22T08:59:59Z", messages: true)
    #expect(try test.messages.isEmpty)
    try await test.live(until: "2026-11-22T09:00:01Z", messages: true)
    #expect(try test.messages.map { "\($0.to) \($0.kinds)" } == [#"bo ["reminder"]"#])
    try await test.live(until: "2026-11-23T09:00:01Z", messages: true)
    let digest = try #require(try test.messages.last)
    #expect(digest.to == "bo" && digest.kinds == ["handoff"])
    #expect(digest.title == "You are on Primary of Alarm desk now, until Mon 2026-11-30 09:00 Europe/London")
    #expect(
      digest.text == """
        You take over from Ana Ferrow.
        It is yours until Mon 2026-11-30 09:00 Europe/London. Why you: rotation week: this turn began Mon 2026-11-23 \
        09:00 Europe/London.
        After you: Ana Ferrow, from Mon 2026-11-30 09:00 Europe/London.
        Alarm desk has no open tickets.
        """)
    try await test.desk.recover()
    try await test.live(until: "2026-11-28T12:00:00Z", messages: true)
    #expect(try test.messages.count == 2, "neither the start nor time tells it again")
  }

  @Test("after an outage over two handoffs only what is true now is told (K5)")
  func outage() async throws {
    let test = try await desk(at: "2026-11-21T12:00:00Z", "on change: pager\n")
    test.clock.set("2026-12-09T12:00:00Z".instant)
    try await test.desk.recover()
    try await test.live(until: "2026-12-09T12:01:00Z", messages: true)
    let seen = try test.messages.map { "\($0.type) \($0.to) \($0.kinds) \($0.onCall)" }.sorted()
    #expect(seen == [#"notice bo ["handoff"] []"#, #"shift-change team [] ["bo"]"#], "\(seen)")
  }

  @Test("a clock that jumps back and forth tells nothing a second time")
  func clockJumps() async throws {
    let test = try await desk(at: "2026-11-21T12:00:00Z", "announce: [{ to: pager, at: mon 09:00 }]\n")
    try await test.live(until: "2026-11-23T09:30:00Z", messages: true)
    let before = try test.messages.map(\.description)
    #expect(before.count == 3)
    for instant in ["2026-11-23T08:00:00Z", "2026-11-23T09:30:00Z"] {
      test.clock.set(instant.instant)
      try await test.desk.recover()
      try await test.live(until: instant, messages: true)
    }
    try await test.live(until: "2026-11-23T12:00:00Z", messages: true)
    #expect(try test.messages.map(\.description) == before)
  }

  @Test("the lead gets the team's week on Monday: who is on, what is next, the grid, gaps and conflicts")
  func summary() async throws {
    let test = try await desk(at: "2026-11-21T12:00:00Z") { $0.replacing("weekly summary: never\n", with: "") }
    try await test.live(until: "2026-11-23T09:01:00Z", messages: true)
    let summary = try #require(try test.messages(to: "cy").first)
    #expect(summary.kinds == ["weekly-summary"])
    #expect(summary.title == "Alarm desk, 2026-W48: who is on and what is open")
    #expect(summary.text.hasPrefix("Now:\n  Primary: Bo Lindqvar until Mon 2026-11-30 09:00, then Ana Ferrow"))
    #expect(summary.text.contains("No gaps.") && summary.text.hasSuffix("No conflicts."), "\(summary.text)")
    try await test.live(until: "2026-11-25T09:01:00Z", messages: true)
    #expect(try test.messages(to: "cy").count == 1)
  }

  @Test("a gap inside seven days reaches the lead once, with how to fill it (T9)")
  func gap() async throws {
    let test = try await desk(at: "2026-11-16T12:00:00Z")
    try await over(test, from: "2026-11-25T09:00:00Z", until: "2026-11-25T17:00:00Z", member: nil, out: "bo")
    try await test.live(until: "2026-11-18T08:59:00Z", messages: true)
    #expect(try test.messages(to: "cy").isEmpty)
    try await test.live(until: "2026-11-24T09:01:00Z", messages: true)
    let told = try test.messages(to: "cy")
    #expect(told.map(\.kinds) == [["gap"]])
    #expect(told.first?.title == "Nobody is on Primary of Alarm desk from Wed 2026-11-25 09:00 Europe/London")
    #expect(told.first?.text.contains("nobody answers in that time") ?? false)
    #expect(told.first?.text.contains("watchbill override add alarm primary --from 2026-11-25T09:00:00Z") ?? false)
  }

  // MARK: Channels of the team

  @Test("a change of who is on is posted once, in order, also when nobody is left (D29, D35)")
  func changes() async throws {
    let test = try await desk(at: "2026-11-16T12:00:00Z", "on change: pager\n")
    try await over(test, from: "2026-11-16T13:00:00Z", until: "2026-11-16T14:00:00Z", member: nil, out: "ana")
    try await over(test, from: "2026-11-16T15:00:00Z", until: "2026-11-16T16:00:00Z", member: "bo", out: "ana")
    try await test.live(until: "2026-11-16T18:00:00Z", messages: true)
    let changes = try test.messages.filter { $0.type == "shift-change" }
    #expect(changes.map(\.onCall) == [[], ["ana"], ["bo"], ["ana"]])
    #expect(changes.map(\.title).first == "Alarm desk: Primary: nobody")
    #expect(Set(changes.map(\.id)).count == 4)
  }

  @Test("while the receiver is down changes wait in their order")
  func order() async throws {
    let test = try await desk(at: "2026-11-16T12:00:00Z", "on change: pager\n")
    test.sent.respond(.http(status: 503, headers: [], body: []))
    try await over(test, from: "2026-11-16T13:00:00Z", until: "2026-11-16T14:00:00Z", member: "bo", out: "ana")
    try await test.live(until: "2026-11-16T15:00:00Z", messages: true)
    let tried = try test.messages.filter { $0.type == "shift-change" }
    #expect(Set(tried.map(\.id)).count == 1, "only the first is tried")
    test.sent.respond(.http(status: 204, headers: [], body: []))
    try await test.live(until: "2026-11-16T16:00:00Z", messages: true)
    let arrived = try test.messages.filter { $0.type == "shift-change" }.dropFirst(tried.count)
    #expect(arrived.map(\.onCall) == [["bo"], ["ana"]])
  }

  @Test("an announcement says at its hour who is on for its duties")
  func announcement() async throws {
    let test = try await desk(
      at: "2026-11-16T12:00:00Z", "announce: [{ to: pager, at: tue-thu 08:30, duties: [primary] }]\n")
    try await test.live(until: "2026-11-20T12:00:00Z", messages: true)
    let said = try test.messages
    #expect(said.map(\.type) == ["on-call", "on-call", "on-call"] && said.allSatisfy { $0.onCall == ["ana"] })
  }

  // MARK: Test pages

  @Test("a test page goes over every contact of those on tonight, and what came of it is kept")
  func testPage() async throws {
    let test = try await desk(at: "2026-11-16T12:00:00Z")
    let reply = try await test.perform(TestPage())
    #expect(reply.rows.map { "\($0.member) \($0.outcome)" } == ["ana sent", "ana sent"] && reply.unreachable.isEmpty)
    #expect(try test.messages.allSatisfy { $0.type == "test" })
    #expect(Set(test.sent.ids).count == 2)
    test.sent.respond(.http(status: 410, headers: [], body: []))
    test.clock.set("2026-11-16T13:00:00Z".instant)
    let failed = try await test.perform(TestPage(team: "alarm", tonight: false))
    #expect(failed.unreachable == ["ana", "bo", "cy"])
    let kept = try await test.desk.store.read { try $0.provenContacts() }
    #expect(kept.map(\.works) == [false, false, false, false])
    #expect(kept.first?.proven == "2026-11-16T12:00:00Z".instant, "when it worked last is still known")
    await #expect(throws: OperatorProblem.self) { try await test.perform(TestPage(member: "anna")) }
  }

  @Test("a test page that could not be tried now proves nothing against a contact")
  func testPageNotNow() async throws {
    let test = try await desk(at: "2026-11-16T12:00:00Z")
    try await test.perform(TestPage())
    test.sent.respond(.failed(.dns, beforeSending: true))
    test.clock.set("2026-11-16T13:00:00Z".instant)
    let later = try await test.perform(TestPage(team: "alarm", tonight: false))
    #expect(Set(later.rows.map(\.outcome)) == ["retry"] && later.unreachable == ["ana", "bo", "cy"])
    let kept = try await test.desk.store.read { try $0.provenContacts() }
    #expect(kept.map { $0.member.text } == ["ana", "ana"] && kept.allSatisfy(\.works), "and Bo and Cy stay untried")
  }

  @Test("test pages for many leave a few at a time, like all that leaves")
  func fewTestPagesAtOnce() async throws {
    let test = try await desk(at: "2026-11-16T12:00:00Z")
    let crowd = Crowd()
    let few = ServiceDesk(
      store: test.desk.store, clock: test.desk.clock, zones: test.desk.zones, setup: test.desk.setup,
      keys: test.desk.keys, transport: crowd.transport, requestsAtOnce: 2, log: test.desk.log)
    let reply = try await TestPage(team: "alarm", tonight: false).perform(on: few, actor: TestDesk.actor)
    #expect(reply.rows.map(\.outcome) == ["sent", "sent", "sent", "sent"])
    #expect(crowd.most <= 2)
  }
}

/// A transport that counts how many requests are on their way at once.
private final class Crowd: Sendable {
  private let counts = Mutex((now: 0, most: 0))

  var most: Int { counts.withLock { $0.most } }

  var transport: PageTransport {
    PageTransport { [self] _ in
      counts.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
      for _ in 0..<50 { await Task.yield() }
      counts.withLock { $0.now -= 1 }
      return .http(status: 204, headers: [], body: [])
    }
  }
}
