import Foundation
import Scheduling
import Storage
import Testing
import Timekeeping
import Triage
import Workflows

/// What is more urgent, or less, than it seemed, with a real store: queues decide by their own conditions again (B28, E7).
@Suite struct PriorityChangeTests {
  private func desk(at now: String = "2026-11-22T10:00:00Z", _ text: String = SmallTeam.text) async throws -> TestDesk {
    try await TestDesk(at: now, schedules: ["alarm.yaml": text])
  }

  private func opens(_ title: String = "Cannot log in", _ priority: String? = nil, in test: TestDesk) async throws {
    try await test.perform(OpenTicket(team: "alarm", title: title, priority: priority))
  }

  @discardableResult
  private func triage(_ priority: String, by member: String = "cy", in test: TestDesk) async throws -> TicketRow {
    try await test.perform(
      ActOnTicket(id: "T-1", member: member, act: .triage(kind: "bug", priority: priority)))
  }

  private func pages(_ test: TestDesk) async throws -> [String] {
    try await test.desk.store.read { try $0.pages(of: TicketID(number: 1)) }.map(\.page.recipient.text)
  }

  @Test("a letter of Sunday that turns out to be urgent pages at once; a false alarm waits for Monday")
  func bothWays() async throws {
    let test = try await desk()
    try await opens(in: test)
    #expect(try await test.perform(ShowTicket(id: "T-1")).ticket.heldUntil == "2026-11-23T09:00:00Z".instant)
    let urgent = try await triage("urgent", in: test)
    #expect(urgent.queue == "alarms" && urgent.owner == "ana" && urgent.due == "2026-11-22T11:00:00Z".instant)
    #expect(urgent.kind == "bug")
    #expect(try await pages(test) == ["ana"])
    let why = try await test.perform(ExplainTicket(id: "T-1"))
    #expect(!why.isProposed, "somebody has looked")
    try await test.perform(AcknowledgeTicket(id: "T-1", member: "ana"))
    let letter = try await triage("normal", by: "ana", in: test)
    #expect(letter.queue == "letters" && letter.owner == nil && letter.acknowledgedBy == nil)
    #expect(letter.heldUntil == "2026-11-23T09:00:00Z".instant)
    try await test.live(until: "2026-11-22T20:00:00Z")
    #expect(try await pages(test) == ["ana"], "and nobody is paged for it any more")
    #expect(try await test.perform(VerifyStore()).isEmpty)
  }

  @Test("so does what its source calls urgent later")
  func bySource() async throws {
    let test = try await desk()
    for body in [
      #"{"id":"a","title":"Slow"}"#, #"{"event":"changed","id":"a","priority":"urgent"}"#,
    ] {
      try await test.perform(
        TakeDelivery(source: "json", headers: ["content-type": "application/json"], body: Data(body.utf8)))
    }
    let row = try await test.perform(ShowTicket(id: "T-1")).ticket
    #expect(row.queue == "alarms" && row.priority == "urgent")
    #expect(try await pages(test) == ["ana"])
  }

  @Test("a ticket stays where a rule or a person put it")
  func stays() async throws {
    let rule = "routing:\n  - { name: named, when: { words: [reader] }, queue: letters }\n"
    let test = try await desk(SmallTeam.text + rule)
    try await opens("A reader", in: test)
    #expect(try await triage("urgent", in: test).queue == "letters")
    let other = try await desk()
    try await opens("A reader", "urgent", in: other)
    try await other.perform(MoveTicket(id: "T-1", queue: "letters", member: "cy"))
    try await triage("normal", in: other)
    #expect(try await triage("urgent", in: other).queue == "alarms", "where conditions had put it before")
    try await other.perform(MoveTicket(id: "T-1", queue: "letters", member: "cy"))
    #expect(try await triage("urgent", in: other).queue == "letters", "the same priority again is no change")
  }

  @Test(
    "what somebody had in hand was no alarm: once it is one, whoever is on is paged, and a pending ticket stays pending"
  )
  func becomesUrgent() async throws {
    let test = try await desk(at: "2026-11-24T10:00:00Z")
    try await opens(in: test)
    try await test.perform(ActOnTicket(id: "T-1", member: "cy", act: .reply(text: "Which reader?", then: nil)))
    let urgent = try await triage("urgent", in: test)
    #expect(urgent.owner == "ana" && urgent.acknowledgedBy == nil && urgent.state == "pending")
    #expect(try await pages(test) == ["ana"])
    try await test.perform(AcknowledgeTicket(id: "T-1", member: "ana"))
    let calm = try await triage("normal", by: "ana", in: test)
    #expect(calm.owner == "cy" && calm.state == "pending")
    let again = try await triage("urgent", in: test)
    #expect(again.owner == "ana")
    #expect(try await pages(test) == ["ana", "ana"])
  }

  @Test("a label counts also after an answer, and no more once somebody has said how urgent it is")
  func labels() async throws {
    let test = try await desk(at: "2026-11-24T10:00:00Z")
    func says(_ tags: String) async throws {
      try await test.perform(
        TakeDelivery(
          source: "json", headers: ["content-type": "application/json"],
          body: Data(#"{"event":"changed","id":"a","tags":[\#(tags)]}"#.utf8)))
    }
    try await test.perform(
      TakeDelivery(
        source: "json", headers: ["content-type": "application/json"], body: Data(#"{"id":"a","title":"Slow"}"#.utf8)))
    try await test.perform(ActOnTicket(id: "T-1", member: "cy", act: .reply(text: "Which?", then: nil)))
    try await says(#""urgent""#)
    #expect(try await test.perform(ShowTicket(id: "T-1")).ticket.priority == "urgent")
    try await triage("normal", by: "ana", in: test)
    try await says(#""urgent","slow""#)
    try await says(#""slow""#)
    try await says(#""urgent""#)
    #expect(try await test.perform(ShowTicket(id: "T-1")).ticket.priority == "normal")
  }
}
