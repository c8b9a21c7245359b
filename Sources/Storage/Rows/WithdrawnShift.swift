import Scheduling
import Timekeeping

/// A shift as somebody had it who has it no more: what a feed may show as cancelled for some days (feeds.md, 1).
package struct WithdrawnShift: Sendable, Hashable {
  package let shift: ShiftID
  package let member: MemberID
  package var team: TeamID
  package var duty: DutyID
  package var interval: Interval
  package var summary: String
  /// That of the revision by which it went.
  package var sequence: Int
  package var withdrawn: Timestamp

  package init(
    shift: ShiftID, member: MemberID, team: TeamID, duty: DutyID, interval: Interval, summary: String, sequence: Int,
    withdrawn: Timestamp
  ) {
    self.shift = shift
    self.member = member
    self.team = team
    self.duty = duty
    self.interval = interval
    self.summary = summary
    self.sequence = sequence
    self.withdrawn = withdrawn
  }
}
