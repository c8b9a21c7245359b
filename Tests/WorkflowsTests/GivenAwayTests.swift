import Foundation
import Scheduling
import Storage
import Testing
import Timekeeping
import Triage
import Workflows

/// An acknowledgement is somebody's own act: what is given to another is acknowledged by nobody (K7, K10), with a real store.
@Suite struct GivenAwayTests {
  private func urgent() async throws -> TestDesk {
    let test = try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": SmallTeam.text])
    try await test.perform(OpenTicket(team: "alarm", title: "Down", priority: "urgent"))
    try await test.live(until: "2026-11-24T10:01:00Z")
    try await test.perform(AcknowledgeTicket(id: "T-1", member: "ana"))
    return test
  }

  private func pages(_ test: TestDesk) async throws -> [String] {
    try await test.desk.store.read { try $0.pages(of: TicketID(number: 1)) }.map {
      "\($0.page.recipient) \($0.page.episode): \($0.page.why)"
    }
  }

  @Test("whoever is given an acknowledged alarm is paged first, and the policy goes on when they keep silent")
  func given() async throws {
    let test = try await urgent()
    let act = try await test.perform(AssignTicketByHand(id: "T-1", member: "cy", speaker: "ana"))
    #expect(act.ticket.owner == "cy" && act.ticket.acknowledgedBy == nil)
    #expect(
      try await pages(test).last
        == "cy 2: Ana Ferrow gave it to you. Acknowledge it to keep it. Next is Ana Ferrow (primary).")
    try await test.live(until: "2026-11-24T10:05:30Z")
    #expect(try await pages(test).count == 2, "they have time to answer")
    try await test.live(until: "2026-11-24T10:06:30Z")
    #expect(try await pages(test).last?.hasPrefix("ana 2: You are on primary.") == true)
    try await test.perform(AcknowledgeTicket(id: "T-1", member: "cy"))
    #expect(try await test.perform(ShowTicket(id: "T-1")).ticket.acknowledgedBy == "cy")
    try await test.live(until: "2026-11-24T10:20:00Z")
    #expect(try await pages(test).count == 3)
    #expect(try await test.perform(VerifyStore()).isEmpty)
  }

  @Test("who is paged for it at once is not paged twice; who takes it over themselves has acknowledged it")
  func taken() async throws {
    let test = try await urgent()
    try await test.perform(HandOverTicket(id: "T-1", owner: "ana", to: "bo"))
    #expect(try await pages(test).map { $0.prefix(4) } == ["ana ", "bo 2"])
    try await test.perform(ActOnTicket(id: "T-1", member: "bo", act: .reply(text: "On it.", then: .some("open"))))
    #expect(try await test.perform(ShowTicket(id: "T-1")).ticket.acknowledgedBy == "bo")
  }

  @Test("who takes a ringing alarm stops it; who is given one hears of it")
  func ringing() async throws {
    let test = try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": SmallTeam.text])
    for title in ["One", "Two"] {
      try await test.perform(OpenTicket(team: "alarm", title: title, priority: "urgent"))
    }
    try await test.live(until: "2026-11-24T10:01:00Z")
    let own = try await test.perform(AssignTicketByHand(id: "T-1", member: "cy", speaker: "cy"))
    #expect(own.ticket.acknowledgedBy == "cy")
    let given = try await test.perform(AssignTicketByHand(id: "T-2", member: "cy", speaker: "ana"))
    #expect(given.ticket.acknowledgedBy == nil)
    try await test.live(until: "2026-11-24T10:06:00Z")
    #expect(try await pages(test).count == 1, "nobody is paged for it any more")
    let rows = try await test.desk.store.read { try $0.pages(of: TicketID(number: 2)) }
    #expect(rows.map { "\($0.page.recipient) \($0.page.episode)" } == ["ana 1", "cy 1", "bo 1"])
  }
}
