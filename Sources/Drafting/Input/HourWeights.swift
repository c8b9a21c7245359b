import Timekeeping

/// What hours count in fairness: one for one on weekdays, more on weekends and holidays.
package struct HourWeights: Sendable, Hashable {
  /// In hundredths: 200 is double.
  private let weekend: Int
  private let holiday: Int
  private let holidays: Set<CivilDate>

  package init(rules: DraftingRules, holidays: [Holiday]) {
    weekend = rules.weekendWeight
    holiday = rules.holidayWeight
    self.holidays = Set(holidays.map(\.date))
  }

  /// The weighted length of `interval` in hundredths of an hour, by the dates on the wall of `zone`; half a hundredth is
  /// rounded away from zero (rule T10).
  package func hundredths(of interval: Interval, in zone: Zone) -> Int {
    var weighted = 0
    var date = zone.civil(at: interval.start).date
    while zone.startOfDay(date) < interval.end {
      if let day = Interval(zone.startOfDay(date), zone.startOfDay(date + 1)), let part = day.intersection(interval) {
        weighted += part.milliseconds * weight(of: date)
      }
      date = date + 1
    }
    return weighted.divided(by: 3_600_000)
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
