import Timekeeping

/// The public holidays of an iCalendar file, as dates on the wall (feeds.md, 8).
///
/// DTEND is exclusive, an event without an end is one day, one of several days gives each day, and a time of day or a
/// zone is left aside. Yearly rules are expanded from 2000 to 2100. Cancelled events count as not there.
package struct HolidayCalendar: Sendable, Hashable {
  /// By date, then by name.
  package let holidays: [Holiday]
  /// What could not be read or was taken otherwise than written, at most 100; the rest of the file stands.
  package let remarks: [CalendarProblem]

  /// Takes at most 5 MiB and 10,000 events.
  ///
  /// Fails when nothing can be used: the file is not iCalendar, is cut off or unbalanced, holds NUL bytes, or has no
  /// event that can be read.
  package init(_ bytes: [UInt8]) throws(CalendarProblem) {
    let outline = try CalendarOutline(UnfoldedText(Self.checked(bytes)))
    var noticed = outline.remarks
    let events = Self.events(outline.events, remarks: &noticed)
    let expansion = try HolidayExpansion(events, remarks: noticed)
    if outline.events.isEmpty { throw CalendarProblem(what: "the calendar holds no events: is it the right file?") }
    if expansion.holidays.isEmpty, let first = expansion.remarks.list.first { throw first }
    holidays = expansion.holidays
    remarks = expansion.remarks.list
  }

  /// The holidays alone, without the remarks.
  package static func read(_ bytes: [UInt8]) -> Result<[Holiday], CalendarProblem> {
    do {
      return .success(try HolidayCalendar(bytes).holidays)
    } catch {
      return .failure(error)
    }
  }

  private static func events(_ blocks: [EventBlock], remarks: inout Remarks) -> [HolidayEvent] {
    var events: [HolidayEvent] = []
    for block in blocks {
      do {
        events.append(try HolidayEvent(block, remarks: &remarks))
      } catch {
        remarks.add(error)
      }
    }
    return events
  }

  /// The bytes without a byte order mark.
  private static func checked(_ bytes: [UInt8]) throws(CalendarProblem) -> ArraySlice<UInt8> {
    guard bytes.count <= HolidayLimits.bytes else {
      throw CalendarProblem(what: "the file is larger than 5 MiB: take a calendar of public holidays only")
    }
    if bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE]) {
      throw CalendarProblem(line: 1, what: "the file is UTF-16: save it as UTF-8")
    }
    if let at = bytes.firstIndex(of: 0) {
      let line = UnfoldedText.lineNumber(at: at, in: bytes)
      throw CalendarProblem(line: line, what: "a NUL byte, which no iCalendar file may hold: export the calendar again")
    }
    return bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
  }
}
