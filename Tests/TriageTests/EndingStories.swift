import Scheduling
import Testing
import Timekeeping
import Triage

@Suite("What happens to a ticket by itself at its end (K9, C21, C22, C25, C32, E12)")
struct EndingStories {
  private let ana = Desks.member("ana")

  private func story(_ closing: ClosingRules, _ change: (inout Queue) throws -> Void = { _ in }) throws -> Story {
    var policy = try Desks.policy([Desks.level("desk")], pageFrom: nil)
    policy.queues[0].closing = closing
    policy.customers = [
      Customer(
        id: CustomerID(unchecked: "larch"), name: "Larch", domains: ["example.org"], people: [Desks.member("cleo")])
    ]
    try change(&policy.queues[0])
    var story = try Story([Desks.staffed("desk always: ana")], policy)
    try story.opens("09:00")
    return story
  }

  @Test("what is resolved is closed when no message opens it again any more, and not a moment sooner")
  func closes() throws {
    var story = try story(ClosingRules(closesByItself: true)) {
      $0.states = StateRules(reopenWithin: try PlainDuration(text: "2 days"))
    }
    try story.does("10:00") { try $0.resolve($1, by: ana, note: nil) }
    #expect(story.timer?.purpose == .close)
    try story.runs(to: "2026-11-25 10:00")
    #expect(story.ticket?.state == .resolved)
    var back = story
    try back.hears("2026-11-25 10:00", "It is dark again.")
    #expect(back.ticket?.state == .open && back.timer?.purpose != .close)
    try story.runs(to: "2026-11-25 10:01")
    #expect(story.ticket?.state == .closed && story.timer == nil)
    #expect(try story.course.closing == nil && story.course.resolved == Desks.at("2026-11-23 10:00"))
    #expect(story.lines.last == "wed 10:00 closed: nobody opened it again within 2 days", "\(story.text)")
  }

  @Test("without the setting it stays resolved and has no timer; after an outage it is closed once")
  func settings() throws {
    var stays = try story(ClosingRules())
    try stays.does("10:00") { try $0.resolve($1, by: ana, note: nil) }
    #expect(stays.timer == nil)
    var slept = try story(ClosingRules(closesByItself: true))
    try slept.does("10:00") { try $0.resolve($1, by: ana, note: nil) }
    try slept.sleeps(to: "2027-01-23 10:00")
    #expect(slept.ticket?.state == .closed)
    try slept.looks("2027-01-23 10:00")
    #expect(slept.lines.filter { $0.contains("closed") }.count == 1)
  }

  @Test(
    "where the queue must know what a ticket taught us its owner is asked weekly, and it stays resolved until they say")
  func asksForImprovement() throws {
    var story = try story(ClosingRules(improvement: .required, closesByItself: true)) {
      $0.states = StateRules(reopenWithin: try PlainDuration(text: "2 days"))
    }
    try story.does("10:00") { try $0.resolve($1, by: ana, note: nil) }
    try story.runs(to: "2026-12-03 12:00")
    #expect(story.ticket?.state == .resolved)
    #expect(story.notices.map(\.kind) == ["ticket-improvement", "ticket-improvement"])
    #expect(story.notices.allSatisfy { $0.recipient == ana && $0.haste == .digest })
    #expect(Set(story.notices.map(\.id)).count == 2)
    try story.does("2026-12-03 13:00") { try $0.improve($1, by: ana, Improvement(kind: .none)) }
    try story.runs(to: "2026-12-03 13:01")
    #expect(story.ticket?.state == .closed, "\(story.text)")
  }

