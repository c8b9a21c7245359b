import Timekeeping

/// What a member stood in a period, for payroll: hours of each kind, as unions of intervals (rule T10).
package struct Payroll: Sendable, Hashable {
  /// In hundredths of an hour, half a hundredth rounded away from zero.
  package var hours: Int
  /// Of them in the hours that count as night, on the team's wall.
  package var nights: Int
  /// Of them on Saturdays and Sundays.
  package var weekends: Int
  /// Of them on days that an office of the team lists as holidays.
  package var holidays: Int

  /// 22:00–06:00, where nobody says otherwise.
  package static let usualNight = WeeklyHours(
    Weekday.allCases.compactMap { WeeklyWindow(weekday: $0, start: 22 * 60, end: 30 * 60) })

  /// `stood` are a member's shifts; `zone` is the wall that days and nights are read from.
  package init(
    stood: [Interval], in period: Interval, holidays: [CivilDate], zone: Zone, night: WeeklyHours = usualNight
  ) {
    let time = stood.compactMap { $0.intersection(period) }.union
    self.hours = Self.hundredths(time)
    nights = Self.hundredths(time.flatMap { night.intervals(in: $0, zone: zone) })
    weekends = Self.hundredths(time.flatMap { Self.days(of: $0, zone: zone) { $0.weekday >= .sat } })
    let free = Set(holidays)
    self.holidays = Self.hundredths(time.flatMap { Self.days(of: $0, zone: zone) { free.contains($0) } })
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
