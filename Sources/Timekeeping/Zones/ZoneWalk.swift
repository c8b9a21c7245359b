/// Converts many times of one zone, near one another, faster than one by one: it remembers the offset that holds.
///
/// The answers are those of `Zone`; only far from a change of the clock is the remembered offset used.
package struct ZoneWalk {
  package let zone: Zone
  @usableFromInline var offset: Int64 = 0
  /// The seconds since the epoch between which `offset` holds.
  @usableFromInline var from = Int64.max
  @usableFromInline var until = Int64.min

  /// No change of a clock moves a reading by more than two days.
  @inlinable static var margin: Int64 { 172_800 }

  package init(_ zone: Zone) { self.zone = zone }

  /// What the wall clock reads, to the second.
  @inlinable package mutating func civil(at instant: Timestamp) -> CivilDateTime {
    let seconds = instant.seconds
    if seconds < from || seconds >= until { remember(seconds) }
    return CivilDateTime(secondsSinceEpoch: seconds + offset)
  }

  /// `Zone.first` (rule T3).
  @inlinable package mutating func first(_ wall: CivilDateTime) -> Timestamp {
    let guess = wall.secondsSinceEpoch - offset
    if isSafe(guess) { return Timestamp(seconds: guess) }
    let found = zone.first(wall)
    remember(found.seconds)
    return found
  }

  /// `Zone.last` (rule T3).
  @inlinable package mutating func last(_ wall: CivilDateTime) -> Timestamp {
    let guess = wall.secondsSinceEpoch - offset
    if isSafe(guess) { return Timestamp(seconds: guess) }
    let found = zone.last(wall)
    remember(found.seconds)
    return found
  }

  /// The offset at `instant`, in seconds, where no change of the clock is near, and until when none is.
  @inlinable package mutating func calm(at instant: Timestamp) -> (offset: Int64, until: Timestamp)? {
    let seconds = instant.seconds
    if seconds < from || seconds >= until { remember(seconds) }
    let end = min(until - Self.margin, Timestamp.distantFuture.seconds)
    return isSafe(seconds) ? (offset, Timestamp(seconds: end)) : nil
  }

  @inlinable func isSafe(_ seconds: Int64) -> Bool {
    from < until && seconds - from >= Self.margin && until - seconds > Self.margin
  }

  @usableFromInline mutating func remember(_ seconds: Int64) {
    (from, until, offset) = zone.stretch(at: seconds)
  }
}

extension WeeklyHours {
  /// `intervals(in:zone:)` without the clipping, added to `found`: sorted, touching windows joined; all that share time
  /// with `span` are there.
  package func open(
    around span: Interval, _ walk: inout ZoneWalk, into found: inout [Interval],
    on holds: (CivilDate) -> Bool = { _ in true }
  ) {
    let begins = found.count
    var isSorted = true
    let days = DayWalk.dates(from: walk.civil(at: span.start).date, to: walk.civil(at: span.end).date)
    for date in days where holds(date) {
      for window in windows(on: date) {
        let start = walk.first(CivilDateTime(date, minutes: window.start))
        let end = walk.last(CivilDateTime(date, minutes: window.end))
        guard let time = Interval(start, end), time.overlaps(span) else { continue }
        if found.count > begins, let last = found.last, time.start <= last.end {
          // A clock that is put back may bring a window before the one that was there.
          isSorted = isSorted && last.start <= time.start
          if isSorted, time.end > last.end { found[found.count - 1] = Interval(last.start, time.end) ?? last }
          if isSorted { continue }
        }
        found.append(time)
      }
    }
    if !isSorted { found.replaceSubrange(begins..., with: Array(found[begins...]).union) }
  }
}
