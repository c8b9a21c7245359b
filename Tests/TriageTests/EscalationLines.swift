import Scheduling
import Testing
import Timekeeping
import Triage

/// Rules K5 to K7 line by line; where a line needs a whole story `PagingStories` has it.
@Suite("Escalation, line by line (K5, K6, K7)")
struct EscalationLines {
  private let ana = Desks.member("ana")
  private let ben = Desks.member("ben")

  private func duties() throws -> [Duty] {
    try [
      Desks.staffed("desk always: dora"), Desks.staffed("primary always: ana"), Desks.staffed("secondary always: ben"),
    ]
  }

  private func story(_ steps: [EscalationStep], due: String? = nil, repeats: Int = 0) throws -> Story {
    try Story(duties(), Desks.policy([Desks.level("desk")], due: due, steps: steps, repeats: repeats))
  }

  @Test(
    "a step counts from what the policy says: created, assigned, due, breached, the step before",
    arguments: [
      ("created", "10 minutes", "09:10"), ("assigned", "10 minutes", "09:10"), ("due", "0 minutes", "10:00"),
      ("due", "5 minutes", "10:05"), ("breached", "5 minutes", "10:05"),
    ])
  func anchors(anchor: String, after: String, at: String) throws {
    let anchor = try #require(EscalationStep.Anchor(rawValue: anchor))
    var story = try story([Desks.step(anchor, after, page: "primary")], due: "60 minutes")
    try story.opens("09:00", priority: "urgent")
    try story.runs(to: "10:06")
    let paged = story.pages.first.map { "\(Zone.utc.civil(at: $0.created).time)" }
    #expect(paged == at, "\(story.text)")
  }

  @Test("a step that counts from being given to somebody waits for that, and counts from the last time")
  func assigned() throws {
    let steps = try [Desks.step(.assigned, "10 minutes", page: "primary")]
    let policy = try Desks.policy([Desks.level("desk")], steps: steps, repeats: 0)
    var story = try Story([Desks.staffed("desk 09:30-17:00: dora"), Desks.staffed("primary always: ana")], policy)
    story.policy.queues[0].overflow = [try Desks.level("desk")]
    try story.opens("09:00", priority: "urgent")
    #expect(story.ticket?.placement == .paging, "above the line the lead is asked when nobody is on")
    var given = try self.story(steps)
    try given.opens("09:00", priority: "urgent")
    try given.at("09:05") { desk, ticket throws(DeskRefusal) in
      try desk.assign(ticket, to: Desks.member("eve"), by: "Lena", note: nil)
    }
    try given.runs(to: "09:14")
    #expect(given.pages.isEmpty)
    try given.runs(to: "09:15")
    #expect(given.pages.map(\.recipient) == [ana])
  }

  @Test(
    "before an acknowledgement the next step comes after `acknowledge within`, after it `still working within` counts")
  func twoTimes() throws {
    let steps = try [
      Desks.step(.created, page: "primary", within: "7 minutes", working: "20 minutes"),
      Desks.step(.previous, page: "secondary", within: "7 minutes", working: "20 minutes"),
    ]
    var story = try story(steps)
    try story.opens("09:00", priority: "urgent")
    try story.runs(to: "09:06")
    #expect(story.pages.map(\.recipient) == [ana])
    try story.acknowledges("09:08", "ben")
    #expect(story.pages.map(\.recipient) == [ana, ben])
    #expect(try story.ticket?.acknowledgement?.renewBy == Desks.at("2026-11-23 09:28"))
    try story.acknowledges("09:27", "ben")
    try story.runs(to: "09:46")
    #expect(story.pages.count == 2, "one tap more keeps it")
    try story.runs(to: "09:47")
    #expect(story.pages.dropFirst(2).map(\.recipient) == [ben, ana], "the acknowledger and whoever is on are asked")
    #expect(story.ticket?.acknowledgement == nil && story.ticket?.episode == 2)
  }

  @Test("tickets that paged nobody are not asked whether the work goes on")
  func ticketsAreNot() throws {
    var story = try story([Desks.step(.due, page: "primary", working: "20 minutes")], due: "8 hours")
    try story.opens("09:00", priority: "urgent")
    try story.acknowledges("09:01", "dora")
    #expect(story.ticket?.acknowledgement?.renewBy == nil)
  }

