import Timekeeping

/// Instants as people read them: weekday, date and time in a named zone.
package enum WallText {
  /// `Mon 2026-11-23 09:00 Europe/London`.
  package static func minute(_ instant: Timestamp, in zone: Zone) -> String {
    "\(short(instant, in: zone)) \(zone.id)"
  }

  /// `Mon 2026-11-23 09:00`.
  package static func short(_ instant: Timestamp, in zone: Zone) -> String { short(zone.civil(at: instant)) }

  /// The same of a reading of the clock.
  package static func short(_ wall: CivilDateTime) -> String {
    "\(title(wall.date.weekday)) \(wall.date) \(wall.time)"
  }

  /// `Mon`.
  package static func title(_ day: Weekday) -> String { titles[day.rawValue] }

  private static let titles = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
}
