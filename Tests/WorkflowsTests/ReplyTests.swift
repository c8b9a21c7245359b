import Foundation
import PagingChannels
import ProviderExchange
import Storage
import Testing
import Timekeeping
import Triage
import Workflows

/// Answers that leave through the ticket's own source, through a real store (rule K11).
@Suite("Replies") struct ReplyTests {
  private static func options() -> SourceOptions {
    var options = SourceOptions()
    options.replies = "https://forms.example.org/replies"
    options.channels = []
    return options
  }

  /// Cy can be told by the id that Slack knows them by.
  private static let team = SmallTeam.text.replacing(
    "name: Cy Morandel }", with: "name: Cy Morandel, contacts: [{ pager: UCY }] }")

  private func desk(_ channels: [TeamChannelBinding] = []) async throws -> TestDesk {
    try await TestDesk(
      at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": Self.team], answering: Self.options(),
      teamChannels: channels)
  }

  private func open(_ id: String = "form-7", on test: TestDesk) async throws {
    let body = #"{"id":"\#(id)","title":"The reader is dark","requester":{"name":"Kim","address":"kim@example.org"}}"#
    let reply = try await test.perform(
      TakeDelivery(source: "json", headers: ["content-type": "application/json"], body: Data(body.utf8)))
    #expect(reply.status == 202)
  }

  private func reply(_ text: String, to id: String = "T-1", on test: TestDesk) async throws -> TicketRow {
    try await test.perform(ActOnTicket(id: id, member: "cy", act: .reply(text: text, then: nil)))
  }

  private func letters(of id: String = "T-1", on test: TestDesk) async throws -> [LetterSummary] {
    try await test.perform(ShowTicket(id: id)).letters ?? []
  }

  @Test("an answer leaves once, signed, with the words and their author; then it is shown as sent")
  func leaves() async throws {
    let test = try await desk()
    try await open(on: test)
    #expect(try await reply("Try the other cable.", on: test).warnings == nil)
    #expect(try await letters(on: test).map(\.state) == ["waiting"])
    try await test.live(until: "2026-11-24T10:05:00Z")
    let posts = test.sent.all.filter { $0.url == "https://forms.example.org/replies" }
    let sent = try #require(posts.first)
    #expect(posts.count == 1)
    let body = String(decoding: sent.body, as: UTF8.self)
    #expect(body.contains(#""id":"form-7""#) && body.contains(#""text":"Try the other cable.""#))
    #expect(body.contains(#""author":"Cy"#) && body.contains(#""automatic":false"#))
    let headers = Dictionary(sent.headers.map { ($0.name, $0.value) }) { first, _ in first }
    let verdict = try WebhookSigner(secrets: [TestDesk.signing]).verify(
      id: headers["webhook-id"] ?? "", timestamp: headers["webhook-timestamp"] ?? "",
      signature: headers["webhook-signature"] ?? "", body: sent.body, now: test.clock.wall.now())
    #expect(verdict == .genuine)
    #expect(try await letters(on: test).map(\.state) == ["sent"])
    #expect(try await test.perform(VerifyStore()).isEmpty)
  }

