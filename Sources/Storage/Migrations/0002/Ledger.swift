extension Migration {
  /// Credits and points by double entry, unique by cause and never changed; and claims of slots to come.
  static let ledger: [StaticString] = [
    """
    CREATE TABLE ledger_entries (
      number INTEGER PRIMARY KEY,
      cause TEXT NOT NULL UNIQUE,
      record INTEGER NOT NULL REFERENCES records (number),
      member TEXT NOT NULL,
      team TEXT NOT NULL,
      at_ms BIGINT NOT NULL,
      earned_ms BIGINT NOT NULL,
      words TEXT NOT NULL,
      evidence TEXT NOT NULL)
    """,
    "CREATE INDEX ledger_by_member ON ledger_entries (member, number)",
    """
    CREATE TABLE ledger_postings (
      entry INTEGER NOT NULL REFERENCES ledger_entries (number),
      ordinal INTEGER NOT NULL,
      account TEXT NOT NULL,
      hundredths BIGINT NOT NULL CHECK (hundredths <> 0),
      PRIMARY KEY (entry, ordinal),
      UNIQUE (entry, account))
    """,
    "CREATE INDEX ledger_by_account ON ledger_postings (account, entry)",
    """
    CREATE TRIGGER ledger_entries_stay BEFORE UPDATE ON ledger_entries
    BEGIN SELECT RAISE(ABORT, 'an entry is reversed, never changed'); END
    """,
    """
    CREATE TRIGGER ledger_entries_remain BEFORE DELETE ON ledger_entries
    BEGIN SELECT RAISE(ABORT, 'an entry is reversed, never removed'); END
    """,
    """
    CREATE TRIGGER ledger_postings_stay BEFORE UPDATE ON ledger_postings
    BEGIN SELECT RAISE(ABORT, 'an entry is reversed, never changed'); END
    """,
    """
    CREATE TRIGGER ledger_postings_remain BEFORE DELETE ON ledger_postings
    BEGIN SELECT RAISE(ABORT, 'an entry is reversed, never removed'); END
    """,
    """
    CREATE TABLE claims (
      id TEXT PRIMARY KEY,
      team TEXT NOT NULL,
      duty TEXT NOT NULL,
      slot TEXT NOT NULL,
      member TEXT NOT NULL,
      start_ms BIGINT NOT NULL,
      end_ms BIGINT NOT NULL CHECK (start_ms < end_ms),
      claimed_ms BIGINT NOT NULL,
      claimed_by TEXT NOT NULL,
      withdrawn_ms BIGINT,
      withdrawn_by TEXT)
    """,
    "CREATE UNIQUE INDEX claims_once ON claims (slot) WHERE withdrawn_ms IS NULL",
    "CREATE INDEX claims_by_end ON claims (end_ms) WHERE withdrawn_ms IS NULL",
  ]
}
