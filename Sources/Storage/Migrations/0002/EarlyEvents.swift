extension Migration {
  /// What a source said of an item before it said that the item began; applied, in order, when it does (I9).
  static let earlyEvents: [StaticString] = [
    """
    CREATE TABLE early_events (
      source TEXT NOT NULL,
      item TEXT NOT NULL,
      place INTEGER NOT NULL,
      received_ms BIGINT NOT NULL,
      value TEXT NOT NULL,
      PRIMARY KEY (source, item, place))
    """,
    "CREATE INDEX early_events_by_age ON early_events (received_ms)",
  ]
}
