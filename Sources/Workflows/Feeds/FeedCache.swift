import Storage
import Synchronization
import Timekeeping

/// Rendered feeds by what they depend on; small, and emptied when it is full.
final class FeedCache: Sendable {
  struct Key: Hashable {
    var feed: String
    var form: FeedForm
    var world: Int
    var revisions: Int
    var window: Interval
  }

  /// The store as it stood: while nothing is committed, a feed is what it was, and no question need be asked.
  struct State: Hashable {
    var epoch: Int
    var commits: Int
    /// Days since the epoch in UTC: windows move at midnight.
    var day: Int64

    init(_ store: Store, now: Timestamp) {
      epoch = store.epoch
      commits = store.commitFigures.commits
      day = now.seconds / 86_400
    }
  }

  private struct Address: Hashable {
    var tokenHash: [UInt8]
    var form: FeedForm
  }

  /// About 100 kB each at the most in practice.
  private static let limit = 256
  private let kept = Mutex<[Key: RenderedFeed]>([:])
  private let latest = Mutex<[Address: (state: State, feed: Feed, rendered: RenderedFeed)]>([:])

  func find(_ key: Key) -> RenderedFeed? { kept.withLock { $0[key] } }

  func keep(_ feed: RenderedFeed, under key: Key) {
    kept.withLock { all in
      if all.count >= Self.limit { all.removeAll(keepingCapacity: true) }
      all[key] = feed
    }
  }

  /// What the address was answered with while the store stood as it stands.
  func latest(_ tokenHash: [UInt8], _ form: FeedForm, at state: State) -> (feed: Feed, rendered: RenderedFeed)? {
    let found = latest.withLock { $0[Address(tokenHash: tokenHash, form: form)] }
    guard let found, found.state == state else { return nil }
    return (found.feed, found.rendered)
  }

  func keepLatest(_ rendered: RenderedFeed, of feed: Feed, _ tokenHash: [UInt8], _ form: FeedForm, at state: State) {
    latest.withLock { all in
      if all.count >= Self.limit { all.removeAll(keepingCapacity: true) }
      all[Address(tokenHash: tokenHash, form: form)] = (state, feed, rendered)
    }
  }

  func forget() {
    kept.withLock { $0.removeAll() }
    latest.withLock { $0.removeAll() }
  }
}
