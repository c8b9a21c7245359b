import Scheduling
import Timekeeping

extension Snapshot {
  /// The revisions of a team's shifts, by shift id; those of shifts that are gone included.
  package func revisions(team: TeamID) throws(StoreError) -> [ShiftRevision] {
    try connection.all(
      """
      SELECT shift, team, duty, start_ms, end_ms, summary, sequence, created_ms, changed_ms, gone, member, uid
      FROM shift_revisions
      WHERE team = $1 ORDER BY shift
      """, [team], as: ShiftRevision.init)
  }

  /// What feeds say of the shifts of a team, by shift id; quicker than whole revisions, in no order.
  package func eventRevisions(team: TeamID) throws(StoreError) -> [ShiftID: EventRevision] {
    var found: [ShiftID: EventRevision] = [:]
    let sql: StaticString = """
      SELECT shift, sequence, created_ms, changed_ms, uid FROM shift_revisions WHERE team = $1
      """
    try connection.each(sql, [team]) { row throws(StoreError) in
      found[ShiftID(text: try row.text(at: 0))] = EventRevision(
        sequence: Int(try row.integer(at: 1)), created: Timestamp(milliseconds: try row.integer(at: 2)),
        changed: Timestamp(milliseconds: try row.integer(at: 3)), uid: try row.textIfAny(at: 4))
      return true
    }
    return found
  }

  /// Under which UIDs calendars know the shifts of a team that an edit moved; in proportion to those.
  package func movedUIDs(team: TeamID) throws(StoreError) -> [ShiftID: String] {
    var found: [ShiftID: String] = [:]
    let sql: StaticString = "SELECT shift, uid FROM shift_revisions WHERE team = $1 AND uid IS NOT NULL AND gone = 0"
    try connection.each(sql, [team]) { row throws(StoreError) in
      found[ShiftID(text: try row.text(at: 0))] = try row.text(at: 1)
      return true
    }
    return found
  }

  /// The same of several teams; no two have a shift in common.
  package func movedUIDs(teams: [TeamID]) throws(StoreError) -> [ShiftID: String] {
    var found: [ShiftID: String] = [:]
    for team in teams { found.merge(try movedUIDs(team: team)) { first, _ in first } }
    return found
  }

  package func revision(_ shift: ShiftID) throws(StoreError) -> ShiftRevision? {
    try connection.first(
      """
      SELECT shift, team, duty, start_ms, end_ms, summary, sequence, created_ms, changed_ms, gone, member, uid
      FROM shift_revisions
      WHERE shift = $1
      """, [shift.text], as: ShiftRevision.init)
  }
}

extension Transaction {
  /// Stores the present revision of a shift in the place of the one before.
  package func putRevision(_ revision: ShiftRevision) throws(StoreError) {
    try connection.run(
      """
      INSERT INTO shift_revisions
        (shift, team, duty, start_ms, end_ms, summary, sequence, created_ms, changed_ms, gone, member, uid)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
      ON CONFLICT (shift) DO UPDATE SET
        team = excluded.team, duty = excluded.duty, start_ms = excluded.start_ms, end_ms = excluded.end_ms,
        summary = excluded.summary, sequence = excluded.sequence,
        created_ms = excluded.created_ms, changed_ms = excluded.changed_ms, gone = excluded.gone,
        member = excluded.member, uid = excluded.uid
      """,
      [
        revision.shift.text, revision.team, revision.duty, revision.interval?.start, revision.interval?.end,
        revision.summary, revision.sequence, revision.created, revision.changed, revision.gone, revision.member,
        revision.uid,
      ])
    try bump(.revisions)
  }
}

extension ShiftRevision {
  fileprivate init(_ row: ResultRow) throws(StoreError) {
    // By place: a draft's worth of them is read with every change of a rota.
    let (start, end) = (try row.instantIfAny(at: 3), try row.instantIfAny(at: 4))
    self.init(
      shift: ShiftID(text: try row.text(at: 0)), team: try row.form(at: 1), duty: try row.formIfAny(at: 2),
      interval: start.flatMap { start in end.flatMap { Interval(start, $0) } }, summary: try row.text(at: 5),
      sequence: Int(try row.integer(at: 6)), changed: Timestamp(milliseconds: try row.integer(at: 8)),
      created: Timestamp(milliseconds: try row.integer(at: 7)), gone: try row.integer(at: 9) != 0,
      member: try row.formIfAny(at: 10), uid: try row.textIfAny(at: 11))
  }
}
