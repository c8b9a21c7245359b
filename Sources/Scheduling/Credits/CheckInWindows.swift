import Timekeeping

/// When check-ins are expected: once in each stretch of `every` from the shift's start; a rest shorter than that belongs
/// to the last stretch (D17).
package enum CheckInWindows {
  package static func expected(in interval: Interval, every: PlainDuration) -> [Interval] {
    let step = every.duration.wholeMilliseconds
    guard step > 0 else { return [] }
    let count = max(1, (interval.end.milliseconds - interval.start.milliseconds) / step)
    return (0..<count).compactMap { index in
      let start = interval.start + .milliseconds(step * index)
      return Interval(start, index == count - 1 ? interval.end : start + .milliseconds(step))
    }
  }

  /// The stretches of `interval` that hold none of `made`.
  package static func missed(in interval: Interval, every: PlainDuration, made: [Timestamp]) -> [Interval] {
    expected(in: interval, every: every).filter { stretch in !made.contains { stretch.contains($0) } }
  }
}
