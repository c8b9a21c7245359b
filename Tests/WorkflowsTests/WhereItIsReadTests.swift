import Foundation
import ProviderExchange
import Testing
import TicketSources
import Timekeeping
import Triage
import Workflows

/// Words on an issue that everybody reads, and what becomes of those that somebody mends, through a real store.
@Suite struct WhereItIsReadTests {
  private func desk() async throws -> TestDesk {
    let gitHub = SourceBinding(
      name: "github", source: GitHubIssues(), settings: Self.settings { $0.colleagues = ["bo-at-work"] }, team: "alarm")
    let mail = SourceBinding(
      name: "mail", source: Email(), settings: Self.settings { $0.address = "Help <help@example.com>" }, team: "alarm")
    let test = try await TestDesk(
      at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": SmallTeam.text], only: [gitHub, mail])
    try await hub("issues", Self.issue("opened"), on: test)
    return test
  }

  private static func settings(_ change: (inout SourceOptions) -> Void) -> SourceSettings {
    var options = SourceOptions()
    change(&options)
    return SourceSettings(secrets: [TestDesk.secret], options: options, tokens: [TestDesk.signing])
  }

  private static func issue(_ action: String, _ more: String = "") -> String {
    #"{"action":"\#(action)","issue":{"number":7,"title":"Dark","body":"It is dark","user":{"login":"kim"},"#
      + #""updated_at":"2026-11-24T10:00:00Z"},"repository":{"full_name":"kestrel/reader"},"#
      + #""sender":{"login":"kim"}\#(more)}"#
  }

  private static func comment(_ action: String, _ id: Int, by login: String, _ text: String, at: String) -> String {
    issue(
      action,
      #","changes":{"body":{"from":"x"}},"comment":{"id":\#(id),"body":"\#(text)","user":{"login":"\#(login)"},"#
        + #""updated_at":"2026-11-24T\#(at):00Z"}"#)
  }

  @discardableResult
  private func hub(_ event: String, _ body: String, on test: TestDesk) async throws -> IntakeReply {
    let headers = [
      ("content-type", "application/json"), ("x-github-event", event), ("x-github-delivery", UUID().uuidString),
      ("x-hub-signature-256", test.gitHubSignature(of: Array(body.utf8))),
    ]
    let delivery = Delivery(headers: headers.map { (name: $0.0, value: $0.1) }, body: Array(body.utf8))
    let answer = try await test.desk.receive(delivery, from: "github")
    return try JSONDecoder().decode(IntakeReply.self, from: Data(answer.body))
  }

  @discardableResult
  private func mail(_ id: String, _ headers: String, _ text: String, on test: TestDesk) async throws -> IntakeReply {
    let body = "Message-ID: <\(id)@example.org>\n\(headers)\n\n\(text)\n"
    return try await test.perform(
      TakeDelivery(source: "mail", headers: ["content-type": "message/rfc822"], body: Data(body.utf8))
    ).answer
  }

  private func said(_ id: String, on test: TestDesk) async throws -> [String] {
    try await test.perform(ShowClocks(id: id)).messages.map(\.text)
  }

  @Test("whose ticket it is goes by the login or by whoever opens it, and lists go by it, but not for anybody (C65)")
  func customers() async throws {
    let test = try await desk()
    let customers = "customers: { larch: { name: Larch, logins: [Kim], tier: enterprise } }\n"
    try await test.apply(["alarm.yaml": SmallTeam.text + customers])
    let second = Self.issue("opened").replacing("\"number\":7", with: "\"number\":8")
    let id = try #require(try await hub("issues", second, on: test).ticket)
    let shown = try await test.perform(ShowTicket(id: id))
    #expect(shown.customer == "Larch" && shown.tier == "enterprise")
    let byHand = try await test.perform(OpenTicket(team: "alarm", title: "They rang", customer: "larch"))
    #expect(try await test.perform(ShowTicket(id: byHand.id)).customer == "Larch")
    let nobody = await #expect(throws: OperatorProblem.self) {
      try await test.perform(OpenTicket(team: "alarm", title: "They rang", customer: "lurch"))
    }
    #expect(nobody?.description.contains("did you mean 'larch'?") == true)
    var list = ListTickets(customer: "Larch")
    #expect(try await test.perform(list).map(\.id).sorted() == [id, byHand.id].sorted())
    #expect(try await test.perform(CountTickets(list)).tickets == 2)
    try await test.perform(ActOnTicket(id: byHand.id, member: "cy", act: .visibility(isPrivate: true)))
    list.forAnybody = true
    #expect(try await test.perform(list).map(\.id) == [id])
    await #expect(throws: OperatorProblem.self) { try await test.perform(ListTickets(customer: "oak")) }
  }

  @Test("nor is what was filed from it shared there, or its customer asked how easy it was (E14)")
  func nothingElse() async throws {
    let test = try await desk()
    let survey = SmallTeam.text.replacing(
      "    targets: { first response: 4 business hours }",
      with: "    targets: { first response: 4 business hours }\n    closing: { survey: closed }")
    try await test.apply(["alarm.yaml": survey])
    try await test.perform(ActOnTicket(id: "T-1", member: "cy", act: .visibility(isPrivate: true)))
    let file = FileTicket(
      id: "T-1", member: "cy", source: "github", repository: "kestrel/reader", title: "A bug", text: "It breaks.",
      shares: true)
    let problem = try await #require(throws: OperatorProblem.self) { _ = try await test.perform(file) }
    #expect(problem.description.contains("is read by everybody who sees that"), "\(problem)")
    try await test.perform(ActOnTicket(id: "T-1", member: "cy", act: .close(TicketEndingWords())))
    try await test.live(until: "2026-11-24T10:05:00Z")
    #expect(test.sent.all.allSatisfy { !$0.url.hasSuffix("/comments") }, "\(test.sent.all.map(\.url))")
  }

  @Test("a private ticket is answered where others read it only when that is meant; a note stays inside anyway (E14)")
  func othersRead() async throws {
    let test = try await desk()
    try await test.perform(ActOnTicket(id: "T-1", member: "cy", act: .visibility(isPrivate: true)))
    var reply = ActOnTicket(id: "T-1", member: "cy", act: .reply(text: "Your key was stolen.", then: nil))
    let problem = try await #require(throws: OperatorProblem.self) { _ = try await test.perform(reply) }
    #expect(
      problem.description.hasPrefix(
        "T-1 is private, and an answer to kestrel/reader#7 is read by everybody who sees that. help: write to the"))
    #expect(problem.description.hasSuffix("say that it may be read: --in-public"), "on the command line")
    #expect(problem.helpOfFields.hasSuffix("say that it may be read: the field 'inPublic'"), "in the API")
    #expect(try await said("T-1", on: test) == ["It is dark"])
    try await test.live(until: "2026-11-24T10:05:00Z")
    #expect(!test.sent.all.contains { $0.url.hasSuffix("/comments") })
    try await test.perform(ActOnTicket(id: "T-1", member: "cy", act: .note(text: "I write them a letter.")))
    reply.inPublic = true
    try await test.perform(reply)
    try await test.live(until: "2026-11-24T10:10:00Z")
    #expect(test.sent.all.contains { $0.url.hasSuffix("/comments") })
  }

