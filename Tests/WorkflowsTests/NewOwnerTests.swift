import Foundation
import Storage
import TestSupport
import Testing
import TicketSources
import Timekeeping
import Triage
import Workflows

/// Who comes to a ticket late, and what goes with a ticket: found by a lead who tried it.
@Suite(.ownThreads) struct NewOwnerTests {
  private func tells(_ body: String, on test: TestDesk) async throws -> IntakeReply {
    test.clock.set(test.clock.wall.now() + .seconds(1))
    return try await test.perform(
      TakeDelivery(source: "json", headers: ["content-type": "application/json"], body: Data(body.utf8))
    ).answer
  }

  private func pages(_ test: TestDesk, of number: Int = 1) async throws -> [String] {
    try await test.desk.store.read { try $0.pages(of: TicketID(number: number)) }.map {
      "\($0.page.recipient): \($0.page.why)"
    }
  }

  @Test("an alarm that finds its owner while it pages is paged to them, and they are told")
  func alarm() async throws {
    let team = SmallTeam.text.replacing("name: Ana Ferrow", with: "name: Ana Ferrow, capacity: 1")
    let test = try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": team])
    for title in ["Down", "Down as well"] {
      try await test.perform(OpenTicket(team: "alarm", title: title, priority: "urgent"))
    }
    #expect(try await test.perform(ShowTicket(id: "T-2")).ticket.owner == nil, "Ana has one already")
    #expect(try await pages(test, of: 2).map { $0.prefix(3) } == ["ana"])
    try await test.live(until: "2026-11-24T10:02:00Z", messages: true)
    try await test.perform(
      AddOverride(
        team: "alarm", duty: "primary", from: "2026-11-24T10:02:00Z".instant, until: "2026-11-24T12:00:00Z".instant,
        member: "cy", out: "ana", reason: "swap", force: true))
    try await test.live(until: "2026-11-24T10:03:00Z", messages: true)
    #expect(try await test.perform(ShowTicket(id: "T-2")).ticket.owner == "cy")
    #expect(try await pages(test, of: 2).map { $0.prefix(3) } == ["ana", "cy:"])
    #expect(try await pages(test, of: 2).last?.contains("Acknowledge it to keep it.") == true)
    #expect(try test.messages(to: "cy").contains { $0.kinds.contains("ticket-given") })
    #expect(try await test.perform(VerifyStore()).isEmpty)
  }

  @Test("who was rung and passes it on: others are looked for once more, and the timer does not turn in a circle")
  func rungAndPassedOn() async throws {
    let team = SmallTeam.text.replacing("overflow: [primary]", with: "overflow: [primary, secondary]\n    assign: pull")
    let test = try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": team])
    try await test.perform(
      RingOnCall(team: "alarm", who: "primary", reason: "The depot stands still", caller: "cy", priority: "urgent"))
    try await test.perform(AcknowledgeTicket(id: "T-1", member: "ana"))
    try await test.move(to: "2026-11-24T10:10:00Z")
    try await test.perform(HandOverTicket(id: "T-1", owner: "ana"))
    for minute in 11..<60 {
      try await test.move(to: "2026-11-24T10:\(minute):00Z")
      let timer = try await test.perform(ShowTicket(id: "T-1")).timer
      #expect(try #require(timer).due > test.clock.wall.now(), "at \(minute)")
    }
    #expect(try await test.perform(VerifyStore()).isEmpty)
  }

  /// Cy gets more than fits, and Di has room.
  private static let withHelper = SmallTeam.text.replacing(
    "{ id: cy, name: Cy Morandel }", with: "{ id: cy, name: Cy Morandel, capacity: 1 }, { id: di, name: Di Ostrow }"
  ).replacing(
    "office: { layers: [{ id: day, hours: mon-fri 09:00-17:00, members: [cy] }] }",
    with: "office: { layers: [{ id: day, hours: mon-fri 09:00-17:00, members: [cy] }] }\n"
      + "  helpers: { layers: [{ id: day, hours: mon-fri 09:00-17:00, members: [di] }] }"
  ).replacing("overflow: [office]", with: "overflow: [office, helpers]\n    beyond capacity from: normal")

  @Test("a rebalanced ticket goes to somebody with room, who hears of it, and of whom the one before hears")
  func rebalance() async throws {
    let team = Self.withHelper
    let test = try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": team])
    for title in ["One", "Two"] { try await test.perform(OpenTicket(team: "alarm", title: title)) }
    #expect(try await test.perform(ListTickets(owner: "cy")).count == 2)
    try await test.perform(RebalanceDesk(team: "alarm", speaker: "cy"))
    try await test.live(until: "2026-11-24T10:01:00Z", messages: true)
    #expect(try await test.perform(ListTickets(owner: "di")).map(\.id) == ["T-2"])
    #expect(try test.messages(to: "di").contains { $0.kinds.contains("ticket-given") })
    #expect(try test.messages(to: "cy").contains { $0.text.contains("Di Ostrow has T-2 now") })
  }

  @Test("a rebalanced ticket goes by the definitions it began with, whatever was applied since (K5)")
  func rebalancePinned() async throws {
    let test = try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": Self.withHelper])
    for title in ["One", "Two"] { try await test.perform(OpenTicket(team: "alarm", title: title)) }
    let before = try await test.perform(ShowTicket(id: "T-2")).ticket
    try await test.apply(["alarm.yaml": Self.withHelper.replacing("4 business hours", with: "2 business hours")])
    try await test.perform(RebalanceDesk(team: "alarm", speaker: "cy"))
    let after = try await test.perform(ShowTicket(id: "T-2")).ticket
    #expect(after.owner == "di")
    #expect(after.due == before.due && before.due == "2026-11-24T14:00:00Z".instant)
    #expect(try await test.perform(VerifyStore()).isEmpty)
  }

