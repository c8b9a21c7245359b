extension Migration {
  /// What places of sources, such as chat channels, are called: the last name that the source told.
  static let sourcePlaces: [StaticString] = [
    """
    CREATE TABLE source_places (
      source TEXT NOT NULL,
      id TEXT NOT NULL,
      name TEXT NOT NULL,
      told_ms BIGINT NOT NULL,
      PRIMARY KEY (source, id))
    """
  ]
}
