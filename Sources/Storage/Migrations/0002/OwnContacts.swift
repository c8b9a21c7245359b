extension Migration {
  /// Contacts that members keep themselves, beside those of the schedule files.
  static let ownContacts: [StaticString] = [
    """
    CREATE TABLE own_contacts (
      id TEXT PRIMARY KEY,
      ordinal INTEGER NOT NULL UNIQUE,
      member TEXT NOT NULL,
      channel TEXT NOT NULL,
      address TEXT NOT NULL,
      added_ms BIGINT NOT NULL,
      added_by TEXT NOT NULL,
      coded_ms BIGINT NOT NULL,
      tries INTEGER NOT NULL,
      verified_ms BIGINT,
      removed_ms BIGINT,
      removed_by TEXT)
    """,
    "CREATE UNIQUE INDEX own_contacts_kept ON own_contacts (member, channel, address) WHERE removed_ms IS NULL",
    """
    CREATE TABLE paging_rules (
      member TEXT PRIMARY KEY,
      value TEXT NOT NULL,
      set_ms BIGINT NOT NULL,
      set_by TEXT NOT NULL)
    """,
  ]
}
