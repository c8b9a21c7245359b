import Calendars
import Storage
import Timekeeping

/// What benchmarks look at: the parts of rendering a feed, one by one.
extension ServiceDesk {
  /// The calendar behind a token, before libical writes it.
  package func feedCalendar(token: String) async throws -> FeedCalendar {
    let now = clock.now()
    let hash = ServerKeys.hash(token)
    return try await store.read { snapshot in
      guard let feed = try snapshot.feed(byTokenHash: hash), let window = FeedHorizon.window(around: now) else {
        throw OperatorProblem.noFeed("with that token")
      }
      let world = try worlds.world(in: snapshot)
      return try calendar(of: feed.subject, created: feed.created, window: window, world: world, in: snapshot)
    }
  }

  /// Makes the next rendering a cold one.
  package func forgetFeeds() { feedCache.forget() }
}
