import Timekeeping

/// Spans of time as people read them, in a named zone.
package enum SpanText {
  /// `Mon 2026-11-23 09:00–17:00 Europe/London`, with the day of the end where it is another.
  package static func span(_ interval: Interval, in zone: Zone) -> String { "\(short(interval, in: zone)) \(zone.id)" }

  /// The same without the zone, where something else says it.
  package static func short(_ interval: Interval, in zone: Zone) -> String {
    let (start, end) = (zone.civil(at: interval.start), zone.civil(at: interval.end))
    let from = WallText.short(interval.start, in: zone)
    if start.date == end.date { return "\(from)–\(end.time)" }
    if end.date == start.date + 1, end.secondOfDay == 0 { return "\(from)–24:00" }
    return "\(from) – \(WallText.short(interval.end, in: zone))"
  }
}
