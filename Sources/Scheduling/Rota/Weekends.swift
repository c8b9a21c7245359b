import Timekeeping

/// Which shifts are weekend shifts, for wishes (D14), the weekend rule (T14) and the balance sheet.
package enum Weekends {
  /// The ISO week in whose weekend a shift is stood, on the wall of `zone`; nil for all other shifts.
  ///
  /// A weekend shift starts on a Saturday or Sunday, or is at most four days long and holds a whole Saturday (from
  /// Friday evening to Monday morning). A rotation's whole week is not one.
  package static func week(of interval: Interval, in zone: Zone) -> ISOWeek? {
    let date = zone.civil(at: interval.start).date
    let week = ISOWeek(containing: date)
    if date.weekday >= .sat { return week }
    let saturday = week.monday + 5
    guard interval.duration <= .hours(24 * 4), let whole = DateRange(saturday).interval(in: zone) else { return nil }
    return interval.start <= whole.start && whole.end <= interval.end ? week : nil
  }
}
