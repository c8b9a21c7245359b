extension Migration {
  /// What was handed over at the end of each shift and who accepted it; hours in which members want no notices.
  static let workHandoffs: [StaticString] = [
    """
    CREATE TABLE work_handoffs (
      team TEXT NOT NULL,
      id TEXT NOT NULL,
      from_member TEXT NOT NULL,
      end_ms BIGINT NOT NULL,
      value TEXT NOT NULL,
      PRIMARY KEY (team, id))
    """,
    "CREATE INDEX work_handoffs_by_end ON work_handoffs (end_ms)",
    """
    CREATE TABLE quiet_hours (
      member TEXT PRIMARY KEY,
      hours TEXT NOT NULL,
      set_ms BIGINT NOT NULL,
      set_by TEXT NOT NULL)
    """,
  ]
}
