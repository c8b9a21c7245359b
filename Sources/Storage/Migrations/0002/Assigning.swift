extension Migration {
  /// What the desk looks at to choose an owner: weights, who was given what when, and what members set for themselves.
  static let assigning: [StaticString] = [
    // In hundredths: what an open ticket counts in its owner's load.
    "ALTER TABLE tickets ADD COLUMN weight INTEGER NOT NULL DEFAULT 100",
    "DROP INDEX tickets_ours",
    // The sum over each owner's open tickets: kept, since every decision asks for it, and a hundred thousand are open.
    "CREATE TABLE owner_loads (member TEXT PRIMARY KEY, weight INTEGER NOT NULL)",
    """
    INSERT INTO owner_loads (member, weight)
    SELECT owner, SUM(weight) FROM tickets WHERE state = 'open' AND owner IS NOT NULL GROUP BY owner
    """,
    """
    CREATE TABLE assignments (
      number INTEGER PRIMARY KEY,
      ticket INTEGER NOT NULL,
      team TEXT NOT NULL,
      queue TEXT NOT NULL,
      customer TEXT,
      member TEXT NOT NULL,
      at_ms BIGINT NOT NULL)
    """,
    "CREATE INDEX assignments_by_time ON assignments (at_ms)",
    "CREATE INDEX assignments_by_customer ON assignments (team, customer, at_ms) WHERE customer IS NOT NULL",
    """
    CREATE TABLE member_switches (
      member TEXT PRIMARY KEY,
      capacity INTEGER,
      paused_ms BIGINT,
      resumes_ms BIGINT,
      reason TEXT,
      changed_ms BIGINT NOT NULL,
      changed_by TEXT NOT NULL)
    """,
    // Tickets that other desks keep, and that count in the load of whoever has them.
    """
    CREATE TABLE lent_loads (
      team TEXT NOT NULL,
      asker_key TEXT NOT NULL,
      queue TEXT NOT NULL,
      member TEXT NOT NULL,
      weight INTEGER NOT NULL,
      because TEXT NOT NULL,
      given_ms BIGINT NOT NULL,
      until_ms BIGINT NOT NULL,
      released_ms BIGINT,
      PRIMARY KEY (team, asker_key))
    """,
    "CREATE INDEX lent_loads_running ON lent_loads (until_ms, member, weight) WHERE released_ms IS NULL",
    "CREATE INDEX lent_loads_by_queue ON lent_loads (team, queue, member, given_ms)",
  ]
}
