import Timekeeping

/// What one is on for: an entry under `duties:`, filled by layers or by slots.
package struct Duty: Sendable, Hashable, Codable {
  package let id: DutyID
  /// How calendars and views call it; nil means the id.
  package var name: String?
  /// The duty whose holder answers when nobody holds this one (rule T9).
  package var fallback: DutyID?
  package var showAs: ShowAs = .free
  /// The duty whose holder this one accompanies, to learn: on with them, never paged or given tickets, never cover.
  package var shadows: DutyID?
  package var filling: Filling
  /// How long before a shift begins its member is reminded; nil means as usual, empty never.
  package var reminders: [PlainDuration]?
  /// When the next person gets the handoff digest; nil means at the handoff.
  package var handoffDigest: HandoffDigest?

  package init(
    id: DutyID, name: String? = nil, fallback: DutyID? = nil, showAs: ShowAs = .free, shadows: DutyID? = nil,
    filling: Filling, reminders: [PlainDuration]? = nil, handoffDigest: HandoffDigest? = nil
  ) {
    self.id = id
    self.name = name
    self.fallback = fallback
    self.showAs = showAs
    self.shadows = shadows
    self.filling = filling
    self.reminders = reminders
    self.handoffDigest = handoffDigest
  }

  package var title: String { name ?? id.text }
  package var isShadow: Bool { shadows != nil }

  /// Where shifts come from: for ever from rotations, or week by week from drafts.
  package enum Filling: Sendable, Hashable, Codable {
    case layers([Layer])
    case slots(SlotPattern)
  }

  package var layers: [Layer] { if case .layers(let layers) = filling { layers } else { [] } }
  package var slots: SlotPattern? { if case .slots(let pattern) = filling { pattern } else { nil } }
}

/// How a calendar shows a shift to others (feeds.md, section 2: TRANSP and BUSYSTATUS).
package enum ShowAs: String, Sendable, Hashable, Codable, CaseIterable {
  case busy, free
}
