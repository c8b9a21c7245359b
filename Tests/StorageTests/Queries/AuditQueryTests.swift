import Testing
import Timekeeping

@testable import Storage

@Suite("Audit trail")
struct AuditQueryTests {
  private let store: Store

  init() async throws {
    store = try Store.sample()
    try await store.write { tx in
      for number in 1...6 {
        try tx.appendAudit(
          at: Samples.at(Int64(number)), actor: "ana", action: "close", entity: "T-\(number % 2)",
          body: Array(#"{"n":\#(number)}"#.utf8))
      }
    }
  }

  @Test("Entries come newest first, of one entity or of all")
  func entries() async throws {
    #expect(try await store.read { try $0.auditEntries(limit: 2).map(\.seq) } == [6, 5])
    let one = try await store.read { try $0.auditEntries(entity: "T-1", limit: 10) }
    #expect(one.map(\.seq) == [5, 3, 1] && one[0].at == Samples.at(5) && one[0].actor == "ana")
    #expect(String(decoding: one[0].body, as: UTF8.self) == #"{"n":5}"#)
    #expect(try await store.read { try $0.verifyAudit() } == nil)
  }

  @Test(
    "Whatever is changed, taken out or put in, the first entry it touches is named",
    arguments: [
      ("UPDATE audit SET body = X'7B7D' WHERE seq = 3", 3),
      ("UPDATE audit SET actor = 'bo' WHERE seq = 1", 1),
      ("UPDATE audit SET at_ms = at_ms + 1 WHERE seq = 6", 6),
      ("UPDATE audit SET action = 'clos', entity = 'eT-0' WHERE seq = 2", 2),
      ("UPDATE audit SET hash = (SELECT hash FROM audit WHERE seq = 1) WHERE seq = 2", 2),
      ("DELETE FROM audit WHERE seq = 4", 4),
      ("DELETE FROM audit WHERE seq >= 5", 5),
      ("DELETE FROM audit", 1),
      (
        "UPDATE audit SET seq = 60 WHERE seq = 2; UPDATE audit SET seq = 2 WHERE seq = 3; UPDATE audit SET seq = 3 WHERE seq = 60",
        2
      ),
      ("INSERT INTO audit SELECT 7, at_ms, actor, action, entity, body, hash FROM audit WHERE seq = 6", 7),
    ])
  func tampering(_ sql: String, _ first: Int) async throws {
    try await store.tamper(sql)
    #expect(try await store.read { try $0.verifyAudit() } == first)
  }
}
