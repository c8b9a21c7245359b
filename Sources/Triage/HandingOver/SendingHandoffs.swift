import Scheduling
import Timekeeping

/// Which digests are sent by themselves; whoever asks for one reads it in any case.
extension WriteHandoff {
  /// False for a digest without a ticket, for somebody who stays at the team's desk on another duty, and where nobody
  /// comes next but the same people begin again before anything in it has to be done.
  package func isSent(_ digest: WorkDigest, _ items: [HandoffItem]) -> Bool {
    guard !digest.tickets.isEmpty, !stays(digest.from, after: digest.at) else { return false }
    guard digest.to.isEmpty, let next = nextShift(after: digest.at), next.member == digest.from else { return true }
    let ids = Set(digest.tickets)
    return items.contains { item in
      guard ids.contains(item.ticket.id) else { return false }
      return item.isAcknowledgedPage || item.ticket.due.map { $0 < next.interval.start } ?? false
    }
  }

  /// Those who go on with the duty, or with another one whose holders are given tickets.
  package func stays(_ member: MemberID, after end: Timestamp) -> Bool {
    let desks = snapshot.policy.queues.flatMap(\.overflow).filter { !$0.pages && $0.askFor == nil }.compactMap {
      level in
      if case .duty(let duty) = level.to { duty } else { nil }
    }
    return snapshot.timeline.duties.contains { other in
      (other.duty.id == duty || desks.contains(other.duty.id)) && !other.duty.isShadow
        && other.holders(at: end).contains { $0.member == member }
    }
  }

  private func nextShift(after end: Timestamp) -> TimelineShift? {
    snapshot.timeline.duty(duty)?.shifts.filter { $0.interval.start >= end }.min {
      $0.interval.start < $1.interval.start
    }
  }
}

extension HandoffItem {
  /// True for a page that somebody acknowledged and that is not resolved: its acknowledgement goes over.
  package var isAcknowledgedPage: Bool { ticket.isAcknowledgedPage }
}

extension Ticket {
  /// True when it paged and somebody holds it.
  package var isAcknowledgedPage: Bool { acknowledgement != nil && escalation?.lastFired != nil }
}
