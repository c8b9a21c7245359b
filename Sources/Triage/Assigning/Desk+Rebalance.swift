import Scheduling
import Timekeeping

extension Desk {
  /// Moves tickets of one queue from those who have too much to those on shift who have room (C8): the youngest first,
  /// none that is acknowledged or answered, and no further than a capacity asks for.
  ///
  /// Who has paused, too, gives away what they have not begun. Each decision sees the ones before it; where nobody has
  /// room nothing moves.
  package func rebalance(
    _ tickets: [Ticket], by: String, history: (TicketID) -> TicketHistory = { _ in TicketHistory() }
  ) throws(DeskRefusal) -> [Decision] {
    var snapshot = snapshot
    var decisions: [Decision] = []
    for ticket in tickets.sorted(by: wasGivenLater) where ticket.state == .open && ticket.acknowledgement == nil {
      guard let owner = ticket.owner else { continue }
      snapshot.history = history(ticket.id)
      var run = try Desk(snapshot).run(ticket)
      guard let why = run.burden(of: owner), let next = run.standIn(but: nil, withRoom: true) else { continue }
      run.give(to: next, "\(by) rebalanced the desk: \(why)")
      snapshot.move(ticket.custody.weight, from: owner, to: next)
      decisions.append(run.decision())
    }
    return decisions
  }

  private func wasGivenLater(_ a: Ticket, _ b: Ticket) -> Bool {
    let (first, second) = (a.assigned ?? a.created, b.assigned ?? b.created)
    return first == second ? a.id > b.id : first > second
  }
}

extension DeskRun {
  /// Why somebody has too much, as a sentence; nil when they do not.
  fileprivate func burden(of owner: MemberID) -> String? {
    let candidate = snapshot.candidate(owner, at: nil, for: ticket, in: queue)
    if let pause = candidate.pause { return "\(candidate.name) takes no tickets: \(pause.reason)" }
    guard let capacity = candidate.capacity, candidate.load > Load(capacity) else { return nil }
    return "\(candidate.name) has \(candidate.load) of \(capacity) tickets"
  }
}

extension DeskSnapshot {
  fileprivate mutating func move(_ weight: Load, from: MemberID, to: MemberID) {
    loads[from, default: .zero] -= weight
    loads[to, default: .zero] += weight
    lastAssigned[to] = now
    recent[to, default: []].append(now)
  }
}
