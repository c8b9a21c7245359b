import Timekeeping

/// What hours count in fairness: one for one on weekdays, more on weekends and holidays and at night.
package struct HourWeights: Sendable, Hashable {
  /// In hundredths: 200 is double.
  private let weekend: Int
  private let holiday: Int
  private let night: Int
  private let holidays: Set<CivilDate>

  package init(rules: DraftingRules, holidays: [Holiday]) {
    weekend = rules.weekendWeight
    holiday = rules.holidayWeight
    night = rules.nightWeight
    self.holidays = Set(holidays.map(\.date))
  }

  /// The weighted length of `interval` in hundredths of an hour, by the dates on the wall of `zone`; half a hundredth is
  /// rounded away from zero (rule T10).
  package func hundredths(of interval: Interval, in zone: Zone) -> Int {
    var weighted = 0
    var date = zone.civil(at: interval.start).date
    while zone.startOfDay(date) < interval.end {
      weighted += amount(of: interval, on: date, in: zone)
      date = date + 1
    }
    return weighted.divided(by: 3_600_000)
  }

  private func amount(of interval: Interval, on date: CivilDate, in zone: Zone) -> Int {
    let weight = weight(of: date)
    guard night > weight else { return part(of: interval, on: date, 0, 1440, in: zone) * weight }
    let dark =
      part(of: interval, on: date, 0, Self.morning, in: zone)
      + part(of: interval, on: date, Self.evening, 1440, in: zone)
    return dark * night + part(of: interval, on: date, Self.morning, Self.evening, in: zone) * weight
  }

  /// 06:00 and 22:00, in minutes.
  private static let morning = 360
  private static let evening = 1320

  /// Milliseconds of `interval` between two times of `date`.
  private func part(of interval: Interval, on date: CivilDate, _ from: Int, _ to: Int, in zone: Zone) -> Int {
    func at(_ minutes: Int) -> Timestamp {
      minutes % 1440 == 0 ? zone.startOfDay(date + minutes / 1440) : zone.first(CivilDateTime(date, minutes: minutes))
    }
    return Interval(at(from), at(to))?.intersection(interval)?.milliseconds ?? 0
  }

  private func weight(of date: CivilDate) -> Int {
    let onWeekend = date.weekday >= .sat ? weekend : 100
    return holidays.contains(date) ? max(onWeekend, holiday) : onWeekend
  }
}

extension Interval {
  var milliseconds: Int { Int(end.milliseconds - start.milliseconds) }
  var seconds: Int { milliseconds / 1000 }
}

extension Int {
  /// The quotient, half rounded away from zero (rule T10); `divisor` is above zero.
  func divided(by divisor: Int) -> Int {
    let half = divisor / 2
    return self >= 0 ? (self + half) / divisor : -((half - self) / divisor)
  }
}
