import ScheduleFiles
import Scheduling
import Storage
import Timekeeping
import Triage

extension ServiceDesk {
  /// Looks again at every open ticket without an owner, or without anybody to decide about one who is off: a shift or a
  /// change may have found somebody (K1, K2).
  func advanceWaitingTickets(in tx: Transaction, world: World, now: Timestamp) throws {
    let waiting = try tx.waitingTickets(team: nil) + tx.undecidedTickets()
    try advance(waiting, in: tx, world: world, now: now)
  }

  /// Looks again at whom a ticket made room for that ended, went or weighs less: those that `owner` could not take beside
  /// it and can take now (K1 filter 6), until the room is given away. Where the owner had room before, nothing that waits
  /// waited for them, and neither does a ticket of another team.
  private func advanceTickets(owner: MemberID, freed: Load, in tx: Transaction, now: Timestamp) throws {
    let world = try worlds.world(in: tx)
    let teams = world.teams(at: now).map(\.schedule).filter { $0.member(owner) != nil }
    var room = try room(of: owner, in: teams, tx, now: now)
    guard room.capacity != nil else { return }
    let before = Room(capacity: room.capacity, load: room.load + freed)
    let undecided = try tx.undecidedTickets().filter { ticket in teams.contains { $0.team == ticket.team } }
    try advance(undecided, in: tx, world: world, now: now)
    let waiting = inOrder(try waitingTickets(beyond: before, of: teams, in: tx), world: world, now: now)
    for ticket in waiting where !room.isFull(for: ticket.custody.weight) {
      if try advance(ticket, in: tx, now: now) { room = try self.room(of: owner, in: teams, tx, now: now) }
    }
  }

  /// What `member` may have, and has.
  private func room(of member: MemberID, in teams: [Schedule], _ tx: Transaction, now: Timestamp) throws -> Room {
    let own = try tx.memberSwitches().first { $0.member == member }?.capacity
    let lent = try tx.lentLoads(at: now).first { $0.0 == member }?.1 ?? .zero
    return Room(
      capacity: own ?? teams.compactMap { $0.member(member)?.capacity }.first,
      load: (try tx.loads()[member] ?? .zero) + lent)
  }

  /// Those of `teams` that wait, and for which there is no room.
  private func waitingTickets(beyond room: Room, of teams: [Schedule], in tx: Transaction) throws -> [Ticket] {
    try tx.waitingTickets(heavierThan: room.surelyFits).filter { ticket in
      room.isFull(for: ticket.custody.weight) && teams.contains { $0.team == ticket.team }
    }
  }

  /// Has the questions looked at next that wait for `member`, who was given a ticket and may have no room any more: where
  /// nobody else can say yes they go on (C45). By their timers, as whoever commits may be in the middle of a list.
  func rouseQuestions(to member: MemberID, in tx: Transaction, now: Timestamp) throws {
    let teams = try worlds.world(in: tx).teams(at: now).filter { $0.schedule.member(member) != nil }
    guard teams.contains(where: \.desk.asksFirst) else { return }
    let schedules = teams.map(\.schedule)
    let room = try room(of: member, in: schedules, tx, now: now)
    guard room.capacity != nil else { return }
    let asking = try tx.askingTickets(heavierThan: room.surelyFits)
    for ticket in asking
    where ticket.asks(member) && room.isFull(for: ticket.custody.weight)
      && schedules.contains(where: { $0.team == ticket.team })
    {
      try tx.arm(
        kind: Self.ticketTimer, entity: ticket.id.description, purpose: TimerOrder.Purpose.answer.rawValue, due: now,
        relative: false, clock: clock.boot(), now: now)
    }
  }

  /// The same after any change: a ticket that is pending, on hold or somebody else's makes room as one that has ended, and
  /// one that weighs less as it is less urgent makes some.
  func advanceTickets(after ticket: Ticket, became next: Ticket, in tx: Transaction, now: Timestamp) throws {
    guard ticket.state == .open, let owner = ticket.owner else { return }
    let stays = next.state == .open && next.owner == owner
    let freed = stays ? ticket.custody.weight - next.custody.weight : ticket.custody.weight
    if freed > .zero || !stays { try advanceTickets(owner: owner, freed: freed, in: tx, now: now) }
  }

  /// In the order of a deal: what is due first is given out first (rule K4).
  func advance(_ tickets: [Ticket], in tx: Transaction, world: World, now: Timestamp) throws {
    for ticket in inOrder(tickets, world: world, now: now) { _ = try advance(ticket, in: tx, now: now) }
  }

  /// Does all that is due for one ticket; false when that changed nothing.
  private func advance(_ ticket: Ticket, in tx: Transaction, now: Timestamp) throws -> Bool {
    let decision = try decide(ticket, in: tx, now: now) { desk, ticket throws(DeskRefusal) in
      try desk.advance(ticket)
    }
    guard decision.ticket != ticket else { return false }
    try commit(decision, isNew: false, actor: .engine, in: tx, now: now)
    return true
  }

  /// By due time, then by the priorities of their team, then by age.
  func inOrder(_ tickets: [Ticket], world: World, now: Timestamp) -> [Ticket] {
    let teams = world.teams(at: now)
    let policies = Dictionary(teams.map { ($0.schedule.team, $0.desk) }, uniquingKeysWith: { first, _ in first })
    return tickets.sorted { (policies[$0.team] ?? DeskPolicy()).comesFirst($0, $1) }
  }
}

extension DeskPolicy {
  /// Whether a level of any queue is asked first.
  fileprivate var asksFirst: Bool { queues.contains { $0.overflow.contains { $0.askFor != nil } } }
}

extension Ticket {
  /// True while it waits for an answer of `member`.
  fileprivate func asks(_ member: MemberID) -> Bool {
    guard case .asking = placement else { return false }
    return custody.openQuestion?.waitingFor.contains(member) ?? false
  }
}
