import Foundation
import ProviderExchange
import Scheduling
import Storage
import Testing
import Timekeeping
import Triage
import Workflows

/// A ticket that is another team's to answer, through a real store (C55).
@Suite struct TransferTests {
  private static let money = """
    team: money
    name: Money
    zone: Europe/Lisbon
    lead: mia
    members: [{ id: mia, name: Mia Torrel }, { id: noe, name: Noe Arden }]
    duties:
      till: { layers: [{ id: always, members: [noe] }] }
    priorities: [blocker, minor]
    customers: { larch: { domains: [larch.example.com] } }
    queues:
      losses:
        when: { priority: blocker }
        office hours: always
        page from: blocker
        escalation: { blocker: now }
        overflow: [till]
      refunds:
        when: otherwise
        office hours: always
        targets: { first response: 2 hours }
        overflow: [till]
    escalation:
      now:
        - { at: created, page: till, acknowledge within: 5 minutes }
        - { then: lead, after: 5 minutes }

    """

  private func desk(_ priority: String = "normal", title: String = "A refund, please") async throws -> TestDesk {
    let rooms = [
      TeamChannelBinding(team: "alarm", source: "slack", channel: "CALARM"),
      TeamChannelBinding(team: "money", source: "slack", channel: "CMONEY"),
    ]
    let test = try await TestDesk(
      at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": SmallTeam.text, "money.yaml": Self.money],
      answering: SourceOptions(), teamChannels: rooms)
    test.sent.respond { request in
      let isPost = request.url.hasSuffix("chat.postMessage")
      return .http(
        status: isPost ? 200 : 204, headers: [], body: Array(isPost ? #"{"ok":true,"ts":"1.000001"}"#.utf8 : "".utf8))
    }
    try await test.perform(
      OpenTicket(team: "alarm", title: title, priority: priority, requester: "kim@larch.example.com"))
    return test
  }

  private func move(_ queue: String?, in test: TestDesk, team: String = "money") async throws -> TicketAct {
    try await test.perform(MoveTicket(id: "T-1", queue: queue, team: team, member: "cy", note: "yours"))
  }

  @Test("it goes to the other team's people, promises and channel, counted from its beginning; all who had it follow")
  func moves() async throws {
    let test = try await desk()
    try await test.move(to: "2026-11-24T10:30:00Z")
    let row = try await move(nil, in: test).ticket
    #expect(row.team == "money" && row.queue == "refunds" && row.owner == "noe" && row.priority == "minor")
    #expect(row.due == "2026-11-24T12:00:00Z".instant)
    let shown = try await test.perform(ShowTicket(id: "T-1"))
    #expect(
      shown.history.contains { $0.because.contains("Cy Morandel moved it from alarm/letters to money/refunds: yours") })
    try await test.live(until: "2026-11-24T10:31:00Z")
    let posts = test.sent.all.filter { $0.url.hasSuffix("chat.postMessage") }.map {
      String(decoding: $0.body, as: UTF8.self)
    }
    #expect(posts.contains { $0.contains("CALARM") && $0.contains("T-1 went to money") })
    #expect(
      posts.contains { $0.contains("CMONEY") && $0.contains("T-1 A refund, please") && $0.contains("owner Noe Arden") })
    try await test.perform(ActOnTicket(id: "T-1", member: "noe", act: .reply(text: "It is on its way.", then: nil)))
    await #expect(throws: OperatorProblem.self) {
      try await test.perform(ClaimTicket(id: "T-1", member: "ana"))
    }
    #expect(try await test.perform(VerifyStore()).isEmpty)
  }

  @Test(
    "an alarm begins anew there: what was acknowledged here is acknowledged by nobody, and pages of here do not leave")
  func alarm() async throws {
    let test = try await desk("urgent", title: "We lose money")
    try await test.live(until: "2026-11-24T10:01:00Z")
    try await test.perform(AcknowledgeTicket(id: "T-1", member: "ana"))
    let row = try await move(nil, in: test).ticket
    #expect(row.queue == "losses" && row.priority == "blocker" && row.acknowledgedBy == nil)
    try await test.live(until: "2026-11-24T10:07:00Z")
    let pages = try await test.desk.store.read { try $0.pages(of: TicketID(number: 1)) }
    #expect(pages.map(\.page.recipient.text) == ["ana", "noe", "mia"])
    #expect(Set(pages.map(\.page.episode)) == [1, 2])
    #expect(try await test.perform(VerifyStore()).isEmpty)
  }

  @Test("of an incident whose part went elsewhere the others are answered, and that one by its own team")
  func parts() async throws {
    let test = try await desk()
    try await test.perform(OpenTicket(team: "alarm", title: "An incident"))
    try await test.perform(TieTickets(id: "T-1", other: "T-2", tie: .group, member: "cy"))
    _ = try await move(nil, in: test)
    let answered = try await test.perform(ReplyToIncident(id: "T-2", member: "cy", text: "We know."))
    #expect(answered.map(\.id) == ["T-2"])
  }

  @Test("what follows a closed one goes on with the team that had it last")
  func follows() async throws {
    let test = try await desk()
    func says(_ body: String) async throws -> IntakeReply {
      try await test.perform(
        TakeDelivery(source: "json", headers: ["content-type": "application/json"], body: Data(body.utf8))
      ).answer
    }
    #expect(try await says(#"{"id":"a","title":"My refund"}"#).ticket == "T-2")
    try await test.perform(MoveTicket(id: "T-2", queue: "refunds", team: "money", member: "cy"))
    try await test.perform(ActOnTicket(id: "T-2", member: "noe", act: .close(TicketEndingWords(note: "paid"))))
    #expect(try await says(#"{"event":"message","id":"a","message":"m2","body":"It did not come."}"#).ticket == "T-3")
    let row = try await test.perform(ShowTicket(id: "T-3")).ticket
    #expect(row.team == "money" && row.queue == "refunds" && row.owner == "noe")
  }

  @Test("what cannot be is refused with what to do, and nothing is changed")
  func refusals() async throws {
    let test = try await desk(title: "Something else")
    let cases = [
      ("refund", "money", "there is no queue 'refund'. help: did you mean 'refunds'?"),
      (nil, "mony", "there is no team 'mony'. help: did you mean 'money'?"),
      (nil, "alarm", "where it goes is not said. help: --to QUEUE, or --team TEAM"),
    ]
    for (queue, team, message) in cases {
      let problem = try await #require(throws: OperatorProblem.self) { _ = try await move(queue, in: test, team: team) }
      #expect(problem.description.hasPrefix(message), "\(problem)")
    }
    #expect(try await test.perform(ShowTicket(id: "T-1")).ticket.team == "alarm")
  }

  @Test("the lead of one team adopts nothing of another's")
  func adopts() async throws {
    let test = try await desk()
    for dry in [true, false] {
      let refusal = await #expect(throws: OperatorProblem.self) {
        try await test.perform(AdoptVersion(team: "money", member: "mia", tickets: ["T-1"], dryRun: dry))
      }
      #expect(
        refusal?.description == "T-1 is of team alarm. help: its own lead adopts it: --team alarm",
        "\(String(describing: refusal))")
    }
  }
}
