import Scheduling
import Timekeeping

/// Why a slot of a draft is with whom it is, and what speaks against everybody else.
package struct SlotExplanation: Sendable, Hashable, Codable {
  package let slot: ShiftID
  /// `desk 08:00-12:00 on Mon 12 Jan`.
  package let label: String
  package let interval: Interval
  /// Nil where the slot is open.
  package let member: MemberID?
  package let name: String?
  /// Why this member, or why nobody; the first sentence says most.
  package let because: [Reason]
  /// What each rule charges for the member, next to the rest of the draft.
  package let charges: [Charge]
  /// Why the member may not have the slot after all, as things are now.
  package let obstacle: Reason?
  /// Everybody else: who may take it by what it would cost, then who may not in the order of the file.
  package let others: [Alternative]

  /// Who could take it instead at the least price; nil when nobody may.
  package var next: Alternative? { others.first { $0.obstacle == nil } }
}

/// What a member has in a draft, what each slot costs, and what they miss of a fair share.
package struct MemberExplanation: Sendable, Hashable, Codable {
  package let member: MemberID
  package let name: String
  /// In order of time.
  package let slots: [HeldSlot]
  /// The member's hours and share; see `MemberBalance`.
  package let balance: MemberBalance
  /// What kept the member from the other slots, what keeps from most of them first.
  package let missed: [MissedSlots]

  /// `Ana has 2 slots (8.0 h) and 2.5 h less than a fair share`: weighted hours over the fairness window.
  package var sentence: String {
    let hours = "\(Wording.tenths(balance.minutes * 100 / 60)) h"
    let count = slots.isEmpty ? "no slot" : "\(Wording.count(slots.count, "slot")) (\(hours))"
    return "\(name) has \(count) and \(Wording.deviation(balance.after - balance.share))"
  }

  /// A slot of the member.
  package struct HeldSlot: Sendable, Hashable, Codable {
    package let slot: ShiftID
    package let label: String
    package let interval: Interval
    /// What it costs that the member has it, in points; below zero where the draft is the better for it.
    package let points: Int
    package let charges: [Charge]
    package let obstacle: Reason?
    /// Who could take it instead at the least price.
    package let next: Alternative?
  }

  /// Slots that the member does not have for one reason.
  package struct MissedSlots: Sendable, Hashable, Codable {
    /// The rule that forbids them, or `price` for those that somebody else does for less.
    package let rule: String
    package let count: Int
    /// What is said of the first of them, with its name.
    package let example: String

    /// `3 slots: not-on-leave, such as desk 08:00-12:00 on Mon 12 Jan: Ana is on leave 12–16 Jan`.
    package var text: String { "\(Wording.count(count, "slot")): \(rule), such as \(example)" }
  }
}
