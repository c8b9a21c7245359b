import Dispatch
import Scheduling
import Storage
import Synchronization
import TestSupport
import Testing
import Timekeeping

@testable import Workflows

/// What waits in the outbox is set along with the wall clock: once, and by a write that is stored.
@Suite(.ownThreads) struct FollowClockTests {
  private static let team = """
    team: alarm
    zone: Etc/UTC
    members: [{ id: ana, name: Ana Ferrow, contacts: [{ pager: "http://one.example.com/ana" }] }]
    duties: { desk: { layers: [{ id: always, members: [ana] }] } }
    priorities: [urgent, normal]
    queues:
      all: { when: otherwise, office hours: always, page from: urgent, escalation: now, overflow: [desk] }
    escalation: { now: [{ at: created, page: desk, acknowledge within: 5 minutes }] }
    weekly summary: never

    """

  /// A desk with a page that waits, and by how many milliseconds its wall clock goes wrong.
  private func desk() async throws -> (test: TestDesk, ahead: Ahead, server: ServiceDesk) {
    let test = try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": Self.team])
    let (ahead, wall) = (Ahead(), test.clock.wall)
    let clock = WallClock(now: { wall.now() + .milliseconds(ahead.milliseconds) }, boot: wall.boot)
    let server = ServiceDesk(
      store: test.desk.store, clock: clock, zones: test.desk.zones, setup: test.desk.setup, keys: test.desk.keys,
      transport: test.sent.transport, log: test.desk.log)
    try await server.recover()
    _ = try await OpenTicket(team: "alarm", title: "Disk", priority: "urgent").perform(
      on: server, actor: TestDesk.actor)
    return (test, ahead, server)
  }

  private func due(_ server: ServiceDesk) async throws -> Timestamp? {
    try await server.store.read { try $0.nextDue(.page) }
  }

  @Test("a write that is taken back has not followed the change: the next one does")
  func takenBack() async throws {
    let (_, ahead, server) = try await desk()
    let before = try #require(try await due(server))
    ahead.set(3_600_000)
    await #expect(throws: OperatorProblem.self) {
      try await OpenTicket(team: "nobody", title: "Lost").perform(on: server, actor: TestDesk.actor)
    }
    #expect(try await due(server) == before)
    try await server.write { _ in }
    try await server.write { _ in }
    #expect(try await due(server) == before + .hours(1))
  }

  @Test("of several writes in one commit one sets along")
  func together() async throws {
    let (test, ahead, server) = try await desk()
    let before = try #require(try await due(server))
    let gate = DispatchSemaphore(value: 0)
    let first = Task { try await test.desk.store.write { _ in gate.wait() } }
    ahead.set(3_600_000)
    let others = (0..<5).map { _ in Task { try await server.write { _ in } } }
    gate.signal()
    try await first.value
    for other in others { try await other.value }
    #expect(try await due(server) == before + .hours(1))
  }
}

/// How wrong the wall clock is.
private final class Ahead: Sendable {
  private let value = Mutex<Int64>(0)

  var milliseconds: Int64 { value.withLock { $0 } }

  func set(_ milliseconds: Int64) { value.withLock { $0 = milliseconds } }
}
