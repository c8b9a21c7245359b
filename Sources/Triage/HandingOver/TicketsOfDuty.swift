import Scheduling
import Timekeeping

/// Which tickets go over with which duty, where somebody has several.
extension WriteHandoff {
  /// True where the ticket's queue serves this duty, and where it serves none of the `desks` of its owner: somebody must
  /// be told of a ticket that was given by hand.
  func goesOver(_ ticket: Ticket, among desks: [DutyID]) -> Bool {
    let served = snapshot.policy.duties(of: ticket)
    return served.contains(duty) || !desks.contains(where: served.contains)
  }

  /// What `member` is on just before `end`.
  func duties(of member: MemberID, upTo end: Timestamp) -> [DutyID] {
    let last = end - .milliseconds(1)
    return snapshot.timeline.duties.filter { timeline in
      !timeline.duty.isShadow && timeline.holders(at: last).contains { $0.member == member }
    }.map(\.duty.id)
  }
}

extension DeskPolicy {
  /// The duties that a ticket's queue gives tickets to or pages, in the order of the file; empty for a ticket whose queue
  /// is gone.
  func duties(of ticket: Ticket) -> [DutyID] {
    guard let queue = queues.first(where: { $0.id == ticket.queue }) else { return [] }
    let policies = queue.escalations.map(\.policy)
    let steps = escalations.filter { policies.contains($0.id) }.flatMap(\.steps)
    return (queue.overflow.map(\.to) + steps.flatMap(\.page)).compactMap { recipient in
      if case .duty(let duty) = recipient { duty } else { nil }
    }
  }
}
