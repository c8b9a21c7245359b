import Timekeeping

/// How long an event lasts: DTEND is exclusive; without an end, or with the same date as end, a day is one day.
struct LengthReader {
  let start: Moment

  /// The start comes back too: where an end lies before it, the two are taken the other way round.
  mutating func read(
    _ block: EventBlock, reader: inout EventReader, report: inout ImportReport
  ) -> (Moment, EventRecord.Length) {
    if let line = block.first("DTEND"), !line.plain.isEmpty {
      if let end = reader.moment(line, report: &report) {
        return limited(length(to: end, line, &report), line, &report)
      }
      report.add(.leftOut, line: line.number, "the end '\(reader.shown(line.plain))' is not a date; \(without)")
    } else if let line = block.first("DURATION"), !line.plain.isEmpty {
      if let duration = WrittenDuration(line.plain) { return limited((start, length(of: duration)), line, &report) }
      report.add(.leftOut, line: line.number, "the length '\(reader.shown(line.plain))' is none; \(without)")
    }
    return (start, isDay ? .days(1) : .exact(0))
  }

  private var isDay: Bool { if case .day = start { true } else { false } }
  private var without: String { isDay ? "the event counts as one day" : "the event counts without a length" }

  private func length(
    to end: Moment, _ line: ContentLine, _ report: inout ImportReport
  ) -> (Moment, EventRecord.Length) {
    guard case .day(let first) = start else { return timed(to: end, line, &report) }
    // A time of day after midnight still belongs to the event, so its day counts.
    let last = end.wall.secondOfDay > 0 ? end.wall.date + 1 : end.wall.date
    if last < first {
      report.add(.assumed, line: line.number, "the event ends before it begins; it counts as one day")
    }
    return (start, .days(max(1, last - first)))
  }

  private func timed(
    to end: Moment, _ line: ContentLine, _ report: inout ImportReport
  ) -> (Moment, EventRecord.Length) {
    let zone = start.zone ?? .utc
    let begin = zone.instant(start.wall)
    let finish = end.instant ?? zone.instant(end.wall)
    if finish < begin {
      report.add(
        .assumed, line: line.number, "the event ends before it begins; start and end are taken the other way round")
      return (.time(zone.wall(finish), zone), .exact(begin.seconds - finish.seconds))
    }
    let wall = zone.wall(finish).secondsSinceEpoch - start.wall.secondsSinceEpoch
    return (start, wall < 0 ? .exact(finish.seconds - begin.seconds) : .wall(wall))
  }

  private func length(of duration: WrittenDuration) -> EventRecord.Length {
    if isDay { return .days(Int(max(1, (duration.total + 86_399) / 86_400))) }
    return duration.seconds == 0 ? .wall(duration.days * 86_400) : .exact(duration.total)
  }

  private func limited(
    _ read: (Moment, EventRecord.Length), _ line: ContentLine, _ report: inout ImportReport
  ) -> (Moment, EventRecord.Length) {
    let longest = Int64(ImportLimits.days)
    func cut() { report.add(.assumed, line: line.number, "an event longer than \(longest) days is cut after them") }
    switch read.1 {
    case .days(let days) where days > longest:
      cut()
      return (read.0, .days(ImportLimits.days))
    case .wall(let seconds) where seconds > longest * 86_400, .exact(let seconds) where seconds > longest * 86_400:
      cut()
      return (read.0, .wall(longest * 86_400))
    default: return read
    }
  }
}
