import Scheduling
import Timekeeping

extension Desk {
  /// Deals out tickets that waited for a shift's start (rule K4): by due time, priority and age, each seeing what the
  /// ones before it gave to whom, so that nobody has a second one before everybody who can has a first.
  ///
  /// All are of one queue, and `history` gives the facts about each. Idempotent: a ticket that has an owner keeps it. The decisions come in the order of the deal.
  package func release(
    _ tickets: [Ticket], history: (TicketID) -> TicketHistory = { _ in TicketHistory() }
  ) throws(DeskRefusal) -> [Decision] {
    var snapshot = snapshot
    var decisions: [Decision] = []
    for ticket in tickets.filter(\.isOpen).sorted(by: snapshot.policy.comesFirst) {
      snapshot.history = history(ticket.id)
      let decision = try Desk(snapshot).advance(ticket)
      if ticket.owner == nil, let owner = decision.ticket.owner {
        snapshot.loads[owner, default: .zero] += decision.ticket.custody.weight
        snapshot.lastAssigned[owner] = snapshot.now
        snapshot.recent[owner, default: []].append(snapshot.now)
      }
      decisions.append(decision)
    }
    return decisions
  }
}

extension DeskPolicy {
  /// Due time, then priority, then the queue's order of sources (D3), then age.
  package func comesFirst(_ a: Ticket, _ b: Ticket) -> Bool {
    let (aDue, bDue) = (a.due ?? .distantFuture, b.due ?? .distantFuture)
    if aDue != bDue { return aDue < bDue }
    let (aUrgency, bUrgency) = (urgency(a.priority), urgency(b.priority))
    if aUrgency != bUrgency { return aUrgency < bUrgency }
    let (aRank, bRank) = (sourceRank(a), sourceRank(b))
    if aRank != bRank { return aRank < bRank }
    return a.created == b.created ? a.id < b.id : a.created < b.created
  }

  private func sourceRank(_ ticket: Ticket) -> Int {
    let order = queue(ticket.queue)?.sourcesFirst ?? []
    return order.firstIndex(of: ticket.source) ?? order.count
  }
}
