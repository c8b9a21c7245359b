extension Migration {
  /// Leave calendars that are fetched on a rhythm, what came of it, and which leave each of their events became.
  static let importedLeave: [StaticString] = [
    """
    CREATE TABLE calendars (
      id TEXT PRIMARY KEY,
      ordinal INTEGER NOT NULL UNIQUE,
      member TEXT,
      team TEXT,
      url TEXT NOT NULL,
      options TEXT NOT NULL,
      added_ms BIGINT NOT NULL,
      added_by TEXT NOT NULL,
      removed_ms BIGINT,
      removed_by TEXT,
      next_ms BIGINT NOT NULL,
      checked_ms BIGINT,
      good_ms BIGINT,
      failures INTEGER NOT NULL,
      problem TEXT,
      emptied_ms BIGINT,
      etag TEXT,
      last_modified TEXT,
      report TEXT,
      bytes BLOB,
      CHECK ((member IS NULL) <> (team IS NULL)))
    """,
    "CREATE INDEX calendars_by_next ON calendars (next_ms) WHERE removed_ms IS NULL",
    """
    CREATE TABLE imported_leaves (
      leave TEXT PRIMARY KEY,
      calendar TEXT NOT NULL,
      uid TEXT NOT NULL,
      recurrence TEXT NOT NULL,
      member TEXT NOT NULL,
      UNIQUE (calendar, uid, recurrence, member))
    """,
  ]
}
