import Scheduling
import Testing
import Timekeeping
import Triage

@Suite("How tickets end (C19–C24, E11)")
struct ClosingStories {
  private let ana = Desks.member("ana")

  private func story() throws -> Story {
    var policy = try Desks.policy([Desks.level("desk")], pageFrom: nil)
    policy.queues[0].closing = ClosingRules(
      reasons: [
        CloseReason(name: "confirmed", needsConfirmation: true), CloseReason(name: "fixed"),
        CloseReason(name: "feature filed", needsLink: true),
      ], improvement: .required)
    var story = try Story([Desks.staffed("desk always: ana")], policy)
    try story.opens("09:00")
    return story
  }

  private static let docs = Improvement(kind: .docs, url: "https://docs.example.com/7")
  private static let filed = LinkedItem(id: "https://bugs.example.com/7", kind: .feature)

  @Test(
    "A close says why by one of the queue's reasons, with its link and its word, and what could be better",
    arguments: [
      (TicketEnding(), "no reason is given", "one of: confirmed, fixed, feature filed, not a ticket"),
      (
        TicketEnding(reason: "not a tiket"), "queue general has no close reason 'not a tiket'",
        "did you mean 'not a ticket'?"
      ),
      (
        TicketEnding(reason: "confirmd", improvement: docs), "queue general has no close reason 'confirmd'",
        "did you mean 'confirmed'?"
      ),
      (
        TicketEnding(reason: "confirmed", improvement: docs), "'confirmed' means that the customer said so",
        "say so if they did"
      ),
      (
        TicketEnding(reason: "feature filed", improvement: docs), "'feature filed' needs a link",
        "give the address of what was filed"
      ),
      (
        TicketEnding(reason: "fixed"), "queue general asks what this ticket taught us",
        "say docs|product|message=URL, or none"
      ),
    ])
  func refusals(ending: TicketEnding, what: String, help: String) throws {
    var story = try story()
    let refusal = #expect(throws: DeskRefusal.self) {
      try story.does("10:00") { try $0.close($1, by: ana, ending) }
    }
    #expect(refusal?.what == what && refusal?.help == help)
    #expect(story.ticket?.isOpen == true)
  }

  @Test("Where a reason names the kind of its link, no other link will do (C24)")
  func kindOfLink() throws {
    var story = try story()
    story.policy.queues[0].closing?.reasons = [
      CloseReason(name: "filed", needsLink: true, linkKinds: [.feature]),
      CloseReason(name: "planned", needsLink: true, linkKinds: [.task, .bug]),
    ]
    let help = LinkedItem(id: "https://chat.example.com/1", kind: .help)
    try story.does("09:30") { try $0.link($1, by: ana, to: help) }
    for (reason, kinds) in [("filed", "feature"), ("planned", "task or bug")] {
      let refusal = #expect(throws: DeskRefusal.self) {
        try story.does("10:00") {
          try $0.close($1, by: ana, TicketEnding(reason: reason, improvement: Improvement(kind: .none)))
        }
      }
      #expect(refusal?.what == "'\(reason)' needs a link of kind \(kinds)")
    }
    try story.does("10:00") {
      try $0.close($1, by: ana, TicketEnding(reason: "filed", link: Self.filed, improvement: Improvement(kind: .none)))
    }
    #expect(story.ticket?.state == .closed)
  }

  @Test(
    "What is complete is taken and kept",
    arguments: [
      TicketEnding(reason: "confirmed", isConfirmed: true, improvement: docs),
      TicketEnding(reason: "feature filed", link: filed, improvement: Improvement(kind: .none)),
      TicketEnding(reason: "fixed", note: "in 2.1", improvement: docs),
    ])
  func closes(ending: TicketEnding) throws {
    var story = try story()
    try story.does("10:00") { try $0.close($1, by: ana, ending) }
    #expect(story.ticket?.state == .closed)
    #expect(story.timer == nil)
    #expect(story.course.closing?.reason == ending.reason)
    #expect(story.course.closing?.by == ana)
    #expect(story.course.improvements == [ending.improvement].compactMap { $0 })
    #expect(story.course.links == [ending.link].compactMap { $0 })
  }

  @Test("Resolving asks for none of it; closing afterwards does, and a reopened ticket has no reason any more")
  func resolveThenClose() throws {
    var story = try story()
    try story.does("10:00") { try $0.resolve($1, by: ana, note: "fixed it") }
    #expect(throws: DeskRefusal.self) { try story.does("10:01") { try $0.close($1, by: ana, TicketEnding()) } }
    try story.does("10:02") {
      try $0.close($1, by: ana, TicketEnding(reason: "fixed", improvement: Improvement(kind: .none)))
    }
    #expect(story.course.resolved == (try Desks.at("2026-11-23 10:00")))
    try story.does("11:00") { try $0.reopen($1, by: ana, because: nil) }
    #expect(story.course.closing == nil)
    #expect(story.ticket?.state == .open)
    #expect(story.timer != nil)
  }

  @Test("A customer's answer is kept on the queue's scale, only when the ticket is over (E22)")
  func rating() throws {
    var story = try story()
    story.policy.queues[0].closing?.effortScale = 5
    #expect(throws: DeskRefusal.self) { try story.does("09:30") { try $0.rate($1, score: 5) } }
    try story.does("10:00") { try $0.resolve($1, by: ana, note: nil) }
    #expect(throws: DeskRefusal.self) { try story.does("10:01") { try $0.rate($1, score: 6) } }
    try story.does("10:02") { try $0.rate($1, score: 4, comment: "quick") }
    #expect(story.course.rating == EffortAnswer(score: 4, scale: 5, comment: "quick"))
    story.policy.queues[0].closing?.effortScale = nil
    #expect(throws: DeskRefusal.self) { try story.does("10:03") { try $0.rate($1, score: 4) } }
  }
}
