extension Migration {
  /// Swaps, take-overs, open requests, temporary schedules and the shift each of them follows.
  static let consentedChanges: [StaticString] = [
    "ALTER TABLE overrides ADD COLUMN kind TEXT NOT NULL DEFAULT 'direct'",
    "ALTER TABLE overrides ADD COLUMN follows TEXT",
    "ALTER TABLE overrides ADD COLUMN followed_start_ms BIGINT",
    "ALTER TABLE overrides ADD COLUMN followed_end_ms BIGINT",
    "ALTER TABLE overrides ADD COLUMN base_start_ms BIGINT",
    "ALTER TABLE overrides ADD COLUMN base_end_ms BIGINT",
    "ALTER TABLE overrides ADD COLUMN request TEXT",
    """
    CREATE TABLE shift_requests (
      id TEXT PRIMARY KEY,
      ordinal INTEGER NOT NULL UNIQUE,
      team TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('open', 'taken', 'declined', 'withdrawn', 'lapsed')),
      requester TEXT NOT NULL,
      leave TEXT,
      body TEXT NOT NULL)
    """,
    "CREATE INDEX shift_requests_open ON shift_requests (ordinal) WHERE state = 'open'",
    """
    CREATE TABLE temporary_schedules (
      id TEXT PRIMARY KEY,
      ordinal INTEGER NOT NULL UNIQUE,
      team TEXT NOT NULL,
      start_ms BIGINT NOT NULL,
      end_ms BIGINT NOT NULL CHECK (start_ms < end_ms),
      body TEXT NOT NULL,
      added_ms BIGINT NOT NULL,
      withdrawn_ms BIGINT,
      withdrawn_by TEXT)
    """,
  ]
}
