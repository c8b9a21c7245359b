import Storage
import Timekeeping

/// When a calendar is read next: about as often as asked, never all at the same moment, and less often the longer it
/// has not worked.
enum CalendarRhythm {
  /// The longest rest after failures.
  static let longest = Duration.hours(24)
  /// A calendar that has become empty is believed after it stayed so for this long.
  static let patience = Duration.hours(24)

  static func next(after now: Timestamp, _ calendar: SubscribedCalendar, every: Duration) -> Timestamp {
    next(after: now, key: calendar.id, failures: calendar.failures, every: every)
  }

  /// The same of anything that is read again and again; `key` tells it from others.
  static func next(after now: Timestamp, key: String, failures: Int, every: Duration) -> Timestamp {
    guard failures > 0 else { return now + spread(every, key, now) }
    let doubled = (every / 4) * (1 << min(failures - 1, 10))
    return now + spread(min(doubled, longest), key, now)
  }

  /// Between 90 and 110 percent, by a sum over the calendar's id and the hour.
  private static func spread(_ rest: Duration, _ id: String, _ now: Timestamp) -> Duration {
    var sum: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in "\(id)/\(now.seconds / 3600)".utf8 { sum = (sum ^ UInt64(byte)) &* 0x100_0000_01B3 }
    let percent = 90 + Int64(sum >> 33) % 21
    return .milliseconds(rest.wholeMilliseconds * percent / 100)
  }
}
