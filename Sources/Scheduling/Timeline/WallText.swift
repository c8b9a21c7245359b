import Timekeeping

/// Instants as people read them: weekday, date and time in a named zone.
package enum WallText {
  /// `Mon 2026-11-23 09:00 Europe/London`.
  package static func minute(_ instant: Timestamp, in zone: Zone) -> String {
    "\(short(instant, in: zone)) \(zone.id)"
  }

  /// `Mon 2026-11-23 09:00`.
  package static func short(_ instant: Timestamp, in zone: Zone) -> String { short(zone.civil(at: instant)) }

  /// A sentence of ours with the instants in it, RFC 3339, on the wall of `zone`. O(length).
  package static func sentence(_ text: String, in zone: Zone) -> String {
    InstantMention.all(in: text).map { $0.words + ($0.instant.map { minute($0, in: zone) } ?? "") }.joined()
  }

  /// The same of a reading of the clock.
  package static func short(_ wall: CivilDateTime) -> String {
    "\(title(wall.date.weekday)) \(wall.date) \(wall.time)"
  }

  /// `Mon`.
  package static func title(_ day: Weekday) -> String { titles[day.rawValue] }

  private static let titles = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
}
