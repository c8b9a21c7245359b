import Scheduling
import Timekeeping

extension Snapshot {
  package func draft(_ id: String) throws(StoreError) -> StoredDraft? {
    try connection.first(
      "SELECT id, team, week, days, made_ms, made_by, bytes, parent FROM drafts WHERE id = $1", [id],
      as: StoredDraft.init)
  }

  /// The draft of that team and exactly those days made last.
  package func newestDraft(team: TeamID, days: DateRange) throws(StoreError) -> StoredDraft? {
    try connection.first(
      """
      SELECT id, team, week, days, made_ms, made_by, bytes, parent FROM drafts
      WHERE team = $1 AND week = $2 AND COALESCE(days, '') = $3 ORDER BY ordinal DESC LIMIT 1
      """, [team, days.week.description, days.unlessWeek ?? ""], as: StoredDraft.init)
  }

  /// Drafts in the order they were made; nil asks for every team or time.
  package func drafts(team: TeamID? = nil, days: DateRange? = nil) throws(StoreError) -> [StoredDraft] {
    try connection.all(
      """
      SELECT id, team, week, days, made_ms, made_by, bytes, parent FROM drafts
      WHERE (CAST($1 AS TEXT) IS NULL OR team = $1) AND (CAST($2 AS TEXT) IS NULL OR (week = $2 AND COALESCE(days, '') = $3))
      ORDER BY ordinal
      """, [team, days?.week.description, days?.unlessWeek ?? ""], as: StoredDraft.init)
  }
}

extension Transaction {
  package func addDraft(_ draft: StoredDraft) throws(StoreError) {
    try connection.run(
      """
      INSERT INTO drafts (id, ordinal, team, week, days, made_ms, made_by, bytes, parent)
      VALUES ($1, (SELECT COALESCE(MAX(ordinal), 0) + 1 FROM drafts), $2, $3, $4, $5, $6, $7, $8)
      """,
      [
        draft.id, draft.team, draft.week.description, draft.days.unlessWeek, draft.made, draft.by, draft.bytes,
        draft.parent,
      ])
    try bump(.drafts)
  }
}

extension StoredDraft {
  fileprivate init(_ row: ResultRow) throws(StoreError) {
    let week: ISOWeek = try row.form("week")
    self.init(
      id: try row.text("id"), team: try row.form("team"), days: try row.formIfAny("days") ?? week.dateRange,
      made: try row.instant("made_ms"), by: try row.text("made_by"), bytes: try row.bytes("bytes"),
      parent: try row.textIfAny("parent"))
  }
}

extension DateRange {
  /// The first week that it touches.
  fileprivate var week: ISOWeek { ISOWeek(containing: first) }
  /// Nil for a whole ISO week: that is how drafts of schema 1 stand there.
  fileprivate var unlessWeek: String? { self == week.dateRange ? nil : description }
}
