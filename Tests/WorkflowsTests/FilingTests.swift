import Foundation
import PagingChannels
import ProviderExchange
import Storage
import Testing
import Timekeeping
import Triage
import Workflows

/// Bugs filed from a ticket, through a real store (A26 to A29).
@Suite("Filing") struct FilingTests {
  private func desk() async throws -> TestDesk {
    var options = SourceOptions()
    options.repository = "kestrel/reader"
    options.filing = FilingTemplate(
      url: "https://tracker.example.org/api", body: #"{"fields":{"summary":{{title}},"description":{{ text }}}}"#,
      id: "{{key}}", link: "https://tracker.example.org/browse/{{key}}")
    options.replies = "https://forms.example.org/replies"
    let test = try await TestDesk(
      at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": SmallTeam.text], answering: options)
    test.sent.respond { request in
      let body =
        request.url.contains("tracker")
        ? #"{"key":"DESK-12"}"#
        : #"{"id":5,"number":12,"html_url":"https://github.com/kestrel/reader/issues/12"}"#
      return .http(status: 201, headers: [], body: Array(body.utf8))
    }
    let form =
      #"{"id":"form-7","title":"The reader is dark","#
      + #""requester":{"name":"Kim Larch","address":"kim@larch.example.com","organisation":"Larch"}}"#
    _ = try await take(form, on: test)
    return test
  }

  @Test("nor does it tell who the customers of merged tickets are")
  func merged() async throws {
    let test = try await desk()
    let form =
      #"{"id":"form-8","title":"Dark, too","requester":{"name":"Mo Birch","address":"mo@birch.example.com"}}"#
    _ = try await take(form, on: test)
    try await test.perform(TieTickets(id: "T-2", other: "T-1", tie: .merge, member: "cy"))
    for words in ["Mo Birch says so", "as of birch.example.com", "write to mo@birch.example.com"] {
      let problem = await #expect(throws: OperatorProblem.self) { try await file(words, on: test) }
      #expect(problem?.description.contains("which tells who the customer is") == true)
    }
  }

  @Test("what waits to be filed leaves no more once its ticket is private, and its author hears of it")
  func becomesPrivate() async throws {
    let test = try await desk()
    test.sent.respond(.http(status: 503, headers: [], body: []))
    _ = try await file("The screen stays dark after 2.1.", on: test)
    try await test.live(until: "2026-11-24T10:01:00Z")
    _ = try await test.perform(ActOnTicket(id: "T-1", member: "cy", act: .visibility(isPrivate: true)))
    let before = test.sent.all.count { $0.url.contains("/issues") }
    #expect(before > 0)
    test.sent.respond(.http(status: 201, headers: [], body: Array(#"{"number":12}"#.utf8)))
    try await test.live(until: "2026-11-24T12:00:00Z")
    #expect(test.sent.all.count { $0.url.contains("/issues") } == before)
    let told = try await test.perform(ListNotices(member: "cy")).filter { $0.kind == "reply-refused" }
    #expect(told.map { $0.text.hasPrefix("What was to be filed for T-1 was not: T-1 became private") } == [true])
    #expect(told.map(\.title) == ["T-1"], "its title is for nobody else now")
    let resent = await #expect(throws: OperatorProblem.self) { try await test.perform(ResendReplies(id: "T-1")) }
    #expect(resent?.description.contains("T-1 is private, and what was to be filed may not be") == true)
  }

  @Test(
    "what was being filed when its ticket became private is not tried again, however that went wrong",
    arguments: [
      .retry(after: PlainDuration(.seconds(5)), why: "busy"), .unknown(why: "the answer did not come"), nil,
    ] as [PageOutcome?])
  func becomesPrivateMeanwhile(outcome: PageOutcome?) async throws {
    let test = try await desk()
    _ = try await file("The screen stays dark after 2.1.", on: test)
    let parcel = try #require(try await test.desk.claimParcels(.letter).parcels.first)
    _ = try await test.perform(ActOnTicket(id: "T-1", member: "cy", act: .visibility(isPrivate: true)))
    #expect(try await refusals(on: test).isEmpty, "it may arrive still")
    if let outcome { try await test.desk.record(outcome, of: parcel) }
    try await test.live(until: "2026-11-24T12:00:00Z")
    #expect(test.sent.all.allSatisfy { !$0.url.contains("/issues") }, "\(test.sent.all.map(\.url))")
    let told = try await refusals(on: test)
    let why = "What was to be filed for T-1 was not: T-1 became private while it was being filed"
    #expect(told.count == 1 && told.allSatisfy { $0.title == "T-1" && $0.text.hasPrefix(why) }, "\(told)")
    #expect(try await test.perform(ShowTicket(id: "T-1")).letters?.map(\.state) == ["refused"])
    #expect(try await test.perform(VerifyStore()).isEmpty)
  }

  @Test("what was being filed when its ticket became private, and arrived, is linked as ever")
  func arrivesMeanwhile() async throws {
    let test = try await desk()
    _ = try await file("The screen stays dark after 2.1.", on: test)
    let parcel = try #require(try await test.desk.claimParcels(.letter).parcels.first)
    _ = try await test.perform(ActOnTicket(id: "T-1", member: "cy", act: .visibility(isPrivate: true)))
    try await test.desk.record(.sent(reference: "kestrel/reader#12"), of: parcel)
    let shown = try await test.perform(ShowTicket(id: "T-1"))
    #expect(shown.letters?.map(\.state) == ["sent"] && shown.links?.map(\.id) == ["kestrel/reader#12"])
    #expect(try await refusals(on: test).isEmpty)
  }

  private func refusals(on test: TestDesk) async throws -> [NoticeRow] {
    try await test.perform(ListNotices(member: "cy")).filter { $0.kind == "reply-refused" }
  }

  private func take(_ body: String, on test: TestDesk) async throws -> TakeDelivery.Reply {
    try await test.perform(
      TakeDelivery(source: "json", headers: ["content-type": "application/json"], body: Data(body.utf8)))
  }

  private func file(
    _ text: String, to source: String = "github", shares: Bool = false, anyway: Bool = false, dryRun: Bool = false,
    on test: TestDesk
  ) async throws -> FileTicket.Reply {
    try await test.perform(
      FileTicket(
        id: "T-1", member: "cy", source: source, text: text, shares: shares, anyway: anyway, dryRun: dryRun))
  }

  private func gitHub(_ action: String, _ id: String, on test: TestDesk) async throws -> IntakeAnswer {
    let body =
      #"{"action":"\#(action)","issue":{"number":12,"title":"The reader is dark","state":"closed","#
      + #""html_url":"https://github.com/kestrel/reader/issues/12","user":{"login":"dev"}},"#
      + #""repository":{"full_name":"kestrel/reader"},"sender":{"login":"dev"}}"#
    let headers = [
      ("content-type", "application/json"), ("x-github-event", "issues"), ("x-github-delivery", id),
      ("x-hub-signature-256", test.gitHubSignature(of: Array(body.utf8))),
    ]
    return try await test.desk.receive(
      Delivery(headers: headers.map { (name: $0.0, value: $0.1) }, body: Array(body.utf8)), from: "github")
  }

  @Test("a bug is filed with the ticket's reference, linked, told to the customer, keeps the ticket open and wakes it")
  func whole() async throws {
    let test = try await desk()
    let filed = try await file("The screen stays dark after 2.1.", shares: true, on: test)
    #expect(filed.text.hasSuffix("Reference: T-1, https://watch.example.com/tickets/T-1"))
    // Its echo comes before its answer: no ticket of its own.
    #expect(try await gitHub("opened", "d1", on: test).status == 202)
    #expect(try await test.perform(ListTickets(all: true)).count == 1)
    try await test.live(until: "2026-11-24T10:01:00Z")
    let issue = try #require(test.sent.all.first { $0.url.hasSuffix("/repos/kestrel/reader/issues") })
    let text = String(decoding: issue.body, as: UTF8.self)
    for secret in ["Kim", "Larch", "larch.example.com"] { #expect(!text.contains(secret)) }
    let answer = try #require(test.sent.all.first { $0.url.hasSuffix("/replies") })
    #expect(String(decoding: answer.body, as: UTF8.self).contains("https://github.com/kestrel/reader/issues/12"))
    let refusal = try await #require(throws: OperatorProblem.self) {
      _ = try await test.perform(ActOnTicket(id: "T-1", member: "cy", act: .close(TicketEndingWords())))
    }
    #expect("\(refusal)".contains("T-1 waits for kestrel/reader#12, which is open"))
    _ = try await test.perform(ActOnTicket(id: "T-1", member: "cy", act: .hold(because: "the bug", until: nil)))
    #expect(try await gitHub("closed", "d2", on: test).status == 202)
    #expect(try await test.perform(ListTickets()).map(\.state) == ["open"])
    #expect(
      try await test.perform(ActOnTicket(id: "T-1", member: "cy", act: .close(TicketEndingWords()))).state == "closed")
  }

  @Test("who may not link what is filed files nothing: nobody of another team, and nothing shared on what is over")
  func mayNot() async throws {
    let test = try await desk()
    try await test.apply([
      "alarm.yaml": SmallTeam.text,
      "bench.yaml":
        "team: bench\nzone: Etc/UTC\nmembers: [{ id: zoe }]\nduties: { primary: { layers: [{ id: x, members: [zoe] }] } }\n",
    ])
    let stranger = await #expect(throws: OperatorProblem.self) {
      try await test.perform(FileTicket(id: "T-1", member: "zoe", source: "github", text: "Dark."))
    }
    #expect(stranger?.description.contains("zoe is not a member of alarm") == true, "\(String(describing: stranger))")
    try await test.perform(ActOnTicket(id: "T-1", member: "cy", act: .close(TicketEndingWords())))
    await #expect(throws: OperatorProblem.self) { try await file("Dark.", shares: true, on: test) }
    #expect(try await test.perform(ShowTicket(id: "T-1")).letters?.isEmpty ?? true)
  }

  @Test("what was filed is filed once, also where its ticket ended before the tracker answered: its author hears of it")
  func endedMeanwhile() async throws {
    let test = try await desk()
    _ = try await file("The screen stays dark.", shares: true, on: test)
    try await test.perform(ActOnTicket(id: "T-1", member: "cy", act: .close(TicketEndingWords())))
    try await test.live(until: "2026-11-24T10:10:00Z")
    #expect(test.sent.all.count { $0.url.hasSuffix("/repos/kestrel/reader/issues") } == 1)
    #expect(test.sent.all.allSatisfy { !$0.url.hasSuffix("/replies") })
    let notices = try await test.perform(ListNotices(member: "cy")).filter { $0.kind == "filing-unshared" }
    #expect(
      notices.map(\.text) == [
        "What you filed from T-1 is at https://github.com/kestrel/reader/issues/12, and the customer was not told: "
          + "T-1 is closed."
      ])
  }

  @Test("who shares what they file reads at once, and once it is there, that the customer cannot be told")
  func unshared() async throws {
    let test = try await desk()
    let ticket = try await test.perform(OpenTicket(team: "alarm", title: "Dark", requester: "Kim"))
    let filed = try await test.perform(
      FileTicket(id: ticket.id, member: "cy", source: "github", text: "It stays dark.", shares: true))
    let why = "T-2 was opened by hand"
    #expect(filed.warnings == ["the customer cannot be told of it: \(why); write to the customer yourself"])
    #expect(try await file("It stays dark.", shares: true, on: test).warnings.isEmpty)
    try await test.live(until: "2026-11-24T10:10:00Z")
    let notices = try await test.perform(ListNotices(member: "cy")).filter { $0.kind == "filing-unshared" }
    #expect(notices.count == 1 && notices[0].text.contains("did not reach the customer: \(why)"), "\(notices)")
  }

  @Test("filed from a ticket that was merged since, it belongs to the one that goes on")
  func mergedMeanwhile() async throws {
    let test = try await desk()
    _ = try await take(#"{"id":"form-8","title":"Dark, too","requester":{"name":"Mo Birch"}}"#, on: test)
    _ = try await file("The screen stays dark.", on: test)
    try await test.perform(TieTickets(id: "T-1", other: "T-2", tie: .merge, member: "cy"))
    try await test.live(until: "2026-11-24T10:10:00Z")
    let refusal = await #expect(throws: OperatorProblem.self) {
      try await test.perform(ActOnTicket(id: "T-2", member: "cy", act: .close(TicketEndingWords())))
    }
    #expect(refusal?.description.contains("T-2 waits for kestrel/reader#12") == true)
  }

  @Test("the address that the customer is told does not end a wait for somebody else")
  func staysOnHold() async throws {
    let test = try await desk()
    let friday = "2026-11-27T09:00:00Z".instant
    try await test.perform(ActOnTicket(id: "T-1", member: "cy", act: .hold(because: "the vendor", until: friday)))
    try await test.perform(
      FileTicket(id: "T-1", member: "cy", source: "github", text: "Order a part.", kind: "task", shares: true))
    try await test.live(until: "2026-11-24T10:01:00Z")
    #expect(test.sent.all.count { $0.url.hasSuffix("/replies") } == 1)
    #expect(try await test.perform(ListTickets()).map(\.state) == ["on hold"])
    try await test.live(until: "2026-11-27T09:00:00Z")
    #expect(try await test.perform(ListTickets()).map(\.state) == ["open"])
  }

  @Test("what its source closes while a bug is open waits for the bug, and is not resolved")
  func closedAtItsSource() async throws {
    let test = try await desk()
    _ = try await file("The screen stays dark.", on: test)
    try await test.live(until: "2026-11-24T10:01:00Z")
    _ = try await take(#"{"event":"closed","id":"form-7"}"#, on: test)
    #expect(try await test.perform(ListTickets()).map(\.state) == ["on hold"])
    let answer = try await gitHub("closed", "d2", on: test)
    #expect(answer.status == 202)
    let reply = try JSONDecoder().decode(IntakeReply.self, from: Data(answer.body))
    #expect(reply.state == "open" && reply.because == "kestrel/reader#12 is done", "as it is after the delivery")
    #expect(try await test.perform(ListTickets()).map(\.state) == ["open"])
  }

  @Test("a text that tells who the customer is, is refused with the word that does; a dry run files nothing")
  func secrets() async throws {
    let test = try await desk()
    for (text, word) in [("As Kim Larch says", "Kim Larch"), ("On larch.example.com", "larch.example.com")] {
      let refusal = try await #require(throws: OperatorProblem.self) { _ = try await file(text, on: test) }
      #expect("\(refusal)".contains("'\(word)'"), "\(refusal)")
    }
    #expect(try await file("On larch.example.com", dryRun: true, on: test).warnings.count >= 1)
    #expect(try await test.perform(ShowTicket(id: "T-1")).letters?.isEmpty ?? true)
    #expect(try await file("On larch.example.com", anyway: true, on: test).letter == "T-1-file-1")
  }

  @Test("a tracker with a template is sent JSON that no text can break, and its answer names the item")
  func template() async throws {
    let test = try await desk()
    _ = try await file("It says \"dark\"\\n{{title}}\n}", to: "json", on: test)
    try await test.live(until: "2026-11-24T10:01:00Z")
    let sent = try #require(test.sent.all.first { $0.url == "https://tracker.example.org/api" })
    let root = try #require(try JSONSerialization.jsonObject(with: Data(sent.body)) as? [String: Any])
    let fields = try #require(root["fields"] as? [String: String])
    #expect(fields["summary"] == "The reader is dark")
    #expect(fields["description"]?.hasPrefix("It says \"dark\"\\n{{title}}\n}") == true)
    let refusal = try await #require(throws: OperatorProblem.self) {
      _ = try await test.perform(ActOnTicket(id: "T-1", member: "cy", act: .close(TicketEndingWords())))
    }
    #expect("\(refusal)".contains("waits for DESK-12"))
    _ = try await take(#"{"event":"closed","id":"DESK-12"}"#, on: test)
    #expect(
      try await test.perform(ActOnTicket(id: "T-1", member: "cy", act: .close(TicketEndingWords()))).state == "closed")
  }

  @Test("where nothing can be filed, the command says what is missing")
  func missing() async throws {
    let test = try await desk()
    for (source, words) in [("slack", "nothing is filed in Slack"), ("githb", "did you mean 'github'?")] {
      let refusal = try await #require(throws: OperatorProblem.self) {
        _ = try await file("Dark", to: source, on: test)
      }
      #expect("\(refusal)".contains(words), "\(refusal)")
    }
  }
}
