extension Migration {
  /// What people are told, once each; the outbox carries messages beside pages; what watches over duties remembers.
  static let notices: [StaticString] = notice + widerOutbox + watching

  private static let notice: [StaticString] = [
    """
    CREATE TABLE notices (
      id TEXT PRIMARY KEY,
      number INTEGER NOT NULL UNIQUE,
      kind TEXT NOT NULL,
      recipient TEXT NOT NULL,
      created_ms BIGINT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('new', 'waiting', 'muted', 'failed', 'passed')),
      due_ms BIGINT NOT NULL,
      why TEXT NOT NULL,
      message TEXT,
      value TEXT NOT NULL)
    """,
    "CREATE INDEX notices_due ON notices (due_ms, number) WHERE state IN ('new', 'waiting')",
    "CREATE INDEX notices_open ON notices (recipient, number) WHERE state IN ('new', 'waiting')",
    "CREATE INDEX notices_by_recipient ON notices (recipient, number)",
    "CREATE INDEX notices_by_message ON notices (message) WHERE message IS NOT NULL",
    """
    CREATE TABLE proofs (
      member TEXT NOT NULL,
      channel TEXT NOT NULL,
      address TEXT NOT NULL,
      at_ms BIGINT NOT NULL,
      outcome TEXT NOT NULL,
      sent_ms BIGINT,
      answered_ms BIGINT,
      PRIMARY KEY (member, channel, address))
    """,
  ]

  /// A message has no ticket; those of one lane leave in the order of their places.
  private static let widerOutbox: [StaticString] = [
    """
    CREATE TABLE wider_outbox (
      id TEXT PRIMARY KEY,
      kind TEXT NOT NULL CHECK (kind IN ('page', 'message', 'letter')),
      channel TEXT NOT NULL,
      ticket INTEGER REFERENCES tickets (number),
      episode INTEGER,
      lane TEXT,
      place BIGINT,
      expires_ms BIGINT,
      state TEXT NOT NULL CHECK (state IN ('ready', 'claimed', 'unknown', 'sent', 'failed', 'cancelled')),
      attempts INTEGER NOT NULL,
      not_before_ms BIGINT NOT NULL,
      claim_epoch INTEGER,
      claim_until_ms BIGINT,
      last_outcome TEXT,
      crossed INTEGER NOT NULL CHECK (crossed IN (0, 1)),
      cause TEXT,
      created_ms BIGINT NOT NULL,
      value TEXT NOT NULL,
      CHECK (kind = 'message' OR ticket IS NOT NULL AND (kind = 'letter' OR episode IS NOT NULL)))
    """,
    """
    INSERT INTO wider_outbox (id, kind, channel, ticket, episode, state, attempts, not_before_ms, claim_epoch, claim_until_ms,
      last_outcome, crossed, cause, created_ms, value)
    SELECT id, 'page', '', ticket, episode, state, attempts, not_before_ms, claim_epoch, claim_until_ms, last_outcome,
      crossed, cause, created_ms, value FROM outbox
    """,
    """
    CREATE TABLE wider_attempts (
      page TEXT NOT NULL REFERENCES wider_outbox (id),
      number INTEGER NOT NULL,
      at_ms BIGINT NOT NULL,
      outcome TEXT NOT NULL,
      PRIMARY KEY (page, number))
    """,
    "INSERT INTO wider_attempts (page, number, at_ms, outcome) SELECT page, number, at_ms, outcome FROM attempts",
    "DROP TABLE attempts",
    "DROP TABLE outbox",
    "ALTER TABLE wider_outbox RENAME TO outbox",
    "ALTER TABLE wider_attempts RENAME TO attempts",
    "CREATE INDEX outbox_by_ticket ON outbox (ticket, created_ms, id)",
    "CREATE INDEX outbox_by_time ON outbox (kind, channel, not_before_ms, created_ms, id) WHERE state IN ('ready', 'unknown')",
    "CREATE INDEX outbox_claims ON outbox (kind, claim_until_ms) WHERE state = 'claimed'",
    "CREATE INDEX outbox_lanes ON outbox (lane, place) WHERE state IN ('ready', 'unknown', 'claimed')",
    "CREATE INDEX outbox_told ON outbox (place) WHERE lane IS NOT NULL",
  ]

  /// What was last said of each team, and how far it was looked at.
  private static let watching: [StaticString] = [
    """
    CREATE TABLE watches (
      team TEXT PRIMARY KEY,
      value TEXT NOT NULL)
    """
  ]
}