  @Test("answers of one ticket keep their order, also when the first has to wait; those of others do not wait for it")
  func order() async throws {
    let test = try await desk()
    try await open(on: test)
    try await open("form-8", on: test)
    test.sent.respond { request in
      let isFirst = String(decoding: request.body, as: UTF8.self).contains("first")
      return .http(status: isFirst ? 503 : 204, headers: [], body: [])
    }
    _ = try await reply("the first", on: test)
    _ = try await reply("the second", on: test)
    _ = try await reply("another", to: "T-2", on: test)
    try await test.live(until: "2026-11-24T10:01:00Z")
    #expect(try await letters(on: test).map(\.state) == ["waiting", "waiting"])
    #expect(try await letters(of: "T-2", on: test).map(\.state) == ["sent"])
    test.sent.respond(.http(status: 204, headers: [], body: []))
    try await test.live(until: "2026-11-24T12:30:00Z")
    #expect(try await letters(on: test).map(\.state) == ["sent", "sent"])
    let texts = test.sent.all.map { String(decoding: $0.body, as: UTF8.self) }.filter {
      $0.contains(#""type":"reply""#)
    }
    let second = try #require(texts.firstIndex { $0.contains("the second") })
    #expect(!texts[second...].contains { $0.contains("the first") })
  }

  @Test("a refused answer is told to its author at once, shown with why, and can be sent again with the same id")
  func refused() async throws {
    let test = try await desk()
    try await open(on: test)
    test.sent.respond(.http(status: 401, headers: [], body: []))
    _ = try await reply("Try the other cable.", on: test)
    try await test.move(to: "2026-11-24T10:00:30Z")
    let refused = try #require(try await letters(on: test).first)
    #expect(refused.state == "refused" && refused.why?.contains("does not accept") == true)
    let notices = try await test.perform(ListNotices(member: "cy"))
    #expect(notices.contains { $0.kind == "reply-refused" && $0.text.contains("ticket resend T-1") })
    let row = try await test.perform(ShowTicket(id: "T-1")).ticket
    #expect(row.state == "open" && row.because.hasPrefix("the answer did not reach the customer: "), "\(row)")
    test.sent.respond(.http(status: 204, headers: [], body: []))
    let again = try await test.perform(ResendReplies(id: "T-1"))
    #expect(again.map(\.state) == ["waiting"])
    try await test.move(to: "2026-11-24T10:01:00Z")
    #expect(try await letters(on: test).map(\.state) == ["sent"])
    let arrived = try await test.perform(ShowTicket(id: "T-1")).ticket
    #expect(arrived.state == "pending" && arrived.because == "the answer reached the customer")
    let ids = test.sent.all.filter { $0.url.hasSuffix("/replies") }.map { $0.headers.first { $0.name == "webhook-id" } }
    #expect(Set(ids.map { $0?.value }).count == 1 && ids.count == 2)
    let problem = try await #require(throws: OperatorProblem.self) {
      _ = try await test.perform(ResendReplies(id: "T-1"))
    }
    #expect("\(problem)".contains("nothing of T-1 was refused"))
  }

  @Test("an answer after which we go on, and that is refused, stops no clock either")
  func refusedOpen() async throws {
    let test = try await desk()
    try await open(on: test)
    test.sent.respond(.http(status: 401, headers: [], body: []))
    try await test.perform(
      ActOnTicket(id: "T-1", member: "cy", act: .reply(text: "Try the other cable.", then: "open")))
    try await test.live(until: "2026-11-24T10:00:30Z")
    let course = try await test.desk.store.read { try $0.history(of: TicketID(number: 1)) }.course
    #expect(course.response == nil && course.unanswered.count == 1)
    #expect(try await test.perform(ShowTicket(id: "T-1")).ticket.state == "open")
  }

  @Test("an answer that ended its ticket and is refused opens it again; one that others followed changes nothing")
  func refusedLast() async throws {
    let test = try await desk()
    try await open(on: test)
    test.sent.respond(.http(status: 401, headers: [], body: []))
    for (text, then) in [("Try the other cable.", "open"), ("It is mended.", "resolved")] {
      try await test.perform(ActOnTicket(id: "T-1", member: "cy", act: .reply(text: text, then: then)))
    }
    try await test.live(until: "2026-11-24T10:00:30Z")
    let shown = try await test.perform(ShowTicket(id: "T-1"))
    #expect(shown.ticket.state == "open" && shown.letters?.map(\.state) == ["refused", "refused"], "\(shown.ticket)")
    #expect(shown.history.count { $0.because.hasPrefix("the answer did not reach") } == 1)
    let course = try await test.desk.store.read { try $0.history(of: TicketID(number: 1)) }.course
    #expect(course.response == nil && course.unanswered.count == 1, "neither arrived")
    #expect(try await test.perform(VerifyStore()).isEmpty)
  }

  @Test("a ticket that was given away is its next owner's to do when the answer to its customer is refused")
  func refusedGivenAway() async throws {
    let test = try await desk()
    try await open(on: test)
    #expect(try await reply("Try the other cable.", on: test).state == "pending")
    #expect(try await test.perform(HandOverTicket(id: "T-1", owner: "cy")).ticket.state == "new")
    test.sent.respond(.http(status: 401, headers: [], body: []))
    try await test.move(to: "2026-11-24T10:00:30Z")
    #expect(try await letters(on: test).map(\.state) == ["refused"])
    let claimed = try await test.perform(ClaimTicket(id: "T-1", member: "bo")).ticket
    #expect(claimed.owner == "bo" && claimed.state == "open", "\(claimed)")
  }

