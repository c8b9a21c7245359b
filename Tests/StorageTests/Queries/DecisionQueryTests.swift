import Scheduling
import Testing
import Timekeeping

@testable import Storage

@Suite("Decisions about slots, and wishes")
struct DecisionQueryTests {
  private func decision(
    _ id: String, _ member: MemberID, _ kind: SlotDecision.Kind, slot: String = "a"
  ) throws -> SlotDecision {
    SlotDecision(
      id: id, team: Samples.desk, slot: ShiftID(text: slot), interval: try Samples.interval(0, 100), member: member,
      kind: kind, at: Samples.now, by: "lead")
  }

  @Test("A slot is given to one member at a time, and kept from as many as one likes")
  func oneHolder() async throws {
    let store = try Store.sample()
    let (lock, other) = (try decision("LD-1", Samples.ana, .lock), try decision("LD-2", Samples.bo, .assign))
    let kept = try decision("LD-3", Samples.bo, .forbid)
    try await store.write { tx in
      try tx.addDecision(lock)
      try tx.addDecision(kept)
    }
    await #expect(throws: StoreError.self) { try await store.write { try $0.addDecision(other) } }
    #expect(try await store.read { try $0.decisions(team: Samples.desk) } == [lock, kept])
    let released = try await store.write { tx in
      let first = try tx.releaseDecision("LD-1", by: "lead", at: Samples.at(5))
      return [first, try tx.releaseDecision("LD-1", by: "lead", at: Samples.at(6))]
    }
    #expect(released == [true, false])
    #expect(try await store.read { try $0.decisions(team: Samples.desk) } == [kept])
    #expect(try await store.read { try $0.decisions(team: Samples.night) } == [])
  }

  @Test("A wish is read back as it was written, until it is taken back")
  func wishes() async throws {
    let store = try Store.sample()
    let hours = KeptWish.Hours(from: try CivilTime(text: "18:00"), until: try CivilTime(text: "02:00"))
    let wish = KeptWish(
      id: "W-1", member: Samples.ana, kind: .on, dates: try DateRange(text: "2026-12-01..2026-12-03"), hours: hours,
      weight: 9, note: nil, interval: try Samples.interval(0, 100), at: Samples.now, by: "ana")
    try await store.write { try $0.addWish(wish) }
    #expect(try await store.read { try $0.wishes(member: Samples.ana) } == [wish])
    #expect(try await store.read { try $0.wishes(member: Samples.bo) } == [])
    #expect(try await store.write { try $0.removeWish("W-1", by: "ana", at: Samples.at(1)) })
    #expect(try await store.read { try $0.wishes() } == [])
    #expect(try await store.read { try $0.wish("W-1") } == wish)
  }
}
