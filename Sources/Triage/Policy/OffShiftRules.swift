import Scheduling
import Timekeeping

/// What a queue does when a customer writes and the ticket's owner is off shift (rule K2).
package struct OffShiftRules: Sendable, Hashable, Codable {
  package var otherwise: Otherwise = .card
  /// How long a card waits before its default is done: for a priority, or (nil) for every one. Where nothing is said:
  /// the most urgent at once, the second after 10 minutes, the rest after 30.
  package var waits: [PriorityWait] = []
  /// An owner who is back this long before the due time keeps the ticket.
  package var margin = PlainDuration(.minutes(30))

  package init(
    otherwise: Otherwise = .card, waits: [PriorityWait] = [], margin: PlainDuration = PlainDuration(.minutes(30))
  ) {
    self.otherwise = otherwise
    self.waits = waits
    self.margin = margin
  }

  package enum Otherwise: String, Sendable, Hashable, Codable, CaseIterable {
    /// Whoever is on shift decides: step in, wait, hand over.
    case card = "ask"
    /// The owner keeps it, however long they are off.
    case keep
    /// It goes to whoever is on shift at once, as a new ticket would.
    case handOver = "hand over"
    /// It is nobody's, and waits in the queue as a new ticket would.
    case unassign
  }

  /// How long a card about a ticket of `priority` waits; `urgency` is 0 for the team's most urgent priority.
  package func wait(for priority: Priority, urgency: Int) -> Duration {
    if let own = (waits.first { $0.priority == priority } ?? waits.first { $0.priority == nil })?.after {
      return own.duration
    }
    return urgency == 0 ? .zero : urgency == 1 ? .minutes(10) : .minutes(30)
  }
}

/// How long something waits for tickets of a priority; nil stands for every one.
package struct PriorityWait: Sendable, Hashable, Codable {
  package var priority: Priority?
  package var after: PlainDuration

  package init(priority: Priority? = nil, after: PlainDuration) {
    self.priority = priority
    self.after = after
  }
}
