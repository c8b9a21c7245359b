import Foundation
import TestSupport
import Testing

@testable import TicketSources

@Suite("The schema of our own JSON")
struct IntakeSchemaTests {
  private static let file = SharedCases.packageRoot.appendingPathComponent("docs/intake.schema.json")

  private func event() throws -> [String: Any] {
    let schema = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: Self.file)) as? [String: Any])
    let definitions = try #require(schema["$defs"] as? [String: Any])
    return try #require(definitions["event"] as? [String: Any])
  }

  @Test("has exactly the fields that are read")
  func hasFields() throws {
    let fields = try #require(try event()["properties"] as? [String: [String: Any]])
    #expect(fields.keys.sorted() == OwnEvents.keys.sorted())
    let author = try #require(fields["author"]?["properties"] as? [String: Any])
    #expect(author.keys.sorted() == OwnEvents.authorKeys.sorted())
    let files = try #require(fields["attachments"]?["items"] as? [String: Any])
    #expect((files["properties"] as? [String: Any])?.keys.sorted() == OwnEvents.attachmentKeys.sorted())
  }

  @Test("offers exactly the words that are read")
  func hasWords() throws {
    let fields = try #require(try event()["properties"] as? [String: [String: Any]])
    #expect(fields["event"]?["enum"] as? [String] == OwnEvents.Word.allCases.map(\.rawValue))
  }
  @Test(
    "takes what is read, and refuses what the reader refuses",
    arguments: [
      (#"{"id":"x","title":"t"}"#, true),
      (#"{"event":"opened","id":"x","title":"t","tags":["a"],"requester":{"name":"Bo"},"version":1}"#, true),
      (#"{"event":"message","id":"x","body":"a"}"#, true),
      (#"{"event":"edited","id":"x","message":"body","body":"a"}"#, true),
      (#"{"event":"deleted","id":"x","message":"m1"}"#, true),
      (#"{"event":"changed","id":"x","title":"t"}"#, true),
      (#"{"event":"changed","id":"x","priority":"high"}"#, true),
      (#"{"event":"closed","id":"x"}"#, true),
      (#"{"event":"reopened","id":"x"}"#, true),
      (#"{"events":[{"id":"x","title":"t"},{"event":"closed","id":"x","reason":"duplicate"}]}"#, true),
      (#"{"id":"x"}"#, false),
      (#"{"event":"opened","id":"x","body":"a"}"#, false),
      (#"{"id":"x","title":" "}"#, false),
      (#"{"id":"x","title":"\u00a0"}"#, false),
      (#"{"id":"x","title":"\u200b\ufeff\u3164"}"#, false),
      (#"{"id":"x","title":"\u00a0t"}"#, true),
      (#"{"id":"x","title":"\t t \t"}"#, true),
      (#"{"id":"x","title":"a\tb"}"#, false),
      (#"{"id":"x","title":"a \t b"}"#, false),
      (#"{"id":"x","title":"t\n"}"#, false),
      (#"{"id":"x","title":"a\u2028b"}"#, false),
      (#"{"id":"x","title":"a\u007fb"}"#, false),
      (#"{"id":"x","title":"t","tags":["a\tb"]}"#, false),
      (#"{"id":"x","title":"t","tags":["\u00a0"]}"#, false),
      (#"{"id":"x","title":"t","requester":{"name":"a\tb"}}"#, false),
      (#"{"id":"x","title":"t","author":{"organisation":"a\nb"}}"#, false),
      (#"{"id":"x","title":"t","attachments":[{"name":"a\tb"}]}"#, false),
      (#"{"event":"closed","id":"x","note":"a\tb"}"#, false),
      (#"{"event":"changed","id":"x","status":"\twaiting "}"#, true),
      (#"{"title":"t"}"#, false),
      (#"{"event":"edited","id":"x","body":"a"}"#, false),
      (#"{"event":"deleted","id":"x"}"#, false),
      (#"{"event":"changed","id":"x","title":""}"#, false),
      (#"{"event":"changed","id":"x","tags":["a",""]}"#, false),
      (#"{"event":"opend","id":"x","title":"t"}"#, false),
      (#"{"id":"x","titel":"t"}"#, false),
      (#"{"events":[]}"#, false),
      (#"{"events":[{"id":"x","title":"t"},{"id":"x"}]}"#, false),
    ])
  func agrees(body: String, isTaken: Bool) throws {
    let document = try JSONBody(Array(try Data(contentsOf: Self.file))).root
    let faults = SchemaVerdict(document: document).faults(try JSONBody(Array(body.utf8)).root)
    #expect(faults.isEmpty == isTaken, "\(faults)")
    let refused = OwnJSON().receive(Deliveries.own(body), secrets: [Deliveries.secret]).status
    #expect((refused == nil) == isTaken, "\(body)")
  }
}
