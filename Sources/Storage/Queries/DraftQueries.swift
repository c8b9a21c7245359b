import Scheduling
import Timekeeping

extension Snapshot {
  package func draft(_ id: String) throws(StoreError) -> StoredDraft? {
    try connection.first(
      "SELECT id, team, week, made_ms, made_by, bytes, parent FROM drafts WHERE id = $1", [id], as: StoredDraft.init)
  }

  /// The draft of that team and week made last.
  package func newestDraft(team: TeamID, week: ISOWeek) throws(StoreError) -> StoredDraft? {
    try connection.first(
      """
      SELECT id, team, week, made_ms, made_by, bytes, parent FROM drafts WHERE team = $1 AND week = $2
      ORDER BY ordinal DESC LIMIT 1
      """, [team, week.description], as: StoredDraft.init)
  }

  /// Drafts in the order they were made; nil asks for every team or week.
  package func drafts(team: TeamID? = nil, week: ISOWeek? = nil) throws(StoreError) -> [StoredDraft] {
    try connection.all(
      """
      SELECT id, team, week, made_ms, made_by, bytes, parent FROM drafts
      WHERE (CAST($1 AS TEXT) IS NULL OR team = $1) AND (CAST($2 AS TEXT) IS NULL OR week = $2)
      ORDER BY ordinal
      """, [team, week?.description], as: StoredDraft.init)
  }
}

extension Transaction {
  package func addDraft(_ draft: StoredDraft) throws(StoreError) {
    try connection.run(
      """
      INSERT INTO drafts (id, ordinal, team, week, made_ms, made_by, bytes, parent)
      VALUES ($1, (SELECT COALESCE(MAX(ordinal), 0) + 1 FROM drafts), $2, $3, $4, $5, $6, $7)
      """, [draft.id, draft.team, draft.week.description, draft.made, draft.by, draft.bytes, draft.parent])
    try bump(.drafts)
  }
}

extension StoredDraft {
  fileprivate init(_ row: ResultRow) throws(StoreError) {
    self.init(
      id: try row.text("id"), team: try row.form("team"), week: try row.form("week"), made: try row.instant("made_ms"),
      by: try row.text("made_by"), bytes: try row.bytes("bytes"), parent: try row.textIfAny("parent"))
  }
}
