import Scheduling
import Timekeeping

/// How often a shift has changed: what stands as SEQUENCE and LAST-MODIFIED in a feed (architecture, section 5).
package struct ShiftRevision: Sendable, Hashable {
  package let shift: ShiftID
  package var team: TeamID
  /// What subscribers see, with the line below: when any of it changes, or whether the duty shows as busy, that is a new
  /// revision. The duty and the time are nil for one that was stored before they were asked, and could not be told from
  /// what was.
  package var duty: DutyID?
  package var interval: Interval?
  /// The line that feeds show.
  package var summary: String
  package var sequence: Int
  package var changed: Timestamp
  package var created: Timestamp
  /// True when the shift no longer exists; kept so that it can come back with a higher sequence.
  package var gone: Bool
  /// Who has it, or had it last; nil for one that was stored before this was asked.
  package var member: MemberID?
  /// Under which UID calendars know it, where an edit moved it here from another time of its day; nil is its own id.
  package var uid: String?

  /// What stands as UID in feeds.
  package var eventUID: String { uid ?? shift.text }

  package init(
    shift: ShiftID, team: TeamID, duty: DutyID? = nil, interval: Interval? = nil, summary: String, sequence: Int,
    changed: Timestamp, created: Timestamp, gone: Bool = false, member: MemberID? = nil,
    uid: String? = nil
  ) {
    self.shift = shift
    self.team = team
    self.duty = duty
    self.interval = interval
    self.summary = summary
    self.sequence = sequence
    self.changed = changed
    self.created = created
    self.gone = gone
    self.member = member
    self.uid = uid
  }
}
