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
  /// The same on one time of the week, on the wall of the team's zone; where it is given, `review` is not gone by.
  package var weeklyReview: WeeklyMoment?
  package var skills: [String] = []
  /// What a ticket becomes when one of us has replied (A12, C29); nil leaves that to the desk: pending.
  package var afterReply: AfterReply?
  /// True when an acknowledgement without an answer counts as the first response (A23).
  package var acknowledgementCounts: Bool = false
  /// What it asks of owners beyond that (rule K1).
  package var rules = AssignmentRules()
  /// What happens when a customer writes and the owner is off shift (rule K2).
  package var offShift = OffShiftRules()
  /// Promises to some tickets, before `targets`: the first that fits and names a clock decides (E7).
  package var promises: [TargetPolicy]?
  /// What messages and time do to its tickets; nil for what holds everywhere.
  package var states: StateRules?
  /// How its tickets end; nil for what holds everywhere.
  package var closing: ClosingRules?
  /// What whoever writes while it is closed is told, with `opening` for when it opens; nil tells nothing (A22, K3).
  package var closedReply: String?
  /// Which sources go before others, of tickets that are due alike and as urgent; nil for none (D3).
  package var sourcesFirst: [String]?
  /// Stands for the next opening in `closedReply`.
  package static let opening = "{opening}"

  package init(
    id: QueueID, when: Condition, hours: Hours = .always, pageFrom: Priority? = nil,
    outsideHours: OutsideHours = .hold, targets: [ClockTarget] = [], escalations: [PriorityEscalation] = [],
    assign: AssignmentPolicy = .leastLoaded, overflow: [OverflowLevel] = [],
    shiftEndBuffer: PlainDuration = PlainDuration(.minutes(15)), review: PlainDuration = PlainDuration(.hours(24)),
    weeklyReview: WeeklyMoment? = nil, skills: [String] = [], afterReply: AfterReply? = nil,
    acknowledgementCounts: Bool = false, rules: AssignmentRules = AssignmentRules(),
    offShift: OffShiftRules = OffShiftRules(), promises: [TargetPolicy]? = nil, states: StateRules? = nil,
    closing: ClosingRules? = nil
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
    self.weeklyReview = weeklyReview
    self.skills = skills
    self.afterReply = afterReply
    self.acknowledgementCounts = acknowledgementCounts
    self.rules = rules
    self.offShift = offShift
    self.promises = promises
    self.states = states
    self.closing = closing
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
    /// Only what a rule of the team's `routing:` sends there.
    case routed
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
    /// Posted to whoever is on anyway, who may claim it; nobody is given it or woken, and the clock stands still as the
    /// hours say.
    case bestEffort = "best effort"
    case page
  }

  /// The state of a ticket after our reply (rule K9).
  package enum AfterReply: String, Sendable, Hashable, Codable, CaseIterable {
    case resolved, pending, open
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

  /// The clocks of rule K8.
  package enum Clock: String, Sendable, Hashable, Codable, CaseIterable {
    case triage
    case firstResponse = "first response"
    case nextResponse = "next response"
    case resolution
    case promisedUpdate = "promised update"
    /// What is tried for while somebody is on shift (D31): no promise, and never escalated.
    case goal
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
  case weighted
  case primaryOnly = "primary only"
  case pull
}

/// One stage of the overflow, which finds an owner.
package struct OverflowLevel: Sendable, Hashable, Codable {
  package var to: Recipient
  /// How long a full level is waited for before this one is tried; an empty one passes at once.
  package var after: PlainDuration?
  /// True for the level that starts the escalation policy instead of assigning.
  package var pages: Bool = false
  /// For a level that is asked first (C46): how long an answer is waited for, in the queue's open time. Nil for all
  /// other levels.
  package var askFor: PlainDuration?
  /// An owner found here who is silent for this long gives way to the next level (rule K3); nil: never.
  package var acknowledgeWithin: PlainDuration?
  /// The first and the last day on which the level is there, of the team's zone (C18); nil is open.
  package var from: CivilDate?
  package var until: CivilDate?

  package init(
    to: Recipient, after: PlainDuration? = nil, pages: Bool = false, askFor: PlainDuration? = nil,
    acknowledgeWithin: PlainDuration? = nil, from: CivilDate? = nil, until: CivilDate? = nil
  ) {
    self.to = to
    self.after = after
    self.pages = pages
    self.askFor = askFor
    self.acknowledgeWithin = acknowledgeWithin
    self.from = from
    self.until = until
  }

  package func isInForce(on date: CivilDate) -> Bool {
    (from.map { $0 <= date } ?? true) && (until.map { date <= $0 } ?? true)
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
