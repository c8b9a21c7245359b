import Scheduling
import Timekeeping

/// The days on which windows may begin, looked for one by one.
struct OracleDays {
  private let limits: DayLimits?

  init(_ limits: DayLimits?) { self.limits = limits }

  func hold(_ day: CivilDate) -> Bool {
    let isNamed = limits?.only.map { $0.contains { $0.first <= day && day <= $0.last } } ?? true
    return isNamed && !(limits?.except ?? []).contains { $0.first <= day && day <= $0.last }
  }

  /// Where a layer names days and no hours, each lasts from handoff to handoff.
  static func hours(of layer: Layer) -> WeeklyHours? {
    guard layer.hours == nil, layer.days != nil else { return layer.hours }
    let start = layer.rotation.handoffTime.minutes
    return WeeklyHours(Weekday.allCases.compactMap { WeeklyWindow(weekday: $0, start: start, end: start + 1440) })
  }

  /// True when any window on a day that it holds shares time with a stretch of the wall.
  func anyWindow(of hours: WeeklyHours, from: Int64, to: Int64) -> Bool {
    let first = CivilDateTime(secondsSinceEpoch: from).date - 1
    let last = CivilDateTime(secondsSinceEpoch: to).date
    return (0...(last - first)).contains { ahead in
      let day = first + ahead
      let midnight = Int64(day.daysSinceEpoch) * 86_400
      return hold(day)
        && hours.windows(on: day).contains { window in
          midnight + Int64(window.start) * 60 < to && from < midnight + Int64(window.end) * 60
        }
    }
  }
}
