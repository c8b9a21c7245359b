import Scheduling
import Storage
import Timekeeping
import Triage

extension ServiceDesk {
  /// The pages of this episode while nobody has answered; none where nobody was paged.
  func pagesThatRing(of ticket: Ticket, in snapshot: Snapshot) throws -> [OutboxRow] {
    guard ticket.acknowledgement == nil, ticket.escalation?.tried?.isEmpty == false else { return [] }
    return try snapshot.pages(of: ticket.id, episode: ticket.episode)
  }

  /// Whom nothing has reached of all that was sent to them: providers turned it down, or were not there. The pages that
  /// come after say so (rule K6).
  func unreached(_ pages: [OutboxRow], in snapshot: Snapshot) throws -> [MemberID] {
    let pages = pages.filter { $0.attempts > 0 }
    return try pages.map(\.page.recipient).uniqued.filter { member in
      try pages.filter { $0.page.recipient == member }.allSatisfy { try snapshot.wasTurnedDown($0) }
    }
  }

  /// For whom none of them has left: who comes after them must not read that they were silent.
  func unsent(_ pages: [OutboxRow]) -> [MemberID] {
    pages.map(\.page.recipient).uniqued.filter { member in
      pages.filter { $0.page.recipient == member }.allSatisfy { $0.attempts == 0 && $0.state != .claimed }
    }
  }
}

extension Snapshot {
  /// True of a page that was tried, and that no provider has or may have taken.
  fileprivate func wasTurnedDown(_ row: OutboxRow) throws -> Bool {
    switch row.state {
    case .sent, .claimed, .unknown: false
    case .ready, .failed, .cancelled: try !hasUnansweredTry(row)
    }
  }

  /// True where a try of the page was left without an answer: it may have arrived, unlike one that the provider turned down
  /// or that never reached it.
  func hasUnansweredTry(_ row: OutboxRow) throws -> Bool {
    try outcomes(of: row.page.id).contains { outcome in
      if case .unknown = outcome { true } else { false }
    }
  }
}
