import Timekeeping

/// On which days a layer or a slot pattern holds at all: on holidays only, or on all days but them.
///
/// A window belongs to the day it begins on (rule T7), so one that crosses midnight goes with the day before.
package struct DayLimits: Sendable, Hashable, Codable {
  /// Sorted and apart; nil is every day.
  package let only: [DateRange]?
  /// Sorted and apart.
  package let except: [DateRange]?

  /// The order of the ranges does not matter, and they may overlap. Nil where nothing is limited.
  package init?(only: [DateRange]? = nil, except: [DateRange]? = nil) {
    let except = except.flatMap { $0.isEmpty ? nil : $0 }
    if only == nil, except == nil { return nil }
    self.only = only?.joined
    self.except = except?.joined
  }

  /// In proportion to the logarithm of the ranges.
  package func holds(on date: CivilDate) -> Bool {
    if let only, !only.holds(date) { return false }
    return except.map { !$0.holds(date) } ?? true
  }
}

extension [DateRange] {
  /// The same days, sorted and apart: neighbours become one.
  fileprivate var joined: [DateRange] {
    sorted { ($0.first, $0.last) < ($1.first, $1.last) }.reduce(into: []) { joined, next in
      if let last = joined.last, next.first <= last.last + 1,
        let whole = DateRange(last.first, Swift.max(last.last, next.last))
      {
        joined[joined.count - 1] = whole
      } else {
        joined.append(next)
      }
    }
  }

  /// True when one of these sorted ranges has the day.
  fileprivate func holds(_ date: CivilDate) -> Bool {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle].last < date { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low].first <= date
  }
}

/// Weekly hours on the days they hold.
package struct DatedHours: Sendable, Hashable {
  package var weekly: WeeklyHours
  /// Nil is every day.
  package var days: DayLimits?

  package init(weekly: WeeklyHours, days: DayLimits? = nil) {
    self.weekly = weekly
    self.days = days
  }

  /// The windows that begin on `date`, sorted.
  package func windows(on date: CivilDate) -> [WeeklyWindow] {
    days?.holds(on: date) == false ? [] : weekly.windows(on: date)
  }

  /// As `WeeklyHours.occurrences`.
  package func occurrences(
    overlapping span: Interval, zone: Zone
  ) -> [(date: CivilDate, window: WeeklyWindow, interval: Interval)] {
    let all = weekly.occurrences(overlapping: span, zone: zone)
    guard let days else { return all }
    return all.filter { days.holds(on: $0.date) }
  }

  /// As `WeeklyHours.intervals`.
  package func intervals(in span: Interval, zone: Zone) -> [Interval] {
    occurrences(overlapping: span, zone: zone).compactMap { $0.interval.intersection(span) }.union
  }

  /// True when any window shares time with `span`, which may be long.
  func isOpen(within span: Interval, zone: Zone) -> Bool {
    var (from, end) = (span.start, span.end)
    // Windows of the last day that is named may end on the day after it.
    if let only = days?.only { end = min(end, only.last.map { zone.startOfDay($0.last + 3) } ?? from) }
    while let week = Interval(from, min(from + Duration.hours(24 * 7), end)) {
      if !occurrences(overlapping: week, zone: zone).isEmpty { return true }
      from = week.end
    }
    return false
  }

  /// As `WeeklyHours.open`.
  func open(around span: Interval, _ walk: inout ZoneWalk, into found: inout [Interval]) {
    guard let days else { return weekly.open(around: span, &walk, into: &found) }
    weekly.open(around: span, &walk, into: &found) { days.holds(on: $0) }
  }
}

extension Layer {
  /// When the layer holds; nil means always. Where it says days and no hours, a day lasts from handoff to handoff.
  package var heldHours: DatedHours? {
    guard let days else { return hours.map { DatedHours(weekly: $0) } }
    if let hours { return DatedHours(weekly: hours, days: days) }
    let (start, all) = (rotation.handoffTime.minutes, Weekday.allCases)
    return DatedHours(
      weekly: WeeklyHours(all.compactMap { WeeklyWindow(weekday: $0, start: start, end: start + 1440) }), days: days)
  }
}

extension SlotPattern {
  /// Its windows on the days they hold.
  package var heldHours: DatedHours { DatedHours(weekly: hours, days: days) }
}
