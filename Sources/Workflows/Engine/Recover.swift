import Logging
import ScheduleFiles
import Scheduling
import Storage
import Timekeeping
import Triage

extension ServiceDesk {
  /// What a start does before anything else: looks again at all that waits, and moves the horizon of revisions on.
  ///
  /// A team or a ticket that cannot be looked at keeps neither the others nor the server from starting: the log says
  /// which and why, and its timers come to it again.
  package func recover() async throws {
    let now = clock.now()
    let boot = clock.boot()
    try await write { tx in
      try followClockSinceLastRun(in: tx)
      _ = try tx.adoptTimers(now: now, boot: boot)
    }
    for team in try await world().everyTeam { try await recover(team, now: now) }
    let waiting = try await waitingTickets(now: now)
    for start in stride(from: 0, to: waiting.readable.count, by: Self.batch) {
      let end = min(start + Self.batch, waiting.readable.count)
      try await lookAgain(at: Array(waiting.readable[start..<end]), now: now)
    }
    for ticket in waiting.unreadable { try await lookAgain(at: ticket, now: now) }
  }

  /// How many tickets are looked at in one write.
  private static let batch = 512

  private func recover(_ team: TeamID, now: Timestamp) async throws {
    // Read once for everybody: the team before may have changed it.
    _ = try await world()
    try await goingOn {
      try await write { tx in
        try recordDueHistory(of: team, in: tx, now: now)
        let world = try worlds.world(in: tx)
        try armHistory(of: team, world: world, in: tx, now: now)
        guard let definition = world.team(team, at: now) else { return }
        try reviseShifts(of: team, world: world, in: tx, now: now)
        try watchAgain(definition, in: tx, now: now)
      }
    } orElse: { error in
      log.error("a team could not be looked at", metadata: ["team": "\(team)", "error": "\(error)"])
    }
  }

  /// In the order of a deal, and those whose rows cannot be read.
  private func waitingTickets(now: Timestamp) async throws -> (readable: [Ticket], unreadable: [TicketID]) {
    try await store.read { snapshot in
      let world = try worlds.world(in: snapshot)
      if let all = try? snapshot.waitingTickets() { return (inOrder(all, world: world, now: now), []) }
      let ids = try snapshot.waitingTicketIDs()
      let found = ids.compactMap { try? snapshot.ticket($0) }
      let known = Set(found.map(\.id))
      return (inOrder(found, world: world, now: now), ids.filter { !known.contains($0) })
    }
  }

  /// All in one write; each in its own where one of them is in the others' way.
  private func lookAgain(at tickets: [Ticket], now: Timestamp) async throws {
    try await goingOn {
      try await write { tx in try advance(tickets, in: tx, world: worlds.world(in: tx), now: now) }
    } orElse: { _ in
      for ticket in tickets { try await lookAgain(at: ticket.id, now: now) }
    }
  }

  private func lookAgain(at id: TicketID, now: Timestamp) async throws {
    try await goingOn {
      try await write { tx in
        guard let ticket = try tx.ticket(id), ticket.isOpen, ticket.owner == nil else { return }
        try advance([ticket], in: tx, world: worlds.world(in: tx), now: now)
      }
    } orElse: { error in
      log.error("a ticket could not be looked at", metadata: ["ticket": "\(id)", "error": "\(error)"])
      let timer = try await store.read { try $0.armedTimer(kind: Self.ticketTimer, entity: id.description) }
      if let timer { try await putOff(timer, because: error, now: now) }
    }
  }
}
