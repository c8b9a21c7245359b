extension Migration {
  /// What was said on a ticket in its source, by the id it has there: our own words are known when they come back, and
  /// what answers one of them finds its ticket.
  static let letters: [StaticString] = [
    """
    CREATE TABLE source_messages (
      source TEXT NOT NULL,
      source_key TEXT NOT NULL,
      ticket INTEGER NOT NULL REFERENCES tickets (number),
      letter TEXT,
      purpose TEXT NOT NULL CHECK (purpose IN ('received', 'reply', 'post', 'filing')),
      at_ms BIGINT NOT NULL,
      delivery TEXT,
      PRIMARY KEY (source, source_key))
    """,
    "CREATE INDEX source_messages_by_ticket ON source_messages (ticket, at_ms)",
    """
    CREATE TABLE ticket_links (
      link TEXT NOT NULL,
      ticket INTEGER NOT NULL REFERENCES tickets (number),
      PRIMARY KEY (link, ticket))
    """,
  ]
}
