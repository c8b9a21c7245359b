import Timekeeping

extension TemporarySchedule {
  /// The schedule and its shifts inside `window` only (cases D23 and D24); nil when nothing is left of it.
  package func clipped(to window: Interval) -> TemporarySchedule? {
    guard let left = interval.intersection(window) else { return nil }
    var clipped = self
    clipped.interval = left
    clipped.shifts = shifts.compactMap { shift in
      guard let part = shift.interval.intersection(left) else { return nil }
      var shift = shift
      shift.interval = part
      return shift
    }
    return clipped
  }

  /// What is left without `span`: none, one or two schedules, in order (case D26). The part that begins the schedule
  /// keeps its id; one that begins later, and what of a shift goes on there, is named after `change`.
  package func without(_ span: Interval, change: String) -> [TemporarySchedule] {
    interval.subtracting(span).compactMap { left in
      guard var part = clipped(to: left) else { return nil }
      if left.start == interval.start { return part }
      part = part.renamed("\(id)-\(change)")
      part.shifts = part.shifts.map { $0.interval.start == left.start ? $0.renamed($0.id.part(change)) : $0 }
      return part
    }
  }

  private func renamed(_ id: String) -> TemporarySchedule {
    TemporarySchedule(
      id: id, team: team, duties: duties, interval: interval, shifts: shifts, reason: reason, by: by)
  }
}

extension Shift {
  fileprivate func renamed(_ id: ShiftID) -> Shift {
    Shift(id: id, team: team, duty: duty, member: member, interval: interval)
  }
}
