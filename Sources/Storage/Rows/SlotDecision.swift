import Scheduling
import Timekeeping

/// What a lead decided about one slot to come; it binds every draft until it is released.
package struct SlotDecision: Sendable, Hashable {
  /// `LD-1`, `LD-2`, …
  package let id: String
  package var team: TeamID
  package var slot: ShiftID
  /// When the slot is, as it was when this was decided.
  package var interval: Interval
  package var member: MemberID
  package var kind: Kind
  package var at: Timestamp
  package var by: String

  package enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    /// The member has the slot in a draft and keeps it.
    case lock
    /// The slot is the member's.
    case assign
    /// The slot is anybody's but the member's.
    case forbid

    /// True where the slot is given to somebody.
    package var gives: Bool { self != .forbid }
  }

  package init(
    id: String, team: TeamID, slot: ShiftID, interval: Interval, member: MemberID, kind: Kind, at: Timestamp,
    by: String
  ) {
    self.id = id
    self.team = team
    self.slot = slot
    self.interval = interval
    self.member = member
    self.kind = kind
    self.at = at
    self.by = by
  }
}
