import Timekeeping

/// From the lines of a file's calendars to its events: reads each, keeps the newest of those that share a UID, and
/// writes their repeats out.
struct ImportAssembly {
  let window: Interval
  let zone: Zone
  let zones: ZoneTables
  private var report: ImportReport
  private var budget = ExpansionBudget()

  init(window: Interval, zone: Zone, zones: ZoneTables, report: ImportReport) {
    self.window = window
    self.zone = zone
    self.zones = zones
    self.report = report
  }

  /// The report when all is done.
  var finished: ImportReport {
    var sorted = report
    sorted.sort()
    return sorted
  }

  mutating func events(of calendars: [CalendarBlock]) -> [ImportedEvent] {
    var series: [(uid: String, homes: [EventZone], records: [EventRecord])] = []
    var places: [String: Int] = [:]
    for calendar in calendars {
      var reader = EventReader(zones: finder(calendar))
      for block in calendar.events {
        guard let record = reader.record(block, report: &report) else { continue }
        report.understood += 1
        if let place = places[record.uid] {
          series[place].records.append(record)
        } else {
          places[record.uid] = series.count
          series.append((record.uid, reader.zones.homes, [record]))
        }
      }
    }
    let found = series.flatMap { expanded($0.records, homes: $0.homes) }
    report.instances = found.count
    return sorted(found)
  }

  /// By start, then by where they stand in the file, then by UID; their places are sorted, for events are large.
  private func sorted(_ events: [ImportedEvent]) -> [ImportedEvent] {
    let starts = events.map(start)
    let places = events.indices.sorted { a, b in
      if starts[a] != starts[b] { return starts[a] < starts[b] }
      if events[a].line != events[b].line { return events[a].line < events[b].line }
      return events[a].uid < events[b].uid
    }
    return places.map { events[$0] }
  }

  private mutating func finder(_ calendar: CalendarBlock) -> ZoneFinder {
    let (from, to) = (zone.civil(at: window.start).date.parts.year, zone.civil(at: window.end).date.parts.year)
    return ZoneFinder(
      calendar, tables: zones, fallback: zone, years: max(1, from - 1)...min(9998, to + 1), budget: &budget,
      report: &report)
  }

  private mutating func expanded(_ records: [EventRecord], homes: [EventZone]) -> [ImportedEvent] {
    let current = newest(records)
    let masters = current.filter { $0.replaces == nil }
    let changes = current.filter { $0.replaces != nil }
    let expansion = SeriesExpansion(window: window, homes: homes)
    var found: [ImportedEvent] = []
    for (ordinal, master) in masters.enumerated() {
      let own = ordinal == 0 ? changes : []
      found += touching(
        expansion.repeats(of: master, changes: own, budget: &budget, report: &report), ordinal: ordinal)
    }
    if masters.isEmpty {
      found += touching(changes.flatMap { expansion.alone($0, report: &report) }, ordinal: 0)
    }
    return found
  }

  private func touching(_ repeats: [Repeat], ordinal: Int) -> [ImportedEvent] {
    repeats.lazy.map { $0.event(ordinal: ordinal) }.filter { event in
      if let interval = event.interval(in: zone) { return interval.overlaps(window) }
      guard case .times(let start, _, _, _) = event.when else { return false }
      return window.contains(start)
    }
  }

  /// Of those that say the same about the same repeat the highest SEQUENCE, then the latest DTSTAMP. Where neither
  /// tells them apart and they are at other times, both stay: a UID used twice is no reason to lose an event. What a file
  /// that uses one UID for all its events costs grows with their number, not with its square.
  private mutating func newest(_ records: [EventRecord]) -> [EventRecord] {
    guard records.count > 1 else { return records }
    var kept: [EventRecord] = []
    // Of each repeat the first that is kept, and when all of those begin that are.
    var places: [String: Int] = [:]
    var starts: [String: Set<String>] = [:]
    for record in records {
      let key = record.replaces?.key ?? ""
      guard let place = places[key] else {
        places[key] = kept.count
        starts[key] = [record.start.key]
        kept.append(record)
        continue
      }
      let old = kept[place]
      let (mine, other) = ((record.sequence, record.stamp), (old.sequence, old.stamp))
      if mine == other, record.replaces == nil, starts[key, default: []].insert(record.start.key).inserted {
        report.add(.assumed, line: record.line, "the event in line \(old.line) has the same UID; both count")
        kept.append(record)
      } else {
        report.superseded += 1
        report.add(
          .noted, line: mine > other ? old.line : record.line,
          "there is a newer version of this event in line \(mine > other ? record.line : old.line), which counts")
        guard mine > other else { continue }
        starts[key]?.remove(old.start.key)
        starts[key]?.insert(record.start.key)
        kept[place] = record
      }
    }
    return kept
  }

  private func start(_ event: ImportedEvent) -> Int64 {
    switch event.when {
    case .days(let range): zone.startOfDay(range.first).seconds
    case .times(let start, _, _, _): start.seconds
    }
  }
}