  @Test("all rounds of all steps, then hourly to the lead, for every number of repeats", arguments: 0...4)
  func repeats(count: Int) throws {
    var story = try story(
      [
        Desks.step(.created, page: "primary", within: "5 minutes"),
        Desks.step(.previous, page: "secondary", within: "5 minutes"),
      ],
      repeats: count)
    try story.opens("09:00", priority: "urgent")
    try story.runs(to: "13:00")
    let steps = story.pages.filter { $0.recipient != Desks.member("lena") }
    #expect(steps.map(\.recipient.text) == Array(repeating: ["ana", "ben"], count: count + 1).flatMap { $0 })
    #expect(Set(steps.map(\.id)).count == steps.count, "a deliberate repeat is a page of its own (K6)")
    #expect(Set(steps.map(\.incidentKey)).count == 1, "which the provider groups")
    let hourly = story.pages.filter { $0.recipient == Desks.member("lena") }.map(\.created)
    #expect(zip(hourly, hourly.dropFirst()).allSatisfy { $1 - $0 == .hours(1) } && hourly.count >= 3)
    #expect(story.ticket?.escalation?.exhausted == true)
  }

  /// Dora is given an urgent ticket at 09:00, and goes on leave.
  private func paged(
    _ steps: [EscalationStep], _ change: (inout Schedule) -> Void = { _ in }
  ) throws -> Story {
    var story = try story(steps)
    change(&story.schedule)
    try story.opens("09:00", priority: "urgent")
    story.leave = [
      Leave(
        id: "l1", member: Desks.member("dora"), interval: try Desks.span("2026-11-23 09:05", "2026-11-24 00:00"),
        kind: .planned)
    ]
    try story.runs(to: "09:12")
    return story
  }

