import Foundation
import TicketSources
import Triage
import Testing

struct GitHubIssuesTests {
  private func receive(_ delivery: Delivery, secrets: [String] = [Deliveries.secret]) -> Intake {
    GitHubIssues().receive(delivery, secrets: secrets)
  }

  private func receive(_ body: String) -> Intake { receive(Deliveries.github(Array(body.utf8))) }

  private static func opened(_ issue: String) -> String {
    #"{"action":"opened","issue":{"number":7,"title":"It broke"\#(issue)},"repository":{"full_name":"acme/pump"}}"#
  }

  @Test("An opened issue becomes a ticket with the fields of the issue")
  func reads() {
    let body = Self.opened(
      """
      ,"body":"First line\\r\\nSecond","html_url":"https://github.example.com/acme/pump/issues/7",
      "user":{"login":"mira-o","id":5},"labels":[{"name":"bug"},{"name":"p1","color":"fff"},{"name":"bug"}],"locked":false
      """)
    let expected = TicketEvent(
      externalID: "acme/pump#7", title: "It broke", body: "First line\r\nSecond", requester: "mira-o",
      url: "https://github.example.com/acme/pump/issues/7", priority: nil, tags: ["bug", "p1"],
      channel: "acme/pump", sender: "mira-o", messageID: "body")
    #expect(receive(body).event == expected)
    #expect(receive(body).deliveryID == Deliveries.deliveryID)
  }

