extension Migration {
  /// Everything version 1 keeps. Instants are milliseconds since 1970 (UTC), ids are text, truth is 0 or 1.
  static let firstSchema = Migration(
    number: 1, name: "first schema",
    statements: bookkeeping + planning + publishing + subscribing + desk + waking + paging + record)

  private static let bookkeeping: [StaticString] = [
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    "CREATE TABLE counters (name TEXT PRIMARY KEY, value BIGINT NOT NULL)",
    "CREATE TABLE changes (name TEXT PRIMARY KEY, value BIGINT NOT NULL)",
  ]

  private static let planning: [StaticString] = [
    """
    CREATE TABLE versions (
      id INTEGER PRIMARY KEY,
      effective_ms BIGINT NOT NULL,
      applied_ms BIGINT NOT NULL,
      applied_by TEXT NOT NULL,
      sha256 TEXT NOT NULL,
      bytes BLOB NOT NULL)
    """,
    "CREATE INDEX versions_by_effect ON versions (effective_ms, id)",
    """
    CREATE TABLE leaves (
      id TEXT PRIMARY KEY,
      member TEXT NOT NULL,
      start_ms BIGINT NOT NULL,
      end_ms BIGINT NOT NULL CHECK (start_ms < end_ms),
      kind TEXT NOT NULL CHECK (kind IN ('planned', 'unavailable')),
      note TEXT,
      added_ms BIGINT NOT NULL,
      added_by TEXT NOT NULL,
      withdrawn_ms BIGINT,
      withdrawn_by TEXT)
    """,
    "CREATE INDEX leaves_by_end ON leaves (end_ms) WHERE withdrawn_ms IS NULL",
    """
    CREATE TABLE overrides (
      id TEXT PRIMARY KEY,
      ordinal INTEGER NOT NULL UNIQUE,
      team TEXT NOT NULL,
      duty TEXT NOT NULL,
      start_ms BIGINT NOT NULL,
      end_ms BIGINT NOT NULL CHECK (start_ms < end_ms),
      change TEXT NOT NULL CHECK (change IN ('add', 'remove', 'replace', 'nobody')),
      leaving TEXT,
      joining TEXT,
      reason TEXT,
      added_ms BIGINT NOT NULL,
      added_by TEXT NOT NULL,
      withdrawn_ms BIGINT,
      withdrawn_by TEXT)
    """,
    "CREATE INDEX overrides_by_end ON overrides (team, end_ms) WHERE withdrawn_ms IS NULL",
    """
    CREATE TABLE drafts (
      id TEXT PRIMARY KEY,
      ordinal INTEGER NOT NULL UNIQUE,
      team TEXT NOT NULL,
      week TEXT NOT NULL,
      made_ms BIGINT NOT NULL,
      made_by TEXT NOT NULL,
      bytes BLOB NOT NULL)
    """,
    "CREATE INDEX drafts_by_week ON drafts (team, week, ordinal)",
  ]

  private static let publishing: [StaticString] = [
    """
    CREATE TABLE published_periods (
      id INTEGER PRIMARY KEY,
      team TEXT NOT NULL,
      week TEXT NOT NULL,
      start_ms BIGINT NOT NULL,
      end_ms BIGINT NOT NULL CHECK (start_ms < end_ms),
      draft TEXT REFERENCES drafts (id),
      published_ms BIGINT NOT NULL,
      published_by TEXT NOT NULL,
      superseded_ms BIGINT)
    """,
    "CREATE UNIQUE INDEX published_current ON published_periods (team, week) WHERE superseded_ms IS NULL",
    """
    CREATE TABLE published_shifts (
      period INTEGER NOT NULL REFERENCES published_periods (id),
      ordinal INTEGER NOT NULL,
      id TEXT NOT NULL,
      duty TEXT NOT NULL,
      member TEXT NOT NULL,
      start_ms BIGINT NOT NULL,
      end_ms BIGINT NOT NULL CHECK (start_ms < end_ms),
      PRIMARY KEY (period, ordinal),
      UNIQUE (period, id))
    """,
    """
    CREATE TABLE shift_revisions (
      shift TEXT PRIMARY KEY,
      team TEXT NOT NULL,
      fingerprint TEXT NOT NULL,
      sequence INTEGER NOT NULL,
      created_ms BIGINT NOT NULL,
      changed_ms BIGINT NOT NULL,
      gone INTEGER NOT NULL CHECK (gone IN (0, 1)))
    """,
    "CREATE INDEX shift_revisions_by_team ON shift_revisions (team, shift)",
  ]

  private static let subscribing: [StaticString] = [
    """
    CREATE TABLE feeds (
      id TEXT PRIMARY KEY,
      ordinal INTEGER NOT NULL UNIQUE,
      subject TEXT NOT NULL CHECK (subject IN ('member', 'team', 'duty')),
      member TEXT,
      team TEXT,
      duty TEXT,
      generation INTEGER NOT NULL,
      token_hash BLOB UNIQUE,
      created_ms BIGINT NOT NULL,
      created_by TEXT NOT NULL,
      revoked_ms BIGINT,
      last_used_ms BIGINT,
      last_agent TEXT)
    """
  ]