  @Test("tags that rules gave stay when the source's own change; what goes on after a closed ticket has its customer")
  func goesAlong() async throws {
    let rules = """
      customers: { larch: { name: Larch, tier: enterprise, domains: [larch.example.com] } }
      routing: [{ name: vip, when: { customer: larch }, tags: [vip] }]

      """
    let test = try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": SmallTeam.text + rules])
    _ = try await tells(
      #"{"id":"w","title":"Dark","tags":["a"],"requester":{"name":"Lu","address":"lu@larch.example.com"}}"#, on: test)
    _ = try await tells(#"{"event":"changed","id":"w","tags":["b"]}"#, on: test)
    #expect(try await test.perform(ShowTicket(id: "T-1")).ticket.tags == ["b", "vip"])
    try await test.perform(ActOnTicket(id: "T-1", member: "cy", act: .close(TicketEndingWords(note: "done"))))
    let next = try await tells(
      #"{"event":"message","id":"w","message":"m2","body":"more","author":{"name":"Lu"}}"#, on: test)
    #expect(next.ticket == "T-2")
    let stored = try #require(try await test.desk.store.read { try $0.ticket(TicketID(number: 2)) })
    #expect(stored.classification.customer?.text == "larch" && stored.classification.tier == "enterprise")
  }

  @Test(
    "a ticket shows whose it is: customer, tier, the customer's own people; of a private one nobody reads it unnamed")
  func whoseItIs() async throws {
    let rules = """
      customers: { larch: { name: Larch, tier: enterprise, domains: [larch.example.com], people: [cy, bo] } }

      """
    let test = try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": SmallTeam.text + rules])
    _ = try await tells(
      #"{"id":"w","title":"Dark","requester":{"name":"Lu","address":"lu@larch.example.com"}}"#, on: test)
    _ = try await tells(
      #"{"id":"x","title":"Dark","requester":{"name":"Mo","address":"mo@birch.example.com"}}"#, on: test)
    let (known, other) = (try await test.perform(ShowTicket(id: "T-1")), try await test.perform(ShowTicket(id: "T-2")))
    #expect(known.customer == "Larch" && known.tier == "enterprise")
    #expect(known.people == ["Cy Morandel", "Bo Lindqvar"])
    #expect(other.customer == nil && other.tier == nil && other.people == nil)
    try await test.perform(ActOnTicket(id: "T-1", member: "cy", act: .visibility(isPrivate: true)))
    let unnamed = try await test.perform(ShowTicket(id: "T-1")).forAnybody
    #expect(unnamed.customer == nil && unnamed.tier == nil && unnamed.people == nil)
  }

  @Test("who rings about a private ticket tells nobody else what it is about, and brings in whom they ring")
  func secretRing() async throws {
    let test = try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": SmallTeam.text])
    try await test.perform(OpenTicket(team: "alarm", title: "A hole"))
    try await test.perform(ActOnTicket(id: "T-1", member: "cy", act: .visibility(isPrivate: true)))
    try await test.perform(
      RingOnCall(team: "alarm", who: "primary", reason: "exploit in login", caller: "cy", about: "T-1"))
    let rung = try #require(try await test.desk.store.read { try $0.ticket(TicketID(number: 2)) })
    #expect(rung.isPrivate && rung.publicTitle == "a private ticket")
    try await test.perform(AcknowledgeTicket(id: "T-2", member: "ana"))
    try await test.perform(ActOnTicket(id: "T-1", member: "ana", act: .note(text: "I look.")))
    #expect(try await test.perform(ShowTicket(id: "T-1")).ticket.owner == "cy")
  }

  @Test("of whom no page has left, as after an outage, nobody reads that they did not answer")
  func afterOutage() async throws {
    let test = try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": SmallTeam.text])
    try await test.perform(OpenTicket(team: "alarm", title: "Down", priority: "urgent"))
    try await test.move(to: "2026-11-24T10:05:30Z")
    let last = try #require(try await pages(test).last)
    #expect(last.hasPrefix("bo: ") && last.contains(" No page had left yet for Ana Ferrow."), "\(last)")
    #expect(!last.contains("without an answer"), "\(last)")
    try await test.live(until: "2026-11-24T10:16:00Z")
    let lead = try #require(try await pages(test).first { $0.hasPrefix("cy: ") })
    #expect(lead.contains(" Tried before without an answer: Ana Ferrow and Bo Lindqvar."), "\(lead)")
  }

  @Test("whoever is asked whether they are still at it has answered, and whoever is asked beside them is named")
  func stillAtIt() async throws {
    let test = try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": SmallTeam.text])
    try await test.perform(OpenTicket(team: "alarm", title: "Down", priority: "urgent"))
    try await test.perform(AcknowledgeTicket(id: "T-1", member: "bo"))
    try await test.live(until: "2026-11-24T10:31:00Z")
    #expect(
      try await pages(test).suffix(2) == [
        "ana: You are on primary. Next is Bo Lindqvar (secondary).",
        "bo: Are you still on it? Acknowledge again to keep it. Asked as well: Ana Ferrow.",
      ])
  }
}
