import Scheduling
import Timekeeping

/// What a ticket was taken for when it came, and what triage made of it.
package struct Classification: Sendable, Hashable, Codable {
  package var customer: CustomerID?
  /// What the customer pays for, in the words of the team file: `enterprise`, `community`.
  package var tier: String?
  /// What it is about: `bug`, `feature request`, `usage question`.
  package var kind: String?
  package var visibility: Visibility = .team
  /// Where it was said, in its source: a chat channel, a repository.
  package var channel: String?
  /// True while the priority is only assumed or proposed by a rule: triage settles it (B25).
  package var isProposed: Bool = false
  /// Why it was over as soon as it came; nil for others.
  package var ending: RoutingEnding?

  package init(
    customer: CustomerID? = nil, tier: String? = nil, kind: String? = nil, visibility: Visibility = .team,
    channel: String? = nil, isProposed: Bool = false, ending: RoutingEnding? = nil
  ) {
    self.customer = customer
    self.tier = tier
    self.kind = kind
    self.visibility = visibility
    self.channel = channel
    self.isProposed = isProposed
    self.ending = ending
  }
}

/// Who may see a ticket.
package enum Visibility: String, Sendable, Hashable, Codable, CaseIterable {
  /// Anybody: it was said in public (E13).
  case open = "public"
  /// The whole team (A9).
  case team
  /// The owner, the followers, the queue's confidants and the lead (E14).
  case confidential = "private"
}

package struct CustomerID: Slug {
  package static let noun = "a customer id"
  package let text: String
  package init(unchecked text: String) { self.text = text }
}

extension Ticket {
  package var isPrivate: Bool { classification.visibility == .confidential }
  /// What may leave the desk of its title (E14).
  package var publicTitle: String { isPrivate ? "a private ticket" : title }
}

// A ticket that was stored before tickets were classified has the default.
extension KeyedDecodingContainer {
  func decode(_ type: Classification.Type, forKey key: Key) throws -> Classification {
    try decodeIfPresent(type, forKey: key) ?? Classification()
  }
}
