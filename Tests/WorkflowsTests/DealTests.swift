import Foundation
import Storage
import Testing
import Timekeeping
import Triage
import Workflows

/// Who gets what when room comes, with a real store (rules K1 and K4).
@Suite struct DealTests {
  private static let team = """
    team: alarm
    zone: Etc/UTC
    lead: cy
    members:
      - { id: ana, name: Ana Ferrow, capacity: 1 }
      - { id: bo, name: Bo Lindqvar, capacity: 1 }
      - { id: cy, name: Cy Morandel }
    duties:
      desk: { layers: [{ id: day, members: [[ana, bo]], hours: mon-fri 09:00-17:00 }] }
    office hours: { day: mon-fri 09:00-17:00 }
    priorities: [urgent, high, normal, low]
    queues:
      letters:
        when: otherwise
        office hours: day
        outside hours: hold
        page from: never
        targets: { first response: { high: 1 business hour, normal: 4 business hours, low: none } }
        overflow: [desk]

    """

  private func desk(at now: String, _ text: String = team) async throws -> TestDesk {
    try await TestDesk(at: now, schedules: ["alarm.yaml": text])
  }

  private func opens(_ title: String, _ priority: String, in test: TestDesk) async throws -> TicketRow {
    try await test.perform(OpenTicket(team: "alarm", title: title, priority: priority))
  }

  private func owners(_ test: TestDesk) async throws -> [String: String] {
    let rows = try await test.perform(ListTickets())
    return Dictionary(rows.compactMap { row in row.owner.map { (row.title, $0) } }) { first, _ in first }
  }

  @Test("what waited for the opening is dealt out by due time and priority, whatever came first")
  func deal() async throws {
    let test = try await desk(at: "2026-11-24T03:00:00Z")
    for (title, priority) in [("a", "low"), ("b", "low"), ("c", "normal"), ("d", "high"), ("e", "high")] {
      _ = try await opens(title, priority, in: test)
    }
    try await test.live(until: "2026-11-24T09:10:00Z")
    #expect(try await owners(test).keys.sorted() == ["d", "e"])
    #expect(try await test.perform(VerifyStore()).isEmpty)
  }

  @Test("a ticket that waits for its customer makes room for the next, at once")
  func room() async throws {
    let test = try await desk(at: "2026-11-24T10:00:00Z")
    for title in ["a", "b", "c"] { _ = try await opens(title, "normal", in: test) }
    let before = try await owners(test)
    #expect(before.keys.sorted() == ["a", "b"])
    try await test.perform(
      ActOnTicket(id: "T-1", member: before["a"] ?? "", act: .reply(text: "Which one?", then: nil)))
    #expect(try await owners(test)["c"] == before["a"])
  }

  @Test("who may not have another one for longer than a promise lasts is told of to the lead, once")
  func late() async throws {
    let test = try await desk(
      at: "2026-11-24T16:30:00Z", Self.team.replacing("high: 1 business hour", with: "high: 1 hour"))
    for title in ["a", "b", "c"] { _ = try await opens(title, "high", in: test) }
    try await test.live(until: "2026-11-24T16:50:00Z")
    let notices = try await test.perform(ListNotices(member: "cy")).filter { $0.title.contains("T-3") }
    #expect(notices.count == 1 && notices.first?.text.contains("nobody can take it now") == true, "\(notices)")
  }

  @Test("tickets that go by other definitions are given out one by one, within the capacities")
  func adopted() async throws {
    let test = try await desk(at: "2026-11-24T03:00:00Z")
    for title in ["a", "b", "c"] { _ = try await opens(title, "normal", in: test) }
    try await test.apply(["alarm.yaml": Self.team.replacing("mon-fri 09:00-17:00", with: "mon-sun 00:00-24:00")])
    try await test.perform(AdoptVersion(team: "alarm", member: "cy"))
    #expect(try await owners(test).count == 2)
    #expect(Set(try await owners(test).values) == ["ana", "bo"])
  }

  @Test("what goes on after a private ticket is as private, in its queue and under its tags")
  func successor() async throws {
    let text = Self.team.replacing(
      "queues:\n",
      with: """
        routing: [{ name: sec, when: { tag: sec }, visibility: private, queue: sec }]
        queues:
          sec: { when: routing, private to: bo, overflow: [desk] }

        """)
    let test = try await desk(at: "2026-11-24T10:00:00Z", text)
    func says(_ event: String) async throws {
      try await test.perform(
        TakeDelivery(source: "json", headers: ["content-type": "application/json"], body: Data(event.utf8)))
    }
    try await says(#"{"id":"s","title":"A leak","tags":["sec"]}"#)
    try await test.perform(ActOnTicket(id: "T-1", member: "bo", act: .close(TicketEndingWords(note: "closed"))))
    try await says(#"{"event":"message","id":"s","message":"m1","body":"The password is hunter2."}"#)
    let next = try await test.perform(ExplainTicket(id: "T-2"))
    #expect(next.visibility == "private")
    let row = try await test.perform(ShowTicket(id: "T-2")).ticket
    #expect(row.queue == "sec" && row.owner == "bo" && row.isPrivate == true)
  }
}
