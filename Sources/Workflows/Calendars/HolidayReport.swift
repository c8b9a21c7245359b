import Calendars
import ScheduleFiles
import Timekeeping

/// What was understood of a public calendar of holidays, in a form that is stored, shown and sent.
package struct HolidayReport: Codable, Sendable, Hashable {
  /// How many days it names, the first and last of them, and their sum.
  package var copy: HolidayCopy
  /// What was not understood, or taken otherwise than written, with lines of the file.
  package var remarks: [String]
  /// Days to come that are new since the good reading before, and that are gone.
  package var came: [Holiday]
  package var went: [Holiday]

  /// - Parameter before: the last good copy; nil for the first reading, of which no day is new.
  init(_ read: HolidayCalendar, address: String, before: HolidayCalendar?, today: CivilDate, now: Timestamp) {
    copy = HolidayCopy(calendar: address, fetched: now, holidays: read.holidays)
    remarks = read.remarks.map { "\($0)" }
    let new = read.coming(from: today)
    let old = before?.coming(from: today) ?? new
    came = new.filter { !old.contains($0) }
    went = old.filter { !new.contains($0) }
  }
}

extension HolidayCalendar {
  func coming(from today: CivilDate) -> [Holiday] { holidays.filter { $0.date >= today } }
}