  private static let desk: [StaticString] = [
    """
    CREATE TABLE tickets (
      number INTEGER PRIMARY KEY,
      team TEXT NOT NULL,
      queue TEXT NOT NULL,
      source TEXT NOT NULL,
      external_id TEXT NOT NULL,
      state TEXT NOT NULL,
      is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)),
      owner TEXT,
      waiting INTEGER NOT NULL CHECK (waiting IN (0, 1)),
      acknowledged INTEGER NOT NULL CHECK (acknowledged IN (0, 1)),
      priority TEXT NOT NULL,
      episode INTEGER NOT NULL,
      due_ms BIGINT,
      created_ms BIGINT NOT NULL,
      row_ver INTEGER NOT NULL,
      value TEXT NOT NULL,
      UNIQUE (source, external_id))
    """,
    "CREATE INDEX tickets_open ON tickets (number) WHERE is_open = 1",
    "CREATE INDEX tickets_waiting ON tickets (number) WHERE is_open = 1 AND owner IS NULL",
    "CREATE INDEX tickets_ours ON tickets (owner) WHERE state = 'open'",
    """
    CREATE TABLE last_assignments (
      team TEXT NOT NULL,
      queue TEXT NOT NULL,
      member TEXT NOT NULL,
      ticket INTEGER NOT NULL REFERENCES tickets (number),
      at_ms BIGINT NOT NULL,
      PRIMARY KEY (team, queue, member))
    """,
    """
    CREATE TABLE intake (
      source TEXT NOT NULL,
      delivery_id TEXT NOT NULL,
      body_sha256 TEXT NOT NULL,
      ticket INTEGER REFERENCES tickets (number),
      status INTEGER NOT NULL,
      response BLOB NOT NULL,
      received_ms BIGINT NOT NULL,
      PRIMARY KEY (source, delivery_id))
    """,
    "CREATE INDEX intake_by_age ON intake (received_ms)",
  ]

  /// One row per thing that waits; `generation` grows with every arming, so an old wake-up never matches again.
  private static let waking: [StaticString] = [
    """
    CREATE TABLE timers (
      id INTEGER PRIMARY KEY,
      kind TEXT NOT NULL,
      entity TEXT NOT NULL,
      generation INTEGER NOT NULL,
      purpose TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('armed', 'done', 'cancelled')),
      armed_ms BIGINT NOT NULL,
      due_ms BIGINT NOT NULL,
      relative INTEGER NOT NULL CHECK (relative IN (0, 1)),
      boot_id TEXT,
      due_boot_ms BIGINT,
      UNIQUE (kind, entity))
    """,
    "CREATE INDEX timers_by_due ON timers (due_ms) WHERE state = 'armed'",
    "CREATE INDEX timers_by_boot ON timers (boot_id, due_boot_ms) WHERE state = 'armed' AND relative = 1",
  ]

  private static let paging: [StaticString] = [
    """
    CREATE TABLE outbox (
      id TEXT PRIMARY KEY,
      ticket INTEGER NOT NULL REFERENCES tickets (number),
      episode INTEGER NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('ready', 'claimed', 'unknown', 'sent', 'failed', 'cancelled')),
      attempts INTEGER NOT NULL,
      not_before_ms BIGINT NOT NULL,
      claim_epoch INTEGER,
      claim_until_ms BIGINT,
      last_outcome TEXT,
      crossed INTEGER NOT NULL CHECK (crossed IN (0, 1)),
      cause TEXT,
      created_ms BIGINT NOT NULL,
      value TEXT NOT NULL)
    """,
    "CREATE INDEX outbox_by_ticket ON outbox (ticket, created_ms, id)",
    "CREATE INDEX outbox_by_time ON outbox (not_before_ms, id) WHERE state IN ('ready', 'unknown')",
    "CREATE INDEX outbox_claims ON outbox (claim_until_ms) WHERE state = 'claimed'",
    """
    CREATE TABLE attempts (
      page TEXT NOT NULL REFERENCES outbox (id),
      number INTEGER NOT NULL,
      at_ms BIGINT NOT NULL,
      outcome TEXT NOT NULL,
      PRIMARY KEY (page, number))
    """,
  ]

  private static let record: [StaticString] = [
    """
    CREATE TABLE audit (
      seq INTEGER PRIMARY KEY,
      at_ms BIGINT NOT NULL,
      actor TEXT NOT NULL,
      action TEXT NOT NULL,
      entity TEXT NOT NULL,
      body BLOB NOT NULL,
      hash BLOB NOT NULL)
    """,
    "CREATE INDEX audit_by_entity ON audit (entity, seq)",
  ]
}
