import Scheduling
import Timekeeping

extension DeskPolicy {
  /// The order in which what waited is given out (rule K4): due time, then priority, then the queue's order of sources
  /// (D3), then age.
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
