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

  // MARK: Own JSON

  /// A minute after whatever was before.
  private func says(_ body: String, key: String? = nil, on test: TestDesk) async throws -> TakeDelivery.Reply {
    test.clock.set(test.clock.wall.now() + .minutes(1))
    var headers = ["content-type": "application/json"]
    headers["idempotency-key"] = key
    return try await test.perform(TakeDelivery(source: "json", headers: headers, body: Data(body.utf8)))
  }

  @Test("an item that its source ended and opens again in the same bytes is open again; until then they are a repeat")
  func sameBytes() async throws {
    let test = try await desk()
    let (opening, closing) = (#"{"id":"a","title":"Dark","body":"It is."}"#, #"{"event":"closed","id":"a"}"#)
    let first = try await says(opening, on: test).answer
    #expect(first.ticket == "T-1" && first.state == "open")
    #expect(try await says(opening, on: test).answer == first)
    for _ in 1...2 {
      #expect(try await says(closing, on: test).answer.state == "resolved")
      #expect(try await says(closing, on: test).answer.state == "resolved")
      let again = try await says(opening, on: test).answer
      #expect(again.ticket == "T-1" && again.state == "open")
      #expect(try await says(opening, on: test).answer == again, "and its repeat has its answer")
    }
    #expect(try await says(closing, on: test).answer.state == "resolved")
    try await test.perform(
      ActOnTicket(id: "T-1", member: "ana", act: .close(TicketEndingWords(note: "Done."))))
    let anew = try await says(opening, on: test).answer
    #expect(anew.ticket == "T-2")
    #expect(try await says(opening, on: test).answer == anew)
    #expect(try await test.perform(VerifyStore()).isEmpty)
  }

  @Test("how an item ended stands in its ticket's history; one that was moved is found under its new address")
  func saysHowItEnded() async throws {
    let test = try await desk()
    _ = try await says(#"{"id":"a","title":"Dark"}"#, on: test)
    let moved = #"{"event":"closed","id":"a","reason":"moved","note":"https://hub.example.com/other/3"}"#
    #expect(try await says(moved, on: test).answer.state == "resolved")
    let shown = try await test.perform(ShowTicket(id: "T-1"))
    #expect(shown.history.contains { $0.because == "it was moved in json: https://hub.example.com/other/3" })
  }

  @Test("under another key, or at a later time, it is opened again as well; what is older than its end stays a repeat")
  func keysAndTimes() async throws {
    let test = try await desk()
    func opening(_ time: String) -> String { #"{"id":"a","title":"Dark","at":"2026-11-24T\#(time):00Z"}"# }
    let closing = #"{"event":"closed","id":"a","at":"2026-11-24T09:10:00Z"}"#
    let first = try await says(opening("09:00"), on: test).answer
    #expect(try await says(closing, on: test).answer.state == "resolved")
    #expect(first.state == "open")
    let repeated = try await says(opening("09:00"), on: test)
    #expect(repeated.status == 200 && repeated.answer.state == "resolved")
    let other = try await says(opening("09:05"), on: test)
    #expect(other.status == 409 && other.answer.error?.contains("an Idempotency-Key of its own") == true)
    #expect(try await says(opening("09:05"), key: "late", on: test).answer.state == "resolved")
    #expect(try await says(opening("09:20"), on: test).answer.state == "open")
    #expect(try await says(#"{"event":"closed","id":"a"}"#, on: test).answer.state == "resolved")
    #expect(try await says(#"{"id":"a","title":"Dark"}"#, key: "two", on: test).answer.state == "open")
  }

  @Test("what came without a time counts as of when it came: a late word of an older time changes nothing after it")
  func olderThanWhatCame() async throws {
    let test = try await desk()
    func late(_ event: String, _ more: String = "") async throws {
      _ = try await says(#"{"event":"\#(event)","id":"a"\#(more),"at":"2026-11-24T02:00:00Z"}"#, key: event, on: test)
    }
    func shown() async throws -> TicketRow { try await test.perform(ShowTicket(id: "T-1")).ticket }
    _ = try await says(#"{"id":"a","title":"A","priority":"normal"}"#, on: test)
    try await late("closed")
    #expect(try await shown().state == "open", "that end was before it began")
    _ = try await says(#"{"event":"changed","id":"a","title":"B"}"#, on: test)
    try await late("changed", #","title":"C","priority":"urgent""#)
    let row = try await shown()
    #expect(row.title == "B" && row.priority == "normal")
    #expect(try await says(#"{"event":"closed","id":"a"}"#, on: test).answer.state == "resolved")
    try await late("opened", #","title":"A""#)
    try await late("reopened")
    #expect(try await shown().state == "resolved")
  }

  @Test("a sender's own count is no time: an old time loses against it, and a new one does not")
  func countsAndTimes() async throws {
    let test = try await desk()
    func title(_ more: String) async throws -> String {
      _ = try await says(#"{"event":"changed","id":"a",\#(more)}"#, on: test)
      return try await test.perform(ShowTicket(id: "T-1")).ticket.title
    }
    _ = try await says(#"{"id":"a","title":"A"}"#, on: test)
    #expect(try await title(#""title":"B","version":5"#) == "B")
    #expect(try await title(#""title":"C","at":"2020-01-01T00:00:00Z""#) == "B")
    #expect(try await title(#""title":"D","version":4"#) == "B")
    #expect(try await title(#""title":"E","at":"2026-11-24T11:00:00Z""#) == "E")
    #expect(try await title(#""title":"F","version":6"#) == "F")
  }

  @Test("that the same still is open is no news to whoever resolved it here")
  func stillOpen() async throws {
    let test = try await desk()
    let opening = #"{"id":"a","title":"Dark","author":{"name":"probe","kind":"automation"}}"#
    _ = try await says(opening, on: test)
    try await resolve(test)
    #expect(try await says(opening, key: "two", on: test).answer.state == "resolved")
  }

  @Test("an opening that comes again after a person ended its ticket is answered with that, and with what opens it")
  func endedHere() async throws {
    let test = try await desk()
    let opening = #"{"id":"a","title":"Dark"}"#
    let first = try await says(opening, on: test)
    #expect(first.status == 202)
    try await resolve(test)
    let resolved = try await says(opening, on: test)
    #expect(resolved.status == 200 && resolved.answer.ticket == "T-1" && resolved.answer.state == "resolved")
    #expect(resolved.answer.note?.contains(#"send it with "event": "reopened""#) == true, "\(resolved)")
    #expect(try await says(#"{"event":"reopened","id":"a"}"#, on: test).answer.state == "open")
    #expect(try await says(opening, on: test).answer == first.answer, "open, it is a repeat")
    try await test.perform(
      ActOnTicket(id: "T-1", member: "ana", act: .close(TicketEndingWords(note: "Done."))))
    #expect(try await says(opening, on: test).answer.state == "closed")
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
