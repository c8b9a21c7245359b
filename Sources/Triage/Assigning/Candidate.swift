import Scheduling
import Timekeeping

/// Somebody who is on at a level, with what K1 asks about them.
package struct Candidate: Sendable, Hashable {
  package var member: MemberID
  package var name: String
  /// When their shift ends, touching shifts of theirs taken as one.
  package var until: Timestamp
  package var skills: [String] = []
  /// Nil means no limit.
  package var capacity: Int?
  package var load: Load = .zero
  /// When time alone makes their load less; nil when only people do.
  package var lighter: Timestamp?
  package var lastAssigned: Timestamp?
  package var isOnLeave: Bool = false
  /// Since when they stand in the round where they had no ticket yet: the start of their shift, so that whoever is new
  /// is neither flooded nor forgotten.
  package var joined: Timestamp?
  /// False when the queue is for others.
  package var isInQueue: Bool = true
  /// False when the ticket is private, and not for them.
  package var maySee: Bool = true
  /// Why this ticket must not come to them, as the end of a sentence that begins with their name.
  package var excluded: String?
  package var pause: Pause?
  /// When they were given tickets, for the rate limit.
  package var recent: [Timestamp] = []
  /// How many tickets they had already in the deal at the start of their shift (rule K4).
  package var dealt: Int = 0

  package init(
    member: MemberID, name: String, until: Timestamp, skills: [String] = [], capacity: Int? = nil, load: Load = .zero,
    lastAssigned: Timestamp? = nil, isOnLeave: Bool = false
  ) {
    self.member = member
    self.name = name
    self.until = until
    self.skills = skills
    self.capacity = capacity
    self.load = load
    self.lastAssigned = lastAssigned
    self.isOnLeave = isOnLeave
  }

  /// True when a ticket of `weight` more is too much.
  func isFull(for weight: Load) -> Bool { Room(capacity: capacity, load: load).isFull(for: weight) }
}

/// What K1 found about a candidate: kept, or dropped with the reason.
package struct CandidateVerdict: Sendable, Hashable, Codable {
  package var member: MemberID
  package var load: Load
  package var dropped: Drop?
  package var because: String

  package init(member: MemberID, load: Load, dropped: Drop? = nil, because: String) {
    self.member = member
    self.load = load
    self.dropped = dropped
    self.because = because
  }

  /// In the order of K1's filters.
  package enum Drop: String, Sendable, Hashable, Codable, CaseIterable {
    case onLeave = "on leave"
    case notPrimary = "not the primary"
    case outsideQueue = "not in the queue"
    case mayNotSee = "may not see it"
    case excluded
    case paused
    case lacksSkill = "lacks a skill"
    case shiftEnds = "shift ends"
    case full
    case tooMany = "too many at once"
  }
}

/// Somebody whom K1 prefers among those who can have the ticket, and why.
package struct Favourite: Sendable, Hashable, Codable {
  package var members: [MemberID]
  /// The end of a sentence that begins with the chosen one's name: `had this customer's last ticket`.
  package var because: String

  package init(_ members: [MemberID], because: String) {
    self.members = members
    self.because = because
  }
}

/// The outcome of K1 at one level; the record keeps every candidate.
package struct AssignmentDecision: Sendable, Hashable, Codable {
  package var owner: MemberID?
  /// With `pull`: who may claim it; the first who does has it.
  package var offered: [MemberID]
  package var verdicts: [CandidateVerdict]
  package var because: String
  /// When time alone may change the answer: a pause or a loan ends, a rate limit frees somebody, a skill is not asked
  /// for any more.
  package var changes: Timestamp?

  package init(
    owner: MemberID? = nil, offered: [MemberID] = [], verdicts: [CandidateVerdict], because: String,
    changes: Timestamp? = nil
  ) {
    self.owner = owner
    self.offered = offered
    self.verdicts = verdicts
    self.because = because
    self.changes = changes
  }

  /// True when somebody is there who could take the ticket later.
  package var isFull: Bool {
    owner == nil && verdicts.contains { $0.dropped == .full || $0.dropped == .tooMany }
  }
  /// True when somebody was passed over only because their shift is about to end.
  package var waitsForShift: Bool { owner == nil && verdicts.contains { $0.dropped == .shiftEnds } }
}
