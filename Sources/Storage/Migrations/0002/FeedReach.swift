extension Migration {
  /// What a feed is asked to hold, how far revisions must reach for it, and shifts that somebody has no more.
  static let feedOptions: [StaticString] = [
    "ALTER TABLE feeds ADD COLUMN options TEXT",
    "ALTER TABLE feeds ADD COLUMN days_ahead INTEGER NOT NULL DEFAULT 365",
    "ALTER TABLE shift_revisions ADD COLUMN member TEXT",
    "ALTER TABLE shift_revisions ADD COLUMN duty TEXT",
    "ALTER TABLE shift_revisions ADD COLUMN start_ms BIGINT",
    "ALTER TABLE shift_revisions ADD COLUMN end_ms BIGINT",
    // `fingerprint` was start/end/line, in milliseconds, and the duty is the second word of `team.duty.source…`.
    """
    UPDATE shift_revisions SET
      duty = substr(substr(shift, instr(shift, '.') + 1), 1, instr(substr(shift, instr(shift, '.') + 1), '.') - 1),
      start_ms = CAST(fingerprint AS INTEGER),
      end_ms = CAST(substr(fingerprint, instr(fingerprint, '/') + 1) AS INTEGER),
      fingerprint = substr(substr(fingerprint, instr(fingerprint, '/') + 1),
        instr(substr(fingerprint, instr(fingerprint, '/') + 1), '/') + 1)
    WHERE shift LIKE '%.%.%' AND fingerprint LIKE '%/%/%'
    """,
    "ALTER TABLE shift_revisions RENAME COLUMN fingerprint TO summary",
    // Under which UID calendars know a shift whose start an edit moved; none where that is its own id.
    "ALTER TABLE shift_revisions ADD COLUMN uid TEXT",
    "CREATE INDEX shift_revisions_moved ON shift_revisions (team) WHERE uid IS NOT NULL",
    """
    CREATE TABLE withdrawn_shifts (
      shift TEXT NOT NULL,
      member TEXT NOT NULL,
      team TEXT NOT NULL,
      duty TEXT NOT NULL,
      start_ms BIGINT NOT NULL,
      end_ms BIGINT NOT NULL,
      summary TEXT NOT NULL,
      sequence INTEGER NOT NULL,
      withdrawn_ms BIGINT NOT NULL,
      PRIMARY KEY (shift, member))
    """,
    "CREATE INDEX withdrawn_shifts_by_team ON withdrawn_shifts (team, withdrawn_ms)",
  ]
}
