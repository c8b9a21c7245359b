import FoundationEssentials
import Scheduling
import Testing
import Timekeeping
import Workflows

/// What a change of the rota does to feeds that are subscribed: `scripts/readers-check` asks real programs the same.
@Suite struct FeedChangeTests {
  @Test("a swap moves two events under their ids in the team's feed, and from one member's feed to the other's")
  func swap() async throws {
    let test = try await ChangeTeam.desk()
    let (team, ana, bo) = (
      try await test.perform(AddFeed(team: "relay", duty: "primary")), try await test.perform(AddFeed(member: "ana")),
      try await test.perform(AddFeed(member: "bo"))
    )
    let (before, anas, bos) = (try await events(test, team), try await events(test, ana), try await events(test, bo))
    _ = try await test.perform(
      AskSwap(
        requester: "ana", asked: "bo", give: ["relay/primary@2026-11-26"], take: ["relay/primary@2026-11-27T12:00"],
        speaker: "ana"))
    #expect(try await events(test, team) == before, "asking changes nothing")
    test.clock.set("2026-11-23T07:00:00Z".instant)
    _ = try await test.perform(TakeRequest(id: "S-1", speaker: "bo"))
    let after = try await events(test, team)
    #expect(after.keys.sorted() == before.keys.sorted())
    let moved = before.keys.filter { before[$0] != after[$0] }.sorted()
    #expect(moved.map { $0.contains("20261126T0900") || $0.contains("20261127T0900") } == [true, true], "\(moved)")
    for id in moved {
      let event = try #require(after[id])
      for line in ["SEQUENCE:1", "DTSTAMP:20261123T070000Z", "LAST-MODIFIED:20261123T070000Z", "STATUS:CONFIRMED"] {
        #expect(event.contains(line), "\(event)")
      }
    }
    let gone = Set(anas.keys).subtracting(try await events(test, ana).keys)
    let came = Set(try await events(test, bo).keys).subtracting(bos.keys)
    #expect(gone == came && gone.count == 1 && moved.contains(gone.first ?? ""))
  }

  @Test("a shift that is cut keeps its id with a new end; one that is taken away goes, and comes back counting on")
  func cutAndRemoved() async throws {
    let test = try await ChangeTeam.desk()
    let team = try await test.perform(AddFeed(team: "relay", duty: "primary"))
    let id = try #require(try await events(test, team).keys.first { $0.contains("20261126T0900") })
    let cut = try await empty(test, from: "2026-11-27T07:00:00Z")
    let shorter = try #require(try await events(test, team)[id])
    #expect(shorter.contains("SEQUENCE:1") && shorter.contains("DTEND:20261127T070000Z"), "\(shorter)")
    let rest = try await empty(test, from: "2026-11-26T09:00:00Z")
    #expect(try await events(test, team)[id] == nil)
    for override in [cut, rest] { _ = try await test.perform(RemoveOverride(id: override)) }
    let back = try #require(try await events(test, team)[id])
    #expect(back.contains("DTEND:20261127T090000Z") && !back.contains("SEQUENCE:0") && !back.contains("SEQUENCE:1"))
  }

