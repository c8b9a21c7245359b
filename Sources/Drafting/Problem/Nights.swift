import Timekeeping

/// Which nights a shift is stood in. A night bears the date of its morning and lies between 00:00 and 05:00.
enum Nights {
  /// The nights that `interval` touches, on the wall of `zone`.
  static func touched(by interval: Interval, in zone: Zone) -> [CivilDate] {
    (zone.civil(at: interval.start).date...zone.civil(at: interval.end).date).filter { date in
      let night = Interval(zone.startOfDay(date), zone.first(CivilDateTime(date, minutes: 300)))
      return night?.overlaps(interval) ?? false
    }
  }

  /// The same without shifts of more than a day: a rotation's whole week is not a row of night shifts.
  static func stood(_ interval: Interval, in zone: Zone) -> [CivilDate] {
    interval.duration <= .hours(25) ? touched(by: interval, in: zone) : []
  }
}

/// How much of a shift falls on one day.
package struct DayPart: Sendable, Hashable {
  package let date: CivilDate
  package let seconds: Int

  /// The parts of `interval` on the wall of `zone`, in order.
  static func parts(of interval: Interval, in zone: Zone) -> [DayPart] {
    (zone.civil(at: interval.start).date...zone.civil(at: interval.end).date).compactMap { date in
      DateRange(date).interval(in: zone)?.intersection(interval).map { DayPart(date: date, seconds: $0.seconds) }
    }
  }
}
