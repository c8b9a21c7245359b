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
  package var load: Int = 0
  package var lastAssigned: Timestamp?

  package init(
    member: MemberID, name: String, until: Timestamp, skills: [String] = [], capacity: Int? = nil, load: Int = 0,
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
  package var isOnLeave: Bool = false
}

/// What K1 found about a candidate: kept, or dropped with the reason.
package struct CandidateVerdict: Sendable, Hashable, Codable {
  package var member: MemberID
  package var load: Int
  package var dropped: Drop?
  package var because: String

  package init(member: MemberID, load: Int, dropped: Drop? = nil, because: String) {
    self.member = member
    self.load = load
    self.dropped = dropped
    self.because = because
  }

  package enum Drop: String, Sendable, Hashable, Codable, CaseIterable {
    case onLeave = "on leave"
    case lacksSkill = "lacks a skill"
    case shiftEnds = "shift ends"
    case full
  }
}

/// The outcome of K1 at one level; the record keeps every candidate.
package struct AssignmentDecision: Sendable, Hashable, Codable {
  package var owner: MemberID?
  package var verdicts: [CandidateVerdict]
  package var because: String

  package init(owner: MemberID? = nil, verdicts: [CandidateVerdict], because: String) {
    self.owner = owner
    self.verdicts = verdicts
    self.because = because
  }

  /// True when somebody is there who could take the ticket later.
  package var isFull: Bool { owner == nil && verdicts.contains { $0.dropped == .full } }
  /// True when somebody was passed over only because their shift is about to end.
  package var waitsForShift: Bool { owner == nil && verdicts.contains { $0.dropped == .shiftEnds } }
}
