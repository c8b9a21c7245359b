import Foundation
import Testing
import TicketSources
import Timekeeping
import Triage
import Workflows

/// What opens the ticket of an item again: its source's own word, and nothing that only looks like one.
@Suite struct OpenedAgainTests {
  private func desk(only sources: [SourceBinding]? = nil) async throws -> TestDesk {
    try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": SmallTeam.text], only: sources)
  }

  private func resolve(_ test: TestDesk) async throws {
    try await test.perform(ResolveTicket(id: "T-1", member: "ana", note: "cleaned up"))
  }

  // MARK: Repositories

  /// An issue that a bot opened.
  private func hub(_ action: String, label: String, minute: Int, on test: TestDesk) async throws -> IntakeReply {
    let body =
      #"{"action":"\#(action)","repository":{"full_name":"acme/pump"},"sender":{"login":"kim","type":"User"},"#
      + #""label":{"name":"\#(label)"},"issue":{"number":7,"title":"Scan failed","body":"It stops.","#
      + #""user":{"login":"scanner","type":"Bot"},"labels":[{"name":"support"},{"name":"\#(label)"}],"state":"open","#
      + #""created_at":"2026-11-24T10:00:00Z","updated_at":"2026-11-24T10:0\#(minute):00Z"}}"#
    let bytes = Array(body.utf8)
    let headers = [
      ("content-type", "application/json"), ("x-github-event", "issues"), ("x-github-delivery", "d\(minute)"),
      ("x-hub-signature-256", test.gitHubSignature(of: bytes)),
    ]
    let delivery = Delivery(headers: headers.map { (name: $0.0, value: $0.1) }, body: bytes)
    let answer = try await test.desk.receive(delivery, from: "github")
    return try JSONDecoder().decode(IntakeReply.self, from: Data(answer.body))
  }

  @Test("a label on an issue that a bot opened is no alert that fires again")
  func labelled() async throws {
    var options = SourceOptions()
    options.labels = ["support"]
    let settings = SourceSettings(secrets: [TestDesk.secret], options: options)
    let test = try await desk(only: [
      SourceBinding(name: "github", source: GitHubIssues(), settings: settings, team: "alarm")
    ])
    #expect(try await hub("opened", label: "bug", minute: 0, on: test).state == "open")
    try await resolve(test)
    #expect(try await hub("labeled", label: "p2", minute: 5, on: test).state == "resolved")
  }
}
