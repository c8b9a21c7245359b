import Timekeeping

/// A public calendar of holidays that the server reads again and again, to tell when the version in force is behind it.
package struct HolidayReading: Sendable, Hashable {
  package let address: String
  /// Since when it is read.
  package let since: Timestamp
  package var next: Timestamp
  /// The last attempt, and the last that succeeded.
  package var checked: Timestamp?
  package var good: Timestamp?
  /// Attempts in a row that failed, and why the last did.
  package var failures = 0
  package var problem: String?
  package var etag: String?
  package var lastModified: String?
  /// What was made of the last good copy, as JSON that Workflows reads.
  package var report: String?

  package init(address: String, since: Timestamp) {
    (self.address, self.since, next) = (address, since, since)
  }
}
