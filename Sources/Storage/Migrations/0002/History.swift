extension Migration {
  /// What happened, written down as it ends: shifts, how far each team's history is complete, check-ins and decisions
  /// about credits. Each row's hash is chained to the one before; rows are never changed or removed.
  static let history: [StaticString] = [
    """
    CREATE TABLE records (
      number INTEGER PRIMARY KEY,
      kind TEXT NOT NULL CHECK (kind IN ('shift', 'settled', 'check-in', 'grant', 'reverse', 'spend', 'refund')),
      at_ms BIGINT NOT NULL,
      actor TEXT NOT NULL,
      team TEXT NOT NULL,
      duty TEXT,
      member TEXT,
      shift TEXT,
      start_ms BIGINT,
      end_ms BIGINT,
      version INTEGER,
      subject TEXT,
      hundredths BIGINT,
      words TEXT,
      hash BLOB NOT NULL)
    """,
    "CREATE UNIQUE INDEX records_once ON records (shift) WHERE kind = 'shift'",
    "CREATE INDEX records_by_end ON records (team, end_ms) WHERE kind = 'shift'",
    "CREATE INDEX records_settled ON records (team, number) WHERE kind = 'settled'",
    "CREATE INDEX records_spends ON records (subject) WHERE kind = 'spend'",
    "CREATE INDEX records_check_ins ON records (team, at_ms) WHERE kind = 'check-in'",
    """
    CREATE TRIGGER records_stay BEFORE UPDATE ON records
    BEGIN SELECT RAISE(ABORT, 'what was recorded is never changed'); END
    """,
    """
    CREATE TRIGGER records_remain BEFORE DELETE ON records
    BEGIN SELECT RAISE(ABORT, 'what was recorded is never removed'); END
    """,
  ]
}
