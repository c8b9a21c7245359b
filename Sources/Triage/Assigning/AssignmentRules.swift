import Scheduling
import Timekeeping

/// What a queue asks of its owners beyond skills and the end of their shift, and what it does for them (rules K1, K4).
package struct AssignmentRules: Sendable, Hashable, Codable {
  /// Who may be given its tickets (K1 filter 2); nil: whoever is on.
  package var members: [MemberID]?
  /// Who may see its private tickets, besides the lead (E14).
  package var confidants: [MemberID] = []
  /// After this long without an owner the skills are not asked for any more; nil: never.
  package var skillsRelaxAfter: PlainDuration?
  /// What its tickets count in a load (K1 filter 6); 1 where nothing is said.
  package var weights: [PriorityWeight] = []
  /// From this priority on a full member is given the ticket too, when nobody else can have it.
  package var beyondCapacityFrom: Priority?
  /// How many tickets one member is given in a time (K1 filter 7); nil: any number.
  package var rate: RateLimit?
  /// For how long after their last ticket a customer goes to the same owner; nil: not at all.
  package var sameOwnerWithin: PlainDuration?
  /// How long a posted ticket waits for a claim before the next level is tried, where that one has no `after`.
  package var claimWithin: PlainDuration?
  /// At a shift's start, tickets that waited for it wait this much longer for others who begin then (rule K4).
  package var grace: PlainDuration?

  package init(
    members: [MemberID]? = nil, confidants: [MemberID] = [], skillsRelaxAfter: PlainDuration? = nil,
    weights: [PriorityWeight] = [], beyondCapacityFrom: Priority? = nil, rate: RateLimit? = nil,
    sameOwnerWithin: PlainDuration? = nil, claimWithin: PlainDuration? = nil, grace: PlainDuration? = nil
  ) {
    self.members = members
    self.confidants = confidants
    self.skillsRelaxAfter = skillsRelaxAfter
    self.weights = weights
    self.beyondCapacityFrom = beyondCapacityFrom
    self.rate = rate
    self.sameOwnerWithin = sameOwnerWithin
    self.claimWithin = claimWithin
    self.grace = grace
  }

  /// What a ticket of `priority` counts: its own weight, else that for every priority, else 1.
  package func weight(of priority: Priority) -> Load {
    (weights.first { $0.priority == priority } ?? weights.first { $0.priority == nil })?.weight ?? .one
  }
}

/// What a ticket counts in its owner's load; a nil priority stands for every one.
package struct PriorityWeight: Sendable, Hashable, Codable {
  package var priority: Priority?
  package var weight: Load

  package init(priority: Priority? = nil, weight: Load) {
    self.priority = priority
    self.weight = weight
  }
}

/// No more than `count` tickets in any span of `window`.
package struct RateLimit: Sendable, Hashable, Codable {
  package var count: Int
  package var window: PlainDuration

  package init(count: Int, window: PlainDuration) {
    self.count = count
    self.window = window
  }

  /// When one more may be given, after those given at `times`; nil when that is now.
  func freeAgain(after times: [Timestamp], now: Timestamp) -> Timestamp? {
    let inside = times.filter { $0 <= now && now - $0 < window.duration }.sorted()
    guard count > 0, inside.count >= count else { return nil }
    return inside[inside.count - count] + window.duration
  }
}
