import Timekeeping

/// By how much the wall clock was ahead of the time since a boot, so that a change of it is noticed.
package struct ClockReading: Sendable, Hashable, Codable {
  /// Of the boot.
  package var boot: String
  /// In milliseconds.
  package var ahead: Int64

  /// Smaller changes are the machine's own corrections, in milliseconds.
  private static let least: Int64 = 1_000

  package init(now: Timestamp, boot: BootClock) {
    self.boot = boot.id
    ahead = now.milliseconds - boot.milliseconds
  }

  /// By how many milliseconds the wall clock was set since another reading; nil when it was not, and after another boot,
  /// when nobody can tell.
  package func jump(since before: ClockReading) -> Int64? {
    guard before.boot == boot else { return nil }
    let jump = ahead - before.ahead
    return abs(jump) >= Self.least ? jump : nil
  }
}
