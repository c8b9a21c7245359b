extension Migration {
  /// Public calendars of holidays that versions name by their address, read on a rhythm, and what came of it.
  static let holidayReadings: [StaticString] = [
    """
    CREATE TABLE holiday_readings (
      address TEXT PRIMARY KEY,
      since_ms BIGINT NOT NULL,
      next_ms BIGINT NOT NULL,
      checked_ms BIGINT,
      good_ms BIGINT,
      failures INTEGER NOT NULL,
      problem TEXT,
      etag TEXT,
      last_modified TEXT,
      report TEXT,
      bytes BLOB)
    """
  ]
}
