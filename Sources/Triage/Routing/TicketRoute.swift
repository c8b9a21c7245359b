import Scheduling
import Timekeeping

/// What a ticket was taken for, and which rule said each thing.
package struct TicketRoute: Sendable, Hashable, Codable {
  package var queue: QueueID?
  package var priority: Priority
  /// True while the priority is only assumed or proposed: triage settles it (B25).
  package var isProposed: Bool
  package var classification: Classification
  package var tags: [String]
  package var ending: RoutingEnding?
  /// For every rule in order, and last for the queue: what it did, or why it did not hold.
  package var findings: [RouteFinding]

  package init(
    queue: QueueID? = nil, priority: Priority, isProposed: Bool, classification: Classification, tags: [String],
    ending: RoutingEnding? = nil, findings: [RouteFinding]
  ) {
    self.queue = queue
    self.priority = priority
    self.isProposed = isProposed
    self.classification = classification
    self.tags = tags
    self.ending = ending
    self.findings = findings
  }
}

extension TicketRoute {
  /// The same, with where it was opened in place of the queue that the rules found.
  func opened(in queue: QueueID) -> TicketRoute {
    guard queue != self.queue else { return self }
    var opened = self
    opened.findings.append(
      RouteFinding(rule: "opened in", holds: true, because: "\(queue), which was given as it was opened"))
    return opened
  }
}

/// One rule's part in a route.
package struct RouteFinding: Sendable, Hashable, Codable {
  package var rule: String
  package var holds: Bool
  package var because: String

  package init(rule: String, holds: Bool, because: String) {
    self.rule = rule
    self.holds = holds
    self.because = because
  }
}