  @Test("an answer that arrives late on a ticket that nobody has leaves the customer the next step")
  func arrivesGivenAway() async throws {
    let test = try await desk()
    try await open(on: test)
    _ = try await reply("Try the other cable.", on: test)
    try await test.perform(HandOverTicket(id: "T-1", owner: "cy"))
    test.sent.respond(.http(status: 401, headers: [], body: []))
    try await test.move(to: "2026-11-24T10:00:30Z")
    #expect(try await test.perform(ShowClocks(id: "T-1")).waitsFor == "us")
    test.sent.respond(.http(status: 204, headers: [], body: []))
    _ = try await test.perform(ResendReplies(id: "T-1"))
    try await test.move(to: "2026-11-24T10:01:00Z")
    #expect(try await letters(on: test).map(\.state) == ["sent"])
    #expect(try await test.perform(ShowClocks(id: "T-1")).waitsFor == "customer")
    let claimed = try await test.perform(ClaimTicket(id: "T-1", member: "bo")).ticket
    #expect(claimed.owner == "bo" && claimed.state == "pending", "\(claimed)")
  }

  @Test("where nothing can be written with, the answer is kept, and whoever wrote it is told what to do")
  func kept() async throws {
    let test = try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": SmallTeam.text])
    try await open(on: test)
    let warnings = try await reply("Try the other cable.", on: test).warnings ?? []
    #expect(warnings.contains { $0.contains("is kept and does not leave") && $0.contains("replies:") })
    try await test.move(to: "2026-11-24T10:00:30Z")
    let letter = try #require(try await letters(on: test).first)
    #expect(letter.state == "refused" && letter.why?.contains("replies:") == true, "it waits to be sent again")
    #expect(try await test.perform(ResendReplies(id: "T-1")).map(\.state) == ["waiting"])
    try await test.perform(OpenTicket(team: "alarm", title: "By hand"))
    let byHand = try await reply("Hello", to: "T-2", on: test).warnings ?? []
    #expect(byHand.contains { $0.contains("T-2 was opened by hand") })
    let said = try await test.perform(ShowTicket(id: "T-2")).messages ?? []
    #expect(said.map(\.text) == ["Hello"] && said.map(\.notSent) == ["T-2 was opened by hand"], "no letter says so")
    let waits = try await test.perform(ShowTicket(id: "T-1")).messages ?? []
    #expect(waits.allSatisfy { $0.notSent == nil }, "its letter says how far it came")
  }

  @Test("an answer for which its source is not set up answers nobody: it is ours to go on, and the clocks count on")
  func notSetUp() async throws {
    let test = try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": Self.team])
    try await open(on: test)
    _ = try await reply("Try the other cable.", on: test)
    try await test.move(to: "2026-11-24T10:00:30Z")
    let row = try await test.perform(ShowTicket(id: "T-1")).ticket
    #expect(row.state == "open" && row.because.hasPrefix("the answer did not reach the customer: "), "\(row)")
    let course = try await test.desk.store.read { try $0.history(of: TicketID(number: 1)) }.course
    #expect(course.response == nil && course.unanswered.count == 1)
    let told = try await test.perform(ListNotices(member: "cy")).filter { $0.kind == "reply-refused" }
    #expect(told.count == 1, "\(told)")
    #expect(test.sent.all.allSatisfy { !$0.url.hasSuffix("/replies") })
    #expect(try await test.perform(VerifyStore()).isEmpty)
  }