  @Test("shifts that an edit moves on their day keep their ids in feeds, count on, and are found by them")
  func movedByEdit() async throws {
    let test = try await ChangeTeam.desk()
    let feed = try await test.perform(AddFeed(team: "relay", duty: "primary"))
    let before = try await events(test, feed)
    for (round, handoff) in ["10:30", "08:00", "09:00"].enumerated() {
      test.clock.set("2026-11-23T06:00:00Z".instant + .hours(round))
      try await test.apply(["relay.yaml": ChangeTeam.text(handoff: handoff)])
      let after = try await events(test, feed)
      let came = Set(after.keys).subtracting(before.keys)
      #expect(Set(before.keys).isSubset(of: after.keys), "no event went: \(handoff)")
      #expect(came.allSatisfy { $0.contains("20261122T") }, "only the running turn was taken apart: \(came.sorted())")
      let id = "relay.primary.day.20261201T0900.1"
      let event = try #require(after[id])
      let start = handoff.filter { $0 != ":" } + "00Z"
      #expect(event.contains("DTSTART:20261201T\(start)") && event.contains("SEQUENCE:\(round + 1)"), "\(event)")
      let rows = try await test.perform(
        ListShifts(from: "2026-12-01T00:00:00Z".instant, to: "2026-12-02T00:00:00Z".instant, duty: "primary"))
      #expect(rows.map(\.uid).contains(id), "watchbill shifts says the same")
      let asked = try await test.perform(
        AskCover(shift: id, speaker: rows.first { $0.uid == id }?.member, dryRun: true))
      #expect(asked.request.given.map(\.interval.start) == rows.filter { $0.uid == id }.map(\.start))
    }
  }

  @Test("a new window at a time whose id an edited one still bears gets an id of its own, also after both changed")
  func newWindow() async throws {
    let test = try await ChangeTeam.desk()
    try await publish(test, "mon-fri 08:00-12:00")
    let feed = try await test.perform(AddFeed(team: "lamp", duty: "desk"))
    let first = try await events(test, feed)
    #expect(first.count == 5)
    try await publish(test, "mon-fri 13:00-17:00")
    let moved = try await events(test, feed)
    #expect(moved.keys.sorted() == first.keys.sorted(), "the slots of each day moved")
    #expect(moved.values.allSatisfy { $0.contains("T130000Z") && $0.contains("SEQUENCE:1") })
    try await publish(test, "mon-fri 08:00-12:00, 13:00-17:00")
    let both = try await events(test, feed)
    let added = Set(both.keys).subtracting(first.keys)
    #expect(both.count == 10 && added.count == 5 && added.allSatisfy { $0.hasSuffix("T0800.1_again2") }, "\(added)")
    #expect(first.keys.allSatisfy { both[$0]?.contains("T130000Z") == true }, "who moved stays who they are")
    try await publish(test, "mon-fri 09:00-12:00")
    let last = try await events(test, feed)
    #expect(last.count == 5 && Set(last.keys).isSubset(of: both.keys))
  }

  @Test("events of a duty that shows as busy from now on are new revisions, once; those of another duty stay")
  func showsAsBusy() async throws {
    let test = try await ChangeTeam.desk()
    let feed = try await test.perform(AddFeed(team: "relay"))
    func december(_ duty: String) async throws -> [String] {
      try await events(test, feed).filter { $0.key.contains(".\(duty).") && $0.key.contains(".202612") }.map(\.value)
    }
    let secondary = try await december("secondary")
    for (hour, rules) in ["{ alongside: [] }", "{ alongside: [], rest: 1 hour }"].enumerated() {
      test.clock.set("2026-11-23T07:00:00Z".instant + .hours(hour))
      let text = ChangeTeam.text(rules: rules)
      try await test.apply(["relay.yaml": text.replacing("fallback: secondary", with: "feed: busy")])
      let primary = try await december("primary")
      #expect(primary.count == 31)
      for event in primary {
        for line in ["SEQUENCE:1", "LAST-MODIFIED:20261123T070000Z", "TRANSP:OPAQUE"] {
          #expect(event.contains(line), "\(event)")
        }
      }
      #expect(try await december("secondary").sorted() == secondary.sorted())
    }
  }

