import Scheduling
import Timekeeping

/// One slot of a draft and who would stand it.
package struct DraftAssignment: Sendable, Hashable, Codable {
  package let slot: Slot
  /// How people call the duty.
  package let title: String
  /// `08:00-12:00` on the wall of `zone`.
  package let window: String
  package let zone: ZoneID
  /// Nil where the slot is open.
  package let member: MemberID?
  /// Why this member, or why nobody.
  package let because: [Reason]
  /// Every other member of the team, in the order of the file; in large drafts (`DraftWriter.fullest`) only who would
  /// cost least.
  package let others: [OtherMember]
  /// What each rule charges for this member, next to the rest of the draft.
  package let charges: [Charge]

  package init(
    slot: Slot, title: String, window: String, zone: ZoneID, member: MemberID?, because: [Reason] = [],
    others: [OtherMember] = [], charges: [Charge] = []
  ) {
    self.slot = slot
    self.title = title
    self.window = window
    self.zone = zone
    self.member = member
    self.because = because
    self.others = others
    self.charges = charges
  }

  /// `desk 08:00-12:00 on Mon 12 Jan`.
  package var label: String { "\(title) \(window) on \(Wording.day(slot.date))" }

  /// True where it is nobody's on purpose, by the file or a lead's word.
  package var isLeftOpen: Bool { member == nil && because.contains { $0.rule == Reason.leftOpen.rule } }

  /// The same slot in other hands, or nobody's, without reasons.
  package func held(by member: MemberID?) -> DraftAssignment {
    DraftAssignment(slot: slot, title: title, window: window, zone: zone, member: member)
  }
}

/// What speaks against a member who does not have a slot, next to the rest of the draft.
package struct OtherMember: Sendable, Hashable, Codable {
  package let member: MemberID
  /// Why the member may not take the slot; nil when they may.
  package let obstacle: Reason?
  /// How many points more it would cost with this member; nil when they may not, or where the slot is open.
  package let extra: Int?
  /// The rule by which it costs most more; nil when it costs no more.
  package let because: Reason?

  package init(member: MemberID, obstacle: Reason?, extra: Int?, because: Reason? = nil) {
    self.member = member
    self.obstacle = obstacle
    self.extra = extra
    self.because = because
  }

  /// A sentence for a lead.
  package var text: String {
    if let obstacle { return obstacle.sentence }
    guard let extra, extra != 0 else { return "may take it at the same price" }
    let why = because.map { " (\($0.sentence))" } ?? ""
    return "may take it, \(Wording.count(abs(extra), "point")) \(extra > 0 ? "more" : "less")\(why)"
  }
}