  @Test("What an issue may lack is lacking in the ticket", arguments: ["", #","body":null,"user":null,"labels":[]"#])
  func readsLittle(rest: String) {
    #expect(
      receive(Self.opened(rest)).event
        == TicketEvent(externalID: "acme/pump#7", title: "It broke", channel: "acme/pump", messageID: "body"))
  }

  @Test("Text that is too long or has no place in a ticket is made to fit")
  func fits() throws {
    let labels = (1...60).map { "{\"name\":\"l\($0)\"}" }.joined(separator: ",")
    let body =
      #"{"action":"opened","issue":{"number":8,"title":"a\n\u001b[31mb\#(String(repeating: "c", count: 600))","#
      + #""body":"\#(String(repeating: "é", count: 40_000))","html_url":"javascript:alert(1)","#
      + #""labels":[\#(labels),{"name":null},{}]},"repository":{"full_name":"acme/pump"}}"#
    let event = try #require(receive(body).event)
    #expect(event.title.hasPrefix("a  [31mbccc"))
    #expect(event.title.count == 500)
    #expect(event.title.hasSuffix("c…"))
    #expect(event.body.utf8.count <= 65_536)
    #expect(event.body.utf8.count > 65_530)
    #expect(event.body.hasSuffix("é…"))
    #expect(event.url == nil)
    #expect(event.tags == (1...50).map { "l\($0)" })
  }

  @Test("Of endless labels the first are kept")
  func survivesLabels() throws {
    let labels = (0..<20_000).map { #"{"name":"\#($0)"}"# }.joined(separator: ",")
    #expect(try #require(receive(Self.opened(#","labels":[\#(labels)]"#)).event).tags == (0..<50).map { "\($0)" })
  }

  @Test("An issue without a title still becomes a ticket")
  func keepsUntitled() {
    let body = #"{"action":"opened","issue":{"number":9,"title":" \n"},"repository":{"full_name":"acme/pump"}}"#
    #expect(receive(body).event?.title == "(no title)")
  }

  @Test(
    "Other actions are noted with what was ignored",
    arguments: ["pinned", "locked", "milestoned", "some\\u001bthing"])
  func notesActions(action: String) throws {
    let note = try #require(receive(#"{"action":"\#(action)","issue":{"number":1}}"#).note)
    #expect(note.contains("is not used: it changes no ticket"))
    #expect(!note.contains("\u{1B}"))
  }

  @Test("Other events are noted without a look at their body", arguments: ["star", "push", "pull_request"])
  func notesEvents(event: String) throws {
    let note = try #require(receive(Deliveries.github(Array("{not json".utf8), event: event)).note)
    #expect(note.hasPrefix("event \(event) is not used"))
  }

  @Test("A ping is noted")
  func notesPing() {
    #expect(receive(Deliveries.github(Array("{}".utf8), event: "ping")).note == "ping: the webhook is set up")
  }

  @Test("Two signatures that Python made fit, whatever letters the secret has")
  func knowsVectors() {
    let vectors = [
      ("correct horse", #"{"action":"opened"}"#, "881b8b24e1a4dec2cc99ac52a3db7c88e23b26b78962f5ccb77df4e238c2103c"),
      ("kéy", "grüße\n", "758efb231b19f2a6691c1d0d1568c99fc3164cd8a0c4f8cb525e4e27aafc404c"),
    ]
    for (secret, body, digest) in vectors {
      for shown in [digest, digest.uppercased()] {
        let delivery = Deliveries.github(
          Array(body.utf8), event: "ping", changing: ["x-hub-signature-256": "sha256=" + shown])
        #expect(receive(delivery, secrets: ["another", secret, ""]).note != nil)
        #expect(receive(delivery, secrets: ["another"]).status == 401)
      }
    }
  }

  @Test("One changed byte of the body, or of the signature, is refused")
  func noticesChanges() {
    let body = Array(Self.opened("").utf8)
    let signed = Deliveries.github(body)
    for place in body.indices {
      var changed = signed
      changed.body[place] ^= 1
      #expect(receive(changed).status == 401)
    }
    let digest = Array(Deliveries.signature(body, Deliveries.secret).utf8)
    for place in digest.indices {
      var changed = digest
      changed[place] = changed[place] == UInt8(ascii: "0") ? UInt8(ascii: "1") : UInt8(ascii: "0")
      let shown = "sha256=" + String(decoding: changed, as: UTF8.self)
      #expect(receive(Deliveries.github(body, changing: ["x-hub-signature-256": shown])).status == 401)
    }
  }

  @Test(
    "Without a whole signature nothing is parsed",
    arguments: [
      nil, "", "sha256=", "sha256=00", "sha256=zz", "sha1=00", "=", "sha256",
      "SHA256=\(String(repeating: "0", count: 64))",
      "sha256=\(String(repeating: "0", count: 63))", "sha256=\(String(repeating: "é", count: 32))",
      "sha256=" + String(repeating: "0", count: 100_000),
    ] as [String?])
  func asksForSignature(shown: String?) {
    let delivery = Deliveries.github(Array("{broken".utf8), changing: ["x-hub-signature-256": shown])
    #expect(receive(delivery).status == 401)
  }

  @Test("No secrets, or only empty ones, let nobody in", arguments: [[], [""]])
  func refusesWithoutSecrets(secrets: [String]) {
    let body = Array(Self.opened("").utf8)
    #expect(receive(Deliveries.github(body, signedWith: ""), secrets: secrets).status == 401)
  }

  @Test(
    "A delivery that is not as GitHub sends it is refused",
    arguments: [
      ("x-github-event", nil, 400), ("x-github-delivery", nil, 400), ("x-github-delivery", "a b", 400),
      ("x-github-delivery", "", 400), ("x-github-event", "issues\r\nx: y", 400),
      ("content-type", "application/x-www-form-urlencoded", 415), ("content-encoding", "gzip", 415),
    ] as [(String, String?, Int)])
  func checksHeaders(header: String, value: String?, status: Int) {
    let delivery = Deliveries.github(Array(Self.opened("").utf8), changing: [header: value])
    #expect(receive(delivery).status == status)
  }

  @Test("A webhook that sends forms is told so by its first ping, not by the first issue")
  func pingOfForms() {
    let form = ["content-type": "application/x-www-form-urlencoded"]
    #expect(receive(Deliveries.github(Array("payload=%7B%7D".utf8), event: "ping", changing: form)).status == 415)
  }

  @Test("A body beyond the limit is refused before it is hashed")
  func checksSize() {
    let body = [UInt8](repeating: 0x20, count: GitHubIssues.bodyLimit + 1)
    #expect(receive(Delivery(headers: [], body: body)).status == 413)
  }

  @Test(
    "A field of another shape is named",
    arguments: [
      ("{}", "'action' is missing"), (#"{"action":1}"#, "'action' must be text"),
      (#"{"action":"opened"}"#, "'issue' is missing"),
      (#"{"action":"opened","issue":[],"repository":{}}"#, "'issue' must be an object"),
      (
        #"{"action":"opened","issue":{"number":1.5,"title":"t"},"repository":{"full_name":"a/b"}}"#,
        "'repository.full_name' and 'issue.number' do not name an issue"
      ),
      (
        #"{"action":"opened","issue":{"number":1e400,"title":"t"},"repository":{"full_name":"a/b"}}"#,
        "'repository.full_name' and 'issue.number' do not name an issue"
      ),
      (
        #"{"action":"opened","issue":{"number":-1,"title":"t"},"repository":{"full_name":"a/b"}}"#,
        "'repository.full_name' and 'issue.number' do not name an issue"
      ),
      (
        #"{"action":"opened","issue":{"number":1,"title":"t"},"repository":{"full_name":"a b"}}"#,
        "'repository.full_name' and 'issue.number' do not name an issue"
      ),
      (
        #"{"action":"opened","issue":{"number":1,"title":"t"},"repository":{"full_name":"../../../evil/x"}}"#,
        "'repository.full_name' and 'issue.number' do not name an issue"
      ),
      (
        #"{"action":"opened","issue":{"number":1,"title":"t"},"repository":{"full_name":"../x"}}"#,
        "'repository.full_name' and 'issue.number' do not name an issue"
      ),
    ])
  func namesFields(body: String, message: String) {
    #expect(receive(body) == .refused(status: 422, message: message))
  }
}
