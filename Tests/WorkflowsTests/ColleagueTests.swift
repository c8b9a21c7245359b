import Foundation
import PagingChannels
import Testing
import TicketSources
import Timekeeping
import Triage
import Workflows

/// What people of ours say where the customer is, and not here (rules K7 and K9), over a real store.
@Suite struct ColleagueTests {
  private static let team = SmallTeam.text.replacing(
    "{ id: ana, name: Ana Ferrow }",
    with: "{ id: ana, name: Ana Ferrow, email: Ana@desk.example.com, contacts: [{ chat: UANA }] }")

  private func desk() async throws -> TestDesk {
    let chat = try AllPagingChannels.named("slack", settings: ChannelSettings(name: "chat", secrets: ["xoxb-1"]))
    let test = try await TestDesk(
      at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": Self.team],
      more: [ChannelBinding(name: "chat", channel: chat, isFallback: false)])
    _ = try await test.desk.world()
    return test
  }

  @discardableResult
  private func tells(_ body: String, from source: String = "json", on test: TestDesk) async throws -> IntakeReply {
    test.clock.set(test.clock.wall.now() + .seconds(1))
    return try await test.perform(
      TakeDelivery(source: source, headers: ["content-type": "application/json"], body: Data(body.utf8))
    ).answer
  }

  private func answer(by address: String) -> String {
    #"{"id":"a","event":"message","message":"m","body":"I look at it.","visibility":"everyone","#
      + #""author":{"name":"A","address":"\#(address)","kind":"colleague"}}"#
  }

  @Test("a member's public answer at the provider acknowledges the page, and counts as theirs")
  func memberAnswers() async throws {
    let test = try await desk()
    try await tells(#"{"id":"a","title":"Dark","priority":"urgent"}"#, on: test)
    try await tells(answer(by: "ANA@desk.example.com"), on: test)
    let shown = try await test.perform(ShowTicket(id: "T-1"))
    #expect(shown.messages?.last?.kind == "reply" && shown.ticket.state == "pending")
    #expect(
      shown.history.contains { $0.because == "Ana Ferrow by answering the customer" }, "\(shown.history.map(\.because))"
    )
    try await test.live(until: "2026-11-24T10:30:00Z")
    #expect(Set(try await test.perform(ShowTicket(id: "T-1")).pages.map(\.recipient)) == ["ana"])
  }

