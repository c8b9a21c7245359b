import Scheduling
import Timekeeping

/// How a team's desk treats its tickets: priorities, queues and escalation policies of one team file.
package struct DeskPolicy: Sendable, Hashable, Codable {
  /// Most urgent first; nothing else gives the names a meaning.
  package var priorities: [Priority] = []
  /// In the order of the file; the first queue whose condition holds takes a ticket.
  package var queues: [Queue] = []
  package var escalations: [EscalationPolicy] = []
  /// Days on which queues promise something else (D57), in the order of the file.
  package var periods: [PeriodPromises] = []
  /// In the order of the file.
  package var customers: [Customer] = []
  /// What tickets are taken for, in the order of the file (Deliver 2 of the desk).
  package var routing: [RoutingRule] = []
  /// What contributions count in the league; nil for the usual weights.
  package var contributions: ContributionWeights?

  package init(
    priorities: [Priority] = [], queues: [Queue] = [], escalations: [EscalationPolicy] = [],
    periods: [PeriodPromises] = [], customers: [Customer] = [], routing: [RoutingRule] = []
  ) {
    self.priorities = priorities
    self.queues = queues
    self.escalations = escalations
    self.periods = periods
    self.customers = customers
    self.routing = routing
  }

  package func customer(_ id: CustomerID) -> Customer? { customers.first { $0.id == id } }
  package func queue(_ id: QueueID) -> Queue? { queues.first { $0.id == id } }
  package func escalation(_ id: EscalationID) -> EscalationPolicy? { escalations.first { $0.id == id } }

  /// Position in `priorities`, 0 for the most urgent; unknown names count as the least urgent.
  package func urgency(_ priority: Priority) -> Int { priorities.firstIndex(of: priority) ?? priorities.count }

  /// True when `priority` is `line` or more urgent.
  package func isAtLeast(_ line: Priority, _ priority: Priority) -> Bool { urgency(priority) <= urgency(line) }
}

// A version that was stored before there were customers and rules has none.
extension KeyedDecodingContainer {
  func decode(_ type: [Customer].Type, forKey key: Key) throws -> [Customer] {
    try decodeIfPresent(type, forKey: key) ?? []
  }

  func decode(_ type: [RoutingRule].Type, forKey key: Key) throws -> [RoutingRule] {
    try decodeIfPresent(type, forKey: key) ?? []
  }
}

/// What one queue promises during a period instead of its own targets (D57).
package struct PeriodPromises: Sendable, Hashable, Codable {
  /// The period's name.
  package var period: String
  /// Of the team's zone, the last one included (rule T1).
  package var dates: DateRange
  package var queue: QueueID
  package var targets: [ClockTarget]

  package init(period: String, dates: DateRange, queue: QueueID, targets: [ClockTarget]) {
    self.period = period
    self.dates = dates
    self.queue = queue
    self.targets = targets
  }
}

/// The name of a priority, such as `urgent` or `p1`.
package struct Priority: Slug {
  package static let noun = "a priority"
  package let text: String
  package init(unchecked text: String) { self.text = text }
}

package struct QueueID: Slug {
  package static let noun = "a queue id"
  package let text: String
  package init(unchecked text: String) { self.text = text }
}

package struct EscalationID: Slug {
  package static let noun = "an escalation policy id"
  package let text: String
  package init(unchecked text: String) { self.text = text }
}
