import Testing
import Timekeeping
import Triage

@testable import Storage

@Suite("Invariants")
struct InvariantTests {
  @Test("A filled store contradicts itself nowhere")
  func sound() async throws {
    let store = try Store.sample()
    #expect(try await store.read { try $0.invariants() } == [])
    try await store.write { try Samples.fill($0) }
    #expect(try await store.read { try $0.invariants() } == [])
  }

  @Test(
    "Each contradiction is found and named",
    arguments: [
      ("UPDATE timers SET state = 'done'", "open ticket T-1 has no armed timer"),
      (
        "UPDATE tickets SET owner = NULL; DELETE FROM owner_loads",
        "open ticket T-1 has neither an owner nor a stated wait"
      ),
      ("UPDATE owner_loads SET weight = 300", "the load of ana is kept as 300 and counts 100"),
      ("UPDATE outbox SET ticket = 9", "page T-1-1-r0-s0-ana_pager is about a ticket that does not exist"),
      (
        "UPDATE outbox SET state = 'claimed', claim_epoch = 0, claim_until_ms = 5",
        "page T-1-1-r0-s0-ana_pager is claimed by a process that is gone"
      ),
      ("DELETE FROM audit WHERE seq = 2", "the audit ends at entry 1, but 2 were written"),
    ])
  func found(_ sql: String, _ sentence: String) async throws {
    let store = try Store.sample()
    try await store.write { try Samples.fill($0) }
    try await store.tamper(sql)
    #expect(try await store.read { try $0.invariants() } == [sentence])
  }

  @Test("Closed tickets need neither timer nor owner")
  func closed() async throws {
    let store = try Store.sample()
    try await store.write { try $0.insertTicket(Samples.ticket(1, state: .closed, placement: .owned)) }
    #expect(try await store.read { try $0.invariants() } == [])
  }

  @Test("Every kind of row has a counter of its changes, grown in the transaction that changes it")
  func counters() async throws {
    let store = try Store.sample()
    let kinds = ChangeKind.allCases
    #expect(try await store.read { try $0.changeCounters(kinds) } == kinds.map { _ in 0 })
    try await store.write { try Samples.fill($0) }
    #expect(try await store.read { try $0.changeCounters(kinds) }.allSatisfy { $0 > 0 })
    struct Refused: Error {}
    await #expect(throws: Refused.self) {
      try await store.write { tx in
        try tx.bump(.rota)
        throw Refused()
      }
    }
    #expect(try await store.read { try $0.changeCounter(.rota) } == 1)
  }
}
