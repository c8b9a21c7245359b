import Scheduling
import Timekeeping

/// A slot to come that a member chose for themselves (D14, D37).
package struct Claim: Sendable, Hashable {
  /// `C-1`, `C-2`, …
  package let id: String
  package var team: TeamID
  package var duty: DutyID
  package var slot: ShiftID
  package var member: MemberID
  package var interval: Interval
  package var at: Timestamp
  package var by: String

  package init(
    id: String, team: TeamID, duty: DutyID, slot: ShiftID, member: MemberID, interval: Interval, at: Timestamp,
    by: String
  ) {
    self.id = id
    self.team = team
    self.duty = duty
    self.slot = slot
    self.member = member
    self.interval = interval
    self.at = at
    self.by = by
  }
}
