extension Migration {
  /// What happened to each ticket: the facts that one decision added, as one row (rule O9). Rows are never changed.
  static let ticketHistory: [StaticString] = [
    """
    CREATE TABLE ticket_facts (
      ticket INTEGER NOT NULL REFERENCES tickets (number),
      first INTEGER NOT NULL,
      at_ms BIGINT NOT NULL,
      value TEXT NOT NULL,
      PRIMARY KEY (ticket, first))
    """,
    "CREATE INDEX ticket_facts_by_time ON ticket_facts (at_ms, ticket)",
    "CREATE INDEX tickets_by_due ON tickets (team, due_ms, number) WHERE is_open = 1",
    // Those about whom somebody is to decide (rule K2): few of many.
    """
    CREATE INDEX tickets_undecided ON tickets (number)
    WHERE is_open = 1 AND owner IS NOT NULL AND instr(value, '"card":{') > 0
    """,
  ]
}
