import Foundation
import Storage
import Testing
import TicketSources
import Timekeeping
import Triage
import Workflows

/// Words that came by an unusual way, with a real store: they are on a ticket, and on the right one.
@Suite struct NothingLostTests {
  private func desk(_ text: String = SmallTeam.text, only sources: [SourceBinding]? = nil) async throws -> TestDesk {
    try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": text], only: sources)
  }

  @discardableResult
  private func mail(_ id: String, _ headers: String, _ text: String = "Hello", on test: TestDesk) async throws
    -> TakeDelivery.Reply
  {
    let body = "Message-ID: <\(id)@example.com>\n\(headers)\n\n\(text)\n"
    return try await test.perform(
      TakeDelivery(source: "email", headers: ["content-type": "message/rfc822"], body: Data(body.utf8)))
  }

  private func said(_ ticket: String, on test: TestDesk) async throws -> [String] {
    try await test.perform(ShowClocks(id: ticket)).messages.map(\.text)
  }

  // MARK: Mail

  @Test("an answer to a merged ticket's mail is on the ticket that it was merged into")
  func merged() async throws {
    let test = try await desk()
    try await mail("a", "From: kim@example.com\nSubject: One", "First", on: test)
    try await mail("b", "From: kim@example.com\nSubject: Two", "Second", on: test)
    try await test.perform(TieTickets(id: "T-2", other: "T-1", tie: .merge, member: "cy"))
    let answer = try await mail(
      "c", "From: kim@example.com\nSubject: Re: Two\nIn-Reply-To: <b@example.com>", "Third", on: test)
    #expect(answer.answer.ticket == "T-1")
    #expect(try await said("T-1", on: test) == ["First", "Second", "Third"])
    #expect(try await test.perform(ShowTicket(id: "T-1")).ticket.title == "One")
  }

  @Test("a mail under a known id is the same, or another message; it never takes the place of the first")
  func sameID() async throws {
    let test = try await desk()
    try await mail("a", "From: kim@example.com\nSubject: Down", "It is down.", on: test)
    let copy = try await mail("a", "X-Way: list\nFrom: kim@example.com\nSubject: Other", "It is down.", on: test)
    #expect(copy.answer.ticket == "T-1")
    let stranger = try await mail("a", "From: eve@example.org\nSubject: Evil", "Pay here.", on: test)
    #expect(stranger.answer.ticket == "T-2")
    let more = try await mail("a", "From: kim@example.com\nSubject: Down", "And out of paper.", on: test)
    #expect(more.answer.ticket == "T-1")
    #expect(try await said("T-1", on: test) == ["It is down.", "And out of paper."])
    #expect(try await test.perform(ShowTicket(id: "T-1")).ticket.title == "Down")
    #expect(try await said("T-2", on: test) == ["Pay here."])
    let other = try await test.perform(ShowTicket(id: "T-2"))
    #expect(other.ticket.title == "Evil" && other.requester == "eve@example.org", "it is a ticket like any other")
  }

  @Test("a mail that begins a ticket is on it whole; one that answers brings what is new")
  func whole() async throws {
    let test = try await desk()
    try await mail(
      "a", "From: kim@example.com\nSubject: Help", "Please help:\n--\nERROR 500 at noon", on: test)
    #expect(try await said("T-1", on: test) == ["Please help:\n\n--\nERROR 500 at noon"])
    try await mail(
      "b", "From: kim@example.com\nSubject: Re: Help\nIn-Reply-To: <a@example.com>",
      "Still.\n\nOn Monday, Kim wrote:\n> Please help:", on: test)
    #expect(try await said("T-1", on: test).last == "Still.")
    try await mail(
      "c", "From: kim@example.com\nSubject: FW: Log\nIn-Reply-To: <a@example.com>",
      "See below.\n\n-----Original Message-----\nFrom: x@example.org\n\nThe log says 7.", on: test)
    #expect(try await said("T-1", on: test).last?.hasSuffix("The log says 7.") == true)
  }

  @Test("mail that opens nothing says why")
  func opensNothing() async throws {
    let test = try await desk()
    let rows = [
      ("List-Id: <users.example.org>", "name the list under `lists:`"),
      ("Auto-Submitted: auto-replied", "an automatic answer opens no ticket"),
      ("Return-Path: <MAILER-DAEMON>", "an automatic answer opens no ticket"),
    ]
    for (index, row) in rows.enumerated() {
      let reply = try await mail("x\(index)", "From: kim@example.com\nSubject: s\n\(row.0)", on: test)
      #expect(reply.answer.ticket == nil && reply.answer.note?.contains(row.1) == true, "\(reply)")
    }
  }

  // MARK: Repositories

