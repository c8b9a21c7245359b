/// The open time of a calendar from an instant on, one part after the other: disjoint, ascending, breaks taken out.
///
/// Parts may touch. It ends after `DayWalk.longest` days.
struct OpenWalk: Sequence, IteratorProtocol {
  private let calendar: OfficeCalendar
  private let lastDate: CivilDate
  private var date: CivilDate
  /// The next window of `date`.
  private var index = 0
  /// Nothing before this is open, or it was already given.
  private var reached: Timestamp
  /// Parts of a window that breaks cut up, last one first.
  private var parts: [Interval] = []

  init(_ calendar: OfficeCalendar, from instant: Timestamp) {
    self.calendar = calendar
    date = calendar.zone.civil(at: instant).date - DayWalk.daysBefore
    lastDate = date + DayWalk.longest
    reached = instant
  }

  mutating func next() -> Interval? {
    while parts.isEmpty {
      guard let window = nextWindow() else { return nil }
      guard let rest = Interval(Swift.max(window.start, reached), window.end) else { continue }
      reached = rest.end
      if calendar.breaks.isEmpty { return rest }
      parts = rest.subtracting(calendar.breaks).reversed()
    }
    return parts.popLast()
  }

  private mutating func nextWindow() -> Interval? {
    while date <= lastDate {
      let windows = calendar.windows(on: date)
      if index < windows.count {
        index += 1
        if let interval = windows[index - 1].interval(on: date, in: calendar.zone) { return interval }
      } else {
        index = 0
        date = date + 1
      }
    }
    return nil
  }
}
