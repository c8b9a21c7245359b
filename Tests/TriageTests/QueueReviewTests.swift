import Scheduling
import Testing
import Timekeeping
import Triage

@Suite("The review of a queue without targets (C69, E3)")
struct QueueReviewTests {
  private let ana = Desks.member("ana")

  private func stories() throws -> [Story] {
    var policy = try Desks.policy([Desks.level("desk")], pageFrom: nil)
    policy.queues[0].weeklyReview = try WeeklyMoment(text: "mon 10:00")
    return try (1...4).map { number in
      var story = try Story([Desks.staffed("desk mon-fri 09:00-17:00: ana")], policy)
      try story.opens("2026-11-1\(number) 09:30", title: "Ticket \(number)", number: number)
      return story
    }
  }

  private func review(_ stories: inout [Story], at time: String) throws -> QueueReview {
    for index in stories.indices { try stories[index].runs(to: time) }
    let snapshot = try stories[0].desk().snapshot
    let items = try stories.map { (try #require($0.ticket), $0.course) }
    return snapshot.review(of: snapshot.policy.queues[0], items)
  }

  @Test(
    "it lists what nobody looked at since the review before, the longest not looked at first, until the next review")
  func lists() throws {
    var stories = try stories()
    try stories[1].does("2026-11-18 12:00") { try $0.note($1, by: ana, text: "Seen.") }
    try stories[2].does("2026-11-13 12:00") { try $0.note($1, by: ana, text: "Seen long ago.") }
    try stories[3].does("2026-11-20 12:00") { try $0.close($1, by: ana, TicketEnding()) }
    let review = try review(&stories, at: "2026-11-23 10:00")
    #expect(try review.since == Desks.at("2026-11-16 10:00") && review.next == Desks.at("2026-11-30 10:00"))
    #expect(review.open == 3 && review.lines.map(\.ticket.number) == [1, 3])
    #expect(review.lines.first?.looked == nil && review.lines.last?.title == "Ticket 3")
    try stories[0].does("2026-11-23 11:00") { try $0.review($1, by: ana) }
    #expect(try self.review(&stories, at: "2026-11-23 11:01").lines.map(\.ticket.number) == [3])
    #expect(try self.review(&stories, at: "2026-11-30 09:59").lines.map(\.ticket.number) == [3])
    #expect(try self.review(&stories, at: "2026-11-30 10:00").lines.map(\.ticket.number) == [3, 2, 1], "a week later")
  }

  @Test("giving a ticket away, claiming it and merging another into it are looks; what the desk does by itself is none")
  func givenAway() throws {
    var stories = try stories()
    let lena = Desks.member("lena")
    for index in stories.indices { try stories[index].runs(to: "2026-11-20 12:00") }
    #expect(stories.allSatisfy { $0.ticket?.owner != nil && $0.course.lastLooked == nil })
    try stories[0].does("2026-11-20 12:00") { try $0.assign($1, to: lena, by: "Lena", giver: lena, note: nil) }
    try stories[1].does("2026-11-20 12:00") { try $0.handOver($1, by: ana, to: lena, note: nil) }
    var snapshot = try stories[2].desk().snapshot
    let (gone, kept) = (try #require(stories[3].ticket), try #require(stories[2].ticket))
    snapshot.histories = [gone.id: TicketHistory(stories[3].facts), kept.id: TicketHistory(stories[2].facts)]
    try stories[2].does("2026-11-20 12:00") { _, _ in
      try Desk(snapshot).merge(gone, into: kept, by: "Ana", member: ana).kept
    }
    for story in stories.prefix(3) { #expect(try story.course.lastLooked == Desks.at("2026-11-20 12:00")) }
    #expect(try review(&stories, at: "2026-11-23 10:00").lines.map(\.ticket.number) == [4])
  }

  @Test("whoever is on is reminded, else the lead; of private tickets only the id is told")
  func reviewers() throws {
    var stories = try stories()
    _ = try review(&stories, at: "2026-11-23 10:00")
    let on = try stories[0].desk().snapshot
    #expect(on.reviewers(of: on.policy.queues[0]) == [ana])
    try stories[0].runs(to: "2026-11-28 10:00")
    let off = try stories[0].desk().snapshot
    #expect(off.reviewers(of: off.policy.queues[0]).map(\.text) == ["lena"])
    var ticket = try #require(stories[0].ticket)
    ticket.classification.visibility = .confidential
    let line = off.review(of: off.policy.queues[0], [(ticket, TicketCourse())]).lines[0]
    #expect(line.title == nil && line.owner == nil && line.priority == nil && line.ticket == ticket.id)
  }
}
