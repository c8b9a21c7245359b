import Scheduling
import TestSupport
import Timekeeping

/// The wall clocks of an invented team's zones, each read once.
enum OracleClocks {
  /// From 2025-09 to 2027-03: further than any invented rotation reaches.
  private static let clocks: [String: OracleClock] = Dictionary(
    uniqueKeysWithValues: InventedTeam.zones.compactMap { name in
      (try? OracleClock(name, from: 1_756_684_800, to: 1_803_859_200)).map { (name, $0) }
    })

  static func clock(_ zone: ZoneID) throws -> OracleClock {
    guard let clock = clocks[zone.name] else { throw TextProblem("no clock for \(zone)", help: "") }
    return clock
  }
}

extension OracleClock {
  /// The first instant of a day.
  func startOfDay(_ date: CivilDate) -> Int64 { first(Int64(date.daysSinceEpoch) * 86_400) }

  /// True when one of the weekly windows is open; each belongs to the day it begins (rule T7), begins at the first
  /// reading of its start and ends at the last of its end (rule T3).
  func isOpen(_ hours: WeeklyHours, at instant: Timestamp, on days: DayLimits? = nil) -> Bool {
    window(of: hours, at: instant, on: days, where: { _ in true })
  }

  /// True when a window is open whose beginning `matches`.
  func window(
    of hours: WeeklyHours, at instant: Timestamp, on days: DayLimits? = nil, where matches: (Timestamp) -> Bool
  ) -> Bool {
    let today = CivilDateTime(secondsSinceEpoch: reading(at: instant.seconds)).date
    for day in [today - 1, today, today + 1] where OracleDays(days).hold(day) {
      let midnight = Int64(day.daysSinceEpoch) * 86_400
      for window in hours.windows(on: day) {
        let start = Timestamp(seconds: first(midnight + Int64(window.start) * 60))
        guard start <= instant, instant.seconds < last(midnight + Int64(window.end) * 60) else { continue }
        if matches(start) { return true }
      }
    }
    return false
  }
}
