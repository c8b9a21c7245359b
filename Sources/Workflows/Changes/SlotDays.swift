import Scheduling
import Timekeeping

/// Whole days for which somebody is added to a duty with slots: its slots of those days are meant, as nobody stands the
/// time between them.
struct SlotDays {
  let duty: Duty
  let from: Timestamp
  let until: Timestamp
  /// Dates were written: they are whole days on whoever's wall they were meant.
  let areDates: Bool

  /// Stretches of slots that one command may be for.
  private static let most = 60

  /// What of `span` is in slots that begin on those days, in order of time and without what lies between them; all of it
  /// for times of the clock, and where there are no slots.
  func times(of change: Override.Change, in span: Interval, zones: ZoneTables) throws -> [Interval] {
    guard case .add = change, let pattern = duty.slots else { return [span] }
    let zone = try zones.zone(pattern.zone)
    guard let days = Interval(from, until), areDates || isWhole(in: zone) else { return [span] }
    let slots = pattern.heldHours.occurrences(overlapping: days, zone: zone).map(\.interval)
      .filter { days.contains($0.start) && $0.end > span.start }.union
    guard slots.count <= Self.most else { throw tooMany(slots.count) }
    let coming = slots.compactMap { Interval(max($0.start, span.start), $0.end) }
    return coming.isEmpty ? [span] : coming
  }

  /// From one midnight to another on the wall of the slots.
  private func isWhole(in zone: Zone) -> Bool {
    [from, until].allSatisfy { zone.startOfDay(zone.civil(at: $0).date) == $0 }
  }

  private func tooMany(_ count: Int) -> OperatorProblem {
    OperatorProblem(
      .refused, "\(duty.id) has \(count) stretches of slots on those days",
      help: "add \(Self.most) at a time at most, with an earlier --until")
  }
}
