import Timekeeping

/// What a member stood in a period, for payroll: hours of each kind, as unions of intervals (rule T10).
package struct Payroll: Sendable, Hashable {
  /// In hundredths of an hour, half a hundredth rounded away from zero.
  package var hours: Int
  /// Of them in the hours that count as night, where the member lives.
  package var nights: Int
  /// Of them on Saturdays and Sundays, on the wall of each shift's team.
  package var weekends: Int
  /// Of them on days that an office of the shift's team lists as holidays, on that team's wall.
  package var holidays: Int

  /// 22:00–06:00, where nobody says otherwise.
  package static let usualNight = WeeklyHours(
    Weekday.allCases.compactMap { WeeklyWindow(weekday: $0, start: 22 * 60, end: 30 * 60) })

  /// One shift that the member stood, and the walls it is read from: those by which `coverage` counts, too.
  package struct Stood: Sendable {
    package var interval: Interval
    /// Where the member lives.
    package var home: Zone
    /// The team's.
    package var wall: Zone
    package var holidays: [CivilDate]

    package init(_ interval: Interval, home: Zone, wall: Zone, holidays: [CivilDate]) {
      self.interval = interval
      self.home = home
      self.wall = wall
      self.holidays = holidays
    }
  }

  /// Of all shifts of a member in `period`.
  package init(_ stood: [Stood], in period: Interval, night: WeeklyHours = usualNight) {
    let parts = stood.compactMap { shift in shift.interval.intersection(period).map { (time: $0, shift: shift) } }
    hours = Self.hundredths(parts.map { $0.time })
    nights = Self.hundredths(parts.flatMap { night.intervals(in: $0.time, zone: $0.shift.home) })
    weekends = Self.hundredths(
      parts.flatMap { Self.days(of: $0.time, zone: $0.shift.wall) { $0.weekday >= .sat } })
    holidays = Self.hundredths(
      parts.flatMap { part in
        Self.days(of: part.time, zone: part.shift.wall) { part.shift.holidays.contains($0) }
      })
  }

  private static func hundredths(_ time: [Interval]) -> Int {
    Hundredths.share(of: 100, time.union.length, in: 3_600_000)
  }

  private static func days(of time: Interval, zone: Zone, where counts: (CivilDate) -> Bool) -> [Interval] {
    let last = zone.civil(at: time.end - .milliseconds(1)).date
    return (zone.civil(at: time.start).date...last).filter(counts).compactMap { date in
      DateRange(date).interval(in: zone).flatMap(time.intersection)
    }
  }
}
