import Scheduling
import Timekeeping

/// A work item on a team's desk; every open one has an owner or a stated wait, and exactly one primary timer.
package struct Ticket: Sendable, Hashable, Codable {
  package let id: TicketID
  package var team: TeamID
  package var queue: QueueID
  /// The source's name in the settings, and the id the item has there: together unique for ever.
  package var source: String
  package var externalID: String
  package var title: String
  package var body: String
  package var requester: String?
  package var url: String?
  package var tags: [String]
  package var priority: Priority
  package var state: TicketState
  package var created: Timestamp
  /// Who is answerable for it; nil only while `placement` says what it waits for.
  package var owner: MemberID?
  package var assigned: Timestamp?
  package var placement: Placement
  package var acknowledgement: Acknowledgement?
  /// When the first of the running promises is due (rules K8, O1–O10); nil without one.
  package var due: Timestamp?
  /// True while a message of the customer waits for an answer; nil for a ticket that was stored before this was kept.
  package var isWaitedFor: Bool?
  /// When the desk first noted that a due time had passed.
  package var breached: Timestamp?
  /// Counts the times the ticket began to page anew; part of every page's identity (rule K6).
  package var episode: Int = 1
  package var escalation: EscalationState?
  /// The version of the definitions its policies are pinned to (rule K5).
  package var definitions: Int
  package var closed: Timestamp?
  /// The sentence that explains the present owner or wait.
  package var because: String
  /// Who has had it, who was asked, who follows it (rules K1 to K3).
  package var custody = Custody()
  /// Whose it is, what it is about, who may see it.
  package var classification = Classification()
  /// Other tickets it has to do with, in the order they were tied.
  package var links: [TicketLink] = []
  /// Row version, compared on every change.
  package var version: Int = 0
  /// What its clocks showed at the last decision; nil for one that was stored before it had any.
  package var clocks: [ClockReading]?
  /// Where its customer is answered; nil for one that was stored before that was kept.
  package var correspondence: Correspondence?

  package init(
    id: TicketID, team: TeamID, queue: QueueID, source: String, externalID: String, title: String, body: String,
    requester: String? = nil, url: String? = nil, tags: [String], priority: Priority, state: TicketState,
    created: Timestamp, owner: MemberID? = nil, assigned: Timestamp? = nil, placement: Placement,
    acknowledgement: Acknowledgement? = nil, due: Timestamp? = nil, breached: Timestamp? = nil, episode: Int = 1,
    escalation: EscalationState? = nil, definitions: Int, closed: Timestamp? = nil, because: String,
    custody: Custody = Custody(), classification: Classification = Classification(), links: [TicketLink] = [],
    version: Int = 0, clocks: [ClockReading]? = nil, correspondence: Correspondence? = nil
  ) {
    self.id = id
    self.team = team
    self.queue = queue
    self.source = source
    self.externalID = externalID
    self.title = title
    self.body = body
    self.requester = requester
    self.url = url
    self.tags = tags
    self.priority = priority
    self.state = state
    self.created = created
    self.owner = owner
    self.assigned = assigned
    self.placement = placement
    self.acknowledgement = acknowledgement
    self.due = due
    self.breached = breached
    self.episode = episode
    self.escalation = escalation
    self.definitions = definitions
    self.closed = closed
    self.because = because
    self.custody = custody
    self.classification = classification
    self.links = links
    self.version = version
    self.clocks = clocks
    self.correspondence = correspondence
  }

  package var isOpen: Bool { state != .resolved && state != .closed }
  /// Whose turn it is, also of what is New because nobody owns it and waits for somebody all the same (C27).
  var turn: TicketState { custody.wait?.state ?? state }
}

/// `T-1`, `T-2`, …: given in order of arrival.
package struct TicketID: Sendable, Hashable, Comparable, TextForm {
  package let number: Int

  package init(number: Int) { self.number = number }

  package static func < (a: TicketID, b: TicketID) -> Bool { a.number < b.number }
  package static let form = "a ticket id such as T-12"

  package init(text: String) throws(TextProblem) {
    let digits = text.hasPrefix("T-") || text.hasPrefix("t-") ? text.dropFirst(2) : text[...]
    guard let number = decimal(digits, limit: 15) else { throw Self.problem(text, "a ticket id") }
    self.number = number
  }

  package var description: String { "T-\(number)" }
}

/// Whose turn it is (rule K9).
package enum TicketState: String, Sendable, Hashable, Codable, CaseIterable {
  /// Nobody owns it.
  case new
  /// We own the next step.
  case open
  /// The customer does.
  case pending
  /// Somebody else does.
  case onHold = "on hold"
  case resolved
  case closed
}

/// Where an open ticket stands between arrival and an owner (rule K3).
package enum Placement: Sendable, Hashable, Codable {
  case owned
  /// Nobody is disturbed now; looked at again at `until`. Until then those in `custody.offered` may claim it.
  case held(until: Timestamp)
  /// Everybody at `level` is full; the next level is tried at `until`.
  case overflowing(level: Int, until: Timestamp)
  /// Posted to those who may claim it; without a claim the next level is tried at `until` (rule K1, pull).
  case offered(level: Int, until: Timestamp)
  /// The people at `level` were asked whether they take it; without an answer it goes on at `until` (rule K3).
  case asking(level: Int, until: Timestamp)
  /// No level found an owner; the escalation policy pages.
  case paging
  /// Nobody is left: told to the lead, looked at again at `review`.
  case unassignable(review: Timestamp)

  /// When a hold ends; nil for all else.
  package var heldUntil: Timestamp? { if case .held(let until) = self { until } else { nil } }
}

/// Who took responsibility, when and how (rule K7).
package struct Acknowledgement: Sendable, Hashable, Codable {
  package var by: MemberID
  package var at: Timestamp
  package var via: String
  /// When the acknowledger is asked whether the work still goes on; nil means never.
  package var renewBy: Timestamp?

  package init(by: MemberID, at: Timestamp, via: String, renewBy: Timestamp? = nil) {
    self.by = by
    self.at = at
    self.via = via
    self.renewBy = renewBy
  }
}

/// Where an escalation stands; the policy is a copy, people are looked up when a step fires (rule K5).
package struct EscalationState: Sendable, Hashable, Codable {
  package var policy: EscalationPolicy
  /// The step that fires next.
  package var step: Int = 0
  /// How often the steps have been gone through.
  package var round: Int = 0
  /// When this round began and when a step last fired.
  package var began: Timestamp
  package var lastFired: Timestamp?
  package var exhausted: Bool = false
  /// Whom this episode has paged, in order; nil before anybody, and in what was stored before it was kept.
  package var tried: [TriedPerson]?

  package init(
    policy: EscalationPolicy, step: Int = 0, round: Int = 0, began: Timestamp, lastFired: Timestamp? = nil,
    exhausted: Bool = false
  ) {
    self.policy = policy
    self.step = step
    self.round = round
    self.began = began
    self.lastFired = lastFired
    self.exhausted = exhausted
  }
}

extension Ticket {
  /// When a held ticket is looked at again: when its shift begins, or sooner where time alone may find an owner. Room that
  /// comes free ends the wait at once. While it is posted, looking sooner finds others who may claim it, and no owner.
  package var heldUntil: Timestamp? {
    placement.heldUntil.map { custody.offered.isEmpty ? min($0, custody.reconsider ?? $0) : $0 }
  }
}
