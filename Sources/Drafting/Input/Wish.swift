import Scheduling
import Timekeeping

/// What a member asked for: to be off, or to be on, in some time to come.
///
/// A wish never forbids anything: a draft pays for what it does not grant, as much as the team's rules say for each
/// point of `weight`.
package struct Wish: Sendable, Hashable, Codable {
  /// The id of the request it stands in, such as `W-3`; a request for several days makes several wishes.
  package var id: String
  package var member: MemberID
  package var kind: Kind
  /// Half-open; whole days are those of the member's zone.
  package var interval: Interval
  /// How much it matters to the member, from 1 to 9.
  package var weight: Int

  package enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    /// No slot that shares time with the interval.
    case off
    /// A slot that shares time with the interval.
    case on
  }

  package init(id: String, member: MemberID, kind: Kind, interval: Interval, weight: Int = 1) {
    self.id = id
    self.member = member
    self.kind = kind
    self.interval = interval
    self.weight = weight
  }
}
