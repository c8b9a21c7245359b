import Scheduling
import Timekeeping

/// Some promises of a queue and the tickets they are made to (E7): the first of an ordered list that fits and names a
/// clock decides about it, also when it says `none`.
package struct TargetPolicy: Sendable, Hashable, Codable {
  package var name: String
  /// All must hold; none at all fits every ticket.
  package var when: [PromiseCondition]
  package var targets: [ClockTarget]

  package init(name: String, when: [PromiseCondition] = [], targets: [ClockTarget]) {
    self.name = name
    self.when = when
    self.targets = targets
  }

  /// True when every condition holds for `ticket`.
  package func fits(_ ticket: PromisedTicket) -> Bool { when.allSatisfy { $0.holds(for: ticket) } }
}

/// One condition of a policy.
package struct PromiseCondition: Sendable, Hashable, Codable {
  package var what: Subject
  /// Any of them; never empty.
  package var anyOf: [String]

  package init(_ what: Subject, anyOf: [String]) {
    self.what = what
    self.anyOf = anyOf
  }

  package enum Subject: String, Sendable, Hashable, Codable, CaseIterable {
    case priority, source, tier, tag, customer
  }

  func holds(for ticket: PromisedTicket) -> Bool {
    switch what {
    case .priority: anyOf.contains(ticket.priority.text)
    case .source: anyOf.contains(ticket.source)
    case .tier: ticket.tier.map(anyOf.contains) ?? false
    case .tag: ticket.tags.contains(where: anyOf.contains)
    case .customer: ticket.customer.map(anyOf.contains) ?? false
    }
  }
}

/// What a promise can depend on.
package struct PromisedTicket: Sendable, Hashable {
  package var priority: Priority
  package var source: String
  package var tags: [String]
  package var tier: String?
  package var customer: String?
  /// The day on which it came, in the team's zone (D57).
  package var date: CivilDate

  package init(
    priority: Priority, source: String, tags: [String] = [], tier: String? = nil, customer: String? = nil,
    date: CivilDate
  ) {
    self.priority = priority
    self.source = source
    self.tags = tags
    self.tier = tier
    self.customer = customer
    self.date = date
  }
}

/// A promise, and where it is written.
package struct FoundPromise: Sendable, Hashable {
  package var target: Target
  /// `period summit`, `policy enterprise`, `queue general`.
  package var policy: String
}

extension DeskPolicy {
  /// What `queue` promises `ticket` on `clock`: what a period of its day says, else the first policy of the queue that
  /// fits and names the clock, else the queue's own targets; nil when nobody says anything.
  package func promise(_ clock: ClockTarget.Clock, of queue: Queue, to ticket: PromisedTicket) -> FoundPromise? {
    if let period = periods.first(where: { $0.dates.contains(ticket.date) && $0.queue == queue.id }),
      let target = period.targets.target(clock, for: ticket.priority)
    {
      return FoundPromise(target: target, policy: "period \(period.period)")
    }
    for policy in queue.promises ?? [] where policy.fits(ticket) {
      guard let target = policy.targets.target(clock, for: ticket.priority) else { continue }
      return FoundPromise(target: target, policy: "policy \(policy.name)")
    }
    return queue.targets.target(clock, for: ticket.priority).map {
      FoundPromise(target: $0, policy: "queue \(queue.id)")
    }
  }
}

extension [ClockTarget] {
  /// What the list says of `clock` for `priority`: the line that names the priority, else the one for all; nil for
  /// silence.
  package func target(_ clock: ClockTarget.Clock, for priority: Priority) -> Target? {
    (first { $0.clock == clock && $0.priority == priority } ?? first { $0.clock == clock && $0.priority == nil })?
      .target
  }
}
