import Scheduling
import Timekeeping

/// A reading with the lines that say how its due time came about (rule O10).
package struct ClockExplanation: Sendable, Hashable {
  package var reading: ClockReading
  /// Which windows counted and which pauses did not, one printable line each.
  package var lines: [String]
}

extension RunClocks {
  /// When `target` is due on the queue's hours; nil for business time without office hours (B27).
  func due(_ target: Target, from: Timestamp, pauses: [Interval]) -> DueTime? {
    if let calendar { return Timekeeping.due(target, from: from, on: calendar, pauses: pauses) }
    // A day without office hours ends at midnight: the other reading of `same day` (E4).
    let isToday = if case .sameDay = target { true } else { false }
    guard isToday || !target.countsOpenTime else { return nil }
    return always.flatMap { Timekeeping.due(target, from: from, on: $0, pauses: pauses) }
  }

  private var always: OfficeCalendar? { try? OfficeCalendar(.always(in: zone.id), zone: zone) }

  /// The instant at which `budget` of time with somebody on shift is used up; nil when the rota does not reach so far.
  func staffedDue(_ budget: Duration, from: Timestamp) -> DueTime? {
    var left = budget
    var counted: [TimelineEntry] = []
    for shift in staffed {
      guard let part = Interval(max(shift.start, from), shift.end) else { continue }
      let used = min(left, part.duration)
      if let span = Interval(part.start, part.start + used) {
        counted.append(TimelineEntry(kind: .counted, interval: span, amount: used))
      }
      left -= used
      if left <= .zero { return DueTime(at: part.start + used, timeline: counted, zone: zone) }
    }
    return nil
  }

  /// The instant that comes `lead` of counted time before `reading` is due, on the same hours (rule O8); nil when the
  /// clock has less than that to count.
  func instant(_ lead: Duration, before reading: ClockReading) -> Timestamp? {
    guard let due = reading.due, let span = Interval(reading.from, due) else { return nil }
    // An update may be promised for any hour, and is written in office hours, where there are enough of them before.
    if reading.clock == .promisedUpdate { return instant(lead, in: open(in: span)) ?? instant(lead, in: [span]) }
    let counted = reading.target.countsOpenTime ? open(in: span) : [span]
    let pauses = reading.clock == .resolution ? pausesOfResolution : []
    return instant(lead, in: counted.flatMap { $0.subtracting(pauses) })
  }

  private func open(in span: Interval) -> [Interval] { calendar?.open(in: span) ?? [span] }

  private func instant(_ lead: Duration, in counted: [Interval]) -> Timestamp? {
    var left = lead
    for part in counted.reversed() {
      if left < part.duration { return part.end - left }
      left -= part.duration
    }
    return nil
  }

  private var pausesOfResolution: [Interval] {
    course.run(of: .resolution, rules: queue.stateRules, acknowledgementCounts: false, now: now)?.pauses ?? []
  }
}
