import Scheduling
import Testing
import Timekeeping
import Triage

@Suite("The customer writes, and the owner is off shift (rule K2)")
struct StepInStories {
  private func story(
    _ rules: OffShiftRules = OffShiftRules(), due: String? = nil, night: String = "ben"
  ) throws -> Story {
    var policy = try Desks.policy([Desks.level("day"), Desks.level("night")], due: due)
    policy.queues[0].offShift = rules
    return try Story(
      [Desks.staffed("day mon-fri 09:00-17:00: ana"), Desks.staffed("night mon-fri 17:00-23:00: \(night)")], policy)
  }

  private func writes(_ story: inout Story, _ time: String, due: String? = nil) throws {
    let by = try due.map { try story.instant($0) }
    try story.at(time) { desk, ticket throws(DeskRefusal) in try desk.customerWrote(ticket, due: by) }
  }

  @Test("An owner on shift keeps it, and nothing happens at a shift's end by itself")
  func onShift() throws {
    var story = try story()
    try story.opens("09:00")
    try writes(&story, "12:00")
    try story.runs(to: "20:00")
    expectStory(story, "09:00 opens; goes to ana")
  }

  @Test("A card asks who is on, and its default is done after its time; the owner before is told and follows")
  func card() throws {
    var story = try story()
    try story.opens("16:00")
    try writes(&story, "18:00")
    #expect(story.timer?.purpose == .card)
    try writes(&story, "18:05")
    try story.runs(to: "19:00")
    expectStory(
      story,
      """
      16:00 opens; goes to ana
      18:00 asks ben what to do
      18:30 goes to ben
      """)
    #expect(story.ticket?.because == "Ana is off shift, and nobody decided in time: Ben steps in")
    #expect(story.ticket?.custody.followers == [Desks.member("ana")])
    #expect(story.tells.map(\.kind) == [.card, .taken, .given])
    #expect(story.tells.last?.to == [Desks.member("ben")], "who has it now hears of it")
    #expect(
      story.tells.first?.text
        == "Ana is off shift, and the customer wrote on T-1. They are back 2026-11-24T09:00:00Z. "
        + "Step in, wait for them, or hand it over; at 2026-11-23T18:30:00Z it is yours.")
  }

  @Test(
    "Nobody decides for longer than the promise lasts, and nobody does but those who were asked, the owner and the lead"
  )
  func decidesInTime() throws {
    var story = try story()
    try story.opens("16:00")
    try writes(&story, "18:00", due: "18:40")
    #expect(story.timer?.due == (try story.instant("18:10")), "the usual margin before it")
    #expect(throws: DeskRefusal.self) {
      try story.does("18:05") { try $0.decide($1, .wait, by: Desks.member("cleo")) }
    }
    try story.does("18:06") { try $0.decide($1, .stepIn, by: Desks.member("ben")) }
    #expect(story.ticket?.owner == Desks.member("ben"))
    var late = try self.story()
    try late.opens("16:00")
    try writes(&late, "18:00", due: "18:20")
    #expect(late.ticket?.owner == Desks.member("ben"), "there is no time to ask")
  }

  @Test("Who steps in without a word has acknowledged nothing: an urgent one rings again")
  func unseen() throws {
    var policy = try Desks.policy(
      [Desks.level("day"), Desks.level("night")],
      steps: [Desks.step(.created, page: "night day", within: "10 minutes")])
    policy.queues[0].offShift = OffShiftRules(otherwise: .handOver)
    var story = try Story(
      [Desks.staffed("day mon-fri 09:00-17:00: ana"), Desks.staffed("night mon-fri 17:00-23:00: ben")], policy)
    try story.opens("16:00", priority: "urgent")
    try story.acknowledges("16:05", "ana")
    try writes(&story, "18:00")
    #expect(story.ticket?.owner == Desks.member("ben") && story.ticket?.acknowledgement == nil)
    #expect(story.pages.map(\.recipient) == [Desks.member("ana"), Desks.member("ben")], "\(story.text)")
  }

  @Test("Where nobody is on, an urgent one that was acknowledged pages in a round of its own, once")
  func pagesAnew() throws {
    var policy = try Desks.policy(
      [Desks.level("day")], steps: [Desks.step(.created, "30 minutes", page: "lead", within: "1 hour")])
    policy.queues[0].offShift = OffShiftRules()
    var story = try Story([Desks.staffed("day mon-fri 09:00-17:00: ana")], policy)
    try story.opens("16:00", priority: "urgent")
    try story.acknowledges("16:05", "ana")
    try writes(&story, "23:30")
    #expect(story.ticket?.acknowledgement == nil)
    #expect(story.pages.map(\.episode) == [2] && story.ticket?.episode == 2, "\(story.text)")
    try story.runs(to: "23:59")
    #expect(story.pages.count == 1)
  }

  @Test("The wait goes by priority: the first at once, the second after 10 minutes, the rest after 30")
  func waits() throws {
    for (priority, at) in [("urgent", "18:00"), ("high", "18:10"), ("normal", "18:30"), ("low", "18:30")] {
      var story = try story()
      try story.opens("16:00", priority: priority)
      try writes(&story, "18:00")
      try story.runs(to: "22:00")
      #expect(story.ticket?.assigned == (try story.instant(at)), "\(priority)")
    }
    var own = try story(
      OffShiftRules(waits: [PriorityWait(priority: Desks.priority("low"), after: PlainDuration(.hours(2)))]))
    try own.opens("16:00", priority: "low")
    try writes(&own, "18:00")
    try own.runs(to: "22:00")
    #expect(own.ticket?.assigned == (try own.instant("20:00")))
  }

  @Test("An owner who is back before it is due, less a margin, keeps it and is told")
  func back() throws {
    for (due, isKept) in [("2026-11-24 09:30", true), ("2026-11-24 09:29", false)] {
      var story = try story()
      try story.opens("16:00")
      try writes(&story, "18:00", due: due)
      #expect((story.ticket?.custody.card == nil) == isKept, "\(due)")
      #expect(story.tells.map(\.kind) == (isKept ? [.waits] : [.card]))
    }
  }

  @Test("Step in, wait, hand over: each is one act, and needs somebody to take it")
  func choices() throws {
    for (choice, owner) in [(DecisionCard.Choice.stepIn, "ben"), (.wait, "ana"), (.handOver, "cleo")] {
      var story = try story(night: "ben cleo")
      story.loads = [Desks.member("cleo"): 1]
      try story.opens("16:00")
      try writes(&story, "18:00")
      try story.at("18:10") { desk, ticket throws(DeskRefusal) in
        try desk.decide(ticket, choice, by: Desks.member("ben"))
      }
      try story.runs(to: "22:00")
      #expect(story.ticket?.owner == Desks.member(owner), "\(choice)")
      #expect(story.ticket?.custody.card == nil)
      #expect(throws: DeskRefusal.self) {
        try story.desk().decide(try #require(story.ticket), choice, by: Desks.member("ben"))
      }
    }
    var alone = try story()
    try alone.opens("16:00")
    try writes(&alone, "18:00")
    let refusal = #expect(throws: DeskRefusal.self) {
      try alone.desk().decide(try #require(alone.ticket), .handOver, by: Desks.member("ben"))
    }
    #expect(refusal?.what == "nobody else on shift can have T-1")
  }

  @Test("Whom a card asks is whom K1 prefers: the customer's own people before who has less, who had it before both")
  func preferred() throws {
    var story = try story(night: "ben cleo dora")
    story.policy.customers = [
      Customer(
        id: CustomerID(unchecked: "larch"), name: "Larch", domains: ["example.org"], people: [Desks.member("cleo")])
    ]
    story.loads = [Desks.member("cleo"): 1, Desks.member("dora"): 1]
    try story.opens("16:00")
    var known = story
    try writes(&story, "18:00")
    #expect(story.ticket?.custody.card?.to == [Desks.member("cleo")])
    for who in ["dora", "ana"] {
      try known.at("16:10") { desk, ticket throws(DeskRefusal) in
        try desk.assign(ticket, to: Desks.member(who), by: "Lena", note: nil)
      }
    }
    try writes(&known, "18:00")
    #expect(known.ticket?.custody.card?.to == [Desks.member("dora")])
  }

  @Test("With nobody on, the card waits for the next shift; an owner who is back by then keeps it")
  func nobody() throws {
    var story = try story()
    try story.opens("16:00")
    try writes(&story, "2026-11-24 00:30")
    try story.runs(to: "2026-11-24 10:00")
    expectStory(
      story,
      """
      16:00 opens; goes to ana
      tue 00:30 is kept: Ana is off shift, and the customer wrote; nobody is on before Tue 2026-11-24 09:00 Etc/UTC
      tue 09:00 is kept: Ana is back on shift
      """)
  }

  @Test("With nobody who takes tickets the card is asked as soon as somebody does, and keeps whom it looked at")
  func asksLater() throws {
    var story = try story()
    try story.opens("16:00")
    story.pauses = [Pause(member: Desks.member("ben"), from: try story.instant("17:00"), reason: "lunch")]
    try writes(&story, "18:00")
    #expect(story.ticket?.custody.card?.to == [])
    let said = story.lines
    try story.looks("18:05")
    #expect(story.lines == said, "the same wait is not news")
    let looked = try story.desk().advance(try #require(story.ticket))
    #expect(looked.levels.flatMap(\.candidates).map(\.dropped) == [.paused])
    story.pauses = []
    try story.looks("18:10")
    #expect(story.ticket?.custody.card?.to == [Desks.member("ben")])
    try story.runs(to: "18:40")
    #expect(story.ticket?.owner == Desks.member("ben"))
  }

  @Test("At the paging line with nobody on it is passed on, and pages")
  func urgent() throws {
    var story = try story()
    try story.opens("16:00", priority: "urgent")
    try writes(&story, "2026-11-24 00:30")
    expectStory(
      story,
      """
      16:00 opens; goes to ana
      tue 00:30 is nobody's: Ana is off shift, and the customer wrote, and nobody is on; nobody takes it, so it pages; \
      pages step 1: Lena (the team's lead)
      """)
  }

  @Test("A queue may keep, hand over at once, or let it go")
  func settings() throws {
    for (what, night, owner) in [
      (OffShiftRules.Otherwise.keep, "ben", "ana"), (.handOver, "ben", "ben"), (.unassign, "ben", "ben"),
    ] {
      var story = try story(OffShiftRules(otherwise: what), night: night)
      try story.opens("16:00")
      try writes(&story, "18:00")
      #expect(story.ticket?.owner?.text == owner, "\(what)")
    }
    for (what, owner) in [(OffShiftRules.Otherwise.handOver, "ana"), (.unassign, nil)] as [(_, String?)] {
      var story = try story(OffShiftRules(otherwise: what))
      try story.opens("16:00")
      try writes(&story, "2026-11-24 00:30")
      #expect(story.ticket?.owner?.text == owner, "\(what) with nobody on")
    }
  }

  @Test("Somebody without any shift is around in their working hours")
  func withoutShifts() throws {
    var story = try Story([Desks.staffed("night always: ben")], Desks.policy([Desks.level("finn")]))
    story.schedule.members[5].hours = try WeeklyHours(text: "mon-fri 09:00-17:00")
    try story.opens("10:00")
    try writes(&story, "12:00")
    #expect(story.ticket?.owner == Desks.member("finn") && story.ticket?.custody.card == nil)
    try writes(&story, "18:00")
    #expect(story.lines.count == 2, "finn is at home, and nobody of the level is on")
  }

  @Test("An acknowledgement goes with the ticket to its new owner")
  func acknowledgement() throws {
    var policy = try Desks.policy(
      [Desks.level("day"), Desks.level("night")],
      steps: [Desks.step(.created, page: "day night", within: "5 minutes", working: "30 minutes")])
    policy.queues[0].offShift.waits = [PriorityWait(after: PlainDuration(.minutes(0)))]
    var story = try Story(
      [Desks.staffed("day mon-fri 09:00-17:00: ana"), Desks.staffed("night mon-fri 17:00-23:00: ben")], policy)
    try story.opens("16:50", priority: "urgent")
    try story.acknowledges("16:51", "ana")
    try story.at("17:10") { desk, ticket throws(DeskRefusal) in try desk.customerWrote(ticket, due: nil) }
    #expect(story.ticket?.owner == Desks.member("ben"))
  }

  // MARK: By hand

  @Test("The lead may give a ticket to anybody who may see it, with a warning for what speaks against it")
  func assign() throws {
    var story = try story()
    story.loads = [Desks.member("ben"): 2]
    try story.opens("09:00")
    try story.at("10:00") { desk, ticket throws(DeskRefusal) in
      try desk.assign(ticket, to: Desks.member("ben"), by: "Lena", note: "he knows it")
    }
    #expect(story.ticket?.owner == Desks.member("ben"))
    #expect(story.ticket?.because == "Lena gave it to Ben: he knows it")
    #expect(story.warnings == ["Ben has 2 of 2 tickets", "Ben is not on shift"])
    #expect(story.tells.map(\.kind) == [.taken, .given])
  }

  @Test("Handing over goes to whom K1 finds, never back to the one who handed it over")
  func handOver() throws {
    var story = try Story([Desks.staffed("desk always: ana ben")], Desks.policy([Desks.level("desk")]))
    story.loads = [Desks.member("ben"): 1]
    try story.opens("09:00")
    try story.at("10:00") { desk, ticket throws(DeskRefusal) in
      try desk.handOver(ticket, by: Desks.member("ana"), to: nil, note: nil)
    }
    #expect(story.ticket?.owner == Desks.member("ben") && story.ticket?.custody.previousOwner == Desks.member("ana"))
    #expect(throws: DeskRefusal.self) {
      try story.desk().handOver(try #require(story.ticket), by: Desks.member("ana"), to: nil, note: nil)
    }
    story.loads = [Desks.member("ana"): 2]
    try story.at("11:00") { desk, ticket throws(DeskRefusal) in
      try desk.handOver(ticket, by: Desks.member("ben"), to: nil, note: "out of my depth")
    }
    #expect(story.ticket?.owner == nil && story.warnings.last?.hasPrefix("nobody has it yet") == true)
    #expect(story.ticket?.custody.exclusions.map(\.because) == ["handed it over Mon 2026-11-23 11:00 Etc/UTC"])
  }

  @Test("A private ticket is for the confidants of its queue and the lead alone")
  func confidential() throws {
    var policy = try Desks.policy([Desks.level("desk")])
    policy.queues[0].rules.confidants = [Desks.member("ben")]
    policy.routing = [
      RoutingRule(
        name: "security", when: RoutingCondition(words: ["vulnerability"]),
        outcome: RoutingOutcome(visibility: .confidential))
    ]
    var story = try Story([Desks.staffed("desk always: ana ben")], policy)
    story.loads = [Desks.member("ben"): 1]
    try story.opens("09:00", title: "A vulnerability in the reader")
    #expect(story.ticket?.owner == Desks.member("ben"))
    let refusal = #expect(throws: DeskRefusal.self) {
      try story.desk().assign(try #require(story.ticket), to: Desks.member("ana"), by: "Lena", note: nil)
    }
    #expect(refusal?.what == "T-1 is private, and not for Ana")
  }
}
