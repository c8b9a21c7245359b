import Scheduling
import Timekeeping

/// How often a shift has changed: what stands as SEQUENCE and LAST-MODIFIED in a feed (architecture, section 5).
package struct ShiftRevision: Sendable, Hashable {
  package let shift: ShiftID
  package var team: TeamID
  /// Of what subscribers see; a different one is a new revision.
  package var fingerprint: String
  package var sequence: Int
  package var changed: Timestamp
  package var created: Timestamp
  /// True when the shift no longer exists; kept so that it can come back with a higher sequence.
  package var gone: Bool
  /// Who has it, or had it last; nil for one that was stored before this was asked.
  package var member: MemberID?

  package init(
    shift: ShiftID, team: TeamID, fingerprint: String, sequence: Int, changed: Timestamp, created: Timestamp,
    gone: Bool = false, member: MemberID? = nil
  ) {
    self.shift = shift
    self.team = team
    self.fingerprint = fingerprint
    self.sequence = sequence
    self.changed = changed
    self.created = created
    self.gone = gone
    self.member = member
  }
}