  @Test("an answer that is too long for its source is refused whole, so that it can be mended")
  func long() async throws {
    let test = try await desk()
    try await open(on: test)
    let problem = try await #require(throws: OperatorProblem.self) {
      _ = try await reply(String(repeating: "a", count: 65_537), on: test)
    }
    #expect("\(problem)".contains("65537 characters"))
    #expect(try await test.perform(ShowClocks(id: "T-1")).messages.count == 1)
  }

  @Test("what the desk says by a rule leaves as well, marked as automatic: a redirect, a question to the silent")
  func rules() async throws {
    let test = try await desk()
    try await test.apply([
      "alarm.yaml": Self.team.replacing(
        "    overflow: [office]\n",
        with: "    overflow: [office]\n"
          + "    states: { silence: { every: 1 day, follow ups: 1, text: Are you still there? } }\n")
        + "routing:\n  - { name: sales, when: { words: [partnership] }, redirect: Please write to hello@example.com. }\n"
    ])
    let offer = #"{"id":"form-9","title":"A partnership"}"#
    _ = try await test.perform(
      TakeDelivery(source: "json", headers: ["content-type": "application/json"], body: Data(offer.utf8)))
    try await open(on: test)
    _ = try await reply("Try the other cable.", to: "T-2", on: test)
    try await test.live(until: "2026-11-27T12:00:00Z")
    let texts = test.sent.all.filter { $0.url.hasSuffix("/replies") }.map { String(decoding: $0.body, as: UTF8.self) }
    #expect(texts.count == 3, "\(texts)")
    let redirect = try #require(texts.first { $0.contains("hello@example.com") })
    #expect(redirect.contains(#""automatic":true"#) && redirect.contains(#""id":"form-9""#))
    let question = try #require(texts.first { $0.contains("Are you still there?") })
    #expect(question.contains(#""automatic":true"#) && question.contains(#""id":"form-7""#))
    #expect(try await test.perform(ListTickets(all: true)).map(\.state).sorted() == ["closed", "resolved"])
  }

  // MARK: What comes back

  private func gitHub(_ event: String, _ body: String, _ id: String, on test: TestDesk) async throws -> IntakeAnswer {
    let bytes = Array(body.utf8)
    let headers = [
      ("content-type", "application/json"), ("x-github-event", event), ("x-github-delivery", id),
      ("x-hub-signature-256", test.gitHubSignature(of: bytes)),
    ]
    return try await test.desk.receive(
      Delivery(headers: headers.map { (name: $0.0, value: $0.1) }, body: bytes), from: "github")
  }

  private static func issue(_ action: String, _ more: String = "") -> String {
    #"{"action":"\#(action)","issue":{"number":7,"title":"Dark","body":"It is dark","user":{"login":"kim"},"#
      + #""updated_at":"2026-11-24T10:00:00Z"},"repository":{"full_name":"kestrel/reader"},"#
      + #""sender":{"login":"kim"}\#(more)}"#
  }

  @Test("our own comment is known by the id that GitHub gave it, whatever login it came from")
  func echo() async throws {
    let test = try await desk()
    #expect(try await gitHub("issues", Self.issue("opened"), "d1", on: test).status == 202)
    test.sent.respond(.http(status: 201, headers: [], body: Array(#"{"id":4711}"#.utf8)))
    _ = try await reply("Try the other cable.", on: test)
    try await test.live(until: "2026-11-24T10:01:00Z")
    #expect(test.sent.all.last?.url == "https://api.github.com/repos/kestrel/reader/issues/7/comments")
    let before = try await test.perform(ShowClocks(id: "T-1")).messages.map(\.id)
    func comment(_ id: Int) -> String {
      Self.issue("created", #","comment":{"id":\#(id),"body":"Try the other cable.","user":{"login":"desk-user"}}"#)
    }
    #expect(try await gitHub("issue_comment", comment(4711), "d2", on: test).status == 202)
    #expect(try await test.perform(ShowClocks(id: "T-1")).messages.map(\.id) == before)
    _ = try await gitHub("issue_comment", comment(4712), "d3", on: test)
    #expect(try await test.perform(ShowClocks(id: "T-1")).messages.count == before.count + 1)
  }

  // MARK: The team's channel

  private static let room = TeamChannelBinding(team: "alarm", source: "slack", channel: "CTEAM")

  private func slack(_ event: String, _ id: String, on test: TestDesk) async throws -> IntakeAnswer {
    let body = Array(#"{"type":"event_callback","event_id":"\#(id)","api_app_id":"A1","event":{\#(event)}}"#.utf8)
    let time = test.clock.wall.now().seconds
    let headers = [
      ("content-type", "application/json"), ("x-slack-request-timestamp", "\(time)"),
      ("x-slack-signature", test.slackSignature(of: body, at: time)),
    ]
    return try await test.desk.receive(
      Delivery(headers: headers.map { (name: $0.0, value: $0.1) }, body: body), from: "slack")
  }

  @Test("a ticket is one thread in the team's channel, and a comment there is a note with its author")
  func team() async throws {
    let test = try await desk([Self.room])
    test.sent.respond { request in
      let count = request.url.hasSuffix("chat.postMessage") ? 1 : 0
      return .http(
        status: 200, headers: [], body: Array((count == 1 ? #"{"ok":true,"ts":"1795500000.000001"}"# : "{}").utf8))
    }
    try await open(on: test)
    _ = try await reply("Try the other cable.", on: test)
    try await test.live(until: "2026-11-24T10:01:00Z")
    let posts = test.sent.all.filter { $0.url.hasSuffix("chat.postMessage") }.map {
      String(decoding: $0.body, as: UTF8.self)
    }
    #expect(posts.count == 2)
    #expect(posts[0].contains("T-1 The reader is dark") && !posts[0].contains("thread_ts"))
    #expect(posts[0].contains("https://watch.example.com/tickets/T-1"))
    #expect(posts[1].contains("Try the other cable.") && posts[1].contains(#""thread_ts":"1795500000.000001""#))
    let comment =
      #""type":"message","channel":"CTEAM","user":"UCY","text":"It is the firmware again.","ts":"1795500100.000001","#
      + #""thread_ts":"1795500000.000001","event_ts":"1795500100.000001""#
    #expect(try await slack(comment, "Ev1", on: test).status == 202)
    let note = try #require(try await test.perform(ShowClocks(id: "T-1")).messages.last)
    #expect(note.kind == "note" && note.text == "It is the firmware again." && note.author == "Cy Morandel")
    let written = try await test.perform(ShowTicket(id: "T-1")).history.last { $0.action == "noted" }
    #expect(written?.actor == "member:cy", "\(String(describing: written))")
    #expect(try await test.perform(ListTickets(all: true)).count == 1)
    let chatter =
      #""type":"message","channel":"CTEAM","user":"UCY","text":"Lunch?","ts":"1795500200.000001","#
      + #""event_ts":"1795500200.000001""#
    #expect(try await slack(chatter, "Ev2", on: test).status == 200)
    #expect(try await test.perform(ListTickets(all: true)).count == 1)
  }

  @Test("what a source says under the id of a note of the team's channel leaves the note as it is")
  func namesakes() async throws {
    let test = try await desk([Self.room])
    test.sent.respond { _ in
      .http(status: 200, headers: [], body: Array(#"{"ok":true,"ts":"1795500000.000001"}"#.utf8))
    }
    try await open(on: test)
    try await test.live(until: "2026-11-24T10:01:00Z")
    let comment =
      #""type":"message","channel":"CTEAM","user":"UCY","text":"It is the firmware again.","ts":"1795500100.000001","#
      + #""thread_ts":"1795500000.000001","event_ts":"1795500100.000001""#
    #expect(try await slack(comment, "Ev1", on: test).status == 202)
    let note = try #require(try await test.perform(ShowTicket(id: "T-1")).messages?.last)
    #expect(note.kind == "note" && note.id.hasPrefix("CTEAM:"), "\(note.id)")
    for event in ["edited", "deleted"] {
      let body = #"{"event":"\#(event)","id":"form-7","message":"\#(note.id)","body":"Nothing is wrong"}"#
      try await test.perform(
        TakeDelivery(source: "json", headers: ["content-type": "application/json"], body: Data(body.utf8)))
      let kept = try await test.perform(ShowTicket(id: "T-1")).messages?.first { $0.id == note.id }
      #expect(kept?.text == "It is the firmware again." && kept?.isDeleted == note.isDeleted, "\(event)")
    }
  }

  @Test("a comment in the thread of a merged ticket is a note on the ticket that goes on")
  func mergedThread() async throws {
    let test = try await desk([Self.room])
    test.sent.respond { request in
      let second = String(decoding: request.body, as: UTF8.self).contains("T-2") ? 1 : 0
      return .http(status: 200, headers: [], body: Array(#"{"ok":true,"ts":"179550000\#(second).000001"}"#.utf8))
    }
    try await open(on: test)
    try await open("form-8", on: test)
    try await test.live(until: "2026-11-24T10:01:00Z")
    try await test.perform(TieTickets(id: "T-2", other: "T-1", tie: .merge, member: "cy"))
    let comment =
      #""type":"message","channel":"CTEAM","user":"UCY","text":"Both are the firmware.","ts":"1795500100.000001","#
      + #""thread_ts":"1795500001.000001","event_ts":"1795500100.000001""#
    #expect(try await slack(comment, "Ev1", on: test).status == 202)
    let note = try #require(try await test.perform(ShowClocks(id: "T-1")).messages.last)
    #expect(note.kind == "note" && note.text == "Both are the firmware." && note.author == "Cy Morandel")
    let gone = try await test.perform(ShowClocks(id: "T-2")).messages
    #expect(!gone.contains { $0.text == "Both are the firmware." })
  }

  // MARK: What is asked from within Slack

  private func ask(_ form: String, on test: TestDesk) async throws -> String {
    let body = Array(form.utf8)
    let time = test.clock.wall.now().seconds
    let headers = [
      ("content-type", "application/x-www-form-urlencoded"), ("x-slack-request-timestamp", "\(time)"),
      ("x-slack-signature", test.slackSignature(of: body, at: time)),
    ]
    let answer = try await test.desk.receive(
      Delivery(headers: headers.map { (name: $0.0, value: $0.1) }, body: body), from: "slack")
    #expect(answer.status == 200)
    return String(decoding: answer.body, as: UTF8.self)
  }

  private func command(_ text: String, by user: String = "UCY", on test: TestDesk) async throws -> String {
    try await ask("command=%2Fdesk&text=\(text)&user_id=\(user)&trigger_id=1.2.ab", on: test)
  }

  @Test("a slash command says who is on, acknowledges and claims in the name of whoever typed it, and nobody else's")
  func commands() async throws {
    let test = try await desk()
    try await open(on: test)
    #expect(try await command("who+alarm", on: test).contains("Ana Ferrow"))
    #expect(try await command("ack+T-1", by: "USTRANGER", on: test).contains("nobody here has the id USTRANGER"))
    #expect(try await test.perform(ListTickets()).first?.acknowledgedBy == nil)
    #expect(try await command("ack+T-1", on: test).contains("T-1 is acknowledged"))
    #expect(try await test.perform(ListTickets()).first?.acknowledgedBy == "cy")
    #expect(try await command("claim+T-99", on: test).contains("there is no ticket"))
    #expect(try await command("clam+T-1", on: test).contains("did you mean 'claim'?"))
    let help = try await command("help", on: test)
    #expect(help.contains("desk who [TEAM]") && !help.contains("did you mean"), "\(help)")
  }

  @Test("a ring from Slack is on record as of whoever typed it, and of a stranger under their name there")
  func rings() async throws {
    let test = try await desk()
    for (user, actor) in [("UCY", "member:cy"), ("USTRANGER", "source:USTRANGER")] {
      _ = try await command("ring+primary+dark", by: user, on: test)
      let rung = try #require(try await test.perform(ListTickets()).first)
      #expect(try await test.perform(ShowTicket(id: rung.id)).history.first?.actor == actor)
    }
  }

  @Test("a button with a page's link acknowledges for whoever pressed it")
  func button() async throws {
    let test = try await desk()
    try await test.perform(OpenTicket(team: "alarm", title: "Down", priority: "urgent"))
    try await test.live(until: "2026-11-24T10:00:30Z")
    let page = try #require(test.sent.all.first { $0.url.hasSuffix("/page") })
    let link = try #require(
      String(decoding: page.body, as: UTF8.self).firstMatch(of: #/https:\/\/watch\.example\.com\/ack\/[A-Za-z0-9_.-]+/#)
        .map { String($0.0) })
    let payload =
      #"{"type":"block_actions","user":{"id":"UCY"},"trigger_id":"1.2.ab","#
      + #""actions":[{"action_id":"watchbill-acknowledge","value":"\#(link)","action_ts":"1795500000.000001"}]}"#
    let form = payload.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    #expect(try await ask("payload=\(form)", on: test).contains("T-1 is acknowledged"))
    #expect(try await test.perform(ListTickets()).first?.acknowledgedBy == "cy")
    let forged = form.replacing("ack%2F", with: "ack%2Fx")
    #expect(try await ask("payload=\(forged)", on: test).contains("acknowledged") == false)
  }
}
