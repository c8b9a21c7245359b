import Calendars

/// What was made of a calendar, in a form that is stored, shown and sent.
package struct CalendarReport: Codable, Sendable, Hashable {
  /// The calendar's own name.
  package var name: String?
  /// VEVENTs in the file; those whose time could be read; those that were cancelled.
  package var events: Int
  package var understood: Int
  package var cancelled: Int
  /// Events and repeats inside the window, and how many of them count as leave.
  package var instances: Int
  package var leaves = 0
  /// What did not become leave, in groups: `belongs to nobody in the team`, `shown as free`, …
  package var ignored: [Ignored] = []
  /// What was not understood or taken otherwise than written, with lines of the file.
  package var remarks: [ImportReport.Remark]
  package var furtherRemarks: Int

  /// Events left out for one reason, with the first few of them by name.
  package struct Ignored: Codable, Sendable, Hashable {
    package var why: String
    package var count: Int
    package var examples: [String]
  }

  package init(_ calendar: ImportedCalendar) {
    name = calendar.name
    events = calendar.report.events
    understood = calendar.report.understood
    cancelled = calendar.report.cancelled
    instances = calendar.report.instances
    remarks = calendar.report.remarks
    furtherRemarks = calendar.report.furtherRemarks
  }

  static let examples = 5

  mutating func ignore(_ what: String, why: String) {
    if let place = ignored.firstIndex(where: { $0.why == why }) {
      ignored[place].count += 1
      if ignored[place].examples.count < Self.examples { ignored[place].examples.append(what) }
    } else {
      ignored.append(Ignored(why: why, count: 1, examples: [what]))
    }
  }
}
