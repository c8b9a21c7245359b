import Scheduling
import Timekeeping

/// Whom K1 finds for a ticket that another desk keeps: nobody is asked, posted to or paged.
package struct OwnerChoice: Sendable, Hashable, Codable {
  package var owner: MemberID?
  package var because: String
  /// With an owner: when they are no longer on for the duty by which they have it; nil where no end is in sight. Without
  /// one: when somebody may be there, or when the queue is looked through where nobody is in sight.
  package var until: Timestamp?
  package var queue: QueueID
  /// What it counts in the owner's load.
  package var weight: Load

  package init(owner: MemberID?, because: String, until: Timestamp?, queue: QueueID, weight: Load) {
    self.owner = owner
    self.because = because
    self.until = until
    self.queue = queue
    self.weight = weight
  }
}

extension Desk {
  /// Who should have what `event` tells of, level by level; nothing is kept.
  package func choose(_ event: TicketEvent, source: String, queue: Queue) -> OwnerChoice {
    let ticket = begin(
      event, route(event, source: source), id: TicketID(number: 0), source: source, queue: queue)
    return DeskRun(snapshot: snapshot, queue: queue, ticket: ticket).choice()
  }
}

extension DeskRun {
  func choice() -> OwnerChoice {
    if let opening = closedUntil, !promiseEnds(before: opening) {
      return chosen(nil, "\(queue.id) is outside its office hours", opening)
    }
    var reasons: [String] = []
    // When time alone may find somebody: a pause ends, a rate limit frees one.
    var again: [Timestamp] = []
    for level in queue.overflow where !level.pages && level.askFor == nil && level.isInForce(on: today) {
      var rule = rule()
      if rule.policy == .pull { rule.policy = .leastLoaded }
      let people = snapshot.candidates(at: level, for: ticket, in: queue)
      let decision = rule.decide(among: people)
      if let owner = decision.owner {
        return chosen(owner, decision.because, snapshot.end(of: owner, at: level))
      }
      reasons.append("\(Self.text(level.to)): \(decision.because)")
      again += [decision.changes].compactMap { $0 }
    }
    let why = reasons.isEmpty ? noLevel : reasons.joined(separator: "; ")
    return chosen(nil, why, (again + [nextStaffed].compactMap { $0 }).min() ?? nextReview)
  }

  private func chosen(_ owner: MemberID?, _ because: String, _ until: Timestamp?) -> OwnerChoice {
    OwnerChoice(owner: owner, because: because, until: until, queue: queue.id, weight: ticket.custody.weight)
  }
}
