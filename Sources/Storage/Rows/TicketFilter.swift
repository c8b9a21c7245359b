import Scheduling
import Triage

/// Which tickets a list shows: newest first, `limit` of them, older than `before`.
package struct TicketFilter: Sendable, Hashable {
  /// The most rows one question returns.
  package static let largest = 1000

  /// Only tickets that are neither resolved nor closed.
  package var open: Bool
  package var state: TicketState?
  package var team: TeamID?
  package var owner: MemberID?
  package var queue: QueueID?
  package var tag: String?
  /// What they are about, as a rule or triage said: `bug`.
  package var kind: String?
  /// Whose they are: any of these customers'.
  package var customers: [CustomerID]?
  /// True for a reader whom nothing names: a private ticket then has no tag, no kind and no customer, or asking for one
  /// after the other would tell what it is about.
  package var isForAnybody: Bool = false
  /// Those on which something happened last come first, in place of the newest (D8).
  package var byChange: Bool = false
  /// Only tickets with a smaller number: the last one of the page shown before.
  package var before: TicketID?
  package var limit: Int

  package init(
    open: Bool = false, state: TicketState? = nil, team: TeamID? = nil, owner: MemberID? = nil,
    before: TicketID? = nil, limit: Int = 100
  ) {
    self.open = open
    self.state = state
    self.team = team
    self.owner = owner
    self.before = before
    self.limit = limit
  }

  /// True where it asks for what stands within the ticket.
  var looksWithin: Bool { tag != nil || kind != nil || customers != nil }

  /// True where what stands within the ticket is what it asks for.
  func fits(_ ticket: Ticket) -> Bool {
    if looksWithin, isForAnybody, ticket.isPrivate { return false }
    let about = ticket.classification
    return (tag.map(ticket.tags.contains) ?? true) && (kind.map { $0 == about.kind } ?? true)
      && (customers.map { $0.contains { $0 == about.customer } } ?? true)
  }
}
