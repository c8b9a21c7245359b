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

extension TemporarySchedule {
  /// The same inside `span` only: shifts are cut at its ends.
  package func trimmed(to span: Interval) -> TemporarySchedule {
    var trimmed = self
    trimmed.interval = interval.intersection(span) ?? interval
    trimmed.shifts = shifts.compactMap { shift in
      guard let part = shift.interval.intersection(trimmed.interval) else { return nil }
      var shift = shift
      shift.interval = part
      return shift
    }
    return trimmed
  }

  /// The time of each of its duties that none of its shifts fills, in order.
  package var openTime: [(duty: DutyID, interval: Interval)] {
    duties.flatMap { duty in
      interval.subtracting(shifts.filter { $0.duty == duty }.map(\.interval)).map { (duty, $0) }
    }
  }
}
