extension Interval {
  /// `fri 2026-03-27 16:00-17:00 GMT`; the end's date and zone letters only where they differ from the start's.
  package func wallText(in zone: Zone) -> String {
    let from = zone.civil(at: start)
    let to = zone.civil(at: end)
    let (before, after) = (zone.abbreviation(at: start), zone.abbreviation(at: end))
    let head = "\(from.date.weekday) \(from.date) \(from.shortClock)\(before == after ? "" : " \(before)")"
    let tail = "\(to.shortClock) \(after)"
    return from.date == to.date ? "\(head)-\(tail)" : "\(head) - \(to.date.weekday) \(to.date) \(tail)"
  }
}

extension CivilDateTime {
  /// `16:00`, or `16:00:30` when there are seconds.
  fileprivate var shortClock: String { secondOfDay.isMultiple(of: 60) ? time.description : clock }
}
