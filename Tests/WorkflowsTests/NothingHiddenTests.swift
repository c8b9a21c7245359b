import Foundation
import PagingChannels
import Storage
import Testing
import TicketSources
import Timekeeping
import Triage
import Workflows

/// What people and customers said can be read where the ticket is looked at, with a real store.
@Suite struct NothingHiddenTests {
  private func desk() async throws -> TestDesk {
    let test = try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": SmallTeam.text])
    try await says(#"{"id":"a","title":"Dark","body":"It is dark","requester":"kim@example.org"}"#, in: test)
    return test
  }

  @discardableResult
  private func says(_ body: String, in test: TestDesk) async throws -> TakeDelivery.Reply {
    try await test.perform(
      TakeDelivery(source: "json", headers: ["content-type": "application/json"], body: Data(body.utf8)))
  }

  @discardableResult
  private func act(_ act: ActOnTicket.Act, in test: TestDesk) async throws -> TicketRow {
    try await test.perform(ActOnTicket(id: "T-1", member: "cy", act: act))
  }

  private func history(_ test: TestDesk) async throws -> [String] {
    try await test.perform(ShowTicket(id: "T-1")).history.map { "\($0.action): \($0.because)" }
  }

  @Test("why it is on hold or pending is the ticket's reason")
  func reasons() async throws {
    let test = try await desk()
    let until = "2026-11-25T10:00:00Z".instant
    #expect(try await act(.hold(because: "the vendor looks", until: until), in: test).because == "the vendor looks")
    #expect(try await act(.pending(because: "we asked for a log"), in: test).because == "we asked for a log")
  }

  @Test("what belongs to a ticket stands with it, and lists go by what it is about")
  func belongs() async throws {
    let test = try await desk()
    try await says(#"{"id":"b","title":"Darker"}"#, in: test)
    try await act(.link(url: "https://github.com/kestrel/reader/issues/7", kind: "bug"), in: test)
    try await act(.triage(kind: "bug", priority: nil), in: test)
    try await test.perform(TieTickets(id: "T-1", other: "T-2", tie: .relate, member: "cy"))
    let shown = try await test.perform(ShowTicket(id: "T-1"))
    #expect(shown.links?.map(\.url) == ["https://github.com/kestrel/reader/issues/7"])
    #expect(shown.links?.first?.blocksClosing == true)
    #expect(shown.ties?.map { "\($0.kind.rawValue) \($0.ticket)" } == ["related T-2"])
    #expect(try await test.perform(ListTickets(kind: "bug")).map(\.id) == ["T-1"])
    #expect(try await test.perform(ListTickets(kind: "question")).isEmpty)
    try await act(.visibility(isPrivate: true), in: test)
    var list = ListTickets(kind: "bug")
    list.forAnybody = true
    #expect(try await test.perform(list).isEmpty)
    #expect(try await test.perform(ListTickets(kind: "bug")).map(\.id) == ["T-1"])
    let hidden = try await test.perform(ShowTicket(id: "T-1")).forAnybody
    #expect(hidden.links == nil && hidden.ties == nil)
  }

  @Test("the address of an improvement, wherever it was given")
  func words() async throws {
    let test = try await desk()
    try await act(.improve(kind: "docs=https://docs.example.com/42", link: nil, done: false), in: test)
    try await act(
      .close(TicketEndingWords(note: "done", improvement: "product=https://work.example.com/7")), in: test)
    let lines = try await history(test)
    #expect(lines.contains("linked: Cy Morandel: docs https://docs.example.com/42"), "\(lines)")
    #expect(lines.contains { $0.contains("product https://work.example.com/7") }, "\(lines)")
  }

  @Test("whose turn it is: who was never answered, and who waits again, is to be answered")
  func turns() async throws {
    let test = try await desk()
    try await test.perform(AcknowledgeTicket(id: "T-1", member: "cy"))
    let row = { try await test.perform(ShowTicket(id: "T-1")).ticket }
    #expect(try await row().nextAction == "Cy Morandel: respond", "to know of it is no answer")
    #expect(try await act(.reply(text: "Try this.", then: "open"), in: test).nextAction == "Cy Morandel: resolve")
    try await says(#"{"event":"message","id":"a","message":"m1","body":"It is dark still"}"#, in: test)
    #expect(try await row().nextAction == "Cy Morandel: respond")
  }

  @Test("resolved without a word, and open again: the customer waits as before")
  func unanswered() async throws {
    let test = try await desk()
    let due = try await test.perform(ShowTicket(id: "T-1")).ticket.due
    try await act(.resolve(TicketEndingWords(note: "oops")), in: test)
    let row = try await act(.reopen(because: "a slip"), in: test)
    #expect(row.due == due && row.nextAction == "Cy Morandel: respond")
    let clocks = try await test.perform(ShowClocks(id: "T-1"))
    #expect(clocks.unansweredSince == "2026-11-24T10:00:00Z".instant)
    try await act(.reply(text: "Here it is.", then: "resolved"), in: test)
    let again = try await act(.reopen(because: "more"), in: test)
    #expect(try await test.perform(ShowClocks(id: "T-1")).unansweredSince == nil, "what was answered is answered")
    #expect(again.due == nil)
  }

  @Test(
    "a colleague is brought in by hand or by a note, and told; the owner stays, and a private ticket is theirs to see")
  func involved() async throws {
    let test = try await desk()
    try await act(.visibility(isPrivate: true), in: test)
    await #expect(throws: OperatorProblem.self) {
      try await test.perform(ActOnTicket(id: "T-1", member: "bo", act: .note(text: "?")))
    }
    try await act(.involve(member: "bo", note: "Is it the same as in May?"), in: test)
    try await test.perform(ActOnTicket(id: "T-1", member: "bo", act: .note(text: "It is, @ana. And (@cy), @nobody!")))
    let shown = try await test.perform(ExplainTicket(id: "T-1"))
    #expect(shown.ticket.owner == "cy" && shown.followers == ["bo", "ana"])
    let notices = try await test.perform(ListNotices()).filter { $0.kind == "ticket-involved" }
    #expect(Set(notices.map(\.member)) == ["bo", "ana", "cy"])
    #expect(
      notices.allSatisfy { !$0.text.contains("May") && !$0.text.contains("Dark") }, "of a private one only the id")
    test.clock.set("2026-11-24T10:05:00Z".instant)
    try await act(.visibility(isPrivate: false), in: test)
    try await act(.involve(member: "bo", note: "And now?"), in: test)
    let last = try await test.perform(ListNotices()).filter { $0.kind == "ticket-involved" && $0.member == "bo" }
    let words = last.map(\.text)
    #expect(words.contains { $0.hasPrefix("Cy Morandel brought you in on T-1: And now? More") }, "\(words)")
    await #expect(throws: OperatorProblem.self) { try await act(.involve(member: "cy", note: nil), in: test) }
    await #expect(throws: OperatorProblem.self) { try await act(.involve(member: "bob", note: nil), in: test) }
  }

  @Test("a note that names nobody, and a type that is nearly one of the rules, are done as said and warned of")
  func slips() async throws {
    let rule = "routing:\n  - { name: bills, when: { words: [invoice] }, type: billing }\n"
    let test = try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": SmallTeam.text + rule])
    try await says(#"{"id":"a","title":"Dark"}"#, in: test)
    let typed = try await act(.triage(kind: "biling", priority: nil), in: test)
    #expect(typed.kind == "biling")
    #expect(typed.warnings == ["no rule of the team knows the type 'biling'; did you mean 'billing'?"])
    for kind in ["billing", "bug"] {
      #expect(try await act(.triage(kind: kind, priority: nil), in: test).warnings == nil, "\(kind)")
    }
    let noted = try await act(.note(text: "@anna and @bo, and @nobody: write to kim@example.org"), in: test)
    #expect(
      noted.warnings == [
        "'@anna' told nobody: the team has no member 'anna'; did you mean '@ana'?",
        "'@nobody' told nobody: the team has no member 'nobody'",
      ])
    #expect(try await test.perform(ExplainTicket(id: "T-1")).followers == ["bo"])
  }

  @Test("a promise of an update beyond what the queue promises is said to be")
  func updates() async throws {
    let text = SmallTeam.text.replacing(
      "targets: { first response: 4 business hours }",
      with: "targets: { first response: 4 business hours, promised update: 2 days }")
    let test = try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": text])
    try await says(#"{"id":"a","title":"Dark"}"#, in: test)
    let soon = try await act(.promise(until: "2026-11-25T10:00:00Z".instant), in: test)
    #expect(soon.warnings == nil)
    let late = try await act(.promise(until: "2026-12-22T10:00:00Z".instant), in: test)
    #expect(late.warnings?.first?.contains("promises updates within 2 days") == true, "\(late.warnings ?? [])")
  }

  @Test("a promise that was broken stays broken in the report, though the ticket ended without a word")
  func broken() async throws {
    let test = try await desk()
    try await test.live(until: "2026-11-24T15:00:00Z")
    try await act(.resolve(TicketEndingWords(note: "nothing to say")), in: test)
    let report = try await test.perform(
      ReportDesk(team: "alarm", from: "2026-11-24T00:00:00Z".instant, until: "2026-11-25T00:00:00Z".instant))
    #expect(report.firstResponse.promised == 1 && report.firstResponse.kept == 0)
  }

  @Test("who begins a shift reads of a private ticket its id alone")
  func handoff() async throws {
    let test = try await desk()
    try await act(.visibility(isPrivate: true), in: test)
    try await test.live(until: "2026-11-25T10:00:00Z")
    let texts = try await test.perform(ListNotices()).filter { $0.kind == "handoff" }.map(\.text)
    #expect(texts.contains { $0.contains("T-1") }, "\(texts)")
    #expect(texts.allSatisfy { !$0.contains("Dark") })
  }

  @Test("who opens the link in a page reads of a private ticket its id alone, before and after it is acknowledged")
  func links() async throws {
    let test = try await desk()
    for title in ["Salary", "Dismissal"] {
      try await test.perform(OpenTicket(team: "alarm", title: title, priority: "urgent"))
    }
    try await test.live(until: "2026-11-24T10:00:01Z")
    let pages = try await test.desk.store.read { snapshot in
      try [2, 3].flatMap { try snapshot.pages(of: TicketID(number: $0)) }.map(\.page)
    }
    for id in ["T-2", "T-3"] {
      try await test.perform(ActOnTicket(id: id, member: "cy", act: .visibility(isPrivate: true)))
    }
    func token(_ url: String) throws -> String { String(try #require(url.split(separator: "/").last)) }
    let one = try token(test.desk.links(for: pages[0]).acknowledge)
    let all = try token(test.desk.links(for: pages).acknowledgeAll)
    #expect(try await test.desk.acknowledgeLink(one)?.ticket.title == "(private)")
    #expect(try await test.desk.acknowledgeAllLink(all)?.tickets.map(\.title) == ["(private)", "(private)"])
    #expect(try await test.desk.acknowledge(byLink: one)?.ticket.title == "(private)")
    #expect(try await test.desk.acknowledgeAll(byLink: all)?.tickets.map(\.title) == ["(private)"])
  }

  @Test("what people say of a ticket for the team is in no answer to its source (K11)")
  func answersToSources() async throws {
    let until = "2026-11-25T10:00:00Z".instant
    let acts: [ActOnTicket.Act] = [
      .hold(because: "inside words", until: until), .pending(because: "inside words"),
      .resolve(TicketEndingWords(note: "inside words")), .close(TicketEndingWords(note: "inside words")),
    ]
    for (number, ending) in acts.enumerated() {
      let test = try await desk()
      try await act(ending, in: test)
      for what in [
        ##""event":"changed","tags":["n\##(number)"]"##, #""event":"edited","message":"body","body":"Darker""#,
      ] {
        let reply = try await says(#"{"id":"a",\#(what)}"#, in: test)
        #expect(reply.answer.ticket == "T-1" && reply.answer.state != nil, "\(reply)")
        #expect(!"\(reply)".contains("inside words"), "\(reply)")
      }
    }
  }

  @Test("a program that names nobody neither ends a private ticket nor rings about one (E14)")
  func nobodyNamed() async throws {
    let test = try await desk()
    try await act(.visibility(isPrivate: true), in: test)
    let refusal = "T-1 is private, and nobody is named whom it is for"
    let resolved = await #expect(throws: OperatorProblem.self) {
      try await ResolveTicket(id: "T-1").perform(on: test.desk, actor: .api)
    }
    let rung = await #expect(throws: OperatorProblem.self) {
      try await RingOnCall(team: "alarm", who: "cy", reason: "look", about: "T-1").perform(on: test.desk, actor: .api)
    }
    #expect(resolved?.what == refusal && rung?.what == refusal)
    #expect(try await test.perform(ResolveTicket(id: "T-1")).state == "resolved", "the operator may")
  }
}
