import Timekeeping

/// Reads the lines of a VEVENT. What can be read is kept, with a remark on the rest; only an event without a start
/// that can be read is left out.
struct EventReader {
  private(set) var zones: ZoneFinder

  init(zones: ZoneFinder) { self.zones = zones }

  mutating func record(_ block: EventBlock, report: inout ImportReport) -> EventRecord? {
    guard let line = block.first("DTSTART") ?? cancelledRepeat(block) else {
      report.add(.leftOut, line: block.line, "this event has no DTSTART, so its time is unknown; left out")
      return nil
    }
    guard let start = moment(line, report: &report) else {
      report.add(
        .leftOut, line: line.number,
        "'\(shown(line.plain))' \(WrittenTime.fault(of: line.plain)); the event is left out")
      return nil
    }
    let summary = block.first("SUMMARY").map { EventText.line($0.unescaped, limit: ImportLimits.summary) }
    let uid = block.first("UID").map { CleanText.line($0.unescaped, limit: 400) }.flatMap { $0.isEmpty ? nil : $0 }
    if uid == nil {
      report.add(.assumed, line: block.line, "this event has no UID; it is known by its start and its summary")
    }
    var record = EventRecord(
      line: block.line, uid: uid ?? "no uid/\(start.key)/\(summary ?? "")", start: start, length: .days(1))
    record.summary = summary
    var lengths = LengthReader(start: start)
    (record.start, record.length) = lengths.read(block, reader: &self, report: &report)
    fillText(&record, block)
    fillRepeats(&record, block, report: &report)
    return record
  }

  /// Which repeat is cancelled is said by this alone: such an event may have no DTSTART (RFC 5546, 3.2.5).
  private func cancelledRepeat(_ block: EventBlock) -> ContentLine? {
    isCancelled(block) ? block.first("RECURRENCE-ID") : nil
  }

  private func isCancelled(_ block: EventBlock) -> Bool {
    let status = block.first("STATUS")?.plain.uppercased()
    return status == "CANCELLED" || status == "CANCELED"
  }

  private func fillText(_ record: inout EventRecord, _ block: EventBlock) {
    record.sequence = block.first("SEQUENCE").flatMap { decimal($0.plain) } ?? 0
    record.stamp = block.first("DTSTAMP").flatMap { WrittenTime($0.plain)?.wall.secondsSinceEpoch } ?? 0
    record.isCancelled = isCancelled(block)
    record.isTentative = block.first("STATUS")?.plain.uppercased() == "TENTATIVE"
    record.isTransparent = block.first("TRANSP")?.plain.uppercased() == "TRANSPARENT"
    record.notes = block.first("DESCRIPTION").map { CleanText.paragraph($0.unescaped, limit: ImportLimits.description) }
    record.categories = block.all("CATEGORIES").prefix(20).map { CleanText.line($0.unescaped, limit: 200) }
    record.people = block.all("ATTENDEE").prefix(ImportLimits.attendees).flatMap(EventText.people)
  }

  private mutating func fillRepeats(_ record: inout EventRecord, _ block: EventBlock, report: inout ImportReport) {
    record.rules = rules(block.all("RRULE"), report: &report)
    record.excludedRules = rules(block.all("EXRULE"), report: &report)
    record.excluded = moments(block.all("EXDATE"), report: &report).map(\.moment)
    record.added = moments(block.all("RDATE"), report: &report)
    guard let line = block.first("RECURRENCE-ID") else { return }
    guard let moment = moment(line, report: &report) else {
      return report.add(
        .assumed, line: line.number,
        "'\(shown(line.plain))' is not a date, so this event counts as one of its own and not as a change of another")
    }
    record.replaces = moment
    record.goesOn = line.parameter("RANGE")?.uppercased() == "THISANDFUTURE"
    if !record.rules.isEmpty {
      report.add(.assumed, line: record.line, "a changed repeat cannot repeat itself; its rule is left out")
    }
    (record.rules, record.added) = ([], [])
  }

  private func rules(_ lines: [ContentLine], report: inout ImportReport) -> [RecurrenceRule] {
    var rules: [RecurrenceRule] = []
    for line in lines.prefix(20) {
      do {
        rules.append(try RecurrenceRule(line.plain))
      } catch {
        report.add(
          .leftOut, line: line.number,
          "the rule '\(shown(line.plain))' is not understood at '\(error.part)'; the event counts without it")
      }
    }
    return rules
  }

  // MARK: Times

  /// The moment a property names. VALUE=DATE beats a time of day. Of a Z and a TZID side by side, which contradict each
  /// other, the TZID counts: programs that write both mean the local time.
  mutating func moment(_ line: ContentLine, report: inout ImportReport) -> Moment? {
    moment(line.plain, of: line, report: &report)
  }

  private mutating func moment(_ text: String, of line: ContentLine, report: inout ImportReport) -> Moment? {
    guard let written = WrittenTime(text) else { return nil }
    if written.isDate || line.parameter("VALUE")?.uppercased() == "DATE" { return .day(written.date) }
    guard let id = line.parameter("TZID") else {
      return .time(written.wall, written.isUTC ? .utc : zones.floating)
    }
    if written.isUTC {
      report.addOnce(.assumed, line: line.number, "a time has both a TZID and the Z of UTC; it counts in '\(id)'")
    }
    return .time(written.wall, zones.zone(id, line: line.number, report: &report))
  }

  /// Lists of dates; of a period its beginning and its length.
  private mutating func moments(
    _ lines: [ContentLine], report: inout ImportReport
  ) -> [(moment: Moment, length: EventRecord.Length?)] {
    var found: [(moment: Moment, length: EventRecord.Length?)] = []
    for line in lines {
      for item in line.plain.split(separator: ",") {
        guard found.count < ImportLimits.dates else {
          report.addOnce(.leftOut, line: line.number, "more than \(ImportLimits.dates) dates of one event are left out")
          return found
        }
        let halves = item.split(separator: "/", maxSplits: 1).map(String.init)
        if let moment = moment(halves.first ?? "", of: line, report: &report) {
          found.append((moment, halves.count == 2 ? periodLength(halves[1], from: moment, line, &report) : nil))
        } else {
          let written = String(item)
          report.add(.leftOut, line: line.number, "'\(shown(written))' \(WrittenTime.fault(of: written)); left out")
        }
      }
    }
    return found
  }

  private mutating func periodLength(
    _ text: String, from start: Moment, _ line: ContentLine, _ report: inout ImportReport
  ) -> EventRecord.Length? {
    if let duration = WrittenDuration(text) { return limited(duration.total, line, &report) }
    guard let end = moment(text, of: line, report: &report)?.instant, let begin = start.instant, end > begin else {
      return nil
    }
    return limited(end.seconds - begin.seconds, line, &report)
  }

  private func limited(_ seconds: Int64, _ line: ContentLine, _ report: inout ImportReport) -> EventRecord.Length {
    let longest = Int64(ImportLimits.days) * 86_400
    if seconds > longest {
      report.add(.assumed, line: line.number, "a period longer than \(ImportLimits.days) days is cut after them")
    }
    return .exact(min(seconds, longest))
  }

  func shown(_ text: String) -> String { CleanText.line(text, limit: 60) }
}
