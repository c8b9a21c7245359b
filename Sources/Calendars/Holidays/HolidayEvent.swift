import Timekeeping

/// One VEVENT of a holiday file as dates.
struct HolidayEvent {
  /// Where it begins, from 1.
  let line: Int
  let uid: String?
  let sequence: Int
  /// The date of the repeat that this event stands for (RECURRENCE-ID).
  let replaces: CivilDate?
  let cancelled: Bool
  let name: String
  let start: CivilDate
  /// How many days it lasts, at least 1.
  let days: Int
  let rule: RepeatRule?
  /// RDATE.
  let added: [CivilDate]
  /// EXDATE.
  let excluded: [CivilDate]

  /// What can be read is kept, with a remark on the rest; only an event whose days are unknown is a problem.
  init(_ block: EventBlock, remarks: inout Remarks) throws(CalendarProblem) {
    line = block.line
    uid = block.first("UID").map(\.plain).flatMap { $0.isEmpty ? nil : $0 }
    sequence = block.first("SEQUENCE").flatMap { decimal($0.plain) } ?? 0
    cancelled = block.first("STATUS")?.plain.uppercased() == "CANCELLED"
    let summary = CleanText.line(block.first("SUMMARY")?.unescaped ?? "", limit: HolidayLimits.name)
    name = summary.isEmpty ? "Holiday" : summary
    let begin = try Self.start(of: block)
    start = begin.date
    days = try Self.length(of: block, from: begin, remarks: &remarks)
    if let line = block.first("RRULE") {
      rule = try RepeatRule(line.plain, line: line.number)
    } else {
      rule = nil
    }
    replaces = Self.dates(block.all("RECURRENCE-ID"), remarks: &remarks).first
    added = Self.dates(block.all("RDATE"), remarks: &remarks)
    excluded = Self.dates(block.all("EXDATE"), remarks: &remarks)
    if let wide = block.first("RECURRENCE-ID"), wide.parameters.contains("RANGE=") {
      remarks.add(line: wide.number, "only the named date is changed, not those after it")
    }
  }

  private static func start(of block: EventBlock) throws(CalendarProblem) -> EventTime {
    guard let property = block.first("DTSTART") else {
      throw CalendarProblem(line: block.line, what: "this event has no DTSTART, so its day is unknown; left out")
    }
    guard let start = EventTime(property.plain) else {
      throw CalendarProblem(
        line: property.number,
        what: "'\(shown(property))' \(WrittenTime.fault(of: property.plain)); the event is left out")
    }
    return start
  }

  /// DTEND is exclusive; without an end, or with one that is not later, an event is one day.
  private static func length(
    of block: EventBlock, from start: EventTime, remarks: inout Remarks
  ) throws(CalendarProblem) -> Int {
    guard let end = block.first("DTEND") ?? block.first("DURATION") else { return 1 }
    let seconds =
      end.name == "DTEND"
      ? EventTime(end.plain).map { ($0.date - start.date) * 86_400 + $0.second }
      : durationSeconds(end.plain).map { start.second + $0 }
    guard let seconds, seconds >= 0 else {
      remarks.add(
        line: end.number, "'\(shown(end))' is no end that lies after the start; the event counts as one day")
      return 1
    }
    let days = max(1, (seconds + 86_399) / 86_400)
    guard days <= HolidayLimits.length else {
      throw CalendarProblem(
        line: end.number, what: "an event of \(days) days is no holiday (at most \(HolidayLimits.length)); left out")
    }
    return days
  }

  /// The dates of lists such as `20261225,20261226`; of a period its first day.
  private static func dates(_ lines: [ContentLine], remarks: inout Remarks) -> [CivilDate] {
    var dates: [CivilDate] = []
    for line in lines {
      for item in line.plain.split(separator: ",") {
        let written = item.split(separator: "/").first ?? item
        if let time = EventTime(written) {
          dates.append(time.date)
        } else {
          remarks.add(
            line: line.number,
            "'\(CleanText.line(String(item), limit: 40))' is not a date such as 20261225; left out")
        }
      }
    }
    return dates
  }

  private static func shown(_ line: ContentLine) -> String { CleanText.line(line.plain, limit: 40) }
}
