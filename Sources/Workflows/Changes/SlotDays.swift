import Scheduling
import Timekeeping

/// Whole days for which somebody is added to a duty with slots: its slots of those days are meant, as nobody stands the
/// time between them.
struct SlotDays {
  let duty: Duty
  let from: Timestamp
  let until: Timestamp

  /// What of `span` is in slots that begin on those days; all of it for times of the clock, and where there are no slots.
  func time(of change: Override.Change, in span: Interval, zones: ZoneTables) throws -> Interval {
    guard case .add = change, let pattern = duty.slots else { return span }
    let zone = try zones.zone(pattern.zone)
    guard let days = Interval(from, until), isWhole(in: zone) else { return span }
    let slots = pattern.heldHours.occurrences(overlapping: days, zone: zone).map(\.interval)
      .filter { days.contains($0.start) && $0.end > span.start }.union
    guard let first = slots.first else { return span }
    guard slots.count == 1 else { throw several(slots, first, in: zone) }
    return Interval(max(first.start, span.start), first.end) ?? span
  }

  /// Both ends have the same time of the day, wherever that is midnight.
  private func isWhole(in zone: Zone) -> Bool {
    zone.civil(at: from).secondOfDay == zone.civil(at: until).secondOfDay
  }

  private func several(_ slots: [Interval], _ first: Interval, in zone: Zone) -> OperatorProblem {
    let shown = slots.prefix(4).map { SpanText.short($0, in: zone) } + (slots.count > 4 ? ["…"] : [])
    return OperatorProblem(
      .refused,
      "\(duty.id) has slots on those days with time between them that nobody stands: \(shown.joined(separator: ", "))"
        + " (\(zone.id))",
      help: "add one override for each, as --from \(first.start) --until \(first.end)")
  }
}