  @Test("an owner on leave is not paged: their step passes at once, and where nobody else comes the lead hears of it")
  func ownerOnLeave() throws {
    let owner = try Desks.step(.created, "10 minutes", page: "owner", within: "5 minutes")
    let followed = try paged([owner, Desks.step(.previous, page: "secondary")])
    #expect(followed.pages.map(\.recipient) == [ben])
    #expect(
      followed.text.contains(
        "passes step 1: nobody is reachable on owner: Dora, who has it, is on leave; pages step 2"),
      "\(followed.text)")
    #expect(followed.pages.first?.why.hasPrefix("You are on secondary. Dora, who has it, is on leave.") == true)
    let alone = try paged([owner])
    #expect(alone.pages.map(\.recipient.text) == ["lena"])
    #expect(alone.pages.first?.why == "Dora, who has it, is on leave, and the steps reach nobody else.")
    #expect(try paged([owner]) { $0.lead = nil }.pages.map(\.recipient.text) == ["dora"], "never silent")
  }

  @Test("where the lead cannot be paged the owner on leave is, and may answer; nobody at all is asked again in time")
  func leadWithoutContact() throws {
    let owner = try Desks.step(.created, "10 minutes", page: "owner", within: "5 minutes")
    func silence(_ members: [String], in schedule: inout Schedule) {
      for index in schedule.members.indices where members.contains(schedule.members[index].id.text) {
        schedule.members[index].contacts = []
      }
    }
    var story = try paged([owner]) { silence(["lena"], in: &$0) }
    #expect(story.pages.map(\.recipient.text) == ["dora"], "\(story.text)")
    #expect(story.pages.first?.why == "Dora, who has it, is on leave, and the steps reach nobody else.")
    #expect(story.text.contains("pages Dora: Dora, who has it, is on leave"), "\(story.text)")
    try story.acknowledges("09:13", "dora")
    #expect(story.ticket?.acknowledgement?.by == Desks.member("dora"))
    var nobody = try paged([owner]) { silence(["lena", "dora"], in: &$0) }
    #expect(nobody.pages.isEmpty && nobody.timer != nil, "\(nobody.text)")
    nobody.schedule.members[6].contacts = [Contact(channel: "pager", address: "https://pager.example.com/lena")]
    try nobody.runs(to: "09:30")
    #expect(Set(nobody.pages.map(\.recipient.text)) == ["lena"], "\(nobody.text)")
  }

  @Test("a page's id names ticket, episode, round, step, recipient, channel and address, and nothing else (K6)")
  func identity() {
    func id(
      _ ticket: Int = 1, _ episode: Int = 1, _ round: Int = 0, _ step: Int = 0, _ who: String = "ana",
      _ channel: String = "pager", _ address: Int = 1
    ) -> PageID {
      PageID(
        ticket: TicketID(number: ticket), episode: episode, round: round, step: step,
        recipient: MemberID(unchecked: who), channel: channel, address: address)
    }
    let all = [
      id(), id(2), id(1, 2), id(1, 1, 1), id(1, 1, 0, 1), id(1, 1, 0, 0, "ben"), id(1, 1, 0, 0, "ana", "sms"),
      id(1, 1, 0, 0, "ana", "pager", 2),
    ]
    #expect(Set(all).count == all.count && id() == id())
    #expect(all.allSatisfy { $0.text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) } })
  }

  @Test("a span that passed is over though the wall clock was put back, and the steps keep their distance (I3, I13)")
  func clockPutBack() throws {
    var story = try story([
      Desks.step(.created, page: "primary", within: "5 minutes"),
      Desks.step(.created, "5 minutes", page: "secondary", within: "5 minutes"),
      Desks.step(.created, "12 minutes", page: "desk", within: "5 minutes"),
    ])
    try story.opens("09:00", priority: "urgent")
    try story.spanEnds(whileTheWallShows: "08:04")
    #expect(story.pages.map(\.recipient) == [ana, ben])
    #expect(try story.ticket?.escalation?.lastFired == Desks.at("2026-11-23 09:05"))
    #expect(try story.timer?.due == Desks.at("2026-11-23 09:12"), "seven minutes from then")
    #expect(!story.pages.contains { $0.why.contains("delayed") })
    try story.looks("08:06")
    #expect(story.pages.count == 2, "what else happens by the wall does not hasten it")
  }

  @Test("the same look twice makes no page twice: redelivery is the sender's, with the same id")
  func idempotent() throws {
    var story = try story([Desks.step(.created, page: "primary", within: "5 minutes")])
    try story.opens("09:00", priority: "urgent")
    try story.looks("09:01")
    try story.looks("09:01")
    #expect(story.pages.count == 1)
  }

  @Test(
    "a claim, a public reply, a note or a word on the state by a person acknowledges; what no person wrote never does (K7)",
    arguments: ["claim", "reply", "colleague", "pending", "auto-reply", "community", "customer"])
  func acknowledges(by way: String) throws {
    var story = try story([Desks.step(.created, page: "primary", within: "5 minutes")])
    try story.opens("09:00", priority: "urgent")
    let dora = Desks.member("dora")
    try story.does("09:01") { desk, ticket in
      func hears(_ kind: TicketMessage.Kind, by member: MemberID? = nil) throws -> Decision {
        let message = TicketMessage(
          id: "x1", kind: kind, member: member, author: "Somebody", text: "I am away until Monday.")
        guard case .changed(let decision) = try desk.receive(message, on: ticket) else {
          return Decision(ticket: ticket, made: desk.snapshot.now)
        }
        return decision
      }
      switch way {
      case "claim":
        var mine = ticket
        mine.owner = nil
        mine.state = .new
        mine.placement = .paging
        return try desk.claim(mine, by: ana, via: "chat")
      case "reply": return try desk.reply(ticket, by: dora, text: "On it.")
      case "colleague": return try hears(.reply, by: dora)
      case "pending": return try desk.setPending(ticket, by: dora, because: nil)
      case "auto-reply": return try hears(.automatic)
      case "community": return try hears(.community)
      default: return try hears(.customer)
      }
    }
    let isByPerson = ["claim", "reply", "colleague", "pending"].contains(way)
    #expect((story.ticket?.acknowledgement != nil) == isByPerson, "\(story.text)")
  }

  @Test("an overflow that ends in `page` starts the policy at its first step, and not again")
  func overflowPages() throws {
    let steps = try [
      Desks.step(.due, page: "primary", within: "5 minutes"),
      Desks.step(.previous, page: "secondary", within: "5 minutes"),
    ]
    let policy = try Desks.policy(
      [Desks.level("desk"), Desks.level("primary", pages: true)], due: "8 hours", steps: steps, repeats: 0)
    var story = try Story([Desks.staffed("desk 12:00-17:00: dora")] + duties().dropFirst(), policy)
    try story.opens("09:00", priority: "urgent")
    #expect(story.pages.map(\.step) == [0] && story.ticket?.placement == .paging)
    try story.looks("09:01")
    #expect(story.pages.count == 1)
    try story.acknowledges("09:02", "ana")
    #expect(story.ticket?.owner == ana, "whoever acknowledges a ticket without an owner has it")
  }

  @Test(
    "a policy is the one of the version at the ticket's start, people are those of now; a lead may apply a new version")
  func pinned() throws {
    var story = try story([
      Desks.step(.created, page: "primary", within: "5 minutes"), Desks.step(.previous, page: "secondary"),
    ])
    try story.opens("09:00", priority: "urgent")
    story.policy.escalations = [
      Desks.escalation([try Desks.step(.created, page: "primary"), try Desks.step(.previous, page: "eve")], repeats: 0)
    ]
    var kept = story
    try kept.runs(to: "09:05")
    #expect(kept.pages.map(\.recipient.text) == ["ana", "ben"], "the ticket carries its policy")
    try story.does("09:01") { desk, ticket in
      var snapshot = desk.snapshot
      snapshot.definitions = 2
      return try Desk(snapshot).adopt(ticket, from: desk, by: Desks.member("lena"))
    }
    #expect(story.ticket?.definitions == 2 && story.pages.count == 1, "what was sent is not sent again")
    try story.runs(to: "09:06")
    #expect(story.pages.map(\.recipient.text) == ["ana", "eve"], "\(story.text)")
  }

  @Test("where another version's steps end before the one that fired, it may be answered, and the repeats follow")
  func adoptsFewerSteps() throws {
    var story = try story([
      Desks.step(.created, page: "primary", within: "5 minutes"),
      Desks.step(.previous, page: "secondary", within: "7 minutes"), Desks.step(.previous, page: "eve"),
    ])
    try story.opens("09:00", priority: "urgent")
    story.policy.escalations = [
      Desks.escalation([try Desks.step(.created, page: "primary", within: "5 minutes")], repeats: 1)
    ]
    try story.does("09:06") { desk, ticket in
      var snapshot = desk.snapshot
      snapshot.definitions = 2
      return try Desk(snapshot).adopt(ticket, from: desk, by: Desks.member("lena"))
    }
    #expect(story.ticket?.escalation?.exhausted == false, "\(story.text)")
    try story.runs(to: "09:30")
    #expect(
      story.pages.map { "\($0.recipient) \(Zone.utc.civil(at: $0.created).time)" } == [
        "ana 09:00", "ben 09:05", "ana 09:12", "lena 09:17",
      ], "\(story.text)")
  }

  @Test(
    "another version's targets count from the beginning, and a recorded breach stays with the policy that caused it")
  func adoptsTargets() throws {
    var story = try story([Desks.step(.breached, page: "primary")], due: "60 minutes")
    try story.opens("09:00", priority: "normal")
    try story.runs(to: "10:01")
    #expect(story.course.breaches.map(\.definitions) == [1])
    story.policy.queues[0].targets = [ClockTarget(clock: .firstResponse, target: try Target(text: "4 hours"))]
    try story.does("10:02") { desk, ticket in
      var snapshot = desk.snapshot
      snapshot.definitions = 2
      return try Desk(snapshot).adopt(ticket, from: desk, by: Desks.member("lena"))
    }
    #expect(try story.ticket?.due == Desks.at("2026-11-23 13:00"))
    #expect(story.course.breaches.map(\.definitions) == [1])
    #expect(throws: DeskRefusal.self) {
      var gone = story
      gone.policy.queues = []
      try gone.does("10:03") { desk, ticket in try desk.adopt(ticket, from: desk, by: ana) }
    }
  }

  @Test("a promise that was over when another version or queue came is noted with the policy that caused it (O9)")
  func changesLate() throws {
    var story = try story([], due: "60 minutes")
    let other = try Queue(
      id: QueueID(unchecked: "slow"), when: .routed, hours: .always, pageFrom: nil, outsideHours: .hold,
      targets: [ClockTarget(clock: .firstResponse, target: .elapsed(.hours(4)))], overflow: [Desks.level("desk")],
      review: PlainDuration(.hours(24)))
    story.policy.queues.append(other)
    try story.opens("09:00", priority: "normal")
    let ticket = try #require(story.ticket)
    var old = try story.desk().snapshot
    old.now = try Desks.at("2026-11-23 10:30")
    var new = old
    (new.definitions, new.policy.queues[0].targets) = (2, other.targets)
    let lena = Desks.member("lena")
    for decision in [
      try Desk(new).adopt(ticket, from: Desk(old), by: lena), try Desk(old).move(ticket, to: other, by: lena),
      try Desk(new).takeOver(ticket, from: Desk(old), into: other, by: lena),
    ] {
      let breaches = TicketHistory(story.facts + decision.facts).course.breaches
      #expect(breaches.map(\.policy) == ["queue general"] && breaches.map(\.definitions) == [1])
      #expect(try decision.ticket.breached == old.now && decision.ticket.due == Desks.at("2026-11-23 13:00"))
    }
  }
}
