import Scheduling
import Timekeeping

/// One thing that happened to a ticket, as it is kept: states, clocks and reports are folded from these (rule O9).
///
/// Facts are never changed. What a source corrects later (an edited message, a newer priority) is a fact of its own.
package struct TicketFact: Sendable, Hashable, Codable {
  /// From 1, in the order in which the desk learned of them.
  package var number: Int
  /// By the desk's clock, so that a sender's clock can neither stop nor start one of ours.
  package var at: Timestamp
  package var by: FactAuthor
  package var what: Kind

  package init(number: Int, at: Timestamp, by: FactAuthor, what: Kind) {
    self.number = number
    self.at = at
    self.by = by
    self.what = what
  }

  package enum Kind: Sendable, Hashable, Codable {
    case began(TicketBeginning)
    case message(TicketMessage)
    case edited(MessageEdit)
    case deleted(messageID: String)
    case state(StateChange)
    case owner(MemberID?)
    case changed(TicketChange)
    /// An answer that its customer did not get, and one that they got after all.
    case undelivered(messageID: String)
    case delivered(messageID: String)
    /// Somebody looked at it and said what it is (rule K8).
    case triaged(kind: String?)
    /// The customer's last words need no answer (D54).
    case noReplyNeeded(because: String)
    case acknowledged
    /// The customer was told when they will hear from us (B17, E10).
    case promised(until: Timestamp)
    case breached(BreachRecord)
    /// The owner was warned that a clock runs out.
    case warned(ClockWarning)
    /// Somebody looked through it in the review of its queue (C69).
    case reviewed
    case linked(LinkedItem)
    /// Another ticket goes on in this one, whose clock is the earlier of the two (rule K8); `answered` where its customer
    /// had an answer by then.
    case merged(TicketID, since: Timestamp, answered: FirstResponse?)
    /// A message of that ticket, which is this one's from now on.
    case moved(MovedMessage)
    case linkChanged(id: String, isOpen: Bool)
    case closing(CloseRecord)
    case improvement(Improvement)
    /// The desk asked a silent customer again, for the n-th time (C21).
    case followedUp(Int)
    case rated(EffortAnswer)
    /// What the source says of whether its item is over.
    case sourceState(isClosed: Bool, version: SourceVersion?)
    /// The same of a merged ticket's item.
    case itemState(of: TicketID, isClosed: Bool, version: SourceVersion?)
  }
}

extension TicketFact.Kind {
  /// False for facts that no clock goes by.
  var movesClocks: Bool {
    switch self {
    case .owner, .warned, .reviewed, .linked, .linkChanged, .closing, .improvement, .followedUp, .rated, .sourceState,
      .itemState:
      false
    case .began, .message, .edited, .deleted, .undelivered, .delivered, .state, .changed, .triaged, .noReplyNeeded,
      .acknowledged, .promised, .breached, .merged, .moved:
      true
    }
  }
}

/// Who did what a fact tells of.
package enum FactAuthor: Sendable, Hashable, Codable {
  case member(MemberID)
  /// By the name or address that the source gave.
  case customer(String?)
  /// A source, or a program behind it.
  case source(String)
  /// The desk itself, by its rules.
  case desk

  package var member: MemberID? { if case .member(let id) = self { id } else { nil } }
  var isSource: Bool { if case .source = self { true } else { false } }
}

/// What a ticket was when it began.
package struct TicketBeginning: Sendable, Hashable, Codable {
  package var source: String
  package var queue: QueueID
  package var priority: Priority
  package var tags: [String]
  package var tier: String?
  package var customer: String?
  /// The earliest beginning of the tickets that were merged into it (rule K8); nil for its own.
  package var since: Timestamp?
  /// Of the source, for what it says here (invariant I9); nil where it has no order to offer.
  package var version: SourceVersion?
  /// Tags that rules gave it beside those of its source; nil where they gave none.
  package var given: [String]?
  /// How urgent the source said it is; nil where it did not.
  package var said: Priority?

  package init(
    source: String, queue: QueueID, priority: Priority, tags: [String] = [], tier: String? = nil,
    customer: String? = nil, since: Timestamp? = nil, version: SourceVersion? = nil, said: Priority? = nil
  ) {
    self.source = source
    self.queue = queue
    self.priority = priority
    self.tags = tags
    self.tier = tier
    self.customer = customer
    self.since = since
    self.version = version
    self.said = said
  }
}

/// What became different of what clocks and queues go by; nil is "as it was".
package struct TicketChange: Sendable, Hashable, Codable {
  package var title: String?
  package var queue: QueueID?
  package var priority: Priority?
  package var tags: [String]?
  package var tier: String?
  package var customer: String?
  /// Of the source that says so; nil for a person of ours, whose word holds until a newer one.
  package var version: SourceVersion?
  /// True where the priority is the source's own word, and not a person's or a label's.
  package var isSaid: Bool?

  package init(
    title: String? = nil, queue: QueueID? = nil, priority: Priority? = nil, tags: [String]? = nil, tier: String? = nil,
    customer: String? = nil, version: SourceVersion? = nil, isSaid: Bool? = nil
  ) {
    self.title = title
    self.queue = queue
    self.priority = priority
    self.tags = tags
    self.tier = tier
    self.customer = customer
    self.version = version
    self.isSaid = isSaid
  }

  package var isEmpty: Bool {
    title == nil && queue == nil && priority == nil && tags == nil && tier == nil && customer == nil
  }
}

/// A change of state (rule K9).
package struct StateChange: Sendable, Hashable, Codable {
  package var to: TicketState
  package var because: String
  /// For On-hold: when it wakes by itself.
  package var wake: Timestamp?
  /// Of what is New because nobody owns it (C27): as what it waits for somebody all the same.
  package var waits: TicketState?
  /// What the desk itself goes by later; nil for all else, and for what was stored before it was kept.
  package var reason: StateReason?

  package init(
    to: TicketState, because: String, wake: Timestamp? = nil, waits: TicketState? = nil, reason: StateReason? = nil
  ) {
    self.to = to
    self.because = because
    self.wake = wake
    self.waits = waits
    self.reason = reason
  }
}

/// A reason that the desk knows again, whatever words say it.
package enum StateReason: String, Sendable, Hashable, Codable {
  /// It would have ended, and waits for bugs that it is linked to.
  case openBugs = "open bugs"
  /// An answer did not reach the customer.
  case answerRefused = "answer refused"
  /// What it was linked to is done.
  case workDone = "work done"
}
