import Scheduling
import Storage
import Synchronization
import TestSupport
import Testing
import Timekeeping
import Workflows

/// History is never changed, so a wall clock that is wrong for a moment must not write any.
@Suite(.ownThreads) struct ClockTrustTests {
  private static let team = """
    team: cover
    zone: Etc/UTC
    members: [{ id: ana, name: Ana Ferrow }, { id: bo, name: Bo Lindqvar }]
    duties:
      primary: { layers: [{ id: day, members: [ana, bo], every: 1 day, handoff: 09:00, from: 2026-01-05 }] }
    priorities: [normal]
    queues: { all: { when: otherwise, office hours: always, overflow: [primary] } }
    weekly summary: never

    """

  /// A server that has run for some days, and its clocks.
  private func running() async throws -> (server: ServiceDesk, clocks: TwoClocks) {
    let start = "2026-11-20T10:00:00Z"
    let test = try await TestDesk(at: start, schedules: ["cover.yaml": Self.team])
    let clocks = TwoClocks(start.instant)
    let server = ServiceDesk(
      store: test.desk.store, clock: clocks.machine, zones: test.desk.zones, setup: test.desk.setup,
      keys: test.desk.keys, transport: test.sent.transport, log: test.desk.log)
    try await server.recover()
    for _ in 1...3 {
      clocks.pass(.hours(24))
      try await work(server)
    }
    return (server, clocks)
  }

  private func work(_ server: ServiceDesk) async throws {
    for _ in 0..<20 {
      guard let next = try await server.fireDueTimers(), next <= server.clock.now() else { return }
    }
  }

  private func shifts(_ server: ServiceDesk) async throws -> Int {
    try await server.store.read { try $0.records().count { if case .shift = $0.fact { true } else { false } } }
  }

  @Test("a wall clock that is ten years ahead for a moment writes no history, and what ends later is written down")
  func moment() async throws {
    let (server, clocks) = try await running()
    let before = try await shifts(server)
    #expect(before > 0)
    clocks.leap(by: .hours(24 * 3650))
    try await work(server)
    _ = try await server.upkeep()
    #expect(try await shifts(server) == before)
    clocks.leap(by: .hours(-24 * 3650))
    clocks.pass(.minutes(2))
    try await work(server)
    clocks.pass(.hours(24))
    try await work(server)
    #expect(try await shifts(server) == before + 1)
  }

  @Test("a wall clock that stays where it was put is believed an hour later, with all that ended meanwhile")
  func settled() async throws {
    let (server, clocks) = try await running()
    let before = try await shifts(server)
    clocks.leap(by: .hours(48))
    try await work(server)
    clocks.pass(.minutes(59))
    try await work(server)
    #expect(try await shifts(server) == before)
    clocks.pass(.minutes(2))
    try await work(server)
    #expect(try await shifts(server) == before + 2)
  }

  @Test("a machine that slept, or was started anew, is believed at once", arguments: [true, false])
  func slept(isRebooted: Bool) async throws {
    let (server, clocks) = try await running()
    let before = try await shifts(server)
    if isRebooted { clocks.reboot() }
    clocks.pass(.hours(48))
    try await work(server)
    #expect(try await shifts(server) == before + 2)
  }
}

/// A wall clock that can be set, and the time since the boot.
private final class TwoClocks: Sendable {
  private struct Hands {
    var wall: Timestamp
    var sinceBoot: Int64 = 0
    var boot = 1
  }

  private let hands: Mutex<Hands>

  init(_ start: Timestamp) { hands = Mutex(Hands(wall: start)) }

  func pass(_ span: Duration) {
    hands.withLock { hands in
      hands.wall = hands.wall + span
      hands.sinceBoot += span.wholeMilliseconds
    }
  }

  func leap(by span: Duration) { hands.withLock { $0.wall = $0.wall + span } }

  func reboot() {
    hands.withLock { hands in
      hands.boot += 1
      hands.sinceBoot = 0
    }
  }

  var machine: WallClock {
    WallClock(
      now: { [self] in hands.withLock { $0.wall } },
      boot: { [self] in hands.withLock { BootClock(id: "boot-\($0.boot)", milliseconds: $0.sinceBoot) } })
  }
}
