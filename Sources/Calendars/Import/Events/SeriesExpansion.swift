import Timekeeping

/// From the events of one UID to its repeats: the rule's dates and RDATE, without EXDATE, with single repeats moved,
/// changed or cancelled, and from a repeat on where RANGE=THISANDFUTURE says so.
struct SeriesExpansion {
  /// Repeats may be moved by so much and still be found.
  private static let slack: Int64 = 400 * 86_400

  let window: Interval
  /// Where the calendar may be at home; the first is the zone of times without one.
  let homes: [EventZone]

  /// Repeats around the window, in order; those that were moved may lie outside it.
  func repeats(
    of master: EventRecord, changes: [EventRecord], budget: inout ExpansionBudget, report: inout ImportReport
  ) -> [Repeat] {
    guard !master.isCancelled else {
      report.cancelled += 1 + changes.count
      return []
    }
    let planned = planned(master, reach: changes.isEmpty ? 86_400 : Self.slack, &budget, &report)
    // Most series have no exceptions: then nothing has to be found.
    if changes.isEmpty, master.excluded.isEmpty, master.excludedRules.isEmpty { return planned }
    var index = RepeatIndex(planned, homes)
    for moment in master.excluded { index.remove(index.find(moment)) }
    for rule in master.excludedRules {
      for moment in moments(rule, of: master, reach: 86_400, &budget, &report) { index.remove(index.find(moment)) }
    }
    apply(changes, to: &index, report: &report)
    return index.repeats
  }

  /// A change whose series is not in the file stands for itself.
  func alone(_ change: EventRecord, report: inout ImportReport) -> [Repeat] {
    guard !change.isCancelled else {
      report.cancelled += 1
      return []
    }
    return [Repeat(original: change.replaces, start: change.start, length: change.length, record: change)]
  }

  private func apply(_ changes: [EventRecord], to index: inout RepeatIndex, report: inout ImportReport) {
    let wide = changes.filter(\.goesOn).sorted { ($0.replaces?.wall ?? .zero) < ($1.replaces?.wall ?? .zero) }
    let single = changes.filter { !$0.goesOn }
    var own: [Repeat] = []
    for change in single {
      guard let replaces = change.replaces else { continue }
      let found = index.find(replaces)
      let original = found.first.flatMap { index.original($0) } ?? replaces
      index.remove(found)
      if change.isCancelled {
        report.cancelled += 1
      } else {
        own.append(Repeat(original: original, start: change.start, length: change.length, record: change))
      }
    }
    for change in wide {
      if change.isCancelled { report.cancelled += 1 }
      index.change(from: change)
    }
    index.add(own)
  }

  // MARK: The plan

  private func planned(
    _ master: EventRecord, reach: Int64, _ budget: inout ExpansionBudget, _ report: inout ImportReport
  ) -> [Repeat] {
    guard master.repeats else {
      return [Repeat(original: nil, start: master.start, length: master.length, record: master)]
    }
    if master.rules.count == 1, master.added.isEmpty { return plain(master, reach: reach, &budget, &report) }
    var starts = [master.start]
    for rule in master.rules { starts += moments(rule, of: master, reach: reach, &budget, &report) }
    // The same moment may be written in two zones: it is one repeat (RFC 5545, 3.8.5.2).
    var known: Set<String> = []
    var repeats = starts.filter { known.insert($0.key).inserted }.map {
      Repeat(original: $0, start: $0, length: master.length, record: master)
    }
    for (moment, length) in master.added {
      let start = like(master.start, moment)
      guard known.insert(start.key).inserted else { continue }
      repeats.append(Repeat(original: start, start: start, length: length ?? master.length, record: master))
    }
    return repeats.sorted { $0.start.wall < $1.start.wall }
  }

  /// Of one rule and nothing else: its moments come in order and each once, and the start is one more if it is not the
  /// first of them.
  private func plain(
    _ master: EventRecord, reach: Int64, _ budget: inout ExpansionBudget, _ report: inout ImportReport
  ) -> [Repeat] {
    let named = moments(master.rules[0], of: master, reach: reach, &budget, &report)
    let starts = named.first?.wall == master.start.wall ? named : [master.start] + named
    return starts.map { Repeat(original: $0, start: $0, length: master.length, record: master) }
  }

  /// An added date of a timed series begins at the series' time of day.
  private func like(_ start: Moment, _ moment: Moment) -> Moment {
    switch (start, moment) {
    case (.day, .time(let wall, _)): .day(wall.date)
    case (.time(let wall, let zone), .day(let date)):
      .time(CivilDateTime(date, .midnight).adding(seconds: Int64(wall.secondOfDay)), zone)
    default: moment
    }
  }

  private func moments(
    _ rule: RecurrenceRule, of master: EventRecord, reach: Int64, _ budget: inout ExpansionBudget,
    _ report: inout ImportReport
  ) -> [Moment] {
    let zone = master.start.zone ?? homes.first ?? .utc
    let isDay = master.start.zone == nil
    let before = min(master.length.seconds, Int64(ImportLimits.days) * 86_400) + reach
    let asked = RuleWindow(
      from: zone.wall(window.start).adding(seconds: -before), to: zone.wall(window.end).adding(seconds: reach),
      until: rule.until.map { last($0, zone, isDay: isDay, master, &report) })
    let walls = RuleExpansion(rule, start: master.start.wall, isWholeDays: isDay).dates(in: asked, budget: &budget)
    if budget.isUsedUp {
      report.add(
        .leftOut, line: master.line,
        "this event repeats too often: only \(walls.count) of its repeats were taken, those after them are left out")
    }
    return walls.map { isDay ? .day($0.date) : .time($0, zone) }
  }

  /// The last moment of a rule on the wall of its series. A date stands for the whole day; an instant where the series
  /// has days stands for the day that begins with it, else for the date that is written.
  private func last(
    _ until: RecurrenceRule.Until, _ zone: EventZone, isDay: Bool, _ master: EventRecord, _ report: inout ImportReport
  ) -> CivilDateTime {
    switch until {
    case .date(let date): return CivilDateTime(date + 1, .midnight).adding(seconds: -1)
    case .wall(let wall): return wall
    case .instant(let instant):
      guard isDay else { return zone.wall(instant) }
      if let day = homes.day(beginningAt: instant) { return CivilDateTime(day, .midnight) }
      let written = CivilDateTime(secondsSinceEpoch: instant.seconds)
      if written.secondOfDay != 0 {
        report.add(
          .assumed, line: master.line,
          "its rule ends at an instant (\(instant)) and not on a date; \(written.date) is taken as the last day")
      }
      return CivilDateTime(written.date, .midnight)
    }
  }
}

extension CivilDateTime {
  fileprivate static let zero = CivilDateTime(secondsSinceEpoch: 0)
}
