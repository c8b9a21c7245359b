/// The lines of one VCALENDAR: its own, and those of its zones and events.
struct CalendarBlock {
  var properties: [ContentLine] = []
  var zones: [ZoneBlock] = []
  var events: [EventBlock] = []
}

/// The lines of one VTIMEZONE.
struct ZoneBlock {
  /// Where it begins, from 1.
  let line: Int
  var properties: [ContentLine] = []
  /// STANDARD and DAYLIGHT.
  var changes: [EventBlock] = []
}

/// Sorts a file's lines into calendars, zones and events, whatever is wrong between BEGIN and END: what cannot be
/// placed is reported and left out, and the rest of the file stands.
struct CalendarBlocks {
  private(set) var calendars: [CalendarBlock] = []
  private var open: [(name: String, line: Int)] = []
  private var event: EventBlock?
  private var zone: ZoneBlock?
  private var change: EventBlock?
  private var events = 0

  init(_ text: UnfoldedText, report: inout ImportReport) throws(CalendarProblem) {
    for line in text.lines { take(text.slice(line), line.number, report: &report) }
    if let last = open.last { close(cutOffAt: last, report: &report) }
    guard !calendars.isEmpty else { throw Self.notCalendar(text) }
    report.calendars = calendars.count
    report.events = events
  }

  private mutating func take(_ bytes: ArraySlice<UInt8>, _ number: Int, report: inout ImportReport) {
    if let name = Self.component(bytes, after: "BEGIN:") {
      begin(name, number, report: &report)
    } else if let name = Self.component(bytes, after: "END:") {
      end(name, number, report: &report)
    } else if let line = ContentLine(number: number, bytes) {
      property(line)
    } else if bytes.contains(where: { $0 > 0x20 }), !calendars.isEmpty {
      let shown = CleanText.line(String(decoding: bytes.prefix(60), as: UTF8.self), limit: 40)
      report.add(.leftOut, line: number, "'\(shown)' has no 'NAME:' at its start; the line is left out")
    }
  }

  // MARK: BEGIN and END

  private mutating func begin(_ name: String, _ line: Int, report: inout ImportReport) {
    if name == "VCALENDAR" || name == "VEVENT" || name == "VTIMEZONE" {
      closeUnended(before: name, line, report: &report)
    }
    guard open.count < ImportLimits.depth else {
      return report.addOnce(
        .leftOut, line: line, "more than \(ImportLimits.depth) components stand in one another; the inner are left out")
    }
    open.append((name, line))
    switch name {
    case "VCALENDAR": calendars.append(CalendarBlock())
    case "VEVENT": beginEvent(line, report: &report)
    case "VTIMEZONE": zone = ZoneBlock(line: line)
    case "STANDARD", "DAYLIGHT": change = zone == nil ? nil : EventBlock(line: line)
    default: break
    }
  }

  private mutating func beginEvent(_ line: Int, report: inout ImportReport) {
    events += 1
    if calendars.isEmpty || !open.contains(where: { $0.name == "VCALENDAR" }) {
      report.addOnce(.assumed, line: line, "this event stands outside BEGIN:VCALENDAR; it counts all the same")
      if calendars.isEmpty { calendars.append(CalendarBlock()) }
    }
    guard events <= ImportLimits.events else {
      return report.addOnce(
        .leftOut, line: line, "more than \(ImportLimits.events) events: those from here on are left out")
    }
    event = EventBlock(line: line)
  }

  /// A component that begins where another is still open: its END is missing.
  private mutating func closeUnended(before name: String, _ line: Int, report: inout ImportReport) {
    let inner = name == "VCALENDAR" ? ["VCALENDAR", "VEVENT", "VTIMEZONE"] : ["VEVENT", "VTIMEZONE"]
    guard let at = open.firstIndex(where: { inner.contains($0.name) }) else { return }
    report.add(.assumed, line: line, "END:\(open[at].name) is missing (BEGIN in line \(open[at].line))")
    while open.count > at { popInner() }
  }

  private mutating func end(_ name: String, _ line: Int, report: inout ImportReport) {
    guard let at = open.lastIndex(where: { $0.name == name }) else {
      return report.add(.noted, line: line, "END:\(name) without a BEGIN:\(name) before it")
    }
    if at < open.count - 1, let last = open.last {
      report.add(.assumed, line: line, "END:\(last.name) is missing (BEGIN in line \(last.line))")
    }
    while open.count > at { popInner() }
  }

  /// Closes the innermost open component and keeps what was read of it.
  private mutating func popInner() {
    guard let last = open.popLast(), let place = calendars.indices.last else { return }
    switch last.name {
    case "VEVENT":
      if let event { calendars[place].events.append(event) }
      event = nil
    case "STANDARD", "DAYLIGHT":
      if let change { zone?.changes.append(change) }
      change = nil
    case "VTIMEZONE":
      if let zone, calendars[place].zones.count < ImportLimits.zones { calendars[place].zones.append(zone) }
      zone = nil
    default: break
    }
  }

  /// The file ends with something open: what was read of an event may be half of it, so it does not count.
  private mutating func close(cutOffAt last: (name: String, line: Int), report: inout ImportReport) {
    report.isCutOff = true
    let lost = event != nil ? "; the event it ends in is left out" : ""
    report.add(
      .leftOut, line: last.line,
      "BEGIN:\(last.name) has no END:\(last.name): the file was probably cut off on its way\(lost)")
    event = nil
    while !open.isEmpty { popInner() }
  }

  // MARK: Properties

  private mutating func property(_ line: ContentLine) {
    guard let last = open.last?.name, let place = calendars.indices.last else { return }
    switch last {
    case "VCALENDAR": calendars[place].properties.append(line)
    case "VEVENT": if Self.eventNames.contains(line.name) { event?.properties.append(line) }
    case "VTIMEZONE": zone?.properties.append(line)
    case "STANDARD", "DAYLIGHT": change?.properties.append(line)
    default: break
    }
  }

  private static let eventNames: Set<String> = [
    "UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID",
    "STATUS", "TRANSP", "SUMMARY", "DESCRIPTION", "CATEGORIES", "ATTENDEE",
  ]

  private static func notCalendar(_ text: UnfoldedText) -> CalendarProblem {
    let start = text.lines.first { text.slice($0).contains { $0 > 0x20 } }
    let shown = start.map { String(decoding: text.slice($0).prefix(80), as: UTF8.self) } ?? ""
    let clean = CleanText.line(shown, limit: 40)
    let help =
      clean.hasPrefix("<")
      ? "this is a web page, perhaps one to sign in: look for the address that ends in .ics"
      : "it should begin with BEGIN:VCALENDAR"
    return CalendarProblem(line: start?.number, what: "not an iCalendar file: it begins with '\(clean)'; \(help)")
  }

  /// The component's name in upper case, if the line begins with `keyword` in any case.
  private static func component(_ bytes: ArraySlice<UInt8>, after keyword: String) -> String? {
    let head = bytes.prefix(keyword.utf8.count)
    guard head.count == keyword.utf8.count, zip(head, keyword.utf8).allSatisfy({ upper($0) == $1 }) else { return nil }
    let name = String(decoding: bytes.dropFirst(head.count).prefix(60), as: UTF8.self)
    return CleanText.line(name, limit: 40).uppercased()
  }

  private static func upper(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) ? byte - 32 : byte
  }
}