  @Test("a queue has its own kinds of improvements, and `none` in any case")
  func kinds() throws {
    let api = Improvement.Kind(rawValue: "api-response")
    var story = try story(ClosingRules(improvement: .required, kinds: [.docs, api]))
    let refusal = #expect(throws: DeskRefusal.self) {
      try story.does("10:00") {
        try $0.improve($1, by: ana, Improvement(kind: .init(rawValue: "api-respons"), url: "u"))
      }
    }
    #expect(refusal?.help == "did you mean 'api-response'?")
    #expect(throws: DeskRefusal.self) {
      try story.does("10:01") {
        try $0.close($1, by: ana, TicketEnding(improvement: Improvement(kind: .product, url: "u")))
      }
    }
    try story.does("10:02") { try $0.improve($1, by: ana, Improvement(kind: api, url: "https://x.example.com/1")) }
    try story.does("10:03") {
      try $0.improve($1, by: ana, Improvement(kind: api, url: "https://x.example.com/1", isDone: true))
    }
    try story.does("10:04") { try $0.close($1, by: ana, TicketEnding()) }
    #expect(story.course.improvements == [Improvement(kind: api, url: "https://x.example.com/1", isDone: true)])
  }

  @Test("the customer is asked once how easy it was: at the end that the queue names, never for a silence")
  func survey() throws {
    var story = try story(ClosingRules(survey: SurveyRule(after: .resolved)))
    try story.does("10:00") { try $0.resolve($1, by: ana, note: nil) }
    #expect(story.outgoing.map(\.asksForEffort) == [true])
    #expect(story.outgoing.first?.text == SurveyRule.usualText && story.outgoing.first?.isByPerson == false)
    try story.does("10:05") { try $0.reopen($1, by: ana, because: nil) }
    try story.does("10:10") { try $0.close($1, by: ana, TicketEnding()) }
    #expect(story.outgoing.count == 1, "once for each ticket")
    try story.does("10:20") { try $0.rate($1, score: 7) }
    var late = try self.story(ClosingRules(effortScale: 5, survey: SurveyRule(after: .closed, text: "Well?")))
    try late.does("10:00") { try $0.resolve($1, by: ana, note: nil) }
    #expect(late.outgoing.isEmpty)
    try late.does("10:10") { try $0.close($1, by: ana, TicketEnding()) }
    #expect(late.outgoing.map(\.text) == ["Well?"])
    #expect(throws: DeskRefusal.self) { try late.does("10:20") { try $0.rate($1, score: 6) } }
    var off = try self.story(ClosingRules(effortScale: 5))
    try off.does("10:00") { try $0.close($1, by: ana, TicketEnding()) }
    #expect(off.outgoing.isEmpty)
  }

  @Test(
    "before a silent customer's ticket is closed the customer's own people are told, else the lead (C22)",
    arguments: [true, false])
  func silence(knowsCustomer: Bool) throws {
    var story = try story(ClosingRules(survey: SurveyRule(after: .resolved))) { queue in
      queue.states = StateRules(
        silence: SilenceRule(
          followUps: 2, every: try PlainDuration(text: "3 days"), text: "Still there?", tellsAccount: true))
    }
    if !knowsCustomer { story.policy.customers = [] }
    try story.does("10:00") { desk, ticket in
      var ticket = ticket
      ticket.classification.customer = CustomerID(unchecked: "larch")
      return try desk.reply(ticket, by: ana, text: "Try the other cable.")
    }
    try story.runs(to: "2026-11-30 00:00")
    #expect(story.notices.map(\.kind) == ["ticket-silent"])
    #expect(story.notices.map(\.recipient.text) == [knowsCustomer ? "cleo" : "lena"])
    try story.runs(to: "2026-12-03 00:00")
    #expect(story.ticket?.state == .resolved && story.course.closing?.reason == "no answer")
    #expect(story.outgoing.filter(\.asksForEffort).isEmpty, "nobody is asked who does not answer")
  }

  @Test("who promised to write is reminded an hour before, also where the queue warns of nothing else (B17)")
  func promise() throws {
    var story = try story(ClosingRules())
    try story.does("10:00") { try $0.promise($1, by: ana, until: Desks.at("2026-11-23 15:00")) }
    try story.runs(to: "13:59")
    #expect(story.notices.isEmpty)
    try story.runs(to: "14:00")
    #expect(story.notices.map(\.kind) == ["ticket-due"] && story.notices.first?.recipient == ana)
    try story.runs(to: "15:30")
    #expect(story.notices.count == 1)
    #expect(story.course.breaches.map(\.clock) == [.promisedUpdate])
  }
}
