extension Migration {
  /// What a lead decides about slots before they are drafted, what members wish, and which draft another came from.
  static let draftingByHand: [StaticString] = [
    "ALTER TABLE drafts ADD COLUMN parent TEXT",
    // Null for a draft of the whole `week`, which then is the first that it touches.
    "ALTER TABLE drafts ADD COLUMN days TEXT",
    // A week may be published in several stretches.
    "DROP INDEX published_current",
    "CREATE UNIQUE INDEX published_current ON published_periods (team, start_ms) WHERE superseded_ms IS NULL",
    "CREATE INDEX published_by_week ON published_periods (team, week)",
    """
    CREATE TABLE slot_decisions (
      id TEXT PRIMARY KEY,
      ordinal INTEGER NOT NULL UNIQUE,
      team TEXT NOT NULL,
      slot TEXT NOT NULL,
      start_ms BIGINT NOT NULL,
      end_ms BIGINT NOT NULL CHECK (start_ms < end_ms),
      member TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('lock', 'assign', 'forbid')),
      decided_ms BIGINT NOT NULL,
      decided_by TEXT NOT NULL,
      released_ms BIGINT,
      released_by TEXT)
    """,
    """
    CREATE UNIQUE INDEX slot_decisions_given ON slot_decisions (team, slot)
    WHERE released_ms IS NULL AND kind <> 'forbid'
    """,
    """
    CREATE UNIQUE INDEX slot_decisions_held ON slot_decisions (team, slot, member)
    WHERE released_ms IS NULL
    """,
    """
    CREATE TABLE wishes (
      id TEXT PRIMARY KEY,
      ordinal INTEGER NOT NULL UNIQUE,
      member TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('off', 'on')),
      dates TEXT NOT NULL,
      from_time TEXT,
      until_time TEXT,
      weight INTEGER NOT NULL,
      note TEXT,
      start_ms BIGINT NOT NULL,
      end_ms BIGINT NOT NULL CHECK (start_ms < end_ms),
      made_ms BIGINT NOT NULL,
      made_by TEXT NOT NULL,
      removed_ms BIGINT,
      removed_by TEXT)
    """,
  ]
}
