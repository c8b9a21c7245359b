import Foundation
import ProviderExchange
import Testing
import Timekeeping
import Triage
import Workflows

/// A thread of Slack's as a ticket, with a real store.
@Suite struct SlackThreadTests {
  private func desk() async throws -> TestDesk {
    try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": SmallTeam.text])
  }

  private func deliver(
    _ body: String, _ type: String, on test: TestDesk, to server: ServiceDesk? = nil
  ) async throws -> IntakeAnswer {
    let bytes = Array(body.utf8)
    let time = test.clock.wall.now().seconds
    let headers = [
      ("content-type", type), ("x-slack-request-timestamp", "\(time)"),
      ("x-slack-signature", test.slackSignature(of: bytes, at: time)),
    ]
    return try await (server ?? test.desk).receive(
      Delivery(headers: headers.map { (name: $0.0, value: $0.1) }, body: bytes), from: "slack")
  }

  private func event(_ event: String, _ id: String, on test: TestDesk) async throws {
    let body = #"{"type":"event_callback","event_id":"\#(id)","api_app_id":"A1","event":{\#(event)}}"#
    #expect(try await deliver(body, "application/json", on: test).status == 202)
  }

  private static func said(_ type: String, by user: String, _ text: String, second: Int) -> String {
    let stamp = "17955000\(second).000001"
    let thread = second == 10 ? "" : #","thread_ts":"1795500010.000001""#
    return
      #""type":"\#(type)","channel":"C1","user":"\#(user)","text":"\#(text)","ts":"\#(stamp)","event_ts":"\#(stamp)"\#(thread)"#
  }

  @Test("a mention within a thread, and its shortcut, add words to the ticket and do not rename it")
  func mention() async throws {
    let test = try await desk()
    try await event(Self.said("message", by: "UKIM", "The reader is dark", second: 10), "Ev1", on: test)
    try await event(Self.said("app_mention", by: "UMAX", "<@U9> any news?", second: 20), "Ev2", on: test)
    let reply = Self.said("message", by: "UMAX", "Still nothing", second: 30)
    let action =
      #"{"type":"message_action","callback_id":"make_ticket","trigger_id":"1.2.ab","user":{"id":"UANA"},"#
      + #""channel":{"id":"C1"},"message":{\#(reply)}}"#
    let field = try #require(action.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
    _ = try await deliver("payload=\(field)", "application/x-www-form-urlencoded", on: test)
    let shown = try await test.perform(ShowTicket(id: "T-1"))
    #expect(shown.ticket.title == "The reader is dark" && shown.requester == "UKIM")
    #expect(shown.messages?.map(\.text) == ["The reader is dark", "@U9 any news?", "Still nothing"])
    #expect(try await test.perform(ListTickets(all: true)).count == 1)
  }

  /// With a customer's ticket, and a member who is known at Slack.
  private func deskKnowing(_ member: String, as id: String) async throws -> TestDesk {
    let team = SmallTeam.text.replacing("name: \(member) }", with: "name: \(member), contacts: [{ pager: \(id) }] }")
    let test = try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": team])
    _ = try await test.desk.world()
    try await event(Self.said("message", by: "UKIM", "The reader is dark", second: 10), "Ev1", on: test)
    return test
  }

  @Test("a member's mention in a customer's thread calls for support, and answers nobody (C44)")
  func called() async throws {
    let test = try await deskKnowing("Ana Ferrow", as: "UANA")
    for (type, id) in [("app_mention", "Ev2"), ("message", "Ev3")] {
      try await event(Self.said(type, by: "UANA", "<@U9> can you look?", second: 20), id, on: test)
    }
    let shown = try await test.perform(ShowTicket(id: "T-1"))
    #expect(shown.messages?.map(\.kind) == ["customer", "note"])
    #expect(shown.ticket.state == "open" && shown.ticket.owner == "cy")
    #expect(shown.ticket.nextAction == "Cy Morandel: respond", "the customer waits still")
    let told = try await test.perform(ListNotices(member: "cy")).filter { $0.kind == "ticket-involved" }.map(\.text)
    #expect(told.count == 1 && told[0].hasPrefix("Ana Ferrow calls for support on T-1: @U9 can you look?"), "\(told)")

    test.clock.set("2026-11-24T10:30:00Z".instant)
    try await test.perform(ActOnTicket(id: "T-1", member: "cy", act: .reply(text: "Try the cable.", then: nil)))
    #expect(try await test.perform(ShowTicket(id: "T-1")).ticket.state == "pending")
    try await event(Self.said("app_mention", by: "UANA", "<@U9> it is not the cable", second: 30), "Ev4", on: test)
    #expect(try await test.perform(ShowTicket(id: "T-1")).ticket.state == "open", "the next step is not the customer's")
  }

