import Scheduling
import Timekeeping

/// Where a ticket waits, with its routing, office hours and policies.
package struct Queue: Sendable, Hashable, Codable {
  package let id: QueueID
  package var when: Condition
  package var hours: Hours = .always
  /// Below this priority nobody is woken (rule K3); nil means never.
  package var pageFrom: Priority?
  package var outsideHours: OutsideHours = .hold
  package var targets: [ClockTarget] = []
  package var escalations: [PriorityEscalation] = []
  package var assign: AssignmentPolicy = .leastLoaded
  /// In order: where an owner is looked for (rule K3).
  package var overflow: [OverflowLevel] = []
  /// No ticket is given to somebody whose shift ends within this (K1 filter 5).
  package var shiftEndBuffer = PlainDuration(.minutes(15))
  /// How often a ticket without a running target is looked at (C69).
  package var review = PlainDuration(.hours(24))
  package var skills: [String] = []

  package init(
    id: QueueID, when: Condition, hours: Hours = .always, pageFrom: Priority? = nil,
    outsideHours: OutsideHours = .hold, targets: [ClockTarget] = [], escalations: [PriorityEscalation] = [],
    assign: AssignmentPolicy = .leastLoaded, overflow: [OverflowLevel] = [],
    shiftEndBuffer: PlainDuration = PlainDuration(.minutes(15)), review: PlainDuration = PlainDuration(.hours(24)),
    skills: [String] = []
  ) {
    self.id = id
    self.when = when
    self.hours = hours
    self.pageFrom = pageFrom
    self.outsideHours = outsideHours
    self.targets = targets
    self.escalations = escalations
    self.assign = assign
    self.overflow = overflow
    self.shiftEndBuffer = shiftEndBuffer
    self.review = review
    self.skills = skills
  }

  /// The escalation policy for `priority`: the named one, else the one for every priority; nil without either.
  package func escalation(for priority: Priority) -> EscalationID? {
    (escalations.first { $0.priority == priority } ?? escalations.first { $0.priority == nil })?.policy
  }

  /// The target of `clock` for `priority`: the named one, else the one for every priority.
  package func target(_ clock: ClockTarget.Clock, for priority: Priority) -> Target {
    let of = targets.filter { $0.clock == clock }
    return (of.first { $0.priority == priority } ?? of.first { $0.priority == nil })?.target ?? .none
  }

  /// Which tickets the queue takes.
  package enum Condition: Sendable, Hashable, Codable {
    case otherwise
    case tag(String)
    case source(String)
    case priority(Priority)
  }

  package enum Hours: Sendable, Hashable, Codable {
    case always
    case named(OfficeHoursID)
  }

  /// What happens to a ticket that arrives while the queue is closed (A22, rule K3).
  package enum OutsideHours: String, Sendable, Hashable, Codable, CaseIterable {
    case hold
    case page
  }
}

/// A promise: which clock, for which priority (nil: every), and how long.
package struct ClockTarget: Sendable, Hashable, Codable {
  package var clock: Clock
  package var priority: Priority?
  package var target: Target

  package init(clock: Clock, priority: Priority? = nil, target: Target) {
    self.clock = clock
    self.priority = priority
    self.target = target
  }

  /// The clocks of rule K8 that this version runs.
  package enum Clock: String, Sendable, Hashable, Codable, CaseIterable {
    case firstResponse = "first response"
    case resolution
  }
}

/// Which escalation policy a priority follows; a nil priority stands for every one.
package struct PriorityEscalation: Sendable, Hashable, Codable {
  package var priority: Priority?
  package var policy: EscalationID

  package init(priority: Priority? = nil, policy: EscalationID) {
    self.priority = priority
    self.policy = policy
  }
}

/// How the owner is chosen among those who may have the ticket (rule K1).
package enum AssignmentPolicy: String, Sendable, Hashable, Codable, CaseIterable {
  case leastLoaded = "least loaded"
  case roundRobin = "round robin"
}

/// One stage of the overflow, which finds an owner.
package struct OverflowLevel: Sendable, Hashable, Codable {
  package var to: Recipient
  /// How long a full level is waited for before this one is tried; an empty one passes at once.
  package var after: PlainDuration?
  /// True for the level that starts the escalation policy instead of assigning.
  package var pages: Bool = false

  package init(to: Recipient, after: PlainDuration? = nil, pages: Bool = false) {
    self.to = to
    self.after = after
    self.pages = pages
  }
}

/// Whom a level or a step looks for when it fires: never pinned, always looked up (rule K5).
package enum Recipient: Sendable, Hashable, Codable {
  /// Whoever is on this duty then, or its fallback.
  case duty(DutyID)
  case member(MemberID)
  case lead
  /// The ticket's owner.
  case owner
}
