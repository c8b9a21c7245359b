import Testing
import Timekeeping

@testable import Storage

@Suite("Timers")
struct TimerQueryTests {
  private func arm(
    _ store: Store, _ entity: String, in seconds: Int64, relative: Bool = false, boot: BootClock = Samples.boot,
    now: Timestamp = Samples.now
  ) async throws -> TimerRow {
    try await store.write { tx in
      try tx.arm(
        kind: "ticket", entity: entity, purpose: "review", due: now + .seconds(seconds), relative: relative,
        clock: boot, now: now)
    }
  }

  /// The boot clock `seconds` after the samples' one.
  private func boot(_ seconds: Int64, id: String = "boot-a") -> BootClock {
    BootClock(id: id, milliseconds: Samples.boot.milliseconds + seconds * 1000)
  }

  private func due(_ store: Store, wall: Int64, boot: BootClock, limit: Int = 10) async throws -> [String] {
    try await store.read { try $0.dueTimers(now: Samples.at(wall), boot: boot, limit: limit).map(\.entity) }
  }

  @Test("Arming anew takes the place of the timer before, with the next generation")
  func generations() async throws {
    let store = try Store.sample()
    let first = try await arm(store, "T-1", in: 60)
    let second = try await arm(store, "T-1", in: 10, relative: true)
    #expect((first.generation, second.generation) == (1, 2))
    #expect(second.bootID == "boot-a" && second.dueBoot == Samples.boot.milliseconds + 10_000)
    #expect(first.bootID == nil && first.dueBoot == nil)
    #expect(try await store.read { try $0.armedTimer(kind: "ticket", entity: "T-1") } == second)
    #expect(try await store.read { try $0.armedTimer(kind: "review", entity: "T-1") } == nil)
  }

  @Test("A timer is handled once, and never with an old generation")
  func compareAndSet() async throws {
    let store = try Store.sample()
    let old = try await arm(store, "T-1", in: 10)
    let timer = try await arm(store, "T-1", in: 20)
    #expect(try await store.write { try $0.completeTimer(old.id, generation: old.generation) } == false)
    #expect(try await store.write { try $0.completeTimer(timer.id, generation: timer.generation) })
    #expect(try await store.write { try $0.completeTimer(timer.id, generation: timer.generation) } == false)
    #expect(try await store.read { try $0.armedTimer(kind: "ticket", entity: "T-1") } == nil)
    let again = try await arm(store, "T-1", in: 30)
    #expect(again.generation == 3)
    #expect(try await store.write { try $0.disarm(kind: "ticket", entity: "T-1") })
    #expect(try await store.write { try $0.disarm(kind: "ticket", entity: "T-1") } == false)
    #expect(try await store.write { try $0.completeTimer(again.id, generation: again.generation) } == false)
    #expect(try await due(store, wall: 3600, boot: boot(3600)) == [])
  }

  @Test("Armed once more for the same time, a span ends when it would have, whatever the wall shows meanwhile")
  func sameSpan() async throws {
    let store = try Store.sample()
    let first = try await arm(store, "T-1", in: 600, relative: true)
    // A minute later, with the wall an hour back.
    let again = try await arm(store, "T-1", in: 4140, relative: true, boot: boot(60), now: Samples.at(-3540))
    #expect(again.due == first.due && again.generation == 2)
    #expect(again.dueBoot == first.dueBoot)
    let other = try await arm(store, "T-1", in: 601, relative: true, boot: boot(60))
    #expect(other.dueBoot == boot(661).milliseconds, "another time is another span")
    #expect(try await store.write { try $0.completeTimer(other.id, generation: other.generation) })
    let anew = try await arm(store, "T-1", in: 601, relative: true, boot: boot(70))
    #expect(anew.dueBoot == boot(671).milliseconds, "and so is what was handled")
    let rebooted = try await arm(store, "T-1", in: 601, relative: true, boot: boot(5, id: "boot-b"))
    #expect(rebooted.dueBoot == boot(606).milliseconds)
  }

  @Test("Timers are due at their instant, the longest overdue first, within the limit")
  func order() async throws {
    let store = try Store.sample()
    for (entity, seconds, relative) in [("T-1", 30, false), ("T-2", 10, true), ("T-3", 20, false)] {
      _ = try await arm(store, entity, in: Int64(seconds), relative: relative)
    }
    #expect(try await due(store, wall: 9, boot: boot(9)) == [])
    #expect(try await due(store, wall: 10, boot: boot(10)) == ["T-2"])
    #expect(try await due(store, wall: 60, boot: boot(60)) == ["T-2", "T-3", "T-1"])
    #expect(try await due(store, wall: 60, boot: boot(60), limit: 2) == ["T-2", "T-3"])
  }

  @Test("A change of the wall clock moves instants and leaves spans alone")
  func wallClockJumps() async throws {
    let store = try Store.sample()
    _ = try await arm(store, "T-1", in: 600, relative: true)
    _ = try await arm(store, "T-2", in: 600, relative: false)
    #expect(try await due(store, wall: 86_400, boot: boot(5)) == ["T-2"])
    #expect(try await due(store, wall: -86_400, boot: boot(601)) == ["T-1"])
    let next = try await store.read { try $0.nextTimerDue(now: Samples.at(-86_400), boot: self.boot(500)) }
    #expect(next == Samples.at(-86_300))
  }

  @Test("After a reboot a span goes by the wall clock")
  func reboot() async throws {
    let store = try Store.sample()
    _ = try await arm(store, "T-1", in: 600, relative: true)
    let after = BootClock(id: "boot-b", milliseconds: 2_000_000_000)
    #expect(try await due(store, wall: 599, boot: after) == [])
    #expect(try await due(store, wall: 600, boot: after) == ["T-1"])
    #expect(try await store.read { try $0.nextTimerDue(now: Samples.at(5), boot: after) } == Samples.at(600))
  }

  @Test(
    "A new boot takes spans over with what is left of them, and never with more than the whole span",
    arguments: [(wall: Int64(100), left: Int64(500)), (wall: 900, left: 0), (wall: -86_400, left: 600)])
  func adoption(_ wall: Int64, _ left: Int64) async throws {
    let store = try Store.sample()
    _ = try await arm(store, "T-1", in: 600, relative: true)
    _ = try await arm(store, "T-2", in: 600, relative: false)
    let after = BootClock(id: "boot-b", milliseconds: 7_000)
    #expect(try await store.write { try $0.adoptTimers(now: Samples.at(wall), boot: after) } == 1)
    #expect(try await store.write { try $0.adoptTimers(now: Samples.at(wall), boot: after) } == 0)
    let timer = try #require(try await store.read { try $0.armedTimer(kind: "ticket", entity: "T-1") })
    #expect(timer.bootID == "boot-b" && timer.dueBoot == 7_000 + left * 1000)
    #expect(timer.due == (wall > 600 ? Samples.at(600) : Samples.at(wall + left)))
  }

  @Test("The next timer is the earliest of both kinds; none is nil")
  func next() async throws {
    let store = try Store.sample()
    #expect(try await store.read { try $0.nextTimerDue(now: Samples.now, boot: Samples.boot) } == nil)
    _ = try await arm(store, "T-1", in: 50)
    _ = try await arm(store, "T-2", in: 70, relative: true)
    #expect(try await store.read { try $0.nextTimerDue(now: Samples.now, boot: Samples.boot) } == Samples.at(50))
    #expect(try await store.read { try $0.nextTimerDue(now: Samples.now, boot: self.boot(30)) } == Samples.at(40))
  }
}