  @Test("what its owner says to the customer is an answer, whomever else they name")
  func ownersWords() async throws {
    let test = try await deskKnowing("Cy Morandel", as: "UCY")
    try await event(Self.said("app_mention", by: "UCY", "Try the cable. <@U9>", second: 20), "Ev2", on: test)
    let shown = try await test.perform(ShowTicket(id: "T-1"))
    #expect(shown.messages?.map(\.kind) == ["customer", "reply"])
    #expect(shown.ticket.state == "pending")
  }

  /// Makes a ticket of a message by its menu.
  private func makeTicket(_ number: Int, on test: TestDesk, to server: ServiceDesk? = nil) async throws {
    let message = Self.said("message", by: "UKIM", "The reader is dark", second: 10)
    let action =
      #"{"type":"message_action","callback_id":"make_ticket","trigger_id":"1.2.\#(number)","user":{"id":"UANA"},"#
      + #""response_url":"https://hooks.slack.com/app/1","channel":{"id":"C1"},"message":{\#(message)}}"#
    let field = try #require(action.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
    let answer = try await deliver(
      "payload=\(field)", "application/x-www-form-urlencoded", on: test, to: server)
    #expect(answer.status == 200 && answer.body.isEmpty)
  }

  @Test("Slack is not kept waiting until whoever makes a ticket of a message can read which one it is")
  func answeredFirst() async throws {
    let test = try await desk()
    let (answers, answer) = AsyncStream.makeStream(of: Void.self)
    let (posts, post) = AsyncStream.makeStream(of: Bool.self)
    // So that whoever waits for the post does not wait for ever.
    let late = Task {
      try? await Task.sleep(for: .seconds(10))
      answer.yield()
      answer.finish()
    }
    let transport = PageTransport { _ in
      var isLate = false
      for await _ in answers { isLate = true }
      post.yield(isLate)
      post.finish()
      return .written
    }
    let server = ServiceDesk(
      store: test.desk.store, clock: test.clock.wall, zones: test.desk.zones, setup: test.desk.setup,
      keys: test.desk.keys, transport: transport, log: test.desk.log)
    try await makeTicket(1, on: test, to: server)
    answer.finish()
    for await isLate in posts { #expect(!isLate, "it was posted before Slack had its answer") }
    late.cancel()
  }

  @Test("whoever makes a ticket of a message reads which one it is, and nobody else does")
  func told() async throws {
    let test = try await desk()
    for number in 1...2 {
      try await makeTicket(number, on: test)
      try await test.sent.wait(for: number)
      let posted = try #require(test.sent.all.last)
      #expect(test.sent.all.count == number && posted.url == "https://hooks.slack.com/app/1")
      let said = try #require(try JSONSerialization.jsonObject(with: Data(posted.body)) as? [String: Any])
      #expect(said["text"] as? String == "this message is on T-1")
      #expect(said["response_type"] as? String == "ephemeral")
    }
  }

  @Test("a report counts direct messages together, and names nobody's own channel (C73)")
  func reported() async throws {
    let test = try await desk()
    for (number, channel) in ["D0000KIM", "D0000MAX", "C1"].enumerated() {
      let message = Self.said("message", by: "UKIM", "The reader is dark", second: 10)
      try await event(message.replacing(#""C1""#, with: #""\#(channel)""#), "Ev\(number)", on: test)
    }
    let report = try await test.perform(
      ReportDesk(team: "alarm", from: "2026-11-24T00:00:00Z".instant, until: "2026-11-25T00:00:00Z".instant))
    let slack = try #require(report.volume.first { $0.source == "slack" })
    #expect(slack.channels?.map { "\($0.channel): \($0.tickets)" } == ["direct messages: 2", "C1: 1"])
  }

  @Test("a mention in the thread of a merged ticket goes on in the one that is kept")
  func merged() async throws {
    let test = try await desk()
    try await test.perform(OpenTicket(team: "alarm", title: "Readers are dark"))
    try await event(Self.said("message", by: "UKIM", "The reader is dark", second: 10), "Ev1", on: test)
    try await test.perform(TieTickets(id: "T-2", other: "T-1", tie: .merge, member: "ana"))
    try await event(Self.said("app_mention", by: "UMAX", "<@U9> any news?", second: 20), "Ev2", on: test)
    try await event(Self.said("message", by: "UMAX", "<@U9> any news?", second: 20), "Ev3", on: test)
    let shown = try await test.perform(ShowTicket(id: "T-1"))
    #expect(shown.messages?.count { $0.text == "@U9 any news?" } == 1)
  }

  @Test("what is begun anew by a mention keeps the name of the ticket that it follows")
  func anew() async throws {
    let test = try await desk()
    try await event(Self.said("message", by: "UKIM", "The reader is dark", second: 10), "Ev1", on: test)
    try await test.perform(
      ActOnTicket(id: "T-1", member: "cy", act: .close(TicketEndingWords(note: "A cable."))))
    try await event(Self.said("app_mention", by: "UMAX", "<@U9> any news?", second: 20), "Ev2", on: test)
    let shown = try await test.perform(ShowTicket(id: "T-2"))
    #expect(shown.ticket.title == "The reader is dark" && shown.requester == "UKIM")
  }
}
