import Scheduling
import Timekeeping

/// How a team's desk treats its tickets: priorities, queues and escalation policies of one team file.
package struct DeskPolicy: Sendable, Hashable, Codable {
  /// Most urgent first; nothing else gives the names a meaning.
  package var priorities: [Priority] = []
  /// In the order of the file; the first queue whose condition holds takes a ticket.
  package var queues: [Queue] = []
  package var escalations: [EscalationPolicy] = []

  package init(priorities: [Priority] = [], queues: [Queue] = [], escalations: [EscalationPolicy] = []) {
    self.priorities = priorities
    self.queues = queues
    self.escalations = escalations
  }

  package func queue(_ id: QueueID) -> Queue? { queues.first { $0.id == id } }
  package func escalation(_ id: EscalationID) -> EscalationPolicy? { escalations.first { $0.id == id } }

  /// Position in `priorities`, 0 for the most urgent; unknown names count as the least urgent.
  package func urgency(_ priority: Priority) -> Int { priorities.firstIndex(of: priority) ?? priorities.count }

  /// True when `priority` is `line` or more urgent.
  package func isAtLeast(_ line: Priority, _ priority: Priority) -> Bool { urgency(priority) <= urgency(line) }
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
