import ScheduleFiles
import Scheduling
import Storage
import Timekeeping
import Triage

extension ServiceDesk {
  /// Looks again at every open ticket without an owner: a shift or a change may have found it one (K1).
  func advanceWaitingTickets(in tx: Transaction, world: World, now: Timestamp) throws {
    try advance(try tx.waitingTickets(team: nil), in: tx, world: world, now: now)
  }

  /// Looks again at whom the end of a ticket made room for: those that its owner could not take beside it (K1 filter 6).
  /// Where the owner had room before, nothing that waits waited for them, and neither does a ticket of another team.
  ///
  /// - Parameter ended: the ticket as it was before it left its owner.
  private func advanceTickets(afterEndOf ended: Ticket, in tx: Transaction, now: Timestamp) throws {
    guard ended.state == .open, let owner = ended.owner else { return }
    let world = try worlds.world(in: tx)
    let teams = world.teams(at: now).map(\.schedule).filter { $0.member(owner) != nil }
    let own = try tx.memberSwitches().first { $0.member == owner }?.capacity
    guard let capacity = own ?? teams.compactMap({ $0.member(owner)?.capacity }).first else { return }
    let lent = try tx.lentLoads(at: now).first { $0.0 == owner }?.1 ?? .zero
    let before = (try tx.loads()[owner] ?? .zero) + lent + ended.custody.weight
    let room = max(Load(capacity) - before, .zero)
    let waiting = try tx.waitingTickets(heavierThan: room == .zero ? Load(-1) : room).filter { ticket in
      teams.contains { $0.team == ticket.team }
    }
    try advance(waiting, in: tx, world: world, now: now)
  }

  /// The same after any change: a ticket that is pending, on hold or somebody else's makes room as one that has ended.
  func advanceTickets(after ticket: Ticket, became next: Ticket, in tx: Transaction, now: Timestamp) throws {
    guard ticket.state == .open, ticket.owner != nil, next.state != .open || next.owner != ticket.owner else { return }
    try advanceTickets(afterEndOf: ticket, in: tx, now: now)
  }

  /// In the order of a deal: what is due first is given out first (rule K4).
  func advance(_ tickets: [Ticket], in tx: Transaction, world: World, now: Timestamp) throws {
    for ticket in inOrder(tickets, world: world, now: now) {
      let decision = try decide(ticket, in: tx, now: now) { desk, ticket throws(DeskRefusal) in
        try desk.advance(ticket)
      }
      guard decision.ticket != ticket else { continue }
      try commit(decision, isNew: false, actor: .engine, in: tx, now: now)
    }
  }

  /// By due time, then by the priorities of their team, then by age.
  func inOrder(_ tickets: [Ticket], world: World, now: Timestamp) -> [Ticket] {
    let teams = world.teams(at: now)
    let policies = Dictionary(teams.map { ($0.schedule.team, $0.desk) }, uniquingKeysWith: { first, _ in first })
    return tickets.sorted { (policies[$0.team] ?? DeskPolicy()).comesFirst($0, $1) }
  }
}
