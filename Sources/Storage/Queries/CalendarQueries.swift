import Scheduling
import Timekeeping

extension Snapshot {
  /// Every calendar that is subscribed to, in the order they were added; removed ones are left out.
  package func calendars() throws(StoreError) -> [SubscribedCalendar] {
    try connection.all(
      """
      SELECT id, member, team, url, options, added_ms, added_by, removed_ms, next_ms, checked_ms, good_ms, failures,
        problem, emptied_ms, etag, last_modified, report
      FROM calendars WHERE removed_ms IS NULL ORDER BY ordinal
      """, as: SubscribedCalendar.init)
  }

  /// One calendar, removed or not.
  package func calendar(_ id: String) throws(StoreError) -> SubscribedCalendar? {
    try connection.first(
      """
      SELECT id, member, team, url, options, added_ms, added_by, removed_ms, next_ms, checked_ms, good_ms, failures,
        problem, emptied_ms, etag, last_modified, report
      FROM calendars WHERE id = $1
      """, [id], as: SubscribedCalendar.init)
  }

  /// Those whose time to be read has come, the longest overdue first.
  package func dueCalendars(now: Timestamp, limit: Int) throws(StoreError) -> [SubscribedCalendar] {
    try connection.all(
      """
      SELECT id, member, team, url, options, added_ms, added_by, removed_ms, next_ms, checked_ms, good_ms, failures,
        problem, emptied_ms, etag, last_modified, report
      FROM calendars WHERE removed_ms IS NULL AND next_ms <= $1 ORDER BY next_ms, ordinal LIMIT $2
      """, [now, limit], as: SubscribedCalendar.init)
  }

  /// When the next calendar is due; nil while there is none.
  package func nextCalendarDue() throws(StoreError) -> Timestamp? {
    try connection.first("SELECT MIN(next_ms) AS due FROM calendars WHERE removed_ms IS NULL") {
      row throws(StoreError) in try row.instantIfAny("due")
    } ?? nil
  }

  /// The last good copy; nil before the first.
  package func calendarBytes(_ id: String) throws(StoreError) -> [UInt8]? {
    try connection.first("SELECT bytes FROM calendars WHERE id = $1", [id]) {
      row throws(StoreError) in try row.bytesIfAny("bytes")
    } ?? nil
  }

  /// The leave that came from a calendar and was not taken back, with where each came from.
  package func importedLeaves(of calendar: String) throws(StoreError) -> [ImportedLeave] {
    try connection.all(
      """
      SELECT i.leave, i.calendar, i.uid, i.recurrence, i.member FROM imported_leaves i JOIN leaves l ON l.id = i.leave
      WHERE i.calendar = $1 AND l.withdrawn_ms IS NULL ORDER BY l.start_ms, i.leave
      """, [calendar], as: ImportedLeave.init)
  }

  /// Where a leave came from; nil for one that a person booked.
  package func origin(ofLeave id: String) throws(StoreError) -> ImportedLeave? {
    try connection.first(
      "SELECT leave, calendar, uid, recurrence, member FROM imported_leaves WHERE leave = $1", [id],
      as: ImportedLeave.init)
  }
}

extension Transaction {
  package func addCalendar(_ calendar: SubscribedCalendar) throws(StoreError) {
    let (member, team) = calendar.subject.columns
    try connection.run(
      """
      INSERT INTO calendars (id, ordinal, member, team, url, options, added_ms, added_by, next_ms, failures)
      VALUES ($1, (SELECT COALESCE(MAX(ordinal), 0) + 1 FROM calendars), $2, $3, $4, $5, $6, $7, $8, 0)
      """,
      [
        calendar.id, member, team, calendar.url, calendar.options, calendar.added, calendar.by, calendar.next,
      ])
  }

  /// Stores what an attempt to read it came to; its address and options stay as they are.
  package func noteCalendar(_ calendar: SubscribedCalendar) throws(StoreError) {
    try connection.run(
      """
      UPDATE calendars SET next_ms = $2, checked_ms = $3, good_ms = $4, failures = $5, problem = $6, emptied_ms = $7,
        etag = $8, last_modified = $9, report = $10 WHERE id = $1
      """,
      [
        calendar.id, calendar.next, calendar.checked, calendar.good, calendar.failures, calendar.problem,
        calendar.emptied, calendar.etag, calendar.lastModified, calendar.report,
      ])
  }

  /// Keeps the last good copy.
  package func setCalendarBytes(_ bytes: [UInt8], of id: String) throws(StoreError) {
    try connection.run("UPDATE calendars SET bytes = $2 WHERE id = $1", [id, bytes])
  }

  /// False when there is no such calendar or it was removed before. Its copy is forgotten.
  package func removeCalendar(_ id: String, by: String, at: Timestamp) throws(StoreError) -> Bool {
    let changed = try connection.run(
      """
      UPDATE calendars SET removed_ms = $2, removed_by = $3, bytes = NULL WHERE id = $1 AND removed_ms IS NULL
      """, [id, at, by])
    return changed > 0
  }

  /// Says which event of which calendar a leave came from; a leave of that event that was taken back is forgotten.
  package func bindLeave(_ origin: ImportedLeave) throws(StoreError) {
    try connection.run(
      """
      INSERT INTO imported_leaves (leave, calendar, uid, recurrence, member) VALUES ($1, $2, $3, $4, $5)
      ON CONFLICT (calendar, uid, recurrence, member) DO UPDATE SET leave = excluded.leave
      """, [origin.leave, origin.calendar, origin.uid, origin.recurrence, origin.member])
  }

  /// Moves a leave or changes its note; false when it was withdrawn.
  package func changeLeave(_ leave: Leave) throws(StoreError) -> Bool {
    let changed = try connection.run(
      "UPDATE leaves SET start_ms = $2, end_ms = $3, note = $4 WHERE id = $1 AND withdrawn_ms IS NULL",
      [leave.id, leave.interval.start, leave.interval.end, leave.note])
    guard changed > 0 else { return false }
    try bump(.leaves)
    return true
  }
}

extension SubscribedCalendar.Subject {
  fileprivate var columns: (MemberID?, TeamID?) {
    switch self {
    case .member(let member): (member, nil)
    case .team(let team): (nil, team)
    }
  }

  fileprivate init?(_ row: ResultRow) throws(StoreError) {
    if let member: MemberID = try row.formIfAny("member") {
      self = .member(member)
    } else if let team: TeamID = try row.formIfAny("team") {
      self = .team(team)
    } else {
      return nil
    }
  }
}

extension SubscribedCalendar {
  fileprivate init(_ row: ResultRow) throws(StoreError) {
    let id = try row.text("id")
    guard let subject = try Subject(row) else { throw .unreadable("the subject of calendar \(id)") }
    self.init(
      id: id, subject: subject, url: try row.text("url"), options: try row.text("options"),
      added: try row.instant("added_ms"), by: try row.text("added_by"), next: try row.instant("next_ms"))
    removed = try row.instantIfAny("removed_ms")
    checked = try row.instantIfAny("checked_ms")
    good = try row.instantIfAny("good_ms")
    failures = try row.int("failures")
    problem = try row.textIfAny("problem")
    emptied = try row.instantIfAny("emptied_ms")
    etag = try row.textIfAny("etag")
    lastModified = try row.textIfAny("last_modified")
    report = try row.textIfAny("report")
  }
}

extension ImportedLeave {
  fileprivate init(_ row: ResultRow) throws(StoreError) {
    self.init(
      leave: try row.text("leave"), calendar: try row.text("calendar"), uid: try row.text("uid"),
      recurrence: try row.text("recurrence"), member: try row.form("member"))
  }
}
