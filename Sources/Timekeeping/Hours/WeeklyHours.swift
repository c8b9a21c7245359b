/// Windows of the week on the wall, in no zone: `mon-fri 09:00-12:30, 13:30-17:00, sat 10:00-12:00`.
package struct WeeklyHours: Sendable, Hashable {
  /// Sorted by weekday and time; no two are equal.
  package let windows: [WeeklyWindow]
  /// The same by weekday, Monday first.
  private let byDay: [[WeeklyWindow]]

  /// Order and repetitions do not matter; windows may overlap and then count once. None at all is `never`.
  package init(_ windows: [WeeklyWindow]) {
    let distinct = Set(windows).sorted()
    self.windows = distinct
    byDay = Weekday.allCases.map { day in distinct.filter { $0.weekday == day } }
  }

  /// The whole week.
  package static let always = WeeklyHours(
    Weekday.allCases.compactMap { WeeklyWindow(weekday: $0, start: 0, end: 1440) })

  /// The windows that start on `date`, sorted.
  package func windows(on date: CivilDate) -> [WeeklyWindow] { byDay[date.weekday.rawValue] }

  package func contains(_ instant: Timestamp, in zone: Zone) -> Bool {
    let date = zone.civil(at: instant).date
    return (date - DayWalk.daysBefore...date + DayWalk.daysAfter).contains { day in
      windows(on: day).contains { $0.window.interval(on: day, in: zone)?.contains(instant) ?? false }
    }
  }

  /// The time inside the windows, clipped to `span`, sorted, touching windows joined (C4); starts are the first and
  /// ends the last reading of the clock (C16–C20). Spans of more than 400 years are cut there.
  package func intervals(in span: Interval, zone: Zone) -> [Interval] {
    occurrences(overlapping: span, zone: zone).compactMap { $0.interval.intersection(span) }.union
  }

  /// Each window on each of its days that shares time with `span`, unclipped, in order of date and time.
  package func occurrences(
    overlapping span: Interval, zone: Zone
  ) -> [(date: CivilDate, window: WeeklyWindow, interval: Interval)] {
    var found: [(date: CivilDate, window: WeeklyWindow, interval: Interval)] = []
    for date in DayWalk.dates(touching: span, in: zone) {
      for window in windows(on: date) {
        guard let interval = window.window.interval(on: date, in: zone), interval.overlaps(span) else { continue }
        found.append((date, window, interval))
      }
    }
    return found
  }

  /// The unbroken run of windows that holds `instant`, or the next one: weekdays, nights or blocks of whole days (cases
  /// A26–A28, C7–C14). A run without end reaches to `Timestamp.distantPast` or `.distantFuture`; nil when there is none.
  package func run(atOrAfter instant: Timestamp, in zone: Zone) -> Interval? {
    let wide = Duration.hours(24 * Self.runSearchInDays)
    guard let span = Interval(instant - wide, instant + wide),
      let run = intervals(in: span, zone: zone).first(where: { $0.end > instant })
    else { return nil }
    let start = run.start == span.start ? .distantPast : run.start
    return Interval(start, run.end == span.end ? .distantFuture : run.end)
  }

  /// A weekly run that lasts longer never ends, and a window that a clock change swallows comes again by then.
  private static let runSearchInDays = 24
}