  @Test("from the start of leave that nobody solved, feeds and lists say what who is on and the books say")
  func leaveBegins() async throws {
    let test = try await TestDesk(at: HistoryTests.start, schedules: HistoryTests.team())
    try await CoverTeam.publish(test, week: "2026-W48", ["cleo", "dami"])
    let feed = try await test.perform(AddFeed(team: "cover", duty: "weekend"))
    try await test.perform(
      AddLeave(member: "cleo", from: "2026-11-28T14:00:00Z".instant, until: "2026-11-28T17:00:00Z".instant))
    let (saturday, sunday) = ("2026-11-28T00:00:00Z".instant, "2026-11-29T00:00:00Z".instant)
    func listed() async throws -> [ShiftRow] {
      try await test.perform(ListShifts(from: saturday, to: sunday, team: "cover", duty: "weekend"))
    }
    try await test.live(until: "2026-11-28T13:59:00Z")
    let whole = try #require(try await listed().first)
    #expect(try await listed().map(\.end) == ["2026-11-28T20:00:00Z".instant])
    try await test.live(until: "2026-11-28T14:00:00Z")
    let parts = try await listed()
    #expect(parts.map(\.uid) == [whole.uid, "\(whole.uid)_after-L-1"])
    #expect(parts.map(\.start) == [whole.start, "2026-11-28T17:00:00Z".instant])
    #expect(parts.map(\.end) == ["2026-11-28T14:00:00Z".instant, whole.end])
    let shown = try await events(test, feed)
    let first = try #require(shown[whole.uid])
    #expect(first.contains("DTEND:20261128T140000Z") && first.contains("SEQUENCE:1"), "\(first)")
    #expect(shown["\(whole.uid)_after-L-1"]?.contains("DTSTART:20261128T170000Z") == true)
    // The id of a part stands for what is left of its shift, as that of the whole one does.
    for uid in parts.map(\.uid) {
      let part = try await test.perform(WhoCouldCover(shift: uid)).part
      #expect(part.interval == Interval(parts[0].end, whole.end), "\(uid)")
    }
    for hour in 14..<17 {
      let at = "2026-11-28T\(hour):30:00Z".instant
      let on = try await test.perform(WhoIsOn(team: "cover", duty: "weekend", at: at)).rows
      #expect(on.first?.member != "cleo" && !parts.contains { $0.start <= at && at < $0.end })
    }
    try await test.live(until: "2026-11-28T21:00:00Z")
    #expect(try await listed().map { [$0.start, $0.end] } == parts.map { [$0.start, $0.end] }, "as it was stood")
    #expect(try await events(test, feed) == shown)
  }

  /// Drafts and publishes a week of a desk with these hours.
  private func publish(_ test: TestDesk, _ hours: String) async throws {
    let file = """
      team: lamp
      name: Lamp
      zone: Etc/UTC
      members: [{ id: ida, name: Ida Tarn }, { id: jon, name: Jon Vale }]
      duties: { desk: { slots: "\(hours)" } }

      """
    let files = ["relay.yaml": ChangeTeam.text(), "lamp.yaml": file]
    // The slots of the published week are others from now on: that is meant.
    try await test.perform(ApplySchedules(definitions: try test.definitions(files), force: true))
    let draft = try await test.perform(DraftRota(team: "lamp", week: try ISOWeek(text: "2026-W50")))
    try await test.perform(PublishRota(draft: draft.id))
  }

  private func empty(_ test: TestDesk, from start: String) async throws -> String {
    let reply = try await test.perform(
      AddOverride(
        team: "relay", duty: "primary", from: start.instant, until: "2026-11-27T09:00:00Z".instant, force: true))
    return reply.change.id
  }

  private func events(_ test: TestDesk, _ row: FeedRow) async throws -> [String: String] {
    let token = try #require(row.url?.firstMatch(of: #/feeds\/(.+)\.ics/#).map { String($0.1) })
    guard case .feed(let feed) = try await test.desk.renderFeed(token: token, agent: "test") else { return [:] }
    let blocks = String(decoding: feed.bytes, as: UTF8.self).components(separatedBy: "BEGIN:VEVENT").dropFirst()
    return Dictionary(
      uniqueKeysWithValues: blocks.map { block in
        (block.firstMatch(of: #/UID:([^\r\n]+)/#).map { String($0.1) } ?? "", block)
      })
  }
}
