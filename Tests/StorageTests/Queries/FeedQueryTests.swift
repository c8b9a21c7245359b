import Scheduling
import Testing
import Timekeeping

@testable import Storage

@Suite("Feeds")
struct FeedQueryTests {
  @Test("Feeds of every subject come back as they were made")
  func subjects() async throws {
    let store = try Store.sample()
    let subjects: [FeedSubject] = [.member(Samples.ana), .team(Samples.desk), .duty(Samples.desk, Samples.primary)]
    let feeds = subjects.enumerated().map { index, subject in
      Feed(id: "F-\(index + 9)", subject: subject, created: Samples.now, by: "ana")
    }
    try await store.write { tx in
      for feed in feeds { try tx.addFeed(feed) }
    }
    #expect(try await store.read { try $0.feeds() } == feeds)
    #expect(try await store.read { try $0.feed("F-10") } == feeds[1])
    #expect(try await store.read { try $0.feed("F-1") } == nil)
  }

  @Test("A new address makes the old one worthless")
  func addresses() async throws {
    let store = try Store.sample()
    try await store.write { tx in
      try tx.addFeed(Feed(id: "F-1", subject: .team(Samples.desk), created: Samples.now, by: "ana"))
      try tx.addFeed(Feed(id: "F-2", subject: .team(Samples.desk), created: Samples.now, by: "ana"))
      try tx.setTokenHash([1], generation: 1, of: "F-1")
    }
    #expect(try await store.read { try $0.feed(byTokenHash: [1])?.id } == "F-1")
    try await store.write { try $0.setTokenHash([2], generation: 2, of: "F-1") }
    #expect(try await store.read { try $0.feed(byTokenHash: [1]) } == nil)
    #expect(try await store.read { try $0.feed(byTokenHash: [2])?.generation } == 2)
    await #expect(throws: StoreError.self) {
      try await store.write { try $0.setTokenHash([2], generation: 1, of: "F-2") }
    }
    await #expect(throws: StoreError.missing("feed F-9")) {
      try await store.write { try $0.setTokenHash([9], generation: 1, of: "F-9") }
    }
  }

  @Test("Revoking and using are remembered; only revoking changes what caches depend on")
  func revoking() async throws {
    let store = try Store.sample()
    try await store.write { tx in
      try tx.addFeed(Feed(id: "F-1", subject: .member(Samples.bo), created: Samples.now, by: "ana"))
      try tx.noteFeedUse("F-1", at: Samples.at(5), agent: "Calendar/1.0")
    }
    #expect(try await store.read { try $0.changeCounter(.feeds) } == 1)
    #expect(try await store.write { try $0.revokeFeed("F-1", at: Samples.at(9)) })
    #expect(try await store.write { try $0.revokeFeed("F-1", at: Samples.at(10)) } == false)
    let feed = try #require(try await store.read { try $0.feed("F-1") })
    #expect(feed.lastUsed == Samples.at(5) && feed.lastAgent == "Calendar/1.0" && feed.revoked == Samples.at(9))
    #expect(try await store.read { try $0.changeCounter(.feeds) } == 2)
  }
}
