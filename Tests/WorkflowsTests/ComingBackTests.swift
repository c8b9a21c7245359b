import Foundation
import Storage
import Testing
import Timekeeping
import Triage
import Workflows

/// What came to its end and comes back, with a real store: it is as urgent as it was, and nobody has it in hand.
@Suite struct ComingBackTests {
  private func desk() async throws -> TestDesk {
    var options = SourceOptions()
    options.replies = "https://forms.example.org/replies"
    return try await TestDesk(
      at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": SmallTeam.text], answering: options)
  }

  @discardableResult
  private func alert(_ status: String, from start: String, to end: String? = nil, on test: TestDesk) async throws
    -> TakeDelivery.Reply
  {
    let ends = end.map { #","endsAt":"2026-11-24T\#($0):00Z""# } ?? ""
    let body =
      #"{"version":"4","groupKey":"disk","status":"\#(status)","commonLabels":{"severity":"urgent"},"alerts":[{"#
      + #""status":"\#(status)","labels":{"alertname":"DiskFull"},"startsAt":"2026-11-24T\#(start):00Z"\#(ends)}]}"#
    return try await test.perform(
      TakeDelivery(source: "alertmanager", headers: ["content-type": "application/json"], body: Data(body.utf8)))
  }

  private func pages(of ticket: Int, on test: TestDesk) async throws -> [String] {
    let rows = try await test.desk.store.read { try $0.pages(of: TicketID(number: ticket)) }
    return rows.map { "\($0.page.recipient) \($0.page.episode)" }
  }

  @Test("an alert that fires again after it was resolved opens its ticket again, and pages")
  func firesAgain() async throws {
    let test = try await desk()
    #expect(try await alert("firing", from: "10:00", on: test).answer.ticket == "T-1")
    try await test.perform(AcknowledgeTicket(id: "T-1", member: "ana"))
    try await test.live(until: "2026-11-24T10:20:00Z")
    #expect(try await alert("resolved", from: "10:00", to: "10:20", on: test).answer.state == "resolved")
    try await test.live(until: "2026-11-24T10:30:00Z")
    let again = try await alert("firing", from: "10:30", on: test)
    #expect(again.answer.ticket == "T-1" && again.answer.state == "open")
    #expect(again.answer.because == "it fires again")
    #expect(try await pages(of: 1, on: test) == ["ana 1", "ana 2"])
    try await test.live(until: "2026-11-24T10:36:00Z")
    #expect(try await pages(of: 1, on: test) == ["ana 1", "ana 2", "bo 2"], "and it goes on to the next")
    #expect(try await alert("firing", from: "10:30", on: test).answer.ticket == "T-1", "a repeat changes nothing")
    #expect(try await pages(of: 1, on: test).count == 3)
    #expect(try await test.perform(VerifyStore()).isEmpty)
  }

  @Test("one that fires again after its ticket was closed has another one, tied to it")
  func firesLater() async throws {
    let test = try await desk()
    try await alert("firing", from: "10:00", on: test)
    try await test.live(until: "2026-11-24T10:20:00Z")
    try await alert("resolved", from: "10:00", to: "10:20", on: test)
    try await test.perform(
      ActOnTicket(id: "T-1", member: "ana", act: .close(TicketEndingWords(note: "A full disk."))))
    try await test.live(until: "2026-11-24T10:30:00Z")
    #expect(try await alert("firing", from: "10:30", on: test).answer.ticket == "T-2")
    #expect(try await pages(of: 2, on: test) == ["ana 1"])
  }

  @Test("an urgent ticket whose customer writes again pages anew, whoever had acknowledged it before")
  func writesAgain() async throws {
    let test = try await desk()
    func says(_ event: String) async throws {
      try await test.perform(
        TakeDelivery(source: "json", headers: ["content-type": "application/json"], body: Data(event.utf8)))
    }
    try await says(#"{"id":"a","title":"Down","priority":"urgent"}"#)
    try await test.perform(AcknowledgeTicket(id: "T-1", member: "ana"))
    try await test.perform(ResolveTicket(id: "T-1", member: "ana", note: "restarted"))
    try await test.live(until: "2026-11-24T11:00:00Z")
    try await says(#"{"event":"message","id":"a","message":"m1","body":"Down again!"}"#)
    let shown = try await test.perform(ShowTicket(id: "T-1"))
    #expect(shown.ticket.state == "open" && shown.ticket.acknowledgedBy == nil)
    #expect(try await pages(of: 1, on: test) == ["ana 1", "ana 2"])
    try await test.perform(ActOnTicket(id: "T-1", member: "ana", act: .reply(text: "Looking.", then: nil)))
    try await test.live(until: "2026-11-24T11:30:00Z")
    #expect(try await pages(of: 1, on: test).count == 2, "who answers has it in hand")
  }

  @Test("who opens one again by hand has it in hand; what was pending asks after its while whether the work goes on")
  func byHand() async throws {
    let test = try await desk()
    try await test.perform(OpenTicket(team: "alarm", title: "Down", priority: "urgent"))
    try await test.perform(AcknowledgeTicket(id: "T-1", member: "ana"))
    try await test.perform(ActOnTicket(id: "T-1", member: "ana", act: .pending(because: "asked for the log")))
    try await test.live(until: "2026-11-24T12:00:00Z")
    #expect(try await pages(of: 1, on: test) == ["ana 1"])
    try await test.perform(ActOnTicket(id: "T-1", member: "ana", act: .reopen(because: "the log is here")))
    try await test.live(until: "2026-11-24T12:29:00Z")
    #expect(try await pages(of: 1, on: test) == ["ana 1"])
    try await test.live(until: "2026-11-24T12:31:00Z")
    #expect(try await pages(of: 1, on: test).contains("ana 2"), "still working within 30 minutes")
    try await test.perform(ResolveTicket(id: "T-1", member: "ana"))
    try await test.perform(ActOnTicket(id: "T-1", member: "bo", act: .reopen(because: "too soon")))
    #expect(try await test.perform(ShowTicket(id: "T-1")).ticket.acknowledgedBy == "bo")
  }

  @Test("a ticket that cannot be decided about keeps nobody else's escalation, and is tried again later")
  func undecidable() async throws {
    let test = try await desk()
    for title in ["Down", "Down as well"] {
      try await test.perform(OpenTicket(team: "alarm", title: title, priority: "urgent"))
    }
    try await test.desk.store.write { tx in
      var ticket = try #require(try tx.ticket(TicketID(number: 1)))
      ticket.queue = QueueID(unchecked: "gone")
      try tx.updateTicket(ticket, expecting: ticket.version)
    }
    try await test.live(until: "2026-11-24T10:06:00Z")
    #expect(try await pages(of: 2, on: test) == ["ana 1", "bo 1"])
    #expect(try await pages(of: 1, on: test) == ["ana 1"])
    let timer = try #require(try await test.perform(ShowTicket(id: "T-1")).timer)
    #expect(timer.due > test.clock.wall.now())
  }

  @Test("whoever opens a resolved alarm again with their words has it in hand, and nobody is paged")
  func reopenedByReply() async throws {
    let test = try await desk()
    try await test.perform(OpenTicket(team: "alarm", title: "Down", priority: "urgent"))
    try await test.perform(ResolveTicket(id: "T-1", member: "ana"))
    let before = try await pages(of: 1, on: test)
    let row = try await test.perform(
      ActOnTicket(id: "T-1", member: "ana", act: .reply(text: "Sorry, it is not done.", then: "open")))
    #expect(row.state == "open" && row.acknowledgedBy == "ana")
    #expect(try await pages(of: 1, on: test) == before)
  }

  @Test("who answers a redirect is read by a person, whatever a rule would say of the words (D41)")
  func answersRedirect() async throws {
    let rule =
      "routing:\n  - { name: sales, when: { words: [partnership] }, redirect: Please write to sales@example.com. }\n"
      + "  - { name: outage, when: { words: [fire] }, propose: urgent }\n"
    let test = try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": SmallTeam.text + rule])
    func says(_ body: String) async throws -> IntakeReply {
      try await test.perform(
        TakeDelivery(source: "json", headers: ["content-type": "application/json"], body: Data(body.utf8))
      ).answer
    }
    #expect(try await says(#"{"id":"a","title":"A partnership"}"#).state == "closed")
    let again = try await says(
      #"{"event":"message","id":"a","message":"m1","body":"No, it is on fire. > A partnership"}"#)
    #expect(again.ticket == "T-2" && again.state == "open", "\(again)")
    #expect(try await test.perform(ShowTicket(id: "T-2")).ticket.owner == "ana", "later rules count")
    let step = try await test.perform(ShowTicket(id: "T-2")).history.map(\.because)
    #expect(step.contains { $0.contains("redirected once already: now a person reads it") }, "\(step)")
  }
}
