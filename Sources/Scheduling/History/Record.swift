import Timekeeping

/// Something that happened, under the number it was written down with; never changed afterwards (rule T11).
///
/// Credits follow from records and definitions alone: reading them from number 1 gives the same ledger again (T15).
package struct Record: Sendable, Hashable {
  /// 1, 2, 3 … over all teams.
  package let number: Int
  package var fact: Fact
  package var at: Timestamp
  /// Who wrote it down: the program, or whoever decided.
  package var by: String

  package init(number: Int, fact: Fact, at: Timestamp, by: String) {
    self.number = number
    self.fact = fact
    self.at = at
    self.by = by
  }

  package enum Fact: Sendable, Hashable {
    /// A shift, or a part of one, as it was stood.
    case shift(RecordedShift)
    /// How far a team's history is complete.
    case settled(SettledTime)
    case checkIn(CheckIn)
    case decision(LedgerDecision)
  }
}

/// How far a team's history is complete.
package struct SettledTime: Sendable, Hashable {
  package var team: TeamID
  /// Everything that ended at or before this instant is written down.
  package var until: Timestamp
  /// No shift of a duty with slots will be written down any more with time before this instant: such days can be paid.
  package var before: Timestamp
  /// Where somebody was on at `until`: when the first of their shifts began, by duty.
  package var running: [DutyID: Timestamp]

  package init(team: TeamID, until: Timestamp, before: Timestamp, running: [DutyID: Timestamp] = [:]) {
    self.team = team
    self.until = until
    self.before = before
    self.running = running
  }
}

/// A member saying, during a shift, that they looked (D17).
package struct CheckIn: Sendable, Hashable {
  package var member: MemberID
  package var team: TeamID
  package var duty: DutyID
  package var at: Timestamp
  package var note: String?

  package init(member: MemberID, team: TeamID, duty: DutyID, at: Timestamp, note: String? = nil) {
    self.member = member
    self.team = team
    self.duty = duty
    self.at = at
    self.note = note
  }
}
