import Scheduling
import Timekeeping

/// A calendar that somebody subscribes to; its address holds a secret of which only the hash is stored.
package struct Feed: Sendable, Hashable {
  /// `F-1`, `F-2`, …
  package let id: String
  package var subject: FeedSubject
  package var options: FeedOptions
  /// Grows when the address is replaced.
  package var generation: Int
  package var created: Timestamp
  package var by: String
  package var revoked: Timestamp?
  package var lastUsed: Timestamp?
  /// The program that asked last, as it named itself.
  package var lastAgent: String?

  package init(
    id: String, subject: FeedSubject, options: FeedOptions = FeedOptions(), generation: Int = 1, created: Timestamp,
    by: String,
    revoked: Timestamp? = nil, lastUsed: Timestamp? = nil, lastAgent: String? = nil
  ) {
    self.id = id
    self.subject = subject
    self.options = options
    self.generation = generation
    self.created = created
    self.by = by
    self.revoked = revoked
    self.lastUsed = lastUsed
    self.lastAgent = lastAgent
  }
}

/// Whose shifts a feed shows.
package enum FeedSubject: Sendable, Hashable, Codable {
  /// One member's, in every team.
  case member(MemberID)
  case team(TeamID)
  case duty(TeamID, DutyID)
}
