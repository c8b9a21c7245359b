/// One stretch of a due time's timeline: time that counted, or a pause (rule O10).
package struct TimelineEntry: Sendable, Hashable, Codable {
  package enum Kind: String, Sendable, Hashable, Codable {
    case counted
    case paused
  }

  package let kind: Kind
  package let interval: Interval
  /// For counted time its length, for a pause what would have counted in it.
  package let amount: Duration

  package init(kind: Kind, interval: Interval, amount: Duration) {
    self.kind = kind
    self.interval = interval
    self.amount = amount
  }

  /// `fri 2026-03-27 16:00-17:00 GMT: 1 hour counted`, in the wall time of `zone`; amounts to the millisecond, so that
  /// the lines add up.
  package func line(in zone: Zone) -> String {
    let amount = PlainDuration.exactText(amount)
    return "\(interval.wallText(in: zone)): \(kind == .counted ? "\(amount) counted" : "paused, \(amount) not counted")"
  }
}
