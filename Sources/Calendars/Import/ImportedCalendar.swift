import Timekeeping

/// Somebody else's calendar as it touches a window of time: the events, repeats written out, and a report on all that
/// was not understood (feeds.md, 8).
///
/// Lenient with each event, strict only where nothing can be read. The work and the memory are bounded by
/// `ImportLimits`, whatever the file says.
package struct ImportedCalendar: Sendable, Hashable {
  /// The calendar's own name; nil where it has none.
  package let name: String?
  /// Those that touch the window, by their start; whole days count in the zone given to `init`.
  package let events: [ImportedEvent]
  package let report: ImportReport

  /// - Parameters:
  ///   - bytes: the file, at most 8 MiB.
  ///   - window: what is asked for; repeats outside it are not made.
  ///   - zone: the schedule's or the person's: of whole days, of times without a zone, and of zones that nobody knows.
  /// - Throws: when nothing can be read: too large, empty, or no calendar.
  package init(_ bytes: [UInt8], window: Interval, zone: Zone, zones: ZoneTables) throws(CalendarProblem) {
    var report = ImportReport()
    let text = UnfoldedText(try CalendarBytes(bytes, report: &report).bytes)
    let blocks = try CalendarBlocks(text, report: &report)
    name = Self.name(blocks.calendars)
    var assembly = ImportAssembly(window: window, zone: zone, zones: zones, report: report)
    events = assembly.events(of: blocks.calendars)
    self.report = assembly.finished
  }

  private static func name(_ calendars: [CalendarBlock]) -> String? {
    let lines = calendars.flatMap(\.properties)
    let line = lines.first { $0.name == "NAME" } ?? lines.first { $0.name == "X-WR-CALNAME" }
    let name = line.map { CleanText.line($0.unescaped, limit: 100) } ?? ""
    return name.isEmpty ? nil : name
  }
}
