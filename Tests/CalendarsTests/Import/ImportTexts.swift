import Calendars
import TestSupport
import Timekeeping

/// Small calendars and short ways to read them.
enum ImportTexts {
  /// A whole file with one event of these lines.
  static func event(_ lines: String...) -> [UInt8] { file([lines]) }

  static func file(_ events: [[String]], head: [String] = []) -> [UInt8] {
    let inner = events.flatMap { ["BEGIN:VEVENT"] + $0 + ["END:VEVENT"] }
    let lines = ["BEGIN:VCALENDAR", "VERSION:2.0"] + head + inner + ["END:VCALENDAR"]
    return Array((lines.joined(separator: "\r\n") + "\r\n").utf8)
  }

  static func read(
    _ bytes: [UInt8], _ from: String = "2026-01-01T00:00:00Z", _ until: String = "2027-01-01T00:00:00Z",
    zone: String = "Europe/Berlin"
  ) throws -> ImportedCalendar {
    let window = Interval(try Timestamp(text: from), try Timestamp(text: until))
    guard let window else { throw CalendarProblem(what: "the test's window is empty") }
    return try ImportedCalendar(
      bytes, window: window, zone: try SystemZones.zone(zone), zones: SystemZones.tables)
  }

  /// `2026-12-24..2026-12-25`, or `2026-01-01T08:00:00Z/2026-01-01T09:00:00Z`.
  static func times(_ calendar: ImportedCalendar) -> [String] {
    calendar.events.map { event in
      switch event.when {
      case .days(let range): range.description
      case .times(let start, let end, _, _): "\(start)/\(end)"
      }
    }
  }

  /// The starts alone, of whole days as dates.
  static func starts(_ calendar: ImportedCalendar) -> [String] {
    times(calendar).map { text in
      String(text.split(separator: "/").first ?? "").split(separator: ".").first.map(String.init) ?? text
    }
  }

  static func remarks(_ calendar: ImportedCalendar) -> [String] { calendar.report.remarks.map(\.description) }
}
