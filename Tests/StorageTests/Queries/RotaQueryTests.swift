import Scheduling
import Testing
import Timekeeping

@testable import Storage

@Suite("Published rotas and revisions")
struct RotaQueryTests {
  @Test("A second publication of a week takes the place of the first, which stays as history")
  func supersedes() async throws {
    let store = try Store.sample()
    let (week, span) = (try Samples.week(), try Samples.interval(0, 604_800))
    let before = [try Samples.shift("b", from: 0, to: 50), try Samples.shift("a", Samples.bo, from: 50, to: 100)]
    let after = [try Samples.shift("a", from: 0, to: 100)]
    let first = try await store.write { tx in
      try tx.publish(
        team: Samples.desk, week: week, interval: span, draft: nil, shifts: before, by: "ana", at: Samples.now)
    }
    #expect(try await store.read { try $0.publishedPeriods() } == [first])
    #expect(first.shifts == before)
    let second = try await store.write { tx in
      try tx.publish(
        team: Samples.desk, week: week, interval: span, draft: nil, shifts: after, by: "bo", at: Samples.at(9))
    }
    #expect(try await store.read { try $0.publishedPeriods(team: Samples.desk) } == [second])
    let history = try await store.read { try $0.publications(team: Samples.desk, week: week) }
    #expect(history.map(\.superseded) == [Samples.at(9), nil])
    #expect(history.map(\.shifts) == [before, after])
    #expect(try await store.read { try $0.changeCounter(.rota) } == 2)
  }

  @Test("Periods are found by team and by the time they share")
  func finds() async throws {
    let store = try Store.sample()
    let (one, two) = (try Samples.interval(0, 100), try Samples.interval(100, 200))
    let (week, next) = (try Samples.week(), try Samples.week("2026-W49"))
    try await store.write { tx in
      try tx.publish(
        team: Samples.desk, week: next, interval: two, draft: nil, shifts: [], by: "ana", at: Samples.now)
      try tx.publish(
        team: Samples.night, week: week, interval: one, draft: nil, shifts: [], by: "ana", at: Samples.now)
      try tx.publish(
        team: Samples.desk, week: week, interval: one, draft: nil, shifts: [], by: "ana", at: Samples.now)
    }
    let all = try await store.read { try $0.publishedPeriods() }
    #expect(all.map(\.team) == [Samples.desk, Samples.night, Samples.desk])
    #expect(all.map(\.week) == [week, week, next])
    #expect(try await store.read { try $0.publishedPeriods(overlapping: two).map(\.week) } == [next])
    #expect(try await store.read { try $0.publishedPeriods(team: Samples.night, overlapping: two) } == [])
  }

  @Test("A shift of another team, an unknown draft and two shifts of one id are refused, and the old rota holds")
  func refusals() async throws {
    let store = try Store.sample()
    let (week, span) = (try Samples.week(), try Samples.interval(0, 100))
    let shift = try Samples.shift("a", from: 0, to: 100)
    let good = try await store.write { tx in
      try tx.publish(
        team: Samples.desk, week: week, interval: span, draft: nil, shifts: [shift], by: "ana", at: Samples.now)
    }
    for (team, draft, shifts) in [
      (Samples.night, nil, [shift]), (Samples.desk, "D-9", [shift]), (Samples.desk, nil, [shift, shift]),
    ] as [(TeamID, String?, [Shift])] {
      await #expect(throws: StoreError.self) {
        try await store.write { tx in
          try tx.publish(
            team: team, week: week, interval: span, draft: draft, shifts: shifts, by: "ana", at: Samples.now)
        }
      }
    }
    #expect(try await store.read { try $0.publishedPeriods() } == [good])
  }

  @Test("A revision takes the place of the one before, also when the shift is gone")
  func revisions() async throws {
    let store = try Store.sample()
    let shift = ShiftID(text: "desk.primary.slot.20261123T0900.1")
    var revision = try ShiftRevision(
      shift: shift, team: Samples.desk, duty: Samples.primary, interval: Samples.interval(0, 60), summary: "Ana (Desk)",
      sequence: 0, changed: Samples.now, created: Samples.now)
    let first = revision
    try await store.write { try $0.putRevision(first) }
    revision.sequence = 1
    revision.changed = Samples.at(60)
    revision.gone = true
    let second = revision
    try await store.write { try $0.putRevision(second) }
    #expect(try await store.read { try $0.revisions(team: Samples.desk) } == [second])
    #expect(try await store.read { try $0.revision(shift) } == second)
    #expect(try await store.read { try $0.revisions(team: Samples.night) } == [])
    #expect(try await store.read { try $0.movedUIDs(team: Samples.desk) } == [:])
    (revision.gone, revision.uid) = (false, "desk.primary.slot.20261123T0800.1")
    let third = revision
    try await store.write { try $0.putRevision(third) }
    #expect(try await store.read { try $0.revisions(team: Samples.desk) } == [third])
    #expect(try await store.read { try $0.movedUIDs(team: Samples.desk) } == [shift: third.eventUID])
    #expect(try await store.read { try $0.eventRevisions(team: Samples.desk)[shift]?.uid } == third.uid)
  }
}
