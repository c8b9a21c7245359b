import Scheduling

/// What a lead decided about one slot before drafting again: this member and nobody else, or anybody but this member.
package struct LeadDecision: Sendable, Hashable, Codable {
  package var slot: ShiftID
  package var member: MemberID
  package var kind: Kind
  /// True for a slot that the member chose themselves; it binds a draft in the same way (D14).
  package var isClaim: Bool

  /// In the place of a member: the slot is nobody's, and a draft leaves it open.
  package static let nobody = MemberID(unchecked: "open")

  package enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    /// The slot is the member's; it stays open where a hard rule forbids that.
    case assign
    case forbid
  }

  package init(slot: ShiftID, member: MemberID, kind: Kind, isClaim: Bool = false) {
    self.slot = slot
    self.member = member
    self.kind = kind
    self.isClaim = isClaim
  }

  /// True where it is decided that nobody has the slot.
  package var opens: Bool { kind == .assign && member == Self.nobody }
}
