extension Zone {
  /// The instant at which the wall clock reads `amount` more than at `instant` (cases A16–A21); negative goes back. A
  /// reading that does not exist or comes twice is resolved by `first` (rule T3).
  package func adding(clock amount: Duration, to instant: Timestamp) -> Timestamp {
    let wall = civil(at: instant).adding(seconds: amount.components.seconds)
    return exact(wall, withFractionOf: instant)
  }

  /// How much the wall clock moved on from `start` to `end` (cases A22, A23): 4 hours over a spring night of 3.
  package func clockTime(from start: Timestamp, to end: Timestamp) -> Duration {
    .seconds(civil(at: end).secondsSinceEpoch - civil(at: start).secondsSinceEpoch)
  }

  /// The wall time of `instant` on another date, as in "1 day later" (rule O4); seconds and less are kept.
  package func sameClock(as instant: Timestamp, on date: CivilDate) -> Timestamp {
    let wall = CivilDateTime(date, .midnight).adding(seconds: Int64(civil(at: instant).secondOfDay))
    return exact(wall, withFractionOf: instant)
  }

  /// The first change of the clock after the start of `span` and before its end (cases A13, A14).
  package func clockChange(in span: Interval) -> ClockChange? {
    guard let at = nextTransition(after: span.start), at < span.end else { return nil }
    let before = offset(at: at - .milliseconds(1))
    return ClockChange(
      at: at, reading: CivilDateTime(secondsSinceEpoch: at.seconds + Int64(before)),
      change: .seconds(offset(at: at) - before))
  }

  /// `first(wall)`, with the milliseconds of `instant` where the clock does read `wall`.
  private func exact(_ wall: CivilDateTime, withFractionOf instant: Timestamp) -> Timestamp {
    let found = first(wall)
    guard civil(at: found) == wall else { return found }
    return Timestamp(milliseconds: found.milliseconds + instant.milliseconds - instant.seconds * 1000)
  }
}

extension Duration {
  /// Whole days of 24 hours and the rest, which is less than a day (case A25); for durations of zero or more.
  package var daysAndRest: (days: Int, rest: Duration) {
    let days = components.seconds / 86_400
    return (Int(days), self - .seconds(days * 86_400))
  }
}
