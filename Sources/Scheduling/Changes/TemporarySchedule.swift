import Timekeeping

/// Exactly these shifts, whatever rotations and published rotas say, from one instant to another; overrides, swaps and
/// leave still apply on top (rule T8, cases D6 and D23 to D26).
package struct TemporarySchedule: Sendable, Hashable, Codable {
  package let id: String
  package var team: TeamID
  /// The duties it decides; the others go on as they are.
  package var duties: [DutyID]
  package var interval: Interval
  /// Inside `interval`, each of one of `duties`.
  package var shifts: [Shift]
  package var reason: String?
  package var by: String

  package init(
    id: String, team: TeamID, duties: [DutyID], interval: Interval, shifts: [Shift], reason: String? = nil, by: String
  ) {
    self.id = id
    self.team = team
    self.duties = duties
    self.interval = interval
    self.shifts = shifts
    self.reason = reason
    self.by = by
  }
}
