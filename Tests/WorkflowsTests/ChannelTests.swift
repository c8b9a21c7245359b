import Foundation
import PagingChannels
import ProviderExchange
import Scheduling
import Storage
import Synchronization
import TestSupport
import Testing
import TicketSources
import Timekeeping
import Triage
import Workflows

/// Pages over the channels that people have: bundled, by their rules, acknowledged from where they were read.
@Suite(.ownThreads) struct ChannelTests {
  @Test("a page that its channel put off says when it leaves again")
  func putOff() async throws {
    let test = try await ChannelTeam.desk(#"{ pager: "http://one.example.com/ana" }"#)
    test.sent.respond(.http(status: 429, headers: [], body: []))
    let ticket = try await ChannelTeam.open(test, "Down")
    try await test.live(until: try ChannelTeam.instant(1))
    let page = try #require(try await test.perform(ShowTicket(id: ticket.id)).pages.first)
    let next = try #require(page.next)
    #expect(page.attempts > 0 && next > test.clock.wall.now() && page.trouble?.contains("429") == true, "\(page)")
    test.sent.respond(.http(status: 204, headers: [], body: []))
    try await test.live(until: (next + .seconds(1)).description)
    let sent = try await test.perform(ShowTicket(id: ticket.id)).pages.first { $0.id == page.id }
    #expect(sent?.state == "sent" && sent?.next == nil, "\(String(describing: sent))")
  }

  // MARK: Calm

  @Test("an alarm that turns out to be none is over at the provider too, and nobody is rung on")
  func calm() async throws {
    let test = try await ChannelTeam.desk(#"{ pd: \#(ChannelTeam.key) }"#)
    _ = try await ChannelTeam.open(test, "Disk")
    try await test.live(until: try ChannelTeam.instant(60), messages: true)
    try await test.perform(
      ActOnTicket(id: "T-1", member: "bo", act: .triage(kind: nil, priority: "normal")))
    try await test.live(until: try ChannelTeam.instant(1200), messages: true)
    #expect(try ChannelTeam.bodies(test).map { $0["event_action"] as? String } == ["trigger", "resolve"])
    #expect(Set(try ChannelTeam.bodies(test).map { $0["dedup_key"] as? String }).count == 1)
  }

  // MARK: Room

  @Test("A channel that hangs holds up no other: what finds no room in it waits for its answers, all else leaves")
  func hanging() async throws {
    let test = try await ChannelTeam.desk(#"{ pd: \#(ChannelTeam.key) }, { pager: "http://one.example.com/ana" }"#)
    var hanging: [Parcel] = []
    for number in 1...40 {
      _ = try await ChannelTeam.open(test, "Alarm \(number)")
      let parcels = try await test.desk.claimParcels(.page).parcels
      #expect(parcels.contains { $0.channel == "pager" }, "page \(number) of the other channel has to leave")
      for parcel in parcels where parcel.channel == "pager" {
        try await test.desk.record(.sent(reference: nil), of: parcel)
      }
      hanging += parcels.filter { $0.channel == "pd" }
    }
    #expect(hanging.count == 32)
    let (left, next) = try await test.desk.claimParcels(.page)
    let claimsEnd = try Timestamp(text: ChannelTeam.start) + .seconds(30)
    #expect(left.isEmpty && next == claimsEnd)
    try await test.desk.record(.sent(reference: nil), of: try #require(hanging.first))
    #expect(try await test.desk.claimParcels(.page).parcels.map(\.channel) == ["pd"])
  }

  @Test("What was claimed leaves though nobody can tell when to look next")
  func claimedLeaves() async throws {
    let test = try await ChannelTeam.desk(#"{ pager: "http://one.example.com/ana" }"#)
    _ = try await ChannelTeam.open(test, "Disk")
    let (cut, wall) = (Cut(), test.clock.wall)
    let boot: @Sendable () -> BootClock = {
      cut.look()
      return wall.boot()
    }
    let server = ServiceDesk(
      store: test.desk.store, clock: WallClock(now: wall.now, boot: boot), zones: test.desk.zones,
      setup: test.desk.setup, keys: test.desk.keys, transport: test.sent.transport, log: test.desk.log)
    let (starts, start) = AsyncStream.makeStream(of: Void.self)
    let claiming = Task {
      for await _ in starts {}
      return try await server.claimParcels(.page)
    }
    cut.aim(at: claiming)
    start.finish()
    let (parcels, next) = try await claiming.value
    #expect(parcels.count == 1 && next == wall.now())
  }

  @Test("Once sending is stopped nothing more is claimed, and what is on its way arrives and is written down")
  func stopped() async throws {
    let test = try await ChannelTeam.desk(#"{ pager: "http://one.example.com/ana" }"#)
    _ = try await ChannelTeam.open(test, "Disk")
    let (departures, departure) = AsyncStream.makeStream(of: Void.self)
    let answer = Answer()
    let transport = PageTransport { _ in
      departure.finish()
      await answer.wait()
      return Task.isCancelled ? .failed(.cancelled, beforeSending: false) : .http(status: 204, headers: [], body: [])
    }
    let server = ServiceDesk(
      store: test.desk.store, clock: test.clock.wall, zones: test.desk.zones, setup: test.desk.setup,
      keys: test.desk.keys, transport: transport, log: test.desk.log)
    let senders = Task {
      await withDiscardingTaskGroup { group in
        for loop in server.loops where loop.delivers { group.addTask { await loop.run() } }
      }
    }
    for await _ in departures {}
    server.stopSending()
    _ = try await ChannelTeam.open(test, "Another disk")
    #expect(try await server.claimParcels(.page).parcels.isEmpty)
    answer.give()
    await senders.value
    #expect(try await test.perform(ShowTicket(id: "T-1")).pages.map(\.state) == ["sent"])
  }

  // MARK: Bundles

  @Test(
    "The first page leaves at once; what comes within ten seconds leaves as one list, and one link acknowledges all")
  func bundled() async throws {
    let test = try await ChannelTeam.desk("{ phone: ana-topic }")
    for number in 1...6 { _ = try await ChannelTeam.open(test, "Ticket \(number)") }
    try await test.live(until: try ChannelTeam.instant(0))
    #expect(test.sent.all.count == 1, "one ring, or one list, to begin with")
    let late = try await ChannelTeam.open(test, "Ticket 7")
    try await test.live(until: try ChannelTeam.instant(9))
    #expect(test.sent.all.count == 1)
    try await test.live(until: try ChannelTeam.instant(11))
    let sent = try ChannelTeam.bodies(test)
    #expect(sent.count == 2)
    let words = sent.map { "\($0["title"] ?? "") \($0["message"] ?? "")" }.joined()
    for number in 1...7 { #expect(words.contains("Ticket \(number)")) }
    let ana = MemberID(unchecked: "ana")
    let rows = try await test.desk.store.read { try $0.unansweredPages(of: ana, until: .distantFuture) }
    #expect(rows.count == 7 && rows.allSatisfy { $0.state == .sent && $0.attempts == 1 }, "none dropped, none doubled")
    try await acknowledgeAll(test, sent[0], late: late.id)
  }

  private func acknowledgeAll(_ test: TestDesk, _ first: [String: Any], late: String) async throws {
    let actions = try #require(first["actions"] as? [[String: Any]])
    let url = try #require(actions.first?["url"] as? String)
    let token = String(try #require(url.split(separator: "/").last))
    let shown = try #require(try await test.desk.acknowledgeAllLink(token))
    #expect(shown.recipientName == "Ana Ferrow" && shown.tickets.count == 7)
    #expect(try await test.desk.acknowledgeAllLink(token.replacing("all-ana", with: "all-bo")) == nil)
    #expect(try await test.desk.acknowledgeAllLink(String(token.dropLast())) == nil)
    let done = try #require(try await test.desk.acknowledgeAll(byLink: token))
    #expect(done.tickets.count == 7 && done.tickets.allSatisfy { $0.acknowledgedBy == "ana" })
    let again = try #require(try await test.desk.acknowledgeAll(byLink: token))
    #expect(again.tickets.isEmpty && again.held.map(\.id) == done.tickets.map(\.id))
    #expect(try await test.perform(VerifyStore()) == [])
  }

  @Test("A list's link takes nothing whose page has not left yet: nobody has seen it")
  func notYetSeen() async throws {
    let test = try await ChannelTeam.desk("{ phone: ana-topic }")
    for number in 1...2 { _ = try await ChannelTeam.open(test, "Ticket \(number)") }
    try await test.live(until: try ChannelTeam.instant(0))
    test.clock.set(try ChannelTeam.instant(5).instant)
    let late = try await ChannelTeam.open(test, "Ticket 3")
    let actions = try #require(try ChannelTeam.bodies(test).first?["actions"] as? [[String: Any]])
    let token = String(try #require((actions.first?["url"] as? String)?.split(separator: "/").last))
    #expect(try await test.desk.acknowledgeAll(byLink: token)?.tickets.map(\.id) == ["T-1", "T-2"])
    try await test.live(until: try ChannelTeam.instant(11))
    #expect(test.sent.all.count == 2, "\(late.id) still pages")
    #expect(try await test.desk.acknowledgeAllLink(token)?.later.map(\.id) == ["T-3"])
    #expect(try await test.desk.acknowledgeAll(byLink: token)?.later.map(\.id) == ["T-3"], "and it is said")
  }

  @Test("A list that the provider refuses is recorded for each page, and each ticket goes on")
  func refusedBundle() async throws {
    let test = try await ChannelTeam.desk("{ phone: ana-topic }")
    test.sent.respond(.http(status: 403, headers: [], body: []))
    for number in 1...3 { _ = try await ChannelTeam.open(test, "Ticket \(number)") }
    try await test.live(until: try ChannelTeam.instant(0))
    #expect(test.sent.all.count == 1)
    for number in 1...3 {
      let rows = try await test.desk.store.read { try $0.pages(of: TicketID(number: number)) }
      #expect(rows.first?.state == .failed)
    }
  }

  @Test("A page that waits for its turn is not sent after its ticket was acknowledged")
  func acknowledgedWhileResting() async throws {
    let test = try await ChannelTeam.desk("{ phone: ana-topic }")
    _ = try await ChannelTeam.open(test, "First")
    try await test.live(until: try ChannelTeam.instant(0))
    let second = try await ChannelTeam.open(test, "Second")
    try await test.live(until: try ChannelTeam.instant(5))
    try await test.perform(AcknowledgeTicket(id: second.id, member: "ana"))
    try await test.live(until: try ChannelTeam.instant(30))
    #expect(test.sent.all.count == 1)
  }

  // MARK: Rules

  @Test("By a member's own rules the next address is tried when the first was not answered, and not when it was")
  func rules() async throws {
    let test = try await ChannelTeam.desk(
      #"{ phone: ana-topic }, { pager: "http://one.example.com/ana" }"#,
      ", paging: [use pager and phone after 2 minutes]")
    let first = try await ChannelTeam.open(test, "First")
    try await test.live(until: try ChannelTeam.instant(119))
    #expect(test.sent.all.map(\.url) == ["http://one.example.com/ana"])
    try await test.live(until: try ChannelTeam.instant(121))
    #expect(test.sent.all.map(\.url) == ["http://one.example.com/ana", "https://ntfy.sh"])
    try await test.perform(AcknowledgeTicket(id: first.id, member: "ana"))
    let set = try await test.perform(PagingRules(member: "ana", rules: ["use phone and pd after 1 minute"]))
    #expect(
      set.origin == "own"
        && set.warnings == ["Ana Ferrow has no contact on 'pd': that part of the rules reaches nobody"])
    _ = try await ChannelTeam.open(test, "Second")
    try await test.live(until: try ChannelTeam.instant(240))
    #expect(test.sent.all.count == 3 && test.sent.all.last?.url == "https://ntfy.sh")
    let cleared = try await test.perform(PagingRules(member: "ana", clear: true))
    #expect(cleared.origin == "file" && cleared.rules == ["use pager and phone after 2 minutes"])
    for wrong in ["ring twice", "use pigeon"] {
      await #expect(throws: OperatorProblem.self) {
        try await test.perform(PagingRules(member: "ana", rules: [wrong]))
      }
    }
    #expect(try await test.perform(PagingRules(member: "ana")).rules == cleared.rules)
  }

  @Test(
    "A first way that is refused lets the next leave at once; one that is tried again does not", arguments: [410, 503])
  func refusedWay(status: Int) async throws {
    let test = try await ChannelTeam.desk(
      #"{ phone: ana-topic }, { pager: "http://one.example.com/ana" }, { mail: ana@example.com }"#,
      ", paging: [use pager and phone after 2 minutes and mail after 4 minutes]")
    test.sent.respond {
      $0.url == "https://ntfy.sh" ? SentPages.documented($0) : .http(status: status, headers: [], body: [])
    }
    _ = try await ChannelTeam.open(test, "First")
    try await test.live(until: try ChannelTeam.instant(110))
    let next = test.sent.all.filter { $0.url == "https://ntfy.sh" }.count
    #expect(next == (status == 410 ? 1 : 0) && test.sent.mails.isEmpty, "the last one keeps its time")
    try await test.live(until: try ChannelTeam.instant(241))
    #expect(test.sent.all.filter { $0.url == "https://ntfy.sh" }.count == 1 && test.sent.mails.count == 1)
  }

  // MARK: Notices

  @Test("More notices than one message carries leave as several, none of them cut; so they fit the next contact, too")
  func longNotices() async throws {
    for contacts in ["{ phone: ana-topic }", #"{ pager: "http://one.example.com/ana" }, { phone: ana-topic }"#] {
      let test = try await ChannelTeam.desk(contacts)
      test.sent.respond {
        $0.url == "https://ntfy.sh" ? SentPages.documented($0) : .http(status: 410, headers: [], body: [])
      }
      let now = test.clock.wall.now()
      try await test.desk.store.write { tx in
        for number in 1...5 {
          let text = String(repeating: "ü", count: 900) + " end-\(number)."
          let notice = Notice(
            kind: "x", cause: "\(number)", recipient: MemberID(unchecked: "ana"), title: "Title", text: text,
            haste: .atOnce)
          _ = try tx.tell(notice, at: now)
        }
      }
      try await test.live(until: try ChannelTeam.instant(5), messages: true)
      let texts = test.sent.all.filter { $0.url == "https://ntfy.sh" }.map { String(decoding: $0.body, as: UTF8.self) }
      #expect(texts.count == 3 && (1...5).allSatisfy { number in texts.contains { $0.contains("end-\(number).") } })
      #expect(!texts.contains { $0.contains("cut here") })
    }
  }

  // MARK: An outage

  @Test("After an outage the newest page of a ticket comes, not one of each step; and its incident stays open")
  func replaced() async throws {
    let test = try await ChannelTeam.desk("{ phone: ana-topic }, { pd: \(ChannelTeam.key) }")
    test.sent.respond(.http(status: 503, headers: [], body: []))
    _ = try await ChannelTeam.open(test, "Down")
    try await test.live(until: try ChannelTeam.instant(1000), messages: true)
    let rows = try await test.desk.store.read { try $0.pages(of: TicketID(number: 1)) }
    let newest = try #require(rows.map(\.page.round).max())
    #expect(newest > 0 && rows.count > 2)
    for row in rows {
      #expect(row.state == (row.page.round == newest ? .ready : .cancelled), "\(row.page.id)")
      #expect(row.cause == (row.page.round == newest ? nil : "a newer page says it"))
    }
    let before = test.sent.all.count
    test.sent.respond { SentPages.documented($0) }
    try await test.live(until: try ChannelTeam.instant(1060), messages: true)
    let after = try ChannelTeam.bodies(test).dropFirst(before)
    #expect(after.count == 2 && after.compactMap { $0["event_action"] as? String } == ["trigger"])
  }

  @Test(
    "The next page says who was tried without an answer, and who could not be reached at all",
    arguments: [
      (.http(status: 200, headers: [], body: Array(#"{"id":"x","event":"message"}"#.utf8)), "Tried before without"),
      (.failed(.timedOut, beforeSending: false), "Tried before without"),
      (.failed(.refused, beforeSending: true), "Could not be reached: Ana Ferrow."),
      (.http(status: 503, headers: [], body: []), "Could not be reached: Ana Ferrow."),
    ] as [(ProviderResponse, String)])
  func unreached(answer: ProviderResponse, words: String) async throws {
    let test = try await ChannelTeam.desk("{ phone: ana-topic }")
    test.sent.respond(answer)
    _ = try await ChannelTeam.open(test, "Down")
    try await test.live(until: try ChannelTeam.instant(301))
    let pages = try await test.desk.store.read { try $0.pages(of: TicketID(number: 1)) }.map(\.page)
    #expect(pages.map(\.round) == [0, 1])
    let why = try #require(pages.last?.why)
    #expect(why.contains(words), "\(why)")
    #expect(why.contains("Tried before") != why.contains("Could not be reached"))
  }

  @Test(
    "A page that was cancelled may have arrived where a try was left without an answer, and not where all were turned down",
    arguments: [
      ([.http(status: 503, headers: [], body: [])], "cancelled"),
      ([.failed(.refused, beforeSending: true)], "cancelled"),
      ([.failed(.timedOut, beforeSending: false)], "cancelled (may have arrived)"),
      (
        [.failed(.timedOut, beforeSending: false), .failed(.refused, beforeSending: true)],
        "cancelled (may have arrived)"
      ),
    ] as [([ProviderResponse], String)])
  func cancelled(answers: [ProviderResponse], state: String) async throws {
    let test = try await ChannelTeam.desk("{ phone: ana-topic }")
    _ = try await ChannelTeam.open(test, "Down")
    for (place, answer) in answers.enumerated() {
      test.sent.respond(answer)
      try await test.live(until: try ChannelTeam.instant(place * 15))
    }
    #expect(test.sent.all.count == answers.count)
    try await test.perform(AcknowledgeTicket(id: "T-1", member: "bo"))
    #expect(try await test.perform(ShowTicket(id: "T-1")).pages.map(\.state) == [state])
  }

  @Test("A page that waits by its recipient's rule is not put off by the next step's")
  func waitingWay() async throws {
    let test = try await ChannelTeam.desk(
      #"{ phone: ana-topic }, { pager: "http://one.example.com/ana" }"#,
      ", paging: [use phone and pager after 6 minutes]")
    _ = try await ChannelTeam.open(test, "Down")
    try await test.live(until: try ChannelTeam.instant(361))
    #expect(
      test.sent.all.contains { $0.url == "http://one.example.com/ana" }, "the second step came after five minutes")
  }

  // MARK: Incidents

  @Test("PagerDuty hears of the acknowledgement and of the end, in that order and once each")
  func incidents() async throws {
    let test = try await ChannelTeam.desk("{ pd: \(ChannelTeam.key) }")
    let ticket = try await ChannelTeam.open(test, "Down")
    try await test.live(until: try ChannelTeam.instant(1), messages: true)
    try await test.perform(AcknowledgeTicket(id: ticket.id, member: "ana"))
    try await test.live(until: try ChannelTeam.instant(2), messages: true)
    try await test.perform(ResolveTicket(id: ticket.id, member: "ana", note: "mended"))
    try await test.live(until: try ChannelTeam.instant(60), messages: true)
    let events = try ChannelTeam.bodies(test).compactMap { body in
      (body["event_action"] as? String, body["dedup_key"] as? String)
    }
    #expect(events.map(\.0) == ["trigger", "acknowledge", "resolve"])
    #expect(Set(events.map(\.1)) == ["T-1-1"])
  }

  @Test(
    "What was on the wire during an acknowledgement and may have arrived is acknowledged at PagerDuty once more",
    arguments: [
      .unknown(why: "no answer"), .retry(after: PlainDuration(.seconds(15)), why: "the provider answered 504"),
      .sent(reference: nil),
    ] as [PageOutcome])
  func mayHaveCrossed(outcome: PageOutcome) async throws {
    let test = try await ChannelTeam.desk("{ pd: \(ChannelTeam.key) }")
    let ticket = try await ChannelTeam.open(test, "Down")
    let parcel = try #require(try await test.desk.claimParcels(.page).parcels.first)
    _ = await test.desk.attempt(parcel)
    try await test.perform(AcknowledgeTicket(id: ticket.id, member: "ana"))
    try await test.live(until: try ChannelTeam.instant(5), messages: true)
    try await test.desk.record(outcome, of: parcel)
    try await test.live(until: try ChannelTeam.instant(100), messages: true)
    let actions = try ChannelTeam.bodies(test).map { $0["event_action"] as? String }
    #expect(actions == ["trigger", "acknowledge", "acknowledge"])
  }

  @Test("What a test page or a contact's code opens at PagerDuty is over there after some minutes")
  func testsEnd() async throws {
    let test = try await ChannelTeam.desk("{ pd: \(ChannelTeam.key) }")
    try await test.perform(TestPage(member: "ana"))
    let other = "S\(ChannelTeam.key.dropFirst())"
    try await test.perform(AddContact(member: "ana", channel: "pd", address: other))
    try await test.live(until: try ChannelTeam.instant(240), messages: true)
    #expect(
      try ChannelTeam.bodies(test).map { $0["event_action"] as? String } == ["trigger", "trigger"], "both ring first")
    try await test.live(until: try ChannelTeam.instant(310), messages: true)
    let events = try ChannelTeam.bodies(test).map {
      "\($0["event_action"] ?? "") \($0["dedup_key"] ?? "") \($0["routing_key"] ?? "")"
    }
    #expect(Set(events.suffix(2)) == Set(events.prefix(2).map { $0.replacing("trigger", with: "resolve") }))
    #expect(events.count == 4)
  }

  @Test("Where nothing came of a test page at PagerDuty, nothing is ended there")
  func testsRefused() async throws {
    let test = try await ChannelTeam.desk("{ pd: \(ChannelTeam.key) }")
    test.sent.respond(.http(status: 400, headers: [], body: []))
    try await test.perform(TestPage(member: "ana"))
    try await test.live(until: try ChannelTeam.instant(600), messages: true)
    #expect(test.sent.all.count == 1)
  }

  // MARK: Answers from where it was read

  @Test("The answer ACK to a page's mail acknowledges; other words are a note, and an automatic answer is nothing")
  func mail() async throws {
    let test = try await ChannelTeam.desk("{ mail: ana@example.com }")
    let ticket = try await ChannelTeam.open(test, "Down")
    let row = try #require(try await test.desk.store.read { try $0.pages(of: TicketID(number: 1)) }.first)
    let token = String(try #require(test.desk.links(for: row.page).acknowledge.split(separator: "/").last))
    func answer(_ number: Int, _ token: String, _ text: String, _ more: String = "") async throws -> Int {
      let mail = """
        From: Somebody <else@example.org>\r\nTo: help@example.com\r\nSubject: Re: Down\r
        Message-ID: <a\(number)@example.org>\r\nIn-Reply-To: <\(token)@watch.example.com>\r
        Date: Mon, 16 Nov 2026 12:00:10 +0000\r\n\(more)\r\n\(text)\r\n
        """
      let reply = try await test.perform(
        TakeDelivery(source: "email", headers: ["content-type": "message/rfc822"], body: Data(mail.utf8)))
      return reply.status
    }
    _ = try await answer(1, token, "I am away.", "Auto-Submitted: auto-replied\r\n")
    _ = try await answer(2, token, "What is this about?")
    #expect(try await test.perform(ListTickets()).map(\.acknowledgedBy) == [nil], "nor did they open anything")
    #expect(try await answer(3, token, "Ack, on my way\r\n\r\n> You are on primary.") == 202)
    let rows = try await test.perform(ListTickets())
    #expect(rows.map(\.acknowledgedBy) == ["ana"] && rows.first?.id == ticket.id)
    try await test.perform(AcknowledgeTicket(id: ticket.id, member: "bo"))
    _ = try await answer(5, token, "Ack")
    #expect(try await test.perform(ListTickets()).map(\.acknowledgedBy) == ["bo"], "it is not taken from him")
    _ = try await answer(4, String(token.dropLast(2)) + "AA", "Ack")
    #expect(try await test.perform(ListTickets()).count == 2, "a forged one is a mail like any other")
  }

  @Test(
    "What the page's mail of a merged ticket is answered is for the one that goes on: a note, or ACK of that round (K7)",
    arguments: [false, true])
  func mailOfMerged(comesBack: Bool) async throws {
    let test = try await ChannelTeam.desk("{ mail: ana@example.com }")
    for title in ["Down", "Down, too"] { _ = try await ChannelTeam.open(test, title) }
    let row = try #require(try await test.desk.store.read { try $0.pages(of: TicketID(number: 1)) }.first)
    let token = try #require(test.desk.links(for: row.page).acknowledge.split(separator: "/").last)
    try await test.perform(TieTickets(id: "T-1", other: "T-2", tie: .merge, member: "bo"))
    if comesBack {
      for act in [ActOnTicket.Act.resolve(TicketEndingWords(note: "mended")), .reopen(because: "it is back")] {
        test.clock.set(test.clock.wall.now() + .hours(1))
        try await test.perform(ActOnTicket(id: "T-2", member: "bo", act: act))
      }
      try await test.perform(HandOverTicket(id: "T-2", owner: "ana"))
    }
    for (words, by) in [("It is the pump.", nil), ("Ack", comesBack ? nil : "ana")] as [(String, String?)] {
      let mail =
        "From: Ana <ana@example.com>\r\nSubject: Re: Down\r\nMessage-ID: <\(words.count)@example.com>\r\n"
        + "In-Reply-To: <\(token)@watch.example.com>\r\n\r\n\(words)\r\n"
      _ = try await test.perform(
        TakeDelivery(source: "email", headers: ["content-type": "message/rfc822"], body: Data(mail.utf8)))
      #expect(try await test.perform(ListTickets()).first { $0.id == "T-2" }?.acknowledgedBy == by)
    }
    #expect(try await test.perform(ShowTicket(id: "T-2")).history.contains { $0.action == "noted" })
    #expect(try await !test.perform(ShowTicket(id: "T-1")).history.contains { $0.action == "noted" })
  }

  @Test("The answer ACK to a mail of several pages acknowledges all of them")
  func mailOfSeveral() async throws {
    let test = try await ChannelTeam.desk("{ mail: ana@example.com }")
    for number in 1...3 { _ = try await ChannelTeam.open(test, "Down \(number)") }
    let parcel = try #require(try await test.desk.claimParcels(.page).parcels.first)
    guard case .pages(let rows) = parcel.contents else { throw CancellationError() }
    #expect(rows.count == 3)
    _ = await test.desk.attempt(parcel)
    let sent = try #require(test.sent.mails.last)
    #expect(sent.text.contains("or answer this mail with the word ACK") && sent.messageID.utf8.count < 200)
    let mail =
      "From: Ana <ana@example.com>\r\nSubject: Re: 3 pages\r\nMessage-ID: <a@example.com>\r\n"
      + "In-Reply-To: <\(sent.messageID)>\r\n\r\nack\r\n"
    let reply = try await test.perform(
      TakeDelivery(source: "email", headers: ["content-type": "message/rfc822"], body: Data(mail.utf8)))
    #expect(reply.status == 202)
    #expect(try await test.perform(ListTickets()).map(\.acknowledgedBy) == ["ana", "ana", "ana"])
  }

  @Test("A button in Slack acknowledges for whoever keeps that account, and nobody else")
  func button() async throws {
    let test = try await ChannelTeam.desk("{ slack: U0ANA }", bo: "{ slack: U0BO }")
    _ = try await ChannelTeam.open(test, "Down")
    try await test.live(until: try ChannelTeam.instant(0))
    let blocks = try #require(try ChannelTeam.bodies(test).first?["blocks"] as? [[String: Any]])
    let buttons = try #require(blocks[1]["elements"] as? [[String: Any]])
    let value = try #require(buttons[0]["value"] as? String)
    try await press(value, "U0ANA", 1, in: test)
    #expect(try await test.perform(ListTickets()).first?.acknowledgedBy == "ana")
    let said = try #require(try ChannelTeam.bodies(test).last)
    #expect(said["text"] as? String == "T-1 is acknowledged" && said["replace_original"] as? Bool == false)
    try await test.live(until: try ChannelTeam.instant(600))
    try await press(value, "U0BO", 2, in: test)
    let late = try #require(try ChannelTeam.bodies(test).last?["text"] as? String)
    let seconds = try Timestamp(text: ChannelTeam.start).seconds
    let at = "<!date^\(seconds)^{date_short_pretty} {time}|2026-11-16T12:00:00Z>"
    #expect(late == "Ana Ferrow acknowledged it at \(at).", "it is not taken from her, and he reads it by his clock")
    #expect(try await test.perform(ListTickets()).first?.acknowledgedBy == "ana")
  }

  @Test("Other buttons than our own do nothing and are answered with nothing, as is one that only opens a page")
  func otherButtons() async throws {
    let test = try await ChannelTeam.desk("{ slack: U0ANA }")
    let ticket = try await ChannelTeam.open(test, "Down")
    try await test.live(until: try ChannelTeam.instant(0))
    let before = test.sent.all.count
    #expect(try await press("", "U0ANA", 1, action: "x7Fq", in: test).isEmpty)
    #expect(try await press(ticket.id, "U0ANA", 2, action: "another-app's", in: test).isEmpty)
    #expect(test.sent.all.count == before, "nobody reads of an error")
    #expect(try await test.perform(ListTickets()).first?.acknowledgedBy == nil)
  }

  @discardableResult
  private func press(
    _ value: String, _ user: String, _ number: Int, action: String = Slack.acknowledgeAction, in test: TestDesk
  ) async throws -> [UInt8] {
    let payload =
      #"{"type":"block_actions","trigger_id":"t\#(number)","user":{"id":"\#(user)","username":"x"},"#
      + #""response_url":"https://hooks.slack.com/actions/1","actions":[{"action_id":"\#(action)","#
      + #""action_ts":"1795500000.00000\#(number)","value":"\#(value)"}]}"#
    let encoded = try #require(payload.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
    let body = Array("payload=\(encoded)".utf8)
    let seconds = test.clock.wall.now().seconds
    let before = test.sent.all.count
    let answer = try await test.desk.receive(
      Delivery(
        headers: [
          (name: "content-type", value: "application/x-www-form-urlencoded"),
          (name: "x-slack-request-timestamp", value: "\(seconds)"),
          (name: "x-slack-signature", value: test.slackSignature(of: body, at: seconds)),
        ], body: body), from: "slack")
    #expect(answer.status == 200)
    if !answer.body.isEmpty { try await test.sent.wait(for: before + 1) }
    return answer.body
  }

  // MARK: Two at once

  @Test("Of two who answer a page at the same moment one has it, and the other reads who")
  func race() async throws {
    let test = try await ChannelTeam.desk("{ phone: ana-topic }")
    _ = try await ChannelTeam.open(test, "Down")
    let page = try #require(try await test.desk.store.read { try $0.pages(of: TicketID(number: 1)) }.first).page
    let id = page.id
    let members = ["ana", "bo", "cy"].map { MemberID(unchecked: $0) }
    let over = try await withThrowingTaskGroup(of: String?.self) { group in
      for member in members { group.addTask { try await test.desk.acknowledge(page: id, by: member)?.over } }
      return try await group.reduce(into: [String?]()) { $0.append($1) }
    }
    let who = try #require(try await test.perform(ShowTicket(id: "T-1")).ticket.acknowledgedBy)
    #expect(over.filter { $0 == nil }.count == 1)
    let name = ["ana": "Ana Ferrow", "bo": "Bo Lindqvar", "cy": "Cy Morandel"][who] ?? who
    #expect(over.compactMap { $0 } == Array(repeating: "\(name) acknowledged it at \(ChannelTeam.start).", count: 2))
  }

  @Test("What was resolved before the button was pressed is said to be, and nothing else happens")
  func resolvedMeanwhile() async throws {
    let test = try await ChannelTeam.desk("{ phone: ana-topic }")
    let ticket = try await ChannelTeam.open(test, "Down")
    let page = try #require(try await test.desk.store.read { try $0.pages(of: TicketID(number: 1)) }.first).page
    try await test.perform(ResolveTicket(id: ticket.id, member: "ana", note: "mended"))
    let done = try await test.desk.acknowledge(page: page.id, by: MemberID(unchecked: "bo"))
    #expect(done?.over == "T-1 is resolved.")
  }
}

/// Cancels a task while it claims, when the clock is looked at for the second time: what it reads after that fails.
private final class Cut: Sendable {
  typealias Claiming = Task<(parcels: [Parcel], next: Timestamp?), any Error>
  private let state = Mutex<(looks: Int, claiming: Claiming?)>((0, nil))

  func aim(at claiming: Claiming) { state.withLock { $0.claiming = claiming } }

  func look() {
    state.withLock { state in
      state.looks += 1
      if state.looks == 2 { state.claiming?.cancel() }
    }
  }
}

/// What a provider keeps its callers waiting for.
private final class Answer: Sendable {
  private let isGiven = Mutex(false)

  func give() { isGiven.withLock { $0 = true } }

  func wait() async {
    while !Task.isCancelled, !isGiven.withLock({ $0 }) { try? await Task.sleep(for: .milliseconds(5)) }
  }
}
