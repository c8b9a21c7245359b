extension Migration {
  /// What people are told, once each.
  static let notices: [StaticString] = [
    """
    CREATE TABLE notices (
      id TEXT PRIMARY KEY,
      kind TEXT NOT NULL,
      cause TEXT NOT NULL,
      recipient TEXT NOT NULL,
      title TEXT NOT NULL,
      body TEXT NOT NULL,
      created_ms BIGINT NOT NULL)
    """
  ]
}
