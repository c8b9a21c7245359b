import Scheduling
import Testing
import Timekeeping

@testable import Storage

@Suite("Records and the ledger")
struct RecordQueryTests {
  private func filled() async throws -> Store {
    let store = try Store.sample()
    try await store.write { try Samples.fill($0) }
    return store
  }

  @Test("A shift is recorded once, whatever is said of it later")
  func once() async throws {
    let store = try await filled()
    let again = RecordedShift(
      shift: try Samples.shift("s0", Samples.bo, from: -7200, to: -3600), because: "somebody else", version: 2,
      recorded: Samples.at(60))
    let written = try await store.write { try $0.record(.shift(again), at: Samples.at(60), by: "engine") }
    #expect(written == nil)
    let shifts = try await store.read { try $0.recordedShifts() }
    #expect(shifts.count == 1)
    guard case .shift(let kept)? = shifts.first?.fact else { return #expect(Bool(false), "\(shifts)") }
    #expect(kept.shift.member == Samples.ana)
  }

  @Test("Every kind of record comes back as it was written, and the chain holds")
  func kinds() async throws {
    let store = try await filled()
    let (ana, desk) = (Samples.ana, Samples.desk)
    let facts: [Record.Fact] = [
      .settled(
        SettledTime(
          team: desk, until: Samples.now, before: Samples.at(-60), running: [Samples.primary: Samples.at(-60)])),
      .checkIn(CheckIn(member: ana, team: desk, duty: Samples.primary, at: Samples.now, note: "all quiet")),
      .decision(LedgerDecision(member: ana, team: desk, kind: .grant(.points, hundredths: 25), reason: "a")),
      .decision(LedgerDecision(member: ana, team: desk, kind: .reverse(entry: 1), reason: "b")),
      .decision(LedgerDecision(member: ana, team: desk, kind: .spend(leave: "L-1", hundredths: 25), reason: "c")),
      .decision(LedgerDecision(member: ana, team: desk, kind: .refund(leave: "L-1", hundredths: 25), reason: "d")),
    ]
    try await store.write { tx in for fact in facts { try tx.record(fact, at: Samples.now, by: "bo") } }
    let written = try await store.read { try $0.records(from: 2).map(\.fact) }
    #expect(written == facts)
    #expect(try await store.read { try $0.verifyRecords() } == nil)
    #expect(try await store.read { try $0.settledTime(of: desk) }?.before == Samples.at(-60))
    #expect(try await store.read { try $0.checkIns(team: desk, since: Samples.now) }.count == 1)
  }

  @Test(
    "Nobody changes or removes what is recorded or posted",
    arguments: [
      "UPDATE records SET member = 'bo'", "DELETE FROM records", "UPDATE ledger_entries SET words = ''",
      "DELETE FROM ledger_entries", "UPDATE ledger_postings SET hundredths = 1", "DELETE FROM ledger_postings",
    ])
  func unchanging(_ sql: String) async throws {
    let store = try await filled()
    await #expect(throws: (any Error).self) { try await store.tamper(sql) }
  }

  @Test(
    "A record that is changed behind the store's back is found by its number",
    arguments: [
      "UPDATE records SET member = 'bo' WHERE number = 2", "DELETE FROM records WHERE number = 2",
      "UPDATE records SET end_ms = end_ms + 1 WHERE number = 2",
    ])
  func tampered(_ sql: String) async throws {
    let store = try await filled()
    try await store.write { tx in
      for hour in 1...3 {
        let shift = RecordedShift(
          shift: try Samples.shift("t\(hour)", from: Int64(hour) * 60, to: Int64(hour) * 60 + 30), because: "",
          version: 1, recorded: Samples.now)
        try tx.record(.shift(shift), at: Samples.now, by: "engine")
      }
    }
    #expect(try await store.read { try $0.verifyRecords() } == nil)
    try await store.tamper("DROP TRIGGER records_stay; DROP TRIGGER records_remain; \(sql)")
    #expect(try await store.read { try $0.verifyRecords() } == 2)
  }

  @Test("A cause is posted once, and only entries that add up to zero")
  func posting() async throws {
    let store = try await filled()
    let entry = try #require(try await store.read { try $0.ledgerEntry(1) })
    #expect(try await store.read { try $0.ledgerEntries(of: Samples.ana) } == [entry])
    let again = LedgerEntry(
      number: 2, cause: entry.cause, record: 1, member: entry.member, team: entry.team, at: entry.at,
      earned: entry.earned, postings: entry.postings, words: entry.words)
    await #expect(throws: StoreError.self) { try await store.write { try $0.post(again) } }
    let lopsided = LedgerEntry(
      number: 2, cause: "other", record: 1, member: entry.member, team: entry.team, at: entry.at, earned: entry.earned,
      postings: [Posting(.member(.leave, Samples.ana), 25)], words: "")
    await #expect(throws: StoreError.self) { try await store.write { try $0.post(lopsided) } }
    #expect(try await store.read { try $0.balance(of: .member(.points, Samples.ana)) } == 100)
    let balances = try await store.read { try $0.balances() }
    #expect(balances.reduce(0) { $0 + $1.hundredths } == 0)
  }

  @Test("A slot is claimed by one member at a time")
  func claims() async throws {
    let store = try await filled()
    let claim = try #require(try await store.read { try $0.claims(team: Samples.desk) }.first)
    let rival = Claim(
      id: "C-2", team: claim.team, duty: claim.duty, slot: claim.slot, member: Samples.ana, interval: claim.interval,
      at: claim.at, by: "ana")
    await #expect(throws: StoreError.self) { try await store.write { try $0.addClaim(rival) } }
    let first = try await store.write { try $0.withdrawClaim(claim.id, by: "bo", at: Samples.now) }
    let second = try await store.write { try $0.withdrawClaim(claim.id, by: "bo", at: Samples.now) }
    #expect((first, second) == (true, false))
    try await store.write { try $0.addClaim(rival) }
    #expect(try await store.read { try $0.claims() } == [rival])
  }
}
