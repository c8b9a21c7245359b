import Scheduling
import Timekeeping

/// What the facts about a ticket come to: its state, whose turn it is, and what its clocks are computed from (rule O9).
package struct TicketCourse: Sendable, Hashable {
  /// The number of the newest fact; 0 without any.
  package var lastNumber: Int = 0
  package var began: Timestamp = .distantPast
  package var beginning: TicketBeginning?
  package var priority: Priority?
  /// As the source or somebody called it since it began; nil before.
  package var title: String?
  package var tags: [String] = []
  package var tier: String?
  package var customer: String?
  package var owner: MemberID?
  /// Every state with when it began, in order; the last one lasts.
  package var states: [StateSpan] = []
  package var messages: [KeptMessage] = []
  /// What began and ended the waits of customers, in order.
  var words: [WaitingWord] = []
  var waits: CustomerWaits = CustomerWaits()
  /// Answers that the customer has not got yet.
  package var undelivered: Set<String> = []
  /// The first public answer of somebody who is not one of us, also once we have answered.
  var community: FirstResponse?
  package var triaged: Timestamp?
  /// True once somebody has said what it is; a reply, which ends the triage too, says nothing of that.
  package var isTriagedByHand: Bool = false
  package var acknowledged: Timestamp?
  package var breaches: [BreachRecord] = []
  package var warnings: [ClockWarning] = []
  package var links: [LinkedItem] = []
  package var closing: CloseRecord?
  package var improvements: [Improvement] = []
  package var followUps: Int = 0
  package var rating: EffortAnswer?
  /// When a person of ours last did anything with it (C69).
  package var lastLooked: Timestamp?
  /// When somebody last said that they had looked through it in a review.
  package var lastReviewed: Timestamp?
  package var reopened: Int = 0
  /// Whether the source says that the item is over, by its newest word.
  package var sourceClosed: Bool?
  /// When we learned of that.
  package var sourceChanged: Timestamp?
  /// The fact by which it said last that the item is over, having said otherwise before; nil before any.
  var sourceEnded: Int?
  /// The items of tickets that were merged into it.
  package var items: [MergedItem] = []
  /// Tags that rules gave the ticket: its source's own come and go beside them.
  package var givenTags: [String] = []
  /// How urgent the source said last that it is; a person may have said otherwise since.
  package var saidPriority: Priority?
  var versions: [String: NewestWord] = [:]
  /// Messages that were deleted, also those that we did not have by then.
  var tombstones: Set<String> = []

  package init() {}

  package var state: TicketState { states.last?.state ?? .new }
  /// The same, but for what waits for somebody while nobody owns it (C27).
  var turn: TicketState { states.last?.turn ?? .new }
  package var stateSince: Timestamp { states.last?.from ?? began }
  /// When an On-hold ticket wakes by itself.
  package var wake: Timestamp? { state == .onHold ? states.last?.wake : nil }

  /// When the ticket was resolved the last time, and still is.
  package var resolved: Timestamp? {
    guard state == .resolved || state == .closed else { return nil }
    return states.last { $0.state != .resolved && $0.state != .closed }.flatMap { open in
      states.first { $0.from >= open.from && ($0.state == .resolved || $0.state == .closed) }?.from
    } ?? states.last?.from
  }

  /// The time spent in `wanted` states until `now`, sorted and disjoint (rule O3).
  package func spans(in wanted: [TicketState], until now: Timestamp) -> [Interval] {
    states.enumerated().compactMap { index, span in
      guard wanted.contains(span.turn) else { return nil }
      let end = index + 1 < states.count ? states[index + 1].from : now
      return Interval(span.from, end)
    }.union
  }

  /// The fact by which the source ended the item before `event`; nil where it did not, and for what is older than its word.
  package func end(before event: SourceEvent) -> Int? {
    versions["state"]?.isNewer(than: event.version) == true ? nil : sourceEnded
  }

  /// The links whose item is still open and keeps the ticket from being closed (A29).
  package var openBlockers: [LinkedItem] { links.filter { $0.blocksClosing && $0.isOpen } }
  /// What a hold says that ends with the linked bugs; nil where none is open.
  var waitForBlockers: String? {
    openBlockers.isEmpty ? nil : "it waits for \(listed(openBlockers.map(\.id)))"
  }
  /// Why it is in its state; a hold for bugs names those that are open now.
  package var stateBecause: String? {
    (states.last?.reason == .openBugs ? waitForBlockers : nil) ?? states.last?.because
  }
  /// What is still worked on elsewhere, whether or not the ticket has to stay open for it.
  package var openWork: [LinkedItem] { links.filter { $0.isOpen && ($0.kind.isWork || $0.blocksClosing) } }

  /// Whose turn it is (rule K9).
  package var waitsFor: WaitingSide {
    switch turn {
    case .new, .open: .us
    case .pending: .customer
    case .onHold: .others
    case .resolved, .closed: .nobody
    }
  }
}

