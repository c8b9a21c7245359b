/// A window of the week on the wall; it belongs to the weekday it starts on (rule T7).
package struct WeeklyWindow: Sendable, Hashable, Comparable {
  package let weekday: Weekday
  /// The hours on that day.
  package let window: DayWindow

  package init(weekday: Weekday, window: DayWindow) {
    self.weekday = weekday
    self.window = window
  }

  /// Nil unless `0 <= start < 1440` and `start < end <= start + 1440`, in minutes after that day's midnight.
  package init?(weekday: Weekday, start: Int, end: Int) {
    guard let window = DayWindow(start: start, end: end) else { return nil }
    self.init(weekday: weekday, window: window)
  }

  /// Minutes after the weekday's midnight, 0–1439.
  package var start: Int { window.start }
  /// Minutes after the weekday's midnight; more than 1440 when the window crosses midnight.
  package var end: Int { window.end }

  package static func < (a: WeeklyWindow, b: WeeklyWindow) -> Bool {
    (a.weekday, a.window) < (b.weekday, b.window)
  }
}
