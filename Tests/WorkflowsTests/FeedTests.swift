import FoundationEssentials
import Testing
import Timekeeping
import Workflows

/// Feeds: stable bytes, revisions that move only with their shift, links that can be ended.
@Suite struct FeedTests {
  private func feed(_ test: TestDesk, _ row: FeedRow) async throws -> RenderedFeed {
    let token = try #require(row.url?.firstMatch(of: #/feeds\/(.+)\.ics/#).map { String($0.1) })
    guard case .feed(let feed) = try await test.desk.renderFeed(token: token, agent: "test") else {
      throw OperatorProblem(.no, "the feed is not there", help: "look at the test")
    }
    return feed
  }

  private func events(_ feed: RenderedFeed) -> [String: String] {
    let text = String(decoding: feed.bytes, as: UTF8.self)
    var found: [String: String] = [:]
    for event in text.components(separatedBy: "BEGIN:VEVENT").dropFirst() {
      if let uid = event.firstMatch(of: #/UID:([^\r\n]+)/#) { found[String(uid.1)] = event }
    }
    return found
  }

  @Test("a feed polled again is the same to the byte, all day")
  func stable() async throws {
    let test = try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": SmallTeam.text])
    let row = try await test.perform(AddFeed(team: "alarm"))
    let first = try await feed(test, row)
    try await test.move(to: "2026-11-24T22:00:00Z")
    #expect(try await feed(test, row) == first)
  }

  @Test("an override moves the revision of the shift it touches and of no other")
  func revisions() async throws {
    let test = try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": SmallTeam.text])
    let row = try await test.perform(AddFeed(team: "alarm", duty: "office"))
    let before = events(try await feed(test, row))
    test.clock.set(try Timestamp(text: "2026-11-24T11:00:00Z"))
    try await test.perform(
      AddOverride(
        team: "alarm", duty: "office", from: "2026-11-25T09:00:00Z".instant, until: "2026-11-25T17:00:00Z".instant,
        member: "bo", out: "cy", force: true))
    let after = events(try await feed(test, row))
    #expect(Set(before.keys) == Set(after.keys), "a shift taken over whole keeps its UID")
    let changed = after.keys.filter { before[$0] != after[$0] }
    #expect(changed.count == 1 && changed.first?.contains("20261125T0900") ?? false, "\(changed)")
    let event = try #require(changed.first.flatMap { after[$0] })
    #expect(event.contains("SEQUENCE:1") && event.contains("DTSTAMP:20261124T110000Z") && event.contains("Bo Lindqvar"))
  }

  @Test("publishing what rotations said already moves no revision")
  func publishing() async throws {
    let test = try await TestDesk(at: "2026-11-23T06:00:00Z")
    try await test.applySamples()
    let row = try await test.perform(AddFeed(team: "field-support", duty: "primary"))
    let before = try await feed(test, row)
    let draft = try await test.perform(DraftRota(team: "field-support", week: ISOWeek(text: "2026-W48")))
    try await test.perform(PublishRota(draft: draft.id))
    #expect(try await feed(test, row) == before)
  }

  @Test("a revoked link is gone at once, its successor works, and only a hash was kept")
  func revoked() async throws {
    let test = try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": SmallTeam.text])
    let row = try await test.perform(AddFeed(member: "ana"))
    let shown = try await test.perform(ShowFeed(id: row.id))
    #expect(shown.url == row.url, "the owner can be shown the link again")
    let next = try await test.perform(RevokeFeed(id: row.id))
    #expect(next.url != row.url)
    let token = try #require(row.url?.firstMatch(of: #/feeds\/(.+)\.ics/#).map { String($0.1) })
    #expect(token.count == 43, "256 bits")
    #expect(try await test.desk.renderFeed(token: token, agent: nil) == .gone)
    #expect(try await test.desk.renderFeed(token: token + "x", agent: nil) == .unknown)
    _ = try await feed(test, next)
  }
}
