/// When a target is due, with the timeline that shows why (rule O10). It is breached when now is *after* `at` (rule O2).
package struct DueTime: Sendable, Hashable {
  package let at: Timestamp
  /// What counted and what did not between the start and `at`, in order.
  package let timeline: [TimelineEntry]
  /// The zone of the calendar that decided.
  package let zone: Zone

  package init(at: Timestamp, timeline: [TimelineEntry], zone: Zone) {
    self.at = at
    self.timeline = timeline
    self.zone = zone
  }

  /// The timeline, one printable line each.
  package var lines: [String] { timeline.map { $0.line(in: zone) } }
}

/// When `target` is due for something that started at `from`.
///
/// Nil when nothing is promised, or when the calendar does not open often enough within 400 years. `pauses` are
/// intervals of state: only counted time inside them is taken out (rule O3); for real-time targets all time counts.
/// `reading` says what `5 business days` means (O5).
package func due(
  _ target: Target, from: Timestamp, on calendar: OfficeCalendar, pauses: [Interval] = [],
  reading: BusinessDayReading = .sameClock
) -> DueTime? {
  DueCalculator(calendar: calendar, from: from, pauses: pauses.union, reading: reading).due(target)
}
