import Calendars
import Storage
import Timekeeping

/// What benchmarks look at: the parts of rendering a feed, one by one.
extension ServiceDesk {
  /// The calendar behind a token, before it is written.
  package func feedCalendar(token: String) async throws -> FeedCalendar {
    let now = clock.now()
    let hash = ServerKeys.hash(token)
    return try await store.read { snapshot in
      guard let feed = try snapshot.feed(byTokenHash: hash) else { throw OperatorProblem.noFeed("with that token") }
      return try contents(of: feed, in: snapshot, now: now).calendar(in: snapshot)
    }
  }

  /// Makes the next rendering a cold one: of no feed is anything in memory, nor the revisions they are made of.
  package func forgetFeeds() {
    feedCache.forget()
    revisionCache.forget()
  }
}
