import Foundation
import TestSupport
import Testing

@testable import TicketSources

@Suite("The schema of our own JSON")
struct IntakeSchemaTests {
  private func event() throws -> [String: Any] {
    let file = SharedCases.packageRoot.appendingPathComponent("docs/intake.schema.json")
    let schema = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
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
}
