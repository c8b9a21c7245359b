import Timekeeping

/// Instants as people read them: weekday, date and time in a named zone.
package enum WallText {
  /// `Mon 2026-11-23 09:00 Europe/London`.
  package static func minute(_ instant: Timestamp, in zone: Zone) -> String {
    "\(short(instant, in: zone)) \(zone.id)"
  }

  /// `Mon 2026-11-23 09:00`.
  package static func short(_ instant: Timestamp, in zone: Zone) -> String {
    let wall = zone.civil(at: instant)
    return "\(title(wall.date.weekday)) \(wall.date) \(wall.time)"
  }

  /// `Mon`.
  package static func title(_ day: Weekday) -> String {
    let text = day.description
    return text.prefix(1).uppercased() + text.dropFirst()
  }
}
