import Scheduling
import Testing
import Timekeeping

@testable import Storage

@Suite("Versions, leave, overrides and drafts")
struct PlanQueryTests {
  @Test("Versions come in the order they take effect; the newest is the one applied last")
  func versions() async throws {
    let store = try Store.sample()
    let ids = try await store.write { tx in
      try [300, 100, 100].map { effect in
        try tx.addVersion(effective: Samples.at(effect), applied: Samples.now, by: "ana", bytes: [UInt8(effect % 256)])
      }
    }
    #expect(ids == [1, 2, 3])
    #expect(try await store.read { try $0.versions().map(\.id) } == [2, 3, 1])
    let newest = try #require(try await store.read { try $0.newestVersion() })
    #expect(newest.id == 3 && newest.effective == Samples.at(100) && newest.by == "ana")
    #expect(newest.sha256 == "18ac3e7343f016890c510e93f935261169d9e3f565436429830faf0934f4f8e4")
    #expect(try await store.read { try $0.version(1)?.bytes } == [44])
    #expect(try await store.read { try $0.version(9) } == nil)
  }

  @Test("Leave is found by the time it shares and by member, and not after it was withdrawn")
  func leaves() async throws {
    let store = try Store.sample()
    let early = Leave(id: "L-1", member: Samples.ana, interval: try Samples.interval(0, 100), kind: .planned)
    let late = Leave(
      id: "L-2", member: Samples.bo, interval: try Samples.interval(100, 200), kind: .unavailable, note: "ill")
    try await store.write { tx in
      try tx.addLeave(late, by: "bo", at: Samples.now)
      try tx.addLeave(early, by: "ana", at: Samples.now)
    }
    let (touching, both) = (try Samples.interval(100, 150), try Samples.interval(99, 101))
    #expect(try await store.read { try $0.leaves() } == [early, late])
    #expect(try await store.read { try $0.leaves(overlapping: touching) } == [late])
    #expect(try await store.read { try $0.leaves(overlapping: both) } == [early, late])
    #expect(try await store.read { try $0.leaves(overlapping: both, member: Samples.ana) } == [early])
    #expect(try await store.write { try $0.withdrawLeave("L-2", by: "bo", at: Samples.now) })
    #expect(try await store.write { try $0.withdrawLeave("L-2", by: "bo", at: Samples.now) } == false)
    #expect(try await store.write { try $0.withdrawLeave("L-9", by: "bo", at: Samples.now) } == false)
    #expect(try await store.read { try $0.leaves() } == [early])
    #expect(try await store.read { try $0.leave("L-2") } == late)
    #expect(try await store.read { try $0.changeCounter(.leaves) } == 3)
  }

  @Test("Ids are handed out once, also after a failed command and a withdrawal")
  func ids() async throws {
    struct Refused: Error {}
    let store = try Store.sample()
    #expect(try await store.write { try $0.nextID(.leave) } == "L-1")
    await #expect(throws: Refused.self) {
      try await store.write { tx in
        _ = try tx.nextID(.leave)
        throw Refused()
      }
    }
    #expect(try await store.write { try $0.nextID(.leave) } == "L-2")
    let others = try await store.write { tx in try [.override, .draft, .feed, .ticket, .version].map(tx.nextID) }
    #expect(others == ["O-1", "D-1", "F-1", "T-1", "1"])
  }

  @Test("Two of the same id are refused as duplicates")
  func duplicates() async throws {
    let store = try Store.sample()
    let leave = Leave(id: "L-1", member: Samples.ana, interval: try Samples.interval(0, 100), kind: .planned)
    try await store.write { try $0.addLeave(leave, by: "ana", at: Samples.now) }
    let error = await #expect(throws: StoreError.self) {
      try await store.write { try $0.addLeave(leave, by: "ana", at: Samples.now) }
    }
    guard case .duplicate = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test("Every kind of override comes back as it was, in the order they were made")
  func overrides() async throws {
    let store = try Store.sample()
    let changes: [Override.Change] = [
      .replace(out: Samples.ana, in: Samples.bo), .nobody, .add(Samples.bo), .remove(Samples.ana),
    ]
    let made = try changes.enumerated().map { index, change in
      Override(
        id: "O-\(index + 9)", team: Samples.desk, duty: Samples.primary, interval: try Samples.interval(0, 100),
        change: change, reason: index == 0 ? "dentist" : nil, by: "ana")
    }
    try await store.write { tx in
      for override in made { try tx.addOverride(override, at: Samples.now) }
    }
    let later = try Samples.interval(100, 200)
    #expect(try await store.read { try $0.overrides(team: Samples.desk) } == made)
    #expect(try await store.read { try $0.overrides(team: Samples.night) } == [])
    #expect(try await store.read { try $0.overrides(overlapping: later) } == [])
    #expect(try await store.write { try $0.withdrawOverride("O-9", by: "ana", at: Samples.now) })
    #expect(try await store.write { try $0.withdrawOverride("O-9", by: "ana", at: Samples.now) } == false)
    #expect(try await store.read { try $0.overrides() } == Array(made.dropFirst()))
    #expect(try await store.read { try $0.override("O-9") } == made[0])
  }

  @Test("Drafts are listed in the order made, and the newest of a week is the last made, not the highest id")
  func drafts() async throws {
    let store = try Store.sample()
    let (week, next) = (try Samples.week(), try Samples.week("2026-W49"))
    let made = [("D-9", week), ("D-10", week), ("D-2", next)].map { id, week in
      StoredDraft(id: id, team: Samples.desk, days: week.dateRange, made: Samples.now, by: "ana", bytes: Array(id.utf8))
    }
    try await store.write { tx in
      for draft in made { try tx.addDraft(draft) }
    }
    #expect(try await store.read { try $0.newestDraft(team: Samples.desk, days: week.dateRange) } == made[1])
    #expect(try await store.read { try $0.newestDraft(team: Samples.night, days: week.dateRange) } == nil)
    #expect(try await store.read { try $0.drafts() } == made)
    #expect(try await store.read { try $0.drafts(team: Samples.desk, days: next.dateRange) } == [made[2]])
    #expect(try await store.read { try $0.draft("D-9") } == made[0])
  }
}
