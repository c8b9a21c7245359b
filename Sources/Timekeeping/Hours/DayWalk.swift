/// How far the walks over days go; every loop over a calendar's days is bounded by one of these.
enum DayWalk {
  /// 400 years, one cycle of the calendar: what does not happen within it never does.
  static let longest = 146_097
  /// A window ends on the day after its date, and a clock put back by a day (Juneau 1867) makes the readings inside it
  /// reach one day further on either side.
  static let daysBefore = 2
  static let daysAfter = 1

  /// The dates whose windows may touch `span`, at most `longest` of them.
  static func dates(touching span: Interval, in zone: Zone) -> ClosedRange<CivilDate> {
    dates(from: zone.civil(at: span.start).date, to: zone.civil(at: span.end).date)
  }

  /// The dates whose windows may touch a span from one date to another.
  static func dates(from start: CivilDate, to end: CivilDate) -> ClosedRange<CivilDate> {
    let first = start - daysBefore
    return first...min(end + daysAfter, first + longest)
  }
}
