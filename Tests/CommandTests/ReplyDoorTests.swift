import Crypto
import Foundation
import TestSupport
import Testing

/// Tickets that come in through the sources' doors and are answered where the customer is, through real sockets.
@Suite(.serialized, .promptThreads) struct ReplyDoorTests {
  private static let environment = [
    "REPLY_SECRET": "a-secret-of-all", "REPLY_GITHUB": "gh-token", "REPLY_SLACK": "slack-token",
    "REPLY_ZENDESK": "zen-token",
  ]

  private static func settings(_ port: Int) -> String {
    """
    allow hosts: ["127.0.0.1:\(port)"]
    sources:
      hub:
        { kind: github, team: alarm, secret: { env: REPLY_SECRET }, token: { env: REPLY_GITHUB },
          api: "http://127.0.0.1:\(port)/gh" }
      chat:
        { kind: slack, team: alarm, secret: { env: REPLY_SECRET }, token: { env: REPLY_SLACK },
          api: "http://127.0.0.1:\(port)/slack/", team channels: { alarm: CTEAM } }
      zen:
        { kind: zendesk, team: alarm, secret: { env: REPLY_SECRET }, token: { env: REPLY_ZENDESK },
          api: "http://127.0.0.1:\(port)/zen", user: desk@example.com }
      form: { kind: json, team: alarm, secret: { env: REPLY_SECRET } }
    """
  }

  @Test("GitHub, Slack and Zendesk take the answers where the customers wrote; the team reads along in one thread each")
  func answers() async throws {
    let providers = try await Providers.start()
    defer { providers.stop() }
    let place = try Workplace([
      "schedules/alarm.yaml": KillTeam.schedule(receiver: providers.port),
      "watchbill.yaml": Self.settings(providers.port),
    ])
    #expect(try place.run("apply").code == 0)
    let server = try RunningServer.start(in: place, environment: Self.environment)
    defer { server.stop() }
    try await open(at: server)
    for (id, text) in [("T-1", "A"), ("T-2", "B"), ("T-3", "C")] {
      let said = try place.run("ticket", "reply", id, "--as", "ana", "--text", "\(text): try the other cable.")
      #expect(said.code == 0 && !said.out.contains("does not leave"), "\(said)")
    }
    let kept = try place.run("ticket", "reply", "T-4", "--as", "ana", "--text", "Thanks.")
    #expect(kept.code == 0 && kept.out.contains("is kept and does not leave"), "\(kept)")
    try await wait(for: 3 + 4 + 4, at: providers)
    #expect(providers.mistakes.isEmpty, "\(providers.mistakes)")
    let answers = providers.written.filter { !$0.place.hasPrefix("slack CTEAM") }
    #expect(
      Set(answers) == [
        .init(place: "github kestrel/reader#7", text: "A: try the other cable."),
        .init(place: "slack C1 1583636399.000700", text: "B: try the other cable."),
        .init(place: "zendesk 35436", text: "C: try the other cable."),
      ])
    let posts = providers.written.filter { $0.place.hasPrefix("slack CTEAM") }
    #expect(posts.count { $0.place == "slack CTEAM -" } == 4, "\(posts)")
    try await shown(place, "T-1", "reply T-1-", "through hub: sent, 1 attempt")
  }

  private func open(at server: RunningServer) async throws {
    let issue =
      #"{"action":"opened","issue":{"number":7,"title":"Dark","body":"It is dark","user":{"login":"kim"}},"#
      + #""repository":{"full_name":"kestrel/reader"},"sender":{"login":"kim"}}"#
    try await send(
      issue, to: "hub", at: server,
      [
        ("x-github-event", "issues"), ("x-github-delivery", "d1"),
        ("x-hub-signature-256", "sha256=" + Self.code(issue)),
      ])
    let time = Int(Date().timeIntervalSince1970)
    let message =
      #"{"type":"event_callback","event_id":"Ev1","api_app_id":"A1","event":{"type":"message","channel":"C1","#
      + #""user":"U1","text":"Dark, too","ts":"1583636399.000700","event_ts":"1583636399.000700"}}"#
    try await send(
      message, to: "chat", at: server,
      [("x-slack-request-timestamp", "\(time)"), ("x-slack-signature", "v0=" + Self.code("v0:\(time):\(message)"))])
    let bearer = ("authorization", "Bearer a-secret-of-all")
    try await send(#"{"ticket_id":"35436","subject":"Dark as well"}"#, to: "zen", at: server, [bearer])
    try await send(#"{"id":"form-1","title":"Dark here"}"#, to: "form", at: server, [bearer])
  }

  private func send(_ body: String, to source: String, at server: RunningServer, _ headers: [(String, String)])
    async throws
  {
    let all = headers + [("content-type", "application/json")]
    let answer = try await server.send("POST", "/intake/\(source)", headers: all, body: Data(body.utf8))
    #expect(answer.status == 202, "\(source): \(answer.text)")
  }

  private static func code(_ text: String) -> String {
    HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: SymmetricKey(data: Data("a-secret-of-all".utf8)))
      .map { String(format: "%02x", $0) }.joined()
  }

  private func wait(for count: Int, at providers: Providers) async throws {
    for _ in 0..<1200 where providers.written.count < count { try await Task.sleep(for: .milliseconds(50)) }
    #expect(providers.written.count == count, "\(providers.written)")
  }

  private func shown(_ place: Workplace, _ ticket: String, _ words: String...) async throws {
    for _ in 0..<300 {
      let text = try place.run("ticket", "show", ticket).out
      if words.allSatisfy(text.contains) { return }
      try await Task.sleep(for: .milliseconds(100))
    }
    let text = try place.run("ticket", "show", ticket).out
    for word in words { #expect(text.contains(word), "\(text)") }
  }
}
