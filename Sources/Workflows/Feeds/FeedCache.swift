import Synchronization
import Timekeeping

/// Rendered feeds by what they depend on; small, and emptied when it is full.
final class FeedCache: Sendable {
  struct Key: Hashable {
    var feed: String
    var world: Int
    var revisions: Int
    var window: Interval
  }

  /// About 100 kB each at the most in practice.
  private static let limit = 256
  private let kept = Mutex<[Key: RenderedFeed]>([:])

  func find(_ key: Key) -> RenderedFeed? { kept.withLock { $0[key] } }

  func keep(_ feed: RenderedFeed, under key: Key) {
    kept.withLock { all in
      if all.count >= Self.limit { all.removeAll(keepingCapacity: true) }
      all[key] = feed
    }
  }

  func forget() { kept.withLock { $0.removeAll() } }
}