/// Who has to do something next.
package enum WaitingSide: String, Sendable, Hashable, Codable, CaseIterable {
  case us, customer, others, nobody
}

/// From when a ticket was in a state.
package struct StateSpan: Sendable, Hashable {
  package var state: TicketState
  package var from: Timestamp
  package var because: String
  package var wake: Timestamp?
  /// Of what is New because nobody owns it: as what it waits for somebody all the same.
  var waits: TicketState?
  var reason: StateReason?

  /// Whose turn it is, whoever owns it.
  var turn: TicketState { waits ?? state }

  func isSame(as other: StateSpan) -> Bool {
    state == other.state && wake == other.wake && waits == other.waits
  }
}

/// A customer's message that waits for an answer.
package struct WaitingMessage: Sendable, Hashable {
  package var id: String
  package var since: Timestamp
  /// The merged ticket that it was written on; nil for this one.
  package var from: TicketID?
}

/// How long a customer waited for one answer.
package struct AnsweredWait: Sendable, Hashable {
  package var from: Timestamp
  package var at: Timestamp
  package var by: MemberID?
}

/// What ended the wait for the first response, and when.
package struct FirstResponse: Sendable, Hashable, Codable {
  package var at: Timestamp
  package var how: How
  package var by: MemberID?

  package enum How: String, Sendable, Hashable, Codable {
    case reply
    /// Somebody else's public answer (E4); counts by setting.
    case community
    /// A mere acknowledgement (A23); counts by setting.
    case acknowledgement
    case noReplyNeeded = "no reply needed"
    /// Resolved without a word (A14); ends the clock, and counts as a response by setting only.
    case resolved
  }
}

/// When the customer was told that they will hear from us.
package struct PromisedUpdate: Sendable, Hashable {
  package var made: Timestamp
  package var until: Timestamp
  package var by: MemberID?
  /// When we did write; nil while it is open, or when another promise took its place.
  package var kept: Timestamp?
}

/// A due time that passed, with the policy of that time: recomputing leaves it as it is (rule O9).
package struct BreachRecord: Sendable, Hashable, Codable {
  package var clock: ClockTarget.Clock
  package var from: Timestamp
  package var due: Timestamp
  package var noted: Timestamp
  package var target: Target
  /// Where the promise was written, and in which version.
  package var policy: String
  package var definitions: Int

  package init(
    clock: ClockTarget.Clock, from: Timestamp, due: Timestamp, noted: Timestamp, target: Target, policy: String,
    definitions: Int
  ) {
    self.clock = clock
    self.from = from
    self.due = due
    self.noted = noted
    self.target = target
    self.policy = policy
    self.definitions = definitions
  }
}

/// A warning that was given before a due time.
package struct ClockWarning: Sendable, Hashable, Codable {
  package var clock: ClockTarget.Clock
  package var due: Timestamp
  /// How long before.
  package var lead: PlainDuration

  package init(clock: ClockTarget.Clock, due: Timestamp, lead: PlainDuration) {
    self.clock = clock
    self.due = due
    self.lead = lead
  }
}
