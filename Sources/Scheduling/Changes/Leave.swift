import Timekeeping

/// An interval in which a member must not be assigned, in every team (rule T9).
package struct Leave: Sendable, Hashable, Codable {
  package let id: String
  package var member: MemberID
  package var interval: Interval
  package var kind: Kind
  package var note: String?

  package init(id: String, member: MemberID, interval: Interval, kind: Kind, note: String? = nil) {
    self.id = id
    self.member = member
    self.interval = interval
    self.kind = kind
    self.note = note
  }

  package enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    /// Booked ahead: drafting and rotations honour it; a published shift keeps its member until the conflict is solved.
    case planned
    /// Confirmed as unavailable: takes effect at once, also on published shifts.
    case unavailable
  }
}
