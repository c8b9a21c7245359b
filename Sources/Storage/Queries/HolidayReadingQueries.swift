import Timekeeping

extension Snapshot {
  /// Every calendar of holidays that is read, by address.
  package func holidayReadings() throws(StoreError) -> [HolidayReading] {
    try connection.all(
      """
      SELECT address, since_ms, next_ms, checked_ms, good_ms, failures, problem, etag, last_modified, report
      FROM holiday_readings ORDER BY address
      """, as: HolidayReading.init)
  }

  /// The last good copy; nil before the first.
  package func holidayBytes(_ address: String) throws(StoreError) -> [UInt8]? {
    try connection.first("SELECT bytes FROM holiday_readings WHERE address = $1", [address]) {
      row throws(StoreError) in try row.bytesIfAny("bytes")
    } ?? nil
  }
}

extension Transaction {
  /// Stores what an attempt to read it came to; nil leaves the last good copy as it is.
  package func putHolidayReading(_ reading: HolidayReading, bytes: [UInt8]?) throws(StoreError) {
    try connection.run(
      """
      INSERT INTO holiday_readings (address, since_ms, next_ms, checked_ms, good_ms, failures, problem, etag,
        last_modified, report, bytes)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
      ON CONFLICT (address) DO UPDATE SET next_ms = excluded.next_ms, checked_ms = excluded.checked_ms,
        good_ms = excluded.good_ms, failures = excluded.failures, problem = excluded.problem, etag = excluded.etag,
        last_modified = excluded.last_modified, report = excluded.report,
        bytes = COALESCE(excluded.bytes, holiday_readings.bytes)
      """,
      [
        reading.address, reading.since, reading.next, reading.checked, reading.good, reading.failures, reading.problem,
        reading.etag, reading.lastModified, reading.report, bytes,
      ])
  }

  /// Forgets a calendar that no version names any more, with its copy.
  package func forgetHolidayReading(_ address: String) throws(StoreError) {
    try connection.run("DELETE FROM holiday_readings WHERE address = $1", [address])
  }
}

extension HolidayReading {
  fileprivate init(_ row: ResultRow) throws(StoreError) {
    self.init(address: try row.text("address"), since: try row.instant("since_ms"))
    next = try row.instant("next_ms")
    checked = try row.instantIfAny("checked_ms")
    good = try row.instantIfAny("good_ms")
    failures = try row.int("failures")
    problem = try row.textIfAny("problem")
    etag = try row.textIfAny("etag")
    lastModified = try row.textIfAny("last_modified")
    report = try row.textIfAny("report")
  }
}
