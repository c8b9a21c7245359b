import Foundation
import Scheduling
import Storage
import TestSupport
import Testing
import TicketSources
import Timekeeping
import Triage
import Workflows

/// What sources and settings say besides the usual, with a real store.
@Suite struct StrayWordsTests {
  private func desk() async throws -> TestDesk {
    try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": SmallTeam.text])
  }

  @discardableResult
  private func says(_ body: String, to source: String = "json", in test: TestDesk) async throws -> IntakeReply {
    try await test.perform(
      TakeDelivery(source: source, headers: ["content-type": "application/json"], body: Data(body.utf8))
    ).answer
  }

  @Test("a delivery that leaves the first words out takes nothing of them away, and is answered with what it came to")
  func empty() async throws {
    let test = try await desk()
    try await says(
      #"{"ticket_id":"7","subject":"Printer","description":"It is on fire"}"#, to: "zendesk", in: test)
    let answer = try await says(
      #"{"ticket_id":"7","subject":"Printer","status":"solved","comment":"Out","updated_at":"2026-11-24T10:05:00Z"}"#,
      to: "zendesk", in: test)
    let shown = try await test.perform(ShowTicket(id: "T-1"))
    #expect(shown.messages?.first?.text == "It is on fire", "\(shown.messages?.map(\.text) ?? [])")
    #expect(shown.ticket.state == "resolved" && answer.state == "resolved", "\(answer)")
  }

  @Test("a colleague's answer in the source leaves the next step to the customer, whoever the colleague is")
  func colleague() async throws {
    let test = try await desk()
    try await says(#"{"id":"a","title":"Dark"}"#, in: test)
    try await says(
      #"{"event":"message","id":"a","message":"m1","body":"Try this","author":{"name":"Pat","kind":"colleague"}}"#,
      in: test)
    let row = try await test.perform(ShowTicket(id: "T-1")).ticket
    #expect(row.state == "pending" && row.because == "Pat replied; the customer has the next step")
  }

  @Test("who is rung for reads who rings, and nobody waits for an answer there")
  func ring() async throws {
    let test = try await desk()
    let rung = try await test.perform(
      RingOnCall(team: "alarm", who: "bo", reason: "the depot stands still", caller: "cy"))
    let page = try await test.desk.store.read { try $0.pages(of: TicketID(number: 1)) }.first?.page
    #expect(
      page?.recipient.text == "bo" && page?.why.hasPrefix("You are rung by Cy Morandel.") == true, "\(page?.why ?? "")")
    let clocks = try await test.perform(ShowClocks(id: rung.ticket.id))
    #expect(!clocks.clocks.contains { $0.clock == "first response" } && clocks.unansweredSince == nil)
  }

  @Test("sources whose team or queue is not in force are named")
  func lost() async throws {
    let source = try AllTicketSources.named("json")
    let settings = SourceSettings(secrets: [TestDesk.secret])
    let bindings = [("good", "alarm", "letters"), ("team", "alarms", nil), ("queue", "alarm", "leters")].map {
      SourceBinding(name: $0.0, source: source, settings: settings, team: $0.1, queue: $0.2)
    }
    let test = try await TestDesk(
      at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": SmallTeam.text], only: bindings)
    let lines = try await test.desk.lostSources()
    #expect(
      lines.map { $0.prefix(28) } == ["deliveries to 'team' are ref", "the queue conditions decide "], "\(lines)")
    #expect(lines.allSatisfy { $0.contains("did you mean") }, "\(lines)")
  }

  @Test("what a program sends many times at once under one key is done once, and each of them is answered")
  func atOnce() async throws {
    let test = try await desk()
    try await test.perform(OpenTicket(team: "alarm", title: "Dark"))
    var note = ActOnTicket(id: "T-1", member: "cy", act: .note(text: "The old firmware."))
    note.key = "call-7"
    let answers = try await withThrowingTaskGroup(of: String.self) { [note] group in
      for _ in 0..<20 { group.addTask { try await test.perform(note).id } }
      return try await group.reduce(into: [String]()) { $0.append($1) }
    }
    #expect(answers == Array(repeating: "T-1", count: 20))
    let said = try await test.perform(ShowTicket(id: "T-1")).messages?.filter { $0.text == "The old firmware." }
    #expect(said?.count == 1)
  }

  @Test("channels and sources that the settings have no more are named with whom and what they leave behind")
  func gone() async throws {
    let contact = "{ id: bo, name: Bo Lindqvar, contacts: [{ pager: 'https://pager.example.com/bo' }] }"
    let text = SmallTeam.text.replacing("{ id: bo, name: Bo Lindqvar }", with: contact)
    let test = try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": text])
    try await says(#"{"id":"a","title":"Dark"}"#, in: test)
    try await test.perform(OpenTicket(team: "alarm", title: "Typed in here"))
    #expect(try await test.desk.goneFromSettings().isEmpty)
    var setup = test.desk.setup
    setup.channels = []
    setup.sources.removeAll { $0.name == "json" }
    let other = ServiceDesk(
      store: test.desk.store, clock: test.desk.clock, zones: test.desk.zones, setup: setup, keys: test.desk.keys,
      transport: test.desk.transport, log: test.desk.log)
    let lines = try await other.goneFromSettings()
    try #require(lines.count == 2, "\(lines)")
    #expect(lines[0].hasPrefix("pages over 'pager' to Bo Lindqvar reach nobody: there is no channel "), "\(lines)")
    #expect(lines[1].hasPrefix("open ticket T-1 hears nothing more from 'json', and no answer "), "\(lines)")
  }

  @Test("a queue that is newer than a ticket is named, with what to do first")
  func newer() async throws {
    let test = try await desk()
    try await test.perform(OpenTicket(team: "alarm", title: "Dark"))
    try await test.apply([
      "alarm.yaml": SmallTeam.text.replacing(
        "queues:\n", with: "queues:\n  money: { when: routing, overflow: [office] }\n")
        + "routing:\n  - { name: bills, when: { words: [bill] }, queue: money }\n"
    ])
    let problem = await #expect(throws: OperatorProblem.self) {
      try await test.perform(MoveTicket(id: "T-1", queue: "money", member: "cy"))
    }
    #expect(
      problem?.description.contains("watchbill ticket adopt T-1 --team alarm --as cy") == true,
      "\(problem?.description ?? "")")
  }

