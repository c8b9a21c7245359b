import Storage
import TestSupport
import Testing
import Workflows

/// What `watchbill verify` looks at besides tickets.
@Suite struct VerifyTests {
  @Test("a record of history that is missing is found")
  func records() async throws {
    let test = try await TestDesk(at: "2026-11-24T10:00:00Z")
    #expect(try await test.perform(VerifyStore()).isEmpty)
    try await test.desk.store.write { _ = try $0.nextID(.record) }
    #expect(try await test.perform(VerifyStore()) == ["record 1 was changed, is missing or is out of place"])
  }
}
