import Timekeeping

/// How far a slot must lie inside the working hours of who stands it, on the wall of their zone: follow the sun.
package struct WorkingHoursDemand: Sendable, Hashable, Codable {
  /// What a slot outside them costs; zero points where they do not matter.
  package var outside: RulePrice
  /// So much earlier or later still counts as inside; nil is none.
  package var tolerance: PlainDuration?

  package init(outside: RulePrice, tolerance: PlainDuration? = nil) {
    self.outside = outside
    self.tolerance = tolerance
  }

  /// Where neither the duty nor the team says anything.
  package static let usual = WorkingHoursDemand(outside: .never)
  /// A slot outside costs 20 points.
  package static let preferred = WorkingHoursDemand(outside: .points(20))
  /// Members stand at any hour.
  package static let any = WorkingHoursDemand(outside: .points(0))

  /// The time of `hours` with the tolerance on both sides, joined, that may hold a part of `span`.
  package func open(_ hours: WeeklyHours, around span: Interval, in zone: Zone) -> [Interval] {
    let more = tolerance?.duration ?? .zero
    guard let near = Interval(span.start - more, span.end + more) else { return [] }
    return hours.occurrences(overlapping: near, zone: zone).compactMap { window in
      Interval(window.interval.start - more, window.interval.end + more)
    }.union
  }
}