  @Test("only whoever is on, the owner and the lead decide about a ticket of somebody who is off")
  func decide() async throws {
    let team = """
      team: alarm
      zone: Etc/UTC
      lead: dee
      members:
        - { id: ana, name: Ana }
        - { id: bo, name: Bo }
        - { id: cy, name: Cy }
        - { id: dee, name: Dee }
      duties:
        desk:
          layers:
            - { id: early, members: [ana], hours: "mon-fri 08:00-12:00" }
            - { id: late, members: [bo], hours: "mon-fri 12:00-18:00" }
            - { id: night, members: [cy], hours: "mon-fri 18:00-20:00" }
      priorities: [urgent, normal, low]
      queues: { letters: { when: otherwise, page from: never, overflow: [desk] } }

      """
    let test = try await TestDesk(at: "2026-11-24T11:00:00Z", schedules: ["alarm.yaml": team])
    try await says(#"{"id":"a","title":"Dark"}"#, in: test)
    try await test.live(until: "2026-11-24T17:50:00Z")
    // Bo's shift ends within the quarter of an hour in which nothing new is given out.
    try await says(#"{"event":"message","id":"a","message":"m1","body":"Still dark"}"#, in: test)
    let step = try await test.perform(ShowTicket(id: "T-1")).history.map(\.because)
    #expect(step.contains { $0.contains("nobody on shift can have it before") }, "\(step)")
    await #expect(throws: OperatorProblem.self) {
      try await test.perform(DecideTicket(id: "T-1", member: "cy", choice: .wait))
    }
    try await test.perform(DecideTicket(id: "T-1", member: "bo", choice: .wait))
  }
}
