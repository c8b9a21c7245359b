import Calendars
import Scheduling
import Storage
import Timekeeping

/// A subscribed calendar as a row. Its address is shown up to the host: the rest is often a secret.
package struct CalendarRow: Codable, Sendable, Hashable {
  /// Empty for one that is only looked at.
  package var id: String
  package var member: String?
  package var team: String?
  package var address: String
  /// `ok`, `empty`, `failing` or `new`.
  package var state: String
  package var problem: String?
  package var checked: Timestamp?
  package var good: Timestamp?
  package var next: Timestamp?
  package var leaves: Int

  init(_ calendar: SubscribedCalendar) {
    self.init(calendar.subject, url: calendar.url, leaves: calendar.storedReport?.leaves ?? 0)
    id = calendar.id
    (problem, checked, good, next) = (calendar.problem, calendar.checked, calendar.good, calendar.next)
    state =
      calendar.failures > 0 ? "failing" : calendar.emptied != nil ? "empty" : calendar.good == nil ? "new" : "ok"
  }

  init(_ subject: SubscribedCalendar.Subject, url: String, leaves: Int) {
    (id, state) = ("", "new")
    switch subject {
    case .member(let id): member = id.text
    case .team(let id): team = id.text
    }
    address = Self.host(of: url)
    self.leaves = leaves
  }

  private static func host(of url: String) -> String {
    guard let mark = url.firstRange(of: "://") else { return "…" }
    return url[..<mark.upperBound] + url[mark.upperBound...].prefix { !"/?#".contains($0) } + "/…"
  }
}

/// What reading a calendar did, or would do.
package struct CalendarReply: Codable, Sendable {
  package var calendar: CalendarRow
  package var report: CalendarReport?
  package var added: [LeaveRow]
  package var changed: [LeaveRow]
  package var removed: [LeaveRow]
  /// Shifts that the leave takes its member from, each with the request that offers it.
  package var conflicts: [LeaveConflict]

  init(_ change: CalendarChange) {
    calendar = CalendarRow(change.calendar)
    report = change.calendar.storedReport
    added = change.added.map(LeaveRow.init)
    changed = change.changed.map(LeaveRow.init)
    removed = change.removed.map(LeaveRow.init)
    conflicts = change.conflicts
  }

  /// Of a calendar that is not subscribed to: its leave has no ids.
  init(_ subject: SubscribedCalendar.Subject, url: String, _ leaves: [WantedLeave], _ report: CalendarReport) {
    calendar = CalendarRow(subject, url: url, leaves: leaves.count)
    self.report = report
    added = leaves.map { wanted in
      LeaveRow(
        Leave(id: "", member: wanted.key.member, interval: wanted.interval, kind: .planned, note: wanted.note))
    }
    (changed, removed, conflicts) = ([], [], [])
  }
}

extension SubscribedCalendar {
  /// The report on the last good copy.
  var storedReport: CalendarReport? { report.flatMap { try? WireJSON.decode(CalendarReport.self, from: $0) } }
}

extension SubscribedCalendar.Subject {
  /// `member ana`, `team field-support`.
  var words: String {
    switch self {
    case .member(let member): "member \(member)"
    case .team(let team): "team \(team)"
    }
  }
}