  @Test("a member is known at Slack by their contact there, and stays the customer of what they asked")
  func memberIsNoCustomer() async throws {
    let test = try await desk()
    let said = { (user: String, second: Int, thread: String) in
      #"{"type":"event_callback","event_id":"E\#(second)","api_app_id":"A1","event":{"type":"message","channel":"C1","#
        + #""user":"\#(user)","text":"Still dark?","ts":"17955000\#(second).000001"\#(thread)}}"#
    }
    let bodies = [
      said("UKIM", 10, ""), said("UANA", 20, #","thread_ts":"1795500010.000001""#), said("UANA", 30, ""),
      said("UANA", 40, #","thread_ts":"1795500030.000001""#),
    ].map { Array($0.utf8) }
    for body in bodies {
      let time = test.clock.wall.now().seconds
      let headers = [
        ("content-type", "application/json"), ("x-slack-request-timestamp", "\(time)"),
        ("x-slack-signature", test.slackSignature(of: body, at: time)),
      ]
      let delivery = Delivery(headers: headers.map { (name: $0.0, value: $0.1) }, body: body)
      #expect(try await test.desk.receive(delivery, from: "slack").status == 202)
    }
    let shown = try await test.perform(ShowTicket(id: "T-1"))
    #expect(shown.messages?.map(\.kind) == ["customer", "reply"])
    #expect(
      shown.history.contains { $0.because == "Ana Ferrow by answering the customer" }, "\(shown.history.map(\.because))"
    )
    let own = try await test.perform(ShowTicket(id: "T-2"))
    #expect(own.messages?.map(\.kind) == ["customer", "customer"] && own.ticket.state != "pending")
  }

  @Test("a ticket that a colleague opened with an internal note is nobody's question: no rule writes to its customer")
  func internalTicket() async throws {
    var options = SourceOptions()
    options.api = "https://kestrel.example.com"
    let settings = SourceSettings(secrets: [TestDesk.secret], options: options, tokens: [TestDesk.signing])
    let rule =
      "routing:\n  - { name: sales, when: { words: [partner] }, redirect: Please write to sales@example.com. }\n"
    let closed =
      SmallTeam.text.replacing(
        "office hours: day\n", with: "office hours: day\n    reply outside hours: \"We are back {opening}.\"\n") + rule
    let test = try await TestDesk(
      at: "2026-11-24T20:00:00Z", schedules: ["alarm.yaml": closed],
      only: [SourceBinding(name: "zendesk", source: Zendesk(), settings: settings, team: "alarm")])
    for (id, title, isPublic) in [(5, "Dark", true), (6, "Dark", false), (7, "A partner", false)] {
      let detail =
        #""id":"\#(id)","subject":"\#(title)","description":"It is dark","requester_id":"77","submitter_id":"8","#
        + #""is_public":\#(isPublic)"#
      let body = #"{"type":"zen:event-type:ticket.created","id":"E\#(id)","detail":{\#(detail)}}"#
      try await tells(body, from: "zendesk", on: test)
    }
    let asked = try await test.perform(ShowTicket(id: "T-1"))
    #expect(asked.messages?.map(\.kind) == ["customer", "automatic"] && asked.letters?.count == 1)
    let noted = try await test.perform(ShowTicket(id: "T-2"))
    #expect(noted.messages?.map(\.kind) == ["note"] && noted.messages?.first?.author == "8")
    #expect(noted.letters?.isEmpty ?? true && noted.requester == "77")
    let stays = try await test.perform(ShowTicket(id: "T-3"))
    #expect(stays.messages?.map(\.kind) == ["note"] && stays.ticket.state != "closed")
    #expect(stays.letters?.isEmpty ?? true, "\(stays.history.map(\.because))")
    try await test.perform(ActOnTicket(id: "T-2", member: "ana", act: .close(TicketEndingWords())))
    let again =
      #"{"type":"zen:event-type:ticket.undeleted","id":"E8","detail":{"id":"6","requester_id":"77"},"#
      + #""event":{"actor":{"id":"9","type":"agent"}}}"#
    #expect(try await tells(again, from: "zendesk", on: test).ticket == "T-4")
    let anew = try await test.perform(ShowTicket(id: "T-4"))
    #expect(anew.messages?.map(\.kind) == ["note"] && anew.messages?.first?.author == "8", "9 opened it again")
    #expect(try await test.perform(VerifyStore()).isEmpty)
  }

  @Test("words on an alarm without a customer leave nobody the next step")
  func wordsOnAlarm() async throws {
    let test = try await desk()
    let alert =
      #"{"version":"4","groupKey":"g","status":"firing","receiver":"r","groupLabels":{},"commonLabels":"#
      + #"{"severity":"urgent"},"commonAnnotations":{},"externalURL":"","alerts":[{"status":"firing","labels":"#
      + #"{"alertname":"Dark","severity":"urgent"},"annotations":{},"startsAt":"2026-11-24T09:59:00Z","#
      + #""endsAt":"0001-01-01T00:00:00Z","fingerprint":"f","generatorURL":""}]}"#
    try await tells(alert, from: "alertmanager", on: test)
    try await test.perform(ActOnTicket(id: "T-1", member: "ana", act: .reply(text: "We know of it.", then: nil)))
    let shown = try await test.perform(ShowTicket(id: "T-1"))
    #expect(shown.ticket.state == "open", "\(shown.ticket) \(shown.history.map(\.because))")
  }
}