  private func hub(
    _ event: String, _ action: String, labels: [String] = [], more: String = "", number: Int = 7, on test: TestDesk
  ) async throws -> IntakeReply {
    let names = labels.map { #"{"name":"\#($0)"}"# }.joined(separator: ",")
    let body =
      #"{"action":"\#(action)","repository":{"full_name":"acme/pump"},"sender":{"login":"kim","type":"User"},\#(more)"#
      + #""issue":{"number":\#(number),"title":"Reader is quiet","body":"It stops.","user":{"login":"kim","type":"User"},"#
      + #""labels":[\#(names)],"state":"open","author_association":"NONE"}}"#
    let bytes = Array(body.utf8)
    let headers = [
      ("content-type", "application/json"), ("x-github-event", event), ("x-github-delivery", UUID().uuidString),
      ("x-hub-signature-256", test.gitHubSignature(of: bytes)),
    ]
    let delivery = Delivery(headers: headers.map { (name: $0.0, value: $0.1) }, body: bytes)
    return try JSONDecoder().decode(
      IntakeReply.self, from: Data(try await test.desk.receive(delivery, from: "github").body))
  }

  private static let comment =
    #""comment":{"id":5,"body":"Still quiet.","user":{"login":"kim","type":"User"},"author_association":"NONE"},"#

  @Test("an issue that lost its label goes on with its ticket; one that never had it opens none")
  func labels() async throws {
    var options = SourceOptions()
    options.labels = ["support"]
    let source = SourceBinding(
      name: "github", source: GitHubIssues(),
      settings: SourceSettings(secrets: [TestDesk.secret], options: options), team: "alarm")
    let test = try await desk(only: [source])
    _ = try await hub("issues", "opened", labels: ["support"], on: test)
    _ = try await hub("issues", "unlabeled", more: #""label":{"name":"support"},"#, on: test)
    #expect(try await hub("issue_comment", "created", more: Self.comment, on: test).ticket == "T-1")
    #expect(try await said("T-1", on: test) == ["It stops.", "Still quiet."])
    let other = try await hub("issue_comment", "created", more: Self.comment, number: 8, on: test)
    #expect(other.ticket == nil && other.note == "acme/pump#8 has none of the labels this source takes: support")
    #expect(
      try await hub("issues", "reopened", number: 9, on: test).note
        == "acme/pump#9 has none of the labels this source takes: support")
    try await test.live(until: "2026-11-24T10:20:00Z")
    #expect(try await test.perform(ListTickets(all: true)).count == 1)
  }

  @Test("words on an item whose opening never comes open its ticket after ten minutes")
  func lateOpening() async throws {
    let test = try await desk()
    let early = try await hub("issue_comment", "created", more: Self.comment, on: test)
    #expect(early.note == "there is no ticket of that item here: it waits 10 minutes for its opening, then opens one")
    try await test.live(until: "2026-11-24T10:09:59Z")
    #expect(try await test.perform(ListTickets()).isEmpty)
    try await test.live(until: "2026-11-24T10:10:01Z")
    let row = try #require(try await test.perform(ListTickets()).first)
    #expect(row.title == "Reader is quiet" && row.owner != nil)
    #expect(try await said("T-1", on: test) == ["Still quiet."])
    #expect(try await hub("issues", "opened", on: test).ticket == "T-1", "it came after all")
    #expect(try await said("T-1", on: test) == ["Still quiet.", "It stops."])
    #expect(try await test.perform(VerifyStore()).isEmpty)
  }

  @Test("an opening that comes in its time is as if it had come first")
  func inTime() async throws {
    let test = try await desk()
    _ = try await hub("issue_comment", "created", more: Self.comment, on: test)
    try await test.live(until: "2026-11-24T10:05:00Z")
    #expect(try await hub("issues", "opened", on: test).ticket == "T-1")
    try await test.live(until: "2026-11-24T10:20:00Z")
    #expect(try await said("T-1", on: test) == ["It stops.", "Still quiet."])
    #expect(try await test.perform(ListTickets()).count == 1)
  }

  @Test("a label that names a priority counts until somebody has said how urgent it is, in any case of its letters")
  func labelledLater() async throws {
    let test = try await desk()
    _ = try await hub("issues", "opened", on: test)
    _ = try await hub("issues", "labeled", labels: ["Urgent"], more: #""label":{"name":"Urgent"},"#, on: test)
    #expect(try await test.perform(ShowTicket(id: "T-1")).ticket.priority == "urgent")
    try await test.perform(ActOnTicket(id: "T-1", member: "cy", act: .triage(kind: nil, priority: "normal")))
    _ = try await hub("issues", "unlabeled", more: #""label":{"name":"Urgent"},"#, on: test)
    _ = try await hub("issues", "labeled", labels: ["urgent"], more: #""label":{"name":"urgent"},"#, on: test)
    #expect(try await test.perform(ShowTicket(id: "T-1")).ticket.priority == "normal")
  }

  @Test("a queue takes a tag in any case of its letters")
  func tagOfQueue() async throws {
    let test = try await desk(
      SmallTeam.text.replacing(
        "  letters:\n", with: "  money:\n    when: { tag: billing }\n    overflow: [office]\n  letters:\n"))
    _ = try await hub("issues", "opened", labels: ["Billing"], on: test)
    #expect(try await test.perform(ShowTicket(id: "T-1")).ticket.queue == "money")
  }
}
