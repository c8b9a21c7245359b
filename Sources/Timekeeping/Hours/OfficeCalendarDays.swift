extension OfficeCalendar {
  /// A business date has open time of its own: windows that start on it.
  package func isBusinessDate(_ date: CivilDate) -> Bool {
    guard breaks.isEmpty else { return !intervals(on: date).isEmpty }
    return windows(on: date).contains { $0.interval(on: date, in: zone) != nil }
  }

  /// The n-th business date after `date`; `date` itself for 0. Nil when there are not that many within 400 years.
  package func businessDate(_ count: Int, after date: CivilDate) -> CivilDate? {
    var left = count
    var candidate = date
    while left > 0 {
      candidate = candidate + 1
      guard candidate - date <= DayWalk.longest else { return nil }
      if isBusinessDate(candidate) { left -= 1 }
    }
    return candidate
  }

  /// The end of the last window that starts on `date`; nil on a closed day.
  package func closing(of date: CivilDate) -> Timestamp? { intervals(on: date).last?.end }

  /// True when `instant` is open and the time just before it is not.
  package func opens(at instant: Timestamp) -> Bool {
    isOpen(at: instant) && !isOpen(at: instant - .milliseconds(1))
  }

  /// The end of the open time before `instant`: the last closing, or `instant` itself while open. Nil when nothing was
  /// open in the 400 years before.
  package func lastClosing(before instant: Timestamp) -> Timestamp? {
    openBefore(instant) { $0.last?.end }
  }

  /// The instant from which exactly `amount` of open time is left until `instant`, as for "1 hour before due" (rule
  /// O8); `instant` itself for nothing. Nil when there was never that much.
  package func instant(_ amount: Duration, before instant: Timestamp) -> Timestamp? {
    guard amount > .zero else { return instant }
    return openBefore(instant) { open in
      var left = amount
      for part in open.reversed() {
        if left <= part.duration { return part.end - left }
        left -= part.duration
      }
      return nil
    }
  }

  /// Looks further and further back until `find` is content with the open time up to `instant`.
  private func openBefore(_ instant: Timestamp, find: ([Interval]) -> Timestamp?) -> Timestamp? {
    for days in Self.looksBack {
      guard let span = Interval(instant - .hours(24 * days), instant) else { return nil }
      if let found = find(open(in: span)) { return found }
    }
    return nil
  }

  /// Days; the last one is 400 years.
  private static let looksBack = [8, 64, 512, 4096, DayWalk.longest - DayWalk.daysBefore]
}
