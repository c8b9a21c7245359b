import Foundation
import Logging
import Scheduling
import Storage
import TestSupport
import Testing
import Timekeeping
import Triage
import Workflows

/// A start goes through, whatever a single team or ticket is like.
@Suite(.ownThreads) struct RecoverTests {
  private static func team(_ name: String, zone: String) -> String {
    """
    team: \(name)
    zone: \(zone)
    members: [{ id: \(name)-ana, name: Ana Ferrow }]
    duties: { desk: { layers: [{ id: days, members: [\(name)-ana], hours: mon-fri 09:00-17:00 }] } }
    priorities: [normal]
    queues: { all: { when: otherwise, office hours: always, overflow: [desk] } }
    weekly summary: never

    """
  }

  @Test("a ticket that cannot be looked at keeps no other from its owner, and is tried again a minute later")
  func ticket() async throws {
    let test = try await TestDesk(
      at: "2026-11-24T07:00:00Z", schedules: ["alarm.yaml": Self.team("alarm", zone: "Etc/UTC")])
    try await test.perform(OpenTicket(team: "alarm", title: "Offline"))
    try await test.desk.store.write { tx in
      let ticket = try #require(try tx.waitingTickets().first)
      try tx.insertTicket(Self.stray(try tx.nextTicketID(), like: ticket))
      try tx.arm(
        kind: "ticket", entity: "T-2", purpose: "hold", due: ticket.created, relative: false,
        clock: BootClock(id: "test-boot", milliseconds: 0), now: ticket.created)
    }
    let now = "2026-11-24T10:00:00Z".instant
    test.clock.set(now)
    try await test.desk.recover()
    let (owners, timer) = try await test.desk.store.read { snapshot in
      (try snapshot.openTickets().map(\.owner?.text), try snapshot.armedTimer(kind: "ticket", entity: "T-2"))
    }
    #expect(owners == ["alarm-ana", nil])
    #expect(timer?.due == now + .minutes(1))
  }

  /// A ticket of a team that nobody knows.
  private static func stray(_ id: TicketID, like ticket: Ticket) -> Ticket {
    Ticket(
      id: id, team: TeamID(unchecked: "nobody"), queue: ticket.queue, source: ticket.source, externalID: "stray",
      title: "Lost", body: "", requester: "", tags: [], priority: ticket.priority, state: ticket.state,
      created: ticket.created, owner: nil, placement: ticket.placement, due: ticket.due,
      definitions: ticket.definitions, because: "")
  }

  @Test("a team whose zone is gone keeps no other from being looked at")
  func zone() async throws {
    let test = try await TestDesk(
      at: "2026-11-24T07:00:00Z",
      schedules: [
        "berlin.yaml": Self.team("berlin", zone: "Europe/Berlin"), "utc.yaml": Self.team("utc", zone: "Etc/UTC"),
      ])
    try await test.move(to: "2026-11-24T10:00:00Z")
    let desk = ServiceDesk(
      store: test.desk.store, clock: test.clock.wall, zones: ZoneTables([]), setup: test.desk.setup,
      keys: test.desk.keys, transport: test.sent.transport, log: test.desk.log)
    let now = "2026-11-25T07:00:00Z".instant
    test.clock.set(now)
    try await desk.recover()
    let watch = try await test.desk.store.read { try $0.armedTimer(kind: "watch", entity: "utc") }
    #expect(watch?.due == now)
  }
}
