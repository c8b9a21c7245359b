import Scheduling
import Timekeeping

/// One line of a team's `routing:`: which tickets it is about, and what it makes of them.
package struct RoutingRule: Sendable, Hashable, Codable {
  /// What people call it when they ask why: unique in the team.
  package var name: String
  package var when: RoutingCondition
  package var outcome: RoutingOutcome

  package init(name: String, when: RoutingCondition, outcome: RoutingOutcome) {
    self.name = name
    self.when = when
    self.outcome = outcome
  }
}

/// Which tickets: everything that is listed must hold, and of each list any one.
package struct RoutingCondition: Sendable, Hashable, Codable {
  package var sources: [String] = []
  /// Patterns with `*` for anything, without regard to case; so are addresses.
  package var channels: [String] = []
  package var addresses: [String] = []
  package var tiers: [String] = []
  package var customers: [CustomerID] = []
  package var tags: [String] = []
  /// Whole words, or several one after the other, of the title or the text.
  package var words: [String] = []
  /// What the source says of the author's tie to us: `member`, `contributor`, `none`.
  package var authors: [String] = []

  package init(
    sources: [String] = [], channels: [String] = [], addresses: [String] = [], tiers: [String] = [],
    customers: [CustomerID] = [], tags: [String] = [], words: [String] = [], authors: [String] = []
  ) {
    self.sources = sources
    self.channels = channels
    self.addresses = addresses
    self.tiers = tiers
    self.customers = customers
    self.tags = tags
    self.words = words
    self.authors = authors
  }
}

/// What a rule makes of a ticket. A thing that an earlier rule said stays.
package struct RoutingOutcome: Sendable, Hashable, Codable {
  package var queue: QueueID?
  /// What it is about: `bug`, `usage question`.
  package var kind: String?
  package var priority: Priority?
  /// At least this urgent until somebody has looked: the priority may be lowered in triage (B25).
  package var proposes: Priority?
  package var tier: String?
  package var visibility: Visibility?
  package var tags: [String] = []
  package var ending: RoutingEnding?

  package init(
    queue: QueueID? = nil, kind: String? = nil, priority: Priority? = nil, proposes: Priority? = nil,
    tier: String? = nil, visibility: Visibility? = nil, tags: [String] = [], ending: RoutingEnding? = nil
  ) {
    self.queue = queue
    self.kind = kind
    self.priority = priority
    self.proposes = proposes
    self.tier = tier
    self.visibility = visibility
    self.tags = tags
    self.ending = ending
  }
}

/// A ticket that is over as soon as it came.
package enum RoutingEnding: Sendable, Hashable, Codable {
  /// The customer is told where to go instead (A3, A19); counted in reports under the reason.
  case redirect(text: String, reason: String)
  /// Spam and the like (C42): closed, and in no report on promises.
  case notATicket

  /// The close reason of what was no ticket; people may give it, too, whatever reasons their queue has.
  package static let noTicket = "not a ticket"

  /// The close reason.
  package var reason: String {
    switch self {
    case .redirect(_, let reason): reason
    case .notATicket: RoutingEnding.noTicket
    }
  }
}
