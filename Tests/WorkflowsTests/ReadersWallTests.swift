import ProviderExchange
import Scheduling
import TestSupport
import Testing
import Timekeeping
import Triage
import Workflows

/// What people are told of tickets: on their own wall, and of a private one nothing but its id (O8, E14).
@Suite(.ownThreads) struct ReadersWallTests {
  /// Ana reads the time in Tokyo, Cy in the team's zone.
  private static let team = """
    team: alarm
    name: Alarm
    zone: Etc/UTC
    lead: cy
    members:
      - { id: ana, name: Ana Ferrow, zone: Asia/Tokyo }
      - { id: bo, name: Bo Lindqvar }
      - { id: cy, name: Cy Morandel }
    duties:
      desk: { name: Desk, layers: [{ id: day, members: [ana], hours: "mon-fri 08:00-18:00" }] }
    priorities: [urgent, normal]
    routing: [{ name: secret, when: { words: [secret] }, visibility: private }]
    queues:
      letters:
        { when: otherwise, overflow: [desk], targets: { first response: 2 hours }, states: { warn before: [1 hour] },
          private to: [ana, bo] }
    """

  private func desk(_ title: String) async throws -> TestDesk {
    let test = try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": Self.team])
    try await test.live(until: "2026-11-24T10:00:00Z", messages: true)
    let row = try await test.perform(OpenTicket(team: "alarm", title: title))
    #expect(row.owner == "ana")
    return test
  }

  private func told(_ test: TestDesk, _ member: String, _ kind: String) throws -> SeenMessage {
    try #require(try test.messages(to: member).last { $0.kinds.contains(kind) })
  }

  @Test("a warning and a broken promise are written on the wall of whoever reads them")
  func zones() async throws {
    let test = try await desk("The reader shows nothing")
    try await test.live(until: "2026-11-24T11:30:00Z", messages: true)
    #expect(try told(test, "ana", "ticket-due").text.contains("is due Tue 2026-11-24 21:00 Asia/Tokyo, in 1 hour"))
    try await test.live(until: "2026-11-24T12:30:00Z", messages: true)
    #expect(
      try told(test, "ana", "ticket-overdue").text.contains(
        "T-1: the first response was due Tue 2026-11-24 21:00 Asia/Tokyo."))
    let shown = try await test.perform(ShowTicket(id: "T-1"))
    #expect(
      shown.history.contains { $0.because.contains("was due Tue 2026-11-24 12:00 Etc/UTC") },
      "what is kept of it is on the team's wall")
  }

  @Test("of a private ticket neither its title nor a note to its next owner leaves the desk; both are kept with it")
  func secrets() async throws {
    let test = try await desk("A secret leak at Larch")
    try await test.live(until: "2026-11-24T11:30:00Z", messages: true)
    try await test.perform(HandOverTicket(id: "T-1", owner: "ana", to: "bo", note: "ask for Larch's key"))
    try await test.live(until: "2026-11-24T12:30:00Z", messages: true)
    let about = try test.messages.filter { $0.title.contains("T-1") || $0.text.contains("T-1") }
    #expect(Set(about.flatMap(\.kinds)).isSuperset(of: ["ticket-due", "ticket-given", "ticket-overdue"]))
    for message in about {
      #expect(!message.title.contains("Larch") && !message.text.contains("Larch"), "\(message)")
    }
    let shown = try await test.perform(ShowTicket(id: "T-1"))
    #expect(shown.history.contains { $0.because == "Ana Ferrow: ask for Larch's key" })
  }

  @Test("the team's channel reads of a private ticket that it is there, and not why it waits")
  func post() async throws {
    let channel = TeamChannelBinding(team: "alarm", source: "slack", channel: "C0DESK")
    let test = try await TestDesk(
      at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": Self.team], answering: SourceOptions(),
      teamChannels: [channel])
    try await test.perform(OpenTicket(team: "alarm", title: "A secret leak"))
    let letters = try await test.perform(ShowTicket(id: "T-1")).letters ?? []
    let post = try #require(letters.first { $0.purpose == "post" })
    #expect(post.text == "T-1 a private ticket\nhttps://watch.example.com/tickets/T-1")
  }

  @Test("what was written before it became private, and has not left, leaves without its words")
  func becomesPrivate() async throws {
    let channel = TeamChannelBinding(team: "alarm", source: "slack", channel: "C0DESK")
    let test = try await TestDesk(
      at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": Self.team], answering: SourceOptions(),
      teamChannels: [channel])
    test.sent.respond(.http(status: 503, headers: [], body: []))
    try await test.perform(OpenTicket(team: "alarm", title: "Larch lost a key"))
    try await test.perform(HandOverTicket(id: "T-1", owner: "ana", to: "bo", note: "Larch knows you"))
    try await test.live(until: "2026-11-24T10:01:00Z", messages: true)
    #expect(test.sent.all.contains { String(decoding: $0.body, as: UTF8.self).contains("Larch") })
    // One notice is in a message that is tried again, the next in none yet.
    try await test.perform(HandOverTicket(id: "T-1", owner: "bo", to: "ana", note: "Larch wants you"))
    let said = try await test.said(afterHiding: "T-1", by: "cy", until: "2026-11-24T10:30:00Z")
    #expect(said.allSatisfy { !$0.contains("Larch") }, "\(said)")
    #expect(said.count { $0.contains("C0DESK") && $0.contains("T-1 a private ticket") } == 1, "\(said)")
    for member in ["ana", "bo"] { #expect(try told(test, member, "ticket-given").title.contains("T-1")) }
    let letters = try await test.perform(ShowTicket(id: "T-1")).letters ?? []
    let withheld = letters.filter { $0.why == "T-1 became private before it left" }
    #expect(!withheld.isEmpty && withheld.allSatisfy { $0.state == "cancelled" }, "nobody refused them: \(letters)")
    #expect(try await test.perform(VerifyStore()).isEmpty)
  }
}
