import Crypto
import Foundation
import TestSupport
import Testing

/// The door for tickets, over real HTTP, against a server that runs as a user runs it.
@Suite(.serialized, .promptThreads) struct TicketDoorTests {
  private static let secret = "door-test-secret"

  /// An always-staffed team and one that is never open today.
  private static let schedules = [
    "schedules/always.yaml": """
    team: always
    name: Always on
    zone: Etc/UTC
    members: [{ id: ana, name: Ana Ferrow }]
    duties: { desk: { layers: [{ id: all, members: [ana] }] } }
    priorities: [urgent, normal]
    queues: { all: { when: otherwise, office hours: always, page from: never, overflow: [desk] } }

    """,
    "schedules/seldom.yaml": """
    team: seldom
    name: Seldom open
    zone: Etc/UTC
    members: [{ id: bo, name: Bo Lindqvar }]
    office hours: { rare: { hours: mon-sun 00:00-00:01 } }
    duties: { desk: { layers: [{ id: all, members: [bo] }] } }
    priorities: [urgent, normal]
    queues: { all: { when: otherwise, office hours: rare, page from: never, outside hours: hold, overflow: [desk] } }

    """,
    "watchbill.yaml": """
    data: data
    sources:
      web: { kind: json, team: always, secret: { env: DOOR_SECRET } }
      hub: { kind: github, team: always, secret: { env: DOOR_SECRET } }
      hub-seldom: { kind: github, team: seldom, secret: { env: DOOR_SECRET } }

    """,
  ]

  private func server() throws -> (Workplace, RunningServer) {
    let place = try Workplace(Self.schedules)
    let applied = try place.run("apply")
    #expect(applied.code == 0, "\(applied.err)")
    return (place, try RunningServer.start(in: place, environment: ["DOOR_SECRET": Self.secret]))
  }

  private func signed(_ body: Data, delivery: String = "d-1") -> [(String, String)] {
    let code = HMAC<SHA256>.authenticationCode(for: body, using: SymmetricKey(data: Data(Self.secret.utf8)))
    let hex = code.map { String(format: "%02x", $0) }.joined()
    return [
      ("X-GitHub-Event", "issues"), ("X-GitHub-Delivery", delivery), ("X-Hub-Signature-256", "sha256=\(hex)"),
      ("Content-Type", "application/json"),
    ]
  }

  private let bearer = [("Authorization", "Bearer \(secret)"), ("Content-Type", "application/json")]

  @Test(
    "the real delivery sent ten times, five of them at once, opens one ticket",
    .enabled(if: SharedCases.present, "\(SharedCases.whyAbsent)"))
  func repeated() async throws {
    let (place, running) = try server()
    defer { running.stop() }
    let body = try SharedCases.data("cases/webhook-payloads/github/issues.opened.json")
    for path in ["/intake/hub", "/intake/hub-seldom"] {
      let headers = signed(body)
      let answers = try await withThrowingTaskGroup(of: String.self) { group in
        for _ in 0..<5 { group.addTask { try await running.send("POST", path, headers: headers, body: body).text } }
        var all: [String] = []
        for try await answer in group { all.append(answer) }
        for _ in 0..<5 { all.append(try await running.send("POST", path, headers: headers, body: body).text) }
        return all
      }
      #expect(Set(answers).count == 1, "\(answers)")
      let first = try #require(answers.first)
      #expect(
        path == "/intake/hub" ? first.contains("\"owner\":\"ana\"") : first.contains("\"heldUntil\":"), "\(first)")
      #expect(first.contains("\"because\":"))
    }
    let list = try place.run("ticket", "list", "--all", "--format", "json")
    let tickets = try JSONSerialization.jsonObject(with: Data(list.out.utf8)) as? [Any]
    #expect(tickets?.count == 2, "\(list.out)")
  }

  @Test("another delivery about the same issue finds the ticket there is")
  func sameIssue() async throws {
    let (_, running) = try server()
    defer { running.stop() }
    let body = Data(
      #"{"action":"opened","issue":{"number":7,"title":"Broken","html_url":"https://code.example.com/7","user":{"login":"x"},"labels":[],"body":null},"repository":{"full_name":"octo/demo"}}"#
        .utf8)
    let one = try await running.send("POST", "/intake/hub", headers: signed(body, delivery: "a"), body: body)
    let two = try await running.send("POST", "/intake/hub", headers: signed(body, delivery: "b"), body: body)
    #expect(one.status == 202 && two.status == 202, "\(one.text) \(two.text)")
    #expect(one.text.contains("\"ticket\":\"T-1\"") && two.text.contains("\"ticket\":\"T-1\""))
  }

  @Test("what is not accepted is refused with a message, and nothing is stored")
  func refusals() async throws {
    let (place, running) = try server()
    defer { running.stop() }
    let good = Data(#"{"id":"a-1","title":"Offline"}"#.utf8)
    let wrongSignature = [
      ("X-GitHub-Event", "issues"), ("X-GitHub-Delivery", "d"), ("X-Hub-Signature-256", "sha256=00"),
    ]
    let cases: [(String, [(String, String)], Data, Int, String)] = [
      ("/intake/hub", wrongSignature, good, 401, "signature"),
      ("/intake/web", [("Content-Type", "application/json")], good, 401, "authorization: Bearer"),
      ("/intake/web", [], Data(count: 20 << 20), 401, "authorization: Bearer"),
      ("/intake/web", bearer, Data(#"{"id":"a-2","title":"#.utf8), 400, "JSON"),
      ("/intake/web", bearer, Data(#"{"id":"a-3","title":"x","titel":"y"}"#.utf8), 422, "did you mean 'title'"),
      ("/intake/wbe", bearer, good, 404, "did you mean '/intake/web'"),
      ("/intake/web", bearer, Data(count: 20 << 20), 413, "longer than"),
    ]
    for (path, headers, body, status, words) in cases {
      let answer = try await running.send("POST", path, headers: headers, body: body)
      #expect(answer.status == status, "\(path): \(answer.status) \(answer.text)")
      #expect(answer.text.contains(words), "\(path): \(answer.text)")
    }
    let figures = try await running.send("GET", "/metrics").text
    #expect(figures.contains(#"watchbill_deliveries_total{source="web",status="413"} 1"#), "\(figures)")
    let list = try place.run("ticket", "list", "--all", "--format", "json")
    #expect(list.out == "[]\n", "\(list.out)")
  }

  @Test("a repeated id with another body is a conflict; the first one stays")
  func conflict() async throws {
    let (place, running) = try server()
    defer { running.stop() }
    let first = try await running.send(
      "POST", "/intake/web", headers: bearer, body: Data(#"{"id":"a-1","title":"Offline"}"#.utf8))
    let second = try await running.send(
      "POST", "/intake/web", headers: bearer, body: Data(#"{"id":"a-1","title":"Something else"}"#.utf8))
    #expect(first.status == 202)
    #expect(second.status == 409, "\(second.text)")
    #expect(second.text.contains("another body"))
    let list = try place.run("ticket", "list", "--all")
    #expect(list.out.contains("Offline") && !list.out.contains("Something else"))
  }
}
