import Calendars
import Testing
import Timekeeping

/// Builds small calendar files for the tests of the reader.
enum HolidayTexts {
  static func file(_ events: [[String]], lineEnd: String = "\r\n") -> [UInt8] {
    let head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Example//Days//EN"]
    let body = events.flatMap { ["BEGIN:VEVENT"] + $0 + ["END:VEVENT"] }
    return Array((head + body + ["END:VCALENDAR", ""]).joined(separator: lineEnd).utf8)
  }

  static func calendar(_ properties: String...) throws -> HolidayCalendar {
    try HolidayCalendar(file([properties]))
  }

  /// The days of a file as `2026-12-25 Christmas Day`.
  static func days(_ events: [String]...) throws -> [String] {
    shown(try HolidayCalendar(file(events)).holidays)
  }

  static func shown(_ holidays: [Holiday]) -> [String] { holidays.map { "\($0.date) \($0.name)" } }

  static func problem(_ bytes: [UInt8]) -> CalendarProblem? {
    switch HolidayCalendar.read(bytes) {
    case .success: nil
    case .failure(let problem): problem
    }
  }
}
