import Synchronization
import Timekeeping

/// How often a feed is served whole: by its address and never by where the client is, because Google and Microsoft fetch
/// for many people from few addresses (feeds.md, section 5). Answers that say "nothing new" are free.
final class FeedRates: Sendable {
  static let perHour = 60
  /// Feeds that were served in the last hour; beyond this the oldest counts are forgotten together.
  private static let limit = 20_000
  private let spent = Mutex<[String: (since: Timestamp, count: Int)]>([:])

  /// Nil when it may be served, which is counted; else how many seconds to wait.
  func wait(for feed: String, now: Timestamp) -> Int? {
    spent.withLock { all in
      if all.count >= Self.limit { all.removeAll() }
      let hour = Duration.hours(1)
      let known = all[feed].flatMap { now - $0.since < hour && now >= $0.since ? $0 : nil } ?? (since: now, count: 0)
      guard known.count < Self.perHour else {
        return Int((known.since + hour - now).components.seconds) + 1
      }
      all[feed] = (known.since, known.count + 1)
      return nil
    }
  }
}