  @Test("an answer reaches an issue whose repository was renamed, in one attempt")
  func renamed() async throws {
    let test = try await desk()
    let place = "https://api.github.com/repositories/12/issues/7/comments"
    test.sent.respond { request in
      let moved = [ProviderHeader("location", place)]
      return request.url == place
        ? .http(status: 201, headers: [], body: Array(#"{"id":5}"#.utf8)) : .http(status: 307, headers: moved, body: [])
    }
    try await test.perform(ActOnTicket(id: "T-1", member: "cy", act: .reply(text: "Try the cable.", then: nil)))
    try await test.live(until: "2026-11-24T10:05:00Z")
    let urls = test.sent.all.map(\.url).filter { $0.hasSuffix("/comments") }
    #expect(urls == ["https://api.github.com/repos/kestrel/reader/issues/7/comments", place])
    #expect(try await test.perform(ShowTicket(id: "T-1")).ticket.state == "pending")
  }

  @Test("an issue keeps its ticket when its repository is renamed, also for our own words that come back")
  func renamedIssue() async throws {
    let test = try await desk()
    func inNumber8(_ body: String, of repository: String) -> String {
      body.replacing("\"number\":7", with: "\"id\":99,\"number\":8").replacing("kestrel/reader", with: repository)
    }
    let opened = inNumber8(Self.issue("opened"), of: "kestrel/reader")
    #expect(try await hub("issues", opened, on: test).ticket == "T-2")
    test.sent.respond(.http(status: 201, headers: [], body: Array(#"{"id":5}"#.utf8)))
    try await test.perform(ActOnTicket(id: "T-2", member: "cy", act: .reply(text: "Try the cable.", then: nil)))
    try await test.live(until: "2026-11-24T10:05:00Z")
    for (number, login, words) in [(5, "watchbill", "Try the cable."), (6, "kim", "Still dark.")] {
      let comment = Self.comment("created", number, by: login, words, at: "10:06")
      let reply = try await hub("issue_comment", inNumber8(comment, of: "kestrel/scanner"), on: test)
      #expect(reply.ticket == "T-2", "\(login)")
    }
    #expect(try await said("T-2", on: test) == ["It is dark", "Try the cable.", "Still dark."])
    #expect(try await test.perform(VerifyStore()).isEmpty)
  }

  @Test("an issue of another repository that took the name is another ticket, and is answered under that name")
  func takenName() async throws {
    let test = try await desk()
    func numbered(_ id: Int, _ body: String, of repository: String = "kestrel/reader") -> String {
      body.replacing("\"number\":7", with: "\"id\":\(id),\"number\":8").replacing("kestrel/reader", with: repository)
    }
    for (id, ticket) in [(555, "T-2"), (777, "T-3")] {
      #expect(try await hub("issues", numbered(id, Self.issue("opened")), on: test).ticket == ticket)
    }
    for (id, repository, ticket) in [(555, "kestrel/scanner", "T-2"), (777, "kestrel/reader", "T-3")] {
      let comment = Self.comment("created", id, by: "kim", "Still \(id).", at: "10:01")
      #expect(try await hub("issue_comment", numbered(id, comment, of: repository), on: test).ticket == ticket)
    }
    #expect(try await said("T-2", on: test) == ["It is dark", "Still 555."])
    #expect(try await said("T-3", on: test) == ["It is dark", "Still 777."])
    test.sent.respond(.http(status: 201, headers: [], body: Array(#"{"id":5}"#.utf8)))
    try await test.perform(ActOnTicket(id: "T-3", member: "cy", act: .reply(text: "Try the cable.", then: nil)))
    try await test.live(until: "2026-11-24T10:05:00Z")
    let urls = test.sent.all.map(\.url).filter { $0.hasSuffix("/comments") }
    #expect(urls == ["https://api.github.com/repos/kestrel/reader/issues/8/comments"])
    let echo = Self.comment("created", 5, by: "watchbill", "Try the cable.", at: "10:06")
    #expect(try await hub("issue_comment", numbered(777, echo), on: test).ticket == "T-3")
    #expect(try await said("T-3", on: test) == ["It is dark", "Still 777.", "Try the cable."])
    #expect(try await test.perform(VerifyStore()).isEmpty)
  }

  @Test("what somebody mends is no second answer: the customer who wrote since then goes on waiting")
  func mended() async throws {
    let test = try await desk()
    try await hub(
      "issue_comment", Self.comment("created", 1, by: "bo-at-work", "Try teh cable.", at: "10:05"), on: test)
    #expect(try await test.perform(ShowTicket(id: "T-1")).ticket.state == "pending")
    try await hub("issue_comment", Self.comment("created", 2, by: "kim", "Still dark.", at: "10:10"), on: test)
    try await hub("issue_comment", Self.comment("edited", 1, by: "bo-at-work", "Try the cable.", at: "10:15"), on: test)
    #expect(try await test.perform(ShowTicket(id: "T-1")).ticket.state == "open")
    let clocks = try await test.perform(ShowClocks(id: "T-1"))
    #expect(clocks.messages.map(\.text) == ["It is dark", "Try the cable.", "Still dark."])
    #expect(clocks.waitsFor == "us")
    try await hub("issue_comment", Self.comment("edited", 1, by: "bo-at-work", "Try it.", at: "10:14"), on: test)
    #expect(try await said("T-1", on: test) == ["It is dark", "Try the cable.", "Still dark."], "an older text")
  }

  @Test("a merged mail's customer reaches the ticket that goes on, by our answer and by its number in the subject")
  func mergedMail() async throws {
    let test = try await desk()
    try await mail("a", "From: hal@example.org\nSubject: Dark", "Mine is dark.", on: test)
    try await test.perform(TieTickets(id: "T-2", other: "T-1", tie: .merge, member: "cy"))
    try await test.perform(ActOnTicket(id: "T-1", member: "cy", act: .reply(text: "We look.", then: nil)))
    try await test.live(until: "2026-11-24T10:05:00Z")
    let letter = try #require(test.sent.mails.first { $0.to.map(\.address) == ["hal@example.org"] })
    let from = "From: hal@example.org\nSubject: Re: Dark"
    let answer = try await mail("b", "\(from)\nIn-Reply-To: <\(letter.messageID)>", "Thank you. And now?", on: test)
    #expect(answer.ticket == "T-1")
    #expect(try await mail("c", "\(from) [T-1]", "Hello?", on: test).ticket == "T-1")
    #expect(try await mail("d", "\(from) [T-2]", "Hello there?", on: test).ticket == "T-1")
    #expect(try await mail("e", "From: eve@example.net\nSubject: [T-1]", "Let me in.", on: test).ticket == "T-3")
    #expect(
      try await said("T-1", on: test).suffix(3) == ["Thank you. And now?", "Hello?", "Hello there?"])
  }

  @Test("of two merged mails' customers each stays the one who is answered, also when a colleague of theirs writes")
  func twoMerged() async throws {
    let test = try await desk()
    for (number, name) in ["hal", "ira"].enumerated() {
      try await mail(name, "From: \(name)@\(name).example.org\nSubject: Dark", "Mine is dark.", on: test)
      try await test.perform(TieTickets(id: "T-\(number + 2)", other: "T-1", tie: .merge, member: "cy"))
    }
    try await test.perform(ActOnTicket(id: "T-1", member: "cy", act: .reply(text: "We look.", then: nil)))
    try await test.live(until: "2026-11-24T10:05:00Z")
    let letter = try #require(test.sent.mails.first { $0.to.map(\.address) == ["ira@ira.example.org"] })
    let answer = try await mail(
      "z", "From: zoe@ira.example.org\nSubject: Re: Dark\nIn-Reply-To: <\(letter.messageID)>", "And now?", on: test)
    #expect(answer.ticket == "T-1")
    try await test.perform(ActOnTicket(id: "T-1", member: "cy", act: .reply(text: "Soon.", then: nil)))
    try await test.live(until: "2026-11-24T10:10:00Z")
    let soon = test.sent.mails.filter { $0.text.hasPrefix("Soon.") }.flatMap(\.to).map(\.address)
    #expect(soon == ["ira@ira.example.org"])
    let stranger = try await mail("y", "From: eve@example.net\nSubject: Hi [T-1]", "Let me in.", on: test)
    #expect(stranger.ticket == "T-4", "a number alone is anybody's to type")
  }
}
