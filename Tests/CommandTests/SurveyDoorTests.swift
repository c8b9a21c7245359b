import Crypto
import Foundation
import TestSupport
import Testing

/// A survey over real sockets: asked in the customer's thread of Slack, answered in a browser, once (C32, E22).
@Suite(.serialized, .promptThreads) struct SurveyDoorTests {
  private static func settings(_ port: Int) -> String {
    """
    allow hosts: ["127.0.0.1:\(port)"]
    sources:
      chat:
        { kind: slack, team: alarm, secret: { env: REPLY_SECRET }, token: { env: REPLY_SLACK },
          api: "http://127.0.0.1:\(port)/slack/" }
    """
  }

  @Test("the question stands in the thread, the link shows without changing anything, and one answer counts")
  func asks() async throws {
    let providers = try await Providers.start()
    defer { providers.stop() }
    let place = try Workplace([
      "schedules/alarm.yaml": KillTeam.schedule(receiver: providers.port).replacing(
        "    overflow: [primary]", with: "    overflow: [primary]\n    closing: { survey: closed }"),
      "watchbill.yaml": Self.settings(providers.port),
    ])
    #expect(try place.run("apply").code == 0)
    let server = try RunningServer.start(
      in: place, environment: ["REPLY_SECRET": "a-secret-of-all", "REPLY_SLACK": "slack-token"])
    defer { server.stop() }
    try await open(at: server)
    #expect(try place.run("ticket", "close", "T-1", "--as", "ana").code == 0)
    for _ in 0..<1200 where providers.written.isEmpty { try await Task.sleep(for: .milliseconds(50)) }
    let question = try #require(providers.written.first)
    #expect(question.place == "slack C1 1583636399.000700", "\(question)")
    let path = String(try #require(question.text.firstMatch(of: /\/survey\/[A-Za-z0-9._-]+/)).0)
    for _ in 0..<2 {
      let view = try await server.send("GET", path)
      #expect(view.status == 200 && view.text.contains("How easy was it to get help?"))
      #expect(view.text.components(separatedBy: "type=\"radio\"").count == 8, "seven numbers")
    }
    for (form, says) in [
      ("comment=Nothing+chosen", "Please choose one of the numbers."), ("score=8", "Please choose"),
      ("score=%zz", "Please choose"),
    ] {
      let refused = try await answer(form, to: path, at: server)
      #expect(refused.status == 400 && refused.text.contains(says), "\(form)")
      #expect(
        refused.text.contains(">Nothing chosen</textarea>") == form.hasPrefix("comment="), "what was written stays")
    }
    let thanks = try await answer("score=6&comment=Quick+%26+kind", to: path, at: server)
    #expect(thanks.status == 200 && thanks.text.contains("You said 6 of 7."))
    let again = try await answer("score=1", to: path, at: server)
    #expect(again.text.contains("You said 6 of 7."))
    let browser = [("Accept", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8")]
    for wrong in [path + "x", path + "/more"] {
      let unknown = try await server.send("GET", wrong, headers: browser)
      #expect(unknown.status == 404 && unknown.text.contains("<h1>"), "\(unknown.text)")
      #expect(!unknown.text.contains("href=\"/\""), "the team's board is not for customers")
    }
    let report = try place.run("report", "alarm").out
    #expect(report.contains("effort") && report.contains("86%") && report.contains(", times in "), "\(report)")
    let people = try place.run("report", "alarm", "--people", "--format", "csv").out
    #expect(people.hasPrefix("member,owned,replies,notes,resolved,help,points\r\nana,"), "\(people)")
  }

  private func answer(_ form: String, to path: String, at server: RunningServer) async throws -> RunningServer.Answer {
    try await server.send(
      "POST", path, headers: [("content-type", "application/x-www-form-urlencoded")], body: Data(form.utf8))
  }

  private func open(at server: RunningServer) async throws {
    let time = Int(Date().timeIntervalSince1970)
    let message =
      #"{"type":"event_callback","event_id":"Ev1","api_app_id":"A1","event":{"type":"message","channel":"C1","#
      + #""user":"U1","text":"It is dark","ts":"1583636399.000700","event_ts":"1583636399.000700"}}"#
    let code = HMAC<SHA256>.authenticationCode(
      for: Data("v0:\(time):\(message)".utf8), using: SymmetricKey(data: Data("a-secret-of-all".utf8)))
    let answer = try await server.send(
      "POST", "/intake/chat",
      headers: [
        ("content-type", "application/json"), ("x-slack-request-timestamp", "\(time)"),
        ("x-slack-signature", "v0=" + code.map { String(format: "%02x", $0) }.joined()),
      ], body: Data(message.utf8))
    #expect(answer.status == 202, "\(answer.text)")
  }
}
