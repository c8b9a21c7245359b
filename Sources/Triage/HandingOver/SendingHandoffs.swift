import Scheduling
import Timekeeping

/// Which digests are sent by themselves; whoever asks for one reads it in any case.
extension WriteHandoff {
  /// False for a digest without a ticket, for somebody who stays at the team's desk on another duty, and where nobody
  /// comes next but the same people begin again before anything in it has to be done.
  package func isSent(_ digest: WorkDigest, _ items: [HandoffItem]) -> Bool {
    guard !digest.tickets.isEmpty, !stays(digest.from, after: digest.at) else { return false }
    guard digest.to.isEmpty, let next = nextStart(after: digest.at), next.member == digest.from else { return true }
    let ids = Set(digest.tickets)
    return items.contains { item in
      guard ids.contains(item.ticket.id) else { return false }
      return item.isAcknowledgedPage || item.ticket.due.map { $0 < next.at } ?? false
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

  /// Who is there next, be it after leave in the middle of a shift.
  private func nextStart(after end: Timestamp) -> (member: MemberID, at: Timestamp)? {
    let starts = (snapshot.timeline.duty(duty)?.shifts ?? []).flatMap { held in
      held.present.map { (member: held.member, at: $0.start) }
    }
    return starts.filter { $0.at >= end }.min { $0.at < $1.at }
  }
}

extension HandoffItem {
  /// True for a page that somebody acknowledged and that is not resolved: its acknowledgement goes over.
  package var isAcknowledgedPage: Bool { ticket.isAcknowledgedPage }
}

extension Ticket {
  /// True when it paged and somebody holds it.
  package var isAcknowledgedPage: Bool { acknowledgement != nil && escalation?.lastFired != nil }

  /// True for what `member` hands over: a ticket of theirs, and a page of somebody else's that they acknowledged; of that
  /// the acknowledgement goes over, and its owner stays.
  package func isInHand(of member: MemberID) -> Bool {
    owner == member || (isAcknowledgedPage && acknowledgement?.by == member)
  }
}
