/// A file's bytes made fit for reading: without a byte order mark, in UTF-8, without NULs.
///
/// Letters in ISO 8859-1 stay as they are; they are told from UTF-8 line by line where text is made of them.
struct CalendarBytes {
  private(set) var bytes: ArraySlice<UInt8>

  /// Refuses a file that is too large or empty.
  init(_ file: [UInt8], report: inout ImportReport) throws(CalendarProblem) {
    guard file.count <= ImportLimits.bytes else {
      throw CalendarProblem(what: "the calendar is larger than 8 MiB: ask its owner for one of fewer years")
    }
    bytes = Self.utf8(file, report: &report)
    if bytes.contains(0) { removeNULs(report: &report) }
    guard bytes.contains(where: { $0 > 0x20 }) else {
      throw CalendarProblem(what: "the calendar is empty: it has not even a BEGIN:VCALENDAR")
    }
  }

  private static func utf8(_ file: [UInt8], report: inout ImportReport) -> ArraySlice<UInt8> {
    if file.starts(with: [0xEF, 0xBB, 0xBF]) { return file[3...] }
    let isBig = file.starts(with: [0xFE, 0xFF])
    guard isBig || file.starts(with: [0xFF, 0xFE]) else { return file[...] }
    report.add(.noted, "the file is UTF-16, not UTF-8; it was read all the same")
    let units = stride(from: 2, to: file.count - 1, by: 2).map { at -> UInt16 in
      let (high, low) = isBig ? (file[at], file[at + 1]) : (file[at + 1], file[at])
      return UInt16(high) << 8 | UInt16(low)
    }
    return Array(String(decoding: units, as: UTF16.self).utf8)[...]
  }

  /// Exchange writes them after the names of zones; a reader of C strings stops there.
  private mutating func removeNULs(report: inout ImportReport) {
    let whole = Array(bytes)
    let line = whole.firstIndex(of: 0).map { UnfoldedText.lineNumber(at: $0, in: whole) }
    let count = whole.count { $0 == 0 }
    report.add(.noted, line: line, "\(count) NUL bytes, which no iCalendar file may hold, were left out")
    bytes = whole.filter { $0 != 0 }[...]
  }
}
