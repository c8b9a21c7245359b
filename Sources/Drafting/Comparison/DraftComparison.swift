import Scheduling
import Timekeeping

/// What differs between two rotas of one team and time: slot by slot, and for each member.
///
/// Either side is a draft or a published rota in the form of one. Slots are compared by their ids; costs and balances
/// stand only where both sides know them.
package struct DraftComparison: Sendable, Hashable, Codable {
  /// In order of time and duty; those that are the same on both sides are left out.
  package let slots: [SlotDifference]
  /// How many slots are the same on both sides.
  package let same: Int
  /// Members whose slots differ, in the order of the later side's members.
  package let members: [MemberDifference]
  /// In points; less is better. Nil for a side that no search made.
  package let objectiveBefore: Int?
  package let objectiveAfter: Int?

  package init(_ before: Draft, _ after: Draft) {
    let old = before.assignments.byID
    let new = after.assignments.byID
    let all = Self.inOrder(before.assignments + after.assignments.filter { old[$0.slot.id] == nil })
    let pairs = all.map { (old[$0.slot.id], new[$0.slot.id]) }
    let differences = pairs.compactMap { SlotDifference($0, $1) }
    slots = differences
    same = pairs.count - differences.count
    members = Self.people(before, after).compactMap { member in
      MemberDifference(member, from: before, to: after, slots: differences)
    }
    objectiveBefore = before.fingerprint.isEmpty ? nil : before.objective
    objectiveAfter = after.fingerprint.isEmpty ? nil : after.objective
  }

  private static func inOrder(_ assignments: [DraftAssignment]) -> [DraftAssignment] {
    assignments.sorted {
      ($0.slot.interval.start, $0.slot.duty.text, $0.slot.id) < ($1.slot.interval.start, $1.slot.duty.text, $1.slot.id)
    }
  }

  /// Everybody who is in the balance of a side or holds a slot, once.
  private static func people(_ before: Draft, _ after: Draft) -> [MemberID] {
    let balance = after.balance.map(\.member) + before.balance.map(\.member)
    let holders = (after.assignments + before.assignments).compactMap(\.member).sorted()
    return (balance + holders).uniqued
  }
}

/// One slot that is not the same on both sides.
package struct SlotDifference: Sendable, Hashable, Codable {
  package enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    /// Somebody else has it.
    case moved
    /// It was open.
    case filled
    /// It is open now.
    case opened
    /// The earlier side does not have the slot.
    case added
    /// The later side does not have the slot.
    case dropped
  }

  package let slot: ShiftID
  /// `desk 08:00-12:00 on Mon 12 Jan`.
  package let label: String
  package let interval: Interval
  package let kind: Kind
  /// Nil where it is open, or not there.
  package let before: MemberID?
  package let after: MemberID?

  /// Nil where the two are the same.
  fileprivate init?(_ old: DraftAssignment?, _ new: DraftAssignment?) {
    guard let shown = new ?? old else { return nil }
    switch (old, new) {
    case (nil, _): kind = .added
    case (_, nil): kind = .dropped
    case (let old?, let new?):
      guard old.member != new.member else { return nil }
      kind = old.member == nil ? .filled : new.member == nil ? .opened : .moved
    }
    slot = shown.slot.id
    label = shown.label
    interval = shown.slot.interval
    before = old?.member
    after = new?.member
  }

  /// `desk 08:00-12:00 on Mon 12 Jan: Bo instead of Ana`; names come from `name`.
  package func sentence(_ name: (MemberID) -> String) -> String {
    let now = after.map(name) ?? "open"
    switch kind {
    case .moved: return "\(label): \(now) instead of \(before.map(name) ?? "")"
    case .filled: return "\(label): \(now), it was open"
    case .opened: return "\(label): open, it was \(before.map(name) ?? "")"
    case .added: return "\(label): \(now), the slot is new"
    case .dropped: return "\(label) is gone, it was \(before.map(name) ?? "open")"
    }
  }
}

extension [DraftAssignment] {
  fileprivate var byID: [ShiftID: DraftAssignment] {
    Dictionary(map { ($0.slot.id, $0) }, uniquingKeysWith: { first, _ in first })
  }
}
