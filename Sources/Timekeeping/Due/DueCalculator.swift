/// One computation of a due time.
struct DueCalculator {
  let calendar: OfficeCalendar
  let from: Timestamp
  /// Sorted, disjoint.
  let pauses: [Interval]
  let reading: BusinessDayReading

  private var zone: Zone { calendar.zone }

  func due(_ target: Target) -> DueTime? {
    switch target {
    case .none: return nil
    case .elapsed(let budget): return realTime(from + budget)
    case .days(let count): return realTime(zone.sameClock(as: from, on: zone.civil(at: from).date + count))
    case .businessHours(let budget): return consume(budget, from: from, pauses: pauses).map(openTime)
    case .businessDays(let count): return businessDay(count, reading).flatMap(extended).map(openTime)
    case .closing(let count): return businessDay(count, .endOfDay).flatMap(extended).map(openTime)
    case .sameDay(let cutoff): return sameDay(cutoff).flatMap(extended).map(openTime)
    case .calendarDay: return realTime(zone.startOfDay(zone.civil(at: from).date + 1))
    }
  }

  // MARK: Business days (rules O5 and O6), without pauses

  private func businessDay(_ count: Int, _ reading: BusinessDayReading) -> Timestamp? {
    if reading == .biz { return sameClock(count, as: from).flatMap(calendar.nextOpening) }
    guard let rolled = calendar.nextOpening(from: from) else { return nil }
    let date = zone.civil(at: rolled).date
    switch reading {
    case .sameClock: return sameClock(count, as: rolled).flatMap(rollForward)
    case .endOfDay: return calendar.businessDate(count, after: date).flatMap(calendar.closing)
    case .hours: return consume(openTime(on: date) * count, from: rolled, pauses: [])
    case .biz, .businessTime: return sameClock(count, as: rolled).flatMap(calendar.nextOpening)
    }
  }

  /// The wall time of `instant` on the n-th business date after its date.
  private func sameClock(_ count: Int, as instant: Timestamp) -> Timestamp? {
    calendar.businessDate(count, after: zone.civil(at: instant).date).map { zone.sameClock(as: instant, on: $0) }
  }

  /// `instant` itself when open; otherwise, or when something opens at it, the closing before the next opening.
  private func rollForward(_ instant: Timestamp) -> Timestamp? {
    guard let next = calendar.nextOpening(from: instant) else { return nil }
    return calendar.opens(at: next) ? calendar.lastClosing(before: next) : next
  }

  private func openTime(on date: CivilDate) -> Duration { calendar.intervals(on: date).covered }

  private func sameDay(_ cutoff: Duration) -> Timestamp? {
    let date = zone.civil(at: from).date
    if let closing = calendar.closing(of: date), from < closing - cutoff { return closing }
    return calendar.businessDate(1, after: date).flatMap(calendar.closing)
  }

  // MARK: Budgets and pauses (rules O2 and O3)

  /// The instant at which `budget` of open time since `start` outside `pauses` is used up; closing when it ends there
  /// (O2). A budget of nothing is the next open instant.
  private func consume(_ budget: Duration, from start: Timestamp, pauses: [Interval]) -> Timestamp? {
    guard budget > .zero else { return calendar.nextOpening(from: start) }
    var left = budget
    for part in OpenWalk(calendar, from: start) {
      for counted in part.subtracting(pauses.filter(part.overlaps)) {
        if left <= counted.duration { return counted.start + left }
        left -= counted.duration
      }
    }
    return nil
  }

  /// `due` moved on by the open time that was paused before it; itself when no pause took any.
  private func extended(_ due: Timestamp) -> Timestamp? {
    guard let span = Interval(from, due) else { return due }
    let budget = calendar.elapsed(span, pauses: [])
    return budget == calendar.elapsed(span, pauses: pauses) ? due : consume(budget, from: from, pauses: pauses)
  }

  // MARK: Results

  private func openTime(_ at: Timestamp) -> DueTime {
    result(at, open: Interval(from, at).map(calendar.open) ?? [])
  }

  /// For targets in real time: all time counts but the pauses.
  private func realTime(_ unpaused: Timestamp) -> DueTime {
    var at = unpaused
    for pause in pauses where pause.end > from && pause.start < at { at = at + (pause.end - max(pause.start, from)) }
    return result(at, open: [Interval(from, at)].compactMap { $0 })
  }

  private func result(_ at: Timestamp, open: [Interval]) -> DueTime {
    let counted = open.flatMap { part in
      part.subtracting(pauses.filter(part.overlaps)).map {
        TimelineEntry(kind: .counted, interval: $0, amount: $0.duration)
      }
    }
    let paused = pauses.compactMap { Interval(max($0.start, from), min($0.end, at)) }.map { pause in
      TimelineEntry(kind: .paused, interval: pause, amount: open.compactMap(pause.intersection).covered)
    }
    let timeline = (counted + paused).sorted { $0.interval.start < $1.interval.start }
    return DueTime(at: at, timeline: timeline, zone: zone)
  }
}
