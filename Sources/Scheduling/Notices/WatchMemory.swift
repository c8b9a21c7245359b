import Timekeeping

/// What a team's watch has to remember from one look to the next.
package struct WatchMemory: Sendable, Hashable, Codable {
  /// Since when the team is watched: what was due before is nobody's news.
  package var since: Timestamp
  /// When it was looked at last.
  package var seen: Timestamp
  /// Who was on for each duty then, by duty.
  package var onCall: [DutyHolders]
  /// Who has which time, as people were last told, and until when that reaches.
  package var told: [HeldTime]
  package var toldUntil: Timestamp
  /// Until when the stored revisions of the team's shifts say who has which time; nil while that is not known.
  package var revisedUntil: Timestamp?

  package init(
    since: Timestamp, seen: Timestamp, onCall: [DutyHolders] = [], told: [HeldTime] = [], toldUntil: Timestamp,
    revisedUntil: Timestamp? = nil
  ) {
    self.since = since
    self.seen = seen
    self.onCall = onCall
    self.told = told
    self.toldUntil = toldUntil
    self.revisedUntil = revisedUntil
  }

  package func holders(of duty: DutyID) -> [MemberID]? { onCall.first { $0.duty == duty }?.members }
}

/// The set of those on for a duty.
package struct DutyHolders: Sendable, Hashable, Codable {
  package var duty: DutyID
  /// Sorted.
  package var members: [MemberID]

  package init(duty: DutyID, members: [MemberID]) {
    self.duty = duty
    self.members = members
  }
}

/// The time a member has a duty: joined, in order.
package struct HeldTime: Sendable, Hashable, Codable {
  package var member: MemberID
  package var duty: DutyID
  package var times: [Interval]

  package init(member: MemberID, duty: DutyID, times: [Interval]) {
    self.member = member
    self.duty = duty
    self.times = times
  }
}
