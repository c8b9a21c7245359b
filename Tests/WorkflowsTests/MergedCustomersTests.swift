import Foundation
import ProviderExchange
import Testing
import TicketSources
import Timekeeping
import Triage
import Workflows

/// Two customers in one ticket, with a real store: each reads what is for them, and nobody else's (C41).
@Suite struct MergedCustomersTests {
  private func desk() async throws -> TestDesk {
    var options = SourceOptions()
    options.replies = "https://forms.example.org/replies"
    let test = try await TestDesk(
      at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": SmallTeam.text], answering: options)
    try await asks("Gil", "gil", in: test)
    test.clock.set("2026-11-24T10:10:00Z".instant)
    try await asks("Hal", "hal", in: test)
    test.clock.set("2026-11-24T10:20:00Z".instant)
    return test
  }

  private func asks(_ name: String, _ id: String, in test: TestDesk) async throws {
    try await says(
      #"{"id":"\#(id)","title":"\#(name)'s reader","body":"Mine is dark","requester":{"name":"\#(name)","address":"\#(id)@example.org"}}"#,
      in: test)
  }

  private func says(_ body: String, in test: TestDesk) async throws {
    try await test.perform(
      TakeDelivery(source: "json", headers: ["content-type": "application/json"], body: Data(body.utf8)))
  }

  private func reply(_ text: String, to id: String, in test: TestDesk) async throws -> TicketRow {
    let row = try await test.perform(
      ActOnTicket(id: id, member: "cy", act: .reply(text: text, then: nil)))
    try await test.live(until: test.clock.wall.now().description)
    return row
  }

  /// The items that were written on, and what was said there.
  private func answers(_ test: TestDesk) -> [String] {
    test.sent.all.filter { $0.url.hasSuffix("/replies") }.compactMap { request in
      let text = String(decoding: request.body, as: UTF8.self)
      let item = text.firstMatch(of: #/"id":"(gil|hal)"/#).map { String($0.1) }
      let said = text.firstMatch(of: #/"text":"([^"]*)"/#).map { String($0.1) }
      return "\(item ?? "-"): \(said ?? text)"
    }
  }

  private func merge(_ test: TestDesk) async throws -> TieTickets.Reply {
    try await test.perform(TieTickets(id: "T-2", other: "T-1", tie: .merge, member: "cy"))
  }

  @Test("an answer goes to everybody who waits for one, in their own place; then to whoever wrote last")
  func merged() async throws {
    let test = try await desk()
    let tie = try await merge(test)
    #expect(tie.other.warnings == ["Hal and Gil have one ticket now: a reply goes to each who waits for one"])
    #expect(tie.ticket.due == nil, "what is closed is due no more")
    let first = try await reply("We look.", to: "T-1", in: test)
    #expect(first.warnings == ["it goes to Gil and Hal (T-2)"])
    #expect(answers(test) == ["gil: We look.", "hal: We look."])
    try await says(#"{"event":"message","id":"hal","message":"h2","body":"And now?"}"#, in: test)
    _ = try await reply("Soon.", to: "T-1", in: test)
    #expect(answers(test).suffix(1) == ["hal: Soon."])
    _ = try await reply("Done.", to: "T-1", in: test)
    #expect(answers(test).suffix(1) == ["hal: Done."], "whoever wrote last")
    try await says(#"{"event":"message","id":"gil","message":"g2","body":"And mine?"}"#, in: test)
    #expect(try await reply("Yours, too.", to: "T-1", in: test).warnings == nil)
    #expect(answers(test).suffix(1) == ["gil: Yours, too."])
    #expect(try await test.perform(VerifyStore()).isEmpty)
  }

  @Test("what is said of an incident goes to every customer of a merged ticket under it, also to who waits for nothing")
  func incident() async throws {
    let test = try await desk()
    _ = try await merge(test)
    _ = try await reply("We look.", to: "T-1", in: test)
    let whole = try await test.perform(OpenTicket(team: "alarm", title: "All readers are dark"))
    try await test.perform(TieTickets(id: "T-1", other: whole.id, tie: .group, member: "cy"))
    let rows = try await test.perform(ReplyToIncident(id: whole.id, member: "cy", text: "They are back."))
    try await test.live(until: test.clock.wall.now().description)
    #expect(rows.map(\.id) == [whole.id, "T-1"])
    #expect(rows.last?.warnings == ["it goes to Gil and Hal (T-2)"])
    #expect(answers(test).suffix(2) == ["gil: They are back.", "hal: They are back."])
    #expect(try await test.perform(VerifyStore()).isEmpty)
  }

  @Test("what is split off is answered where it was said, and has waited since then")
  func split() async throws {
    let test = try await desk()
    _ = try await merge(test)
    let parts = try await test.perform(
      SplitTicket(id: "T-1", message: "T-2/body", title: "Hal's balance", member: "cy"))
    let clocks = try await test.perform(ShowClocks(id: parts.other.id))
    #expect(clocks.unansweredSince == "2026-11-24T10:10:00Z".instant)
    #expect(parts.other.created == "2026-11-24T10:10:00Z".instant)
    #expect(parts.other.due == "2026-11-24T14:10:00Z".instant, "four business hours from then")
    _ = try await reply("Your balance is 5.", to: parts.other.id, in: test)
    #expect(answers(test) == ["hal: Your balance is 5."])
  }

  @Test("what is mended, added and taken back on a merged item is its own, whatever ids both items count by")
  func ownMessages() async throws {
    let test = try await desk()
    _ = try await merge(test)
    let deliveries = [
      #"{"event":"edited","id":"hal","message":"body","body":"Mine is green"}"#,
      #"{"event":"message","id":"gil","message":"2","body":"Gil again"}"#,
      #"{"event":"message","id":"hal","message":"2","body":"Hal again"}"#,
      #"{"event":"message","id":"hal","message":"3","body":"A slip"}"#,
      #"{"event":"edited","id":"hal","message":"2","body":"Hal once more"}"#,
      #"{"event":"deleted","id":"hal","message":"3"}"#,
    ]
    for delivery in deliveries { try await says(delivery, in: test) }
    let messages = try await test.perform(ShowClocks(id: "T-1")).messages
    #expect(
      messages.map { "\($0.id): \($0.text)" } == [
        "body: Mine is dark", "T-2/body: Mine is green", "2: Gil again", "T-2/2: Hal once more", "T-2/3: ",
      ])
    #expect(messages.map(\.isEdited) == [false, true, false, true, false] && messages.last?.isDeleted == true)
  }

  @Test("an answer to both, which one of them did not get, is taken back from neither")
  func refusedOnce() async throws {
    let test = try await desk()
    _ = try await merge(test)
    test.sent.respond { request in
      let isHals = String(decoding: request.body, as: UTF8.self).contains(#""id":"hal""#)
      return .http(status: isHals ? 401 : 204, headers: [], body: [])
    }
    _ = try await reply("We look.", to: "T-1", in: test)
    #expect(answers(test) == ["gil: We look.", "hal: We look."])
    #expect(try await test.perform(ShowClocks(id: "T-1")).unansweredSince == nil)
    let told = try await test.perform(ListNotices(member: "cy")).filter { $0.kind == "reply-refused" }
    #expect(told.count == 1, "whoever wrote it hears of it")
  }

  /// Each ticket was answered, Hal's first, and was merged into Gil's; then Hal's answer is refused.
  private func refusedSince() async throws -> TestDesk {
    let test = try await desk()
    test.sent.respond { request in
      let isHals = String(decoding: request.body, as: UTF8.self).contains(#""id":"hal""#)
      return .http(status: isHals ? 503 : 204, headers: [], body: [])
    }
    _ = try await reply("Try the cable.", to: "T-2", in: test)
    test.clock.set("2026-11-24T10:25:00Z".instant)
    _ = try await reply("We look.", to: "T-1", in: test)
    _ = try await merge(test)
    #expect(try await test.perform(ShowTicket(id: "T-1")).ticket.state == "pending")
    test.sent.respond(.http(status: 401, headers: [], body: []))
    try await test.live(until: "2026-11-24T14:00:00Z")
    return test
  }

  private func resend(_ id: String, in test: TestDesk) async throws {
    test.sent.respond(.http(status: 204, headers: [], body: []))
    _ = try await test.perform(ResendReplies(id: id))
    try await test.live(until: "2026-11-24T14:01:00Z")
  }

  @Test("an answer that is refused after its ticket was merged is taken back where that goes on")
  func refusedAfterwards() async throws {
    let test = try await refusedSince()
    let shown = try await test.perform(ShowTicket(id: "T-1"))
    #expect(shown.ticket.state == "open", "\(shown.ticket)")
    #expect(shown.history.count { $0.because.hasPrefix("the answer did not reach the customer: ") } == 1)
    #expect(try await test.perform(ShowClocks(id: "T-1")).unansweredSince == "2026-11-24T10:10:00Z".instant)
    try await resend("T-2", in: test)
    #expect(try await test.perform(ShowClocks(id: "T-1")).unansweredSince == nil)
    #expect(try await test.perform(ShowTicket(id: "T-1")).ticket.state == "pending")
    #expect(try await test.perform(VerifyStore()).isEmpty)
  }

  @Test("one that arrives late gives the turn back, also where nobody waits for it and another customer was told last")
  func arrivesLate() async throws {
    let test = try await refusedSince()
    try await says(#"{"event":"deleted","id":"hal","message":"body"}"#, in: test)
    #expect(try await test.perform(ShowClocks(id: "T-1")).unansweredSince == nil)
    #expect(try await test.perform(ShowTicket(id: "T-1")).ticket.state == "open", "the answer is on its way yet")
    try await resend("T-2", in: test)
    #expect(try await test.perform(ShowTicket(id: "T-1")).ticket.state == "pending")
    #expect(try await test.perform(VerifyStore()).isEmpty)
  }

  @Test("one that arrives late leaves the turn with us where the other customer wrote meanwhile")
  func arrivesAfterNews() async throws {
    let test = try await refusedSince()
    try await says(#"{"event":"message","id":"gil","message":"g2","body":"And mine?"}"#, in: test)
    try await resend("T-2", in: test)
    #expect(try await test.perform(ShowTicket(id: "T-1")).ticket.state == "open")
    #expect(try await test.perform(ShowClocks(id: "T-1")).unansweredSince == "2026-11-24T14:00:00Z".instant)
  }

  @Test("what was deleted before the merge stays so, whatever still comes of it")
  func deletedBefore() async throws {
    let test = try await desk()
    let before = [
      #"{"event":"message","id":"hal","message":"3","body":"A slip"}"#,
      #"{"event":"deleted","id":"hal","message":"3"}"#,
      #"{"event":"deleted","id":"hal","message":"4"}"#,
    ]
    for delivery in before { try await says(delivery, in: test) }
    _ = try await merge(test)
    try await says(#"{"event":"edited","id":"hal","message":"3","body":"A slip, mended"}"#, in: test)
    try await says(#"{"event":"message","id":"hal","message":"4","body":"Too late"}"#, in: test)
    let messages = try await test.perform(ShowClocks(id: "T-1")).messages
    #expect(
      messages.map { "\($0.id): \($0.text)" } == [
        "body: Mine is dark", "T-2/body: Mine is dark", "T-2/3: ", "T-2/4: ",
      ])
    #expect(messages.map(\.isDeleted) == [false, false, true, true])
    #expect(try await test.perform(VerifyStore()).isEmpty)
  }

  @Test("what cannot be done with a merged ticket is said in one way")
  func gone() async throws {
    let test = try await desk()
    _ = try await merge(test)
    let acts: [ActOnTicket.Act] = [
      .reply(text: "Hm.", then: nil), .reopen(because: nil), .pending(because: nil),
    ]
    for act in acts {
      let problem = await #expect(throws: OperatorProblem.self) {
        try await test.perform(ActOnTicket(id: "T-2", member: "cy", act: act))
      }
      #expect(problem?.description == "T-2 was merged into T-1. help: what comes for it goes there: use T-1")
    }
  }
}
