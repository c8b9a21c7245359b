/// The components of a file: checks that each BEGIN has its END, and collects the events.
///
/// libical only says "no" to an unbalanced file, without an error and without a line.
struct CalendarOutline {
  private(set) var events: [EventBlock] = []
  private(set) var remarks = Remarks()
  private var open: [(name: String, line: Int)] = []
  /// How many components are open where the present event's own properties stand; nil outside events.
  private var eventDepth: Int?

  init(_ text: UnfoldedText) throws(CalendarProblem) {
    for line in text.lines {
      let bytes = text.slice(line)
      if let name = Self.component(bytes, after: "BEGIN:") {
        try begin(name, line.number)
      } else if let name = Self.component(bytes, after: "END:") {
        try end(name, line.number)
      } else {
        try property(bytes, line.number)
      }
    }
    if let last = open.last {
      throw CalendarProblem(
        line: last.line,
        what: "BEGIN:\(last.name) has no END:\(last.name); the file may have been cut off: fetch it again")
    }
    if text.lines.isEmpty { throw CalendarProblem(what: "the file is empty: fetch it again") }
  }

  private mutating func begin(_ name: String, _ line: Int) throws(CalendarProblem) {
    guard open.count < HolidayLimits.depth else {
      throw CalendarProblem(
        line: line,
        what: "more than \(HolidayLimits.depth) components stand in one another: this is no holiday calendar")
    }
    open.append((name, line))
    guard name == "VEVENT", eventDepth == nil else { return }
    guard events.count < HolidayLimits.events else {
      throw CalendarProblem(
        line: line, what: "more than \(HolidayLimits.events) events: take a calendar of public holidays only")
    }
    eventDepth = open.count
    events.append(EventBlock(line: line))
  }

  private mutating func end(_ name: String, _ line: Int) throws(CalendarProblem) {
    guard let last = open.last else {
      throw CalendarProblem(line: line, what: "END:\(name) without a BEGIN:\(name) before it: correct the file")
    }
    guard last.name == name else {
      throw CalendarProblem(
        line: line, what: "END:\(name) where END:\(last.name) is due (BEGIN in line \(last.line)): correct the file")
    }
    if open.count == eventDepth { eventDepth = nil }
    open.removeLast()
  }

  private mutating func property(_ bytes: ArraySlice<UInt8>, _ line: Int) throws(CalendarProblem) {
    if open.isEmpty {
      let shown = CleanText.line(String(decoding: bytes.prefix(80), as: UTF8.self), limit: 40)
      guard !events.isEmpty || !remarks.list.isEmpty else { throw Self.notCalendar(shown, line) }
      remarks.add(line: line, "'\(shown)' stands after the end of the calendar; left out")
    } else if open.count == eventDepth {
      if let parsed = ContentLine(number: line, bytes) {
        events[events.count - 1].properties.append(parsed)
      } else {
        remarks.add(line: line, "this line has no 'NAME:' at its start; left out")
      }
    }
  }

  private static func notCalendar(_ shown: String, _ line: Int) -> CalendarProblem {
    let help =
      shown.hasPrefix("<")
      ? "this is a web page: look for the address that ends in .ics" : "it should begin with BEGIN:VCALENDAR"
    return CalendarProblem(line: line, what: "not an iCalendar file: it begins with '\(shown)'; \(help)")
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
