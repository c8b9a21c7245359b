import Timekeeping

/// Finds the zone that an event names, in the order of feeds.md, 8: the file's own VTIMEZONE, the IANA database,
/// the names of Windows and their labels, the calendar's X-WR-TIMEZONE, and the schedule's zone with a warning.
struct ZoneFinder {
  private let tables: ZoneTables
  private let fallback: Zone
  private let written: [String: WrittenZone]
  /// Of times without a zone.
  let floating: EventZone
  /// Where the calendar may be at home: the zone of its times without one, and those it defines, in their order.
  let homes: [EventZone]
  private var known: [String: EventZone] = [:]

  init(
    _ calendar: CalendarBlock, tables: ZoneTables, fallback: Zone, years: ClosedRange<Int>,
    budget: inout ExpansionBudget, report: inout ImportReport
  ) {
    self.tables = tables
    self.fallback = fallback
    let reader = WrittenZoneReader(years: years)
    var written: [String: WrittenZone] = [:]
    var order: [EventZone] = []
    for block in calendar.zones {
      guard let id = block.properties.first(where: { $0.name == "TZID" }).map({ Self.clean($0.plain) }) else {
        continue
      }
      if let zone = reader.zone(block, budget: &budget) {
        written[id] = written[id] ?? zone
        order.append(.written(zone))
      } else {
        report.add(
          .noted, line: block.line, "the zone '\(id)' is defined without a change of its clock that can be read")
      }
    }
    self.written = written
    floating = Self.floating(calendar, tables: tables, written: written, fallback: fallback, report: &report)
    homes = [floating] + order.prefix(20)
  }

  private static func floating(
    _ calendar: CalendarBlock, tables: ZoneTables, written: [String: WrittenZone], fallback: Zone,
    report: inout ImportReport
  ) -> EventZone {
    guard let line = calendar.properties.first(where: { $0.name == "X-WR-TIMEZONE" }) else { return .table(fallback) }
    let id = clean(line.plain)
    if let zone = written[id] { return .written(zone) }
    if let zone = named(id, tables) { return zone }
    guard !id.isEmpty else { return .table(fallback) }
    report.add(.assumed, line: line.number, "zone '\(id)' is not known; \(fallback.id) is used where it would count")
    return .table(fallback)
  }

  /// The zone of a property; UTC and times without a zone are the caller's to know.
  mutating func zone(_ name: String, line: Int, report: inout ImportReport) -> EventZone {
    let id = Self.clean(name)
    if let zone = known[id] { return zone }
    let zone = find(id, line: line, report: &report)
    if known.count < 1_000 { known[id] = zone }
    return zone
  }

  private func find(_ id: String, line: Int, report: inout ImportReport) -> EventZone {
    if let zone = written[id] { return .written(zone) }
    if let zone = Self.named(id, tables) { return zone }
    if let offset = WindowsZones.offset(inLabel: id) {
      report.add(
        .assumed, line: line, "zone '\(id)' is not known; its offset is used all year round, without summer time")
      return .written(WrittenZone(offset: offset))
    }
    let instead: String
    if case .table(let zone) = floating { instead = zone.id.name } else { instead = "the calendar's own" }
    report.add(.assumed, line: line, "zone '\(id)' is not known; \(instead) is used instead")
    return floating
  }

  /// A zone of the database by its name, its name in Windows, or the end of a path such as `/example.org/1/Europe/Rome`.
  private static func named(_ id: String, _ tables: ZoneTables) -> EventZone? {
    if let zone = table(id, tables) { return .table(zone) }
    if let zone = WindowsZones.iana(id).flatMap({ table($0, tables) }) { return .table(zone) }
    let parts = id.split(separator: "/")
    for count in [3, 2] where parts.count > count {
      if let zone = table(parts.suffix(count).joined(separator: "/"), tables) { return .table(zone) }
    }
    return nil
  }

  private static func table(_ id: String, _ tables: ZoneTables) -> Zone? {
    if id == "UTC" || id == "GMT" || id == "Etc/UTC" { return .utc }
    return (try? ZoneID(text: id)).flatMap { try? tables.zone($0) }
  }

  private static func clean(_ id: String) -> String {
    CleanText.line(id.filter { $0 != "\"" }, limit: 200)
  }
}
