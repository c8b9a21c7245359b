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
}
