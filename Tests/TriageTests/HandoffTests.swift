import Scheduling
import Testing
import Timekeeping
import Triage

@Suite("Handing over at a shift's end (rule K10)")
struct HandoffTests {
  private let ana = Desks.member("ana")
  private let ben = Desks.member("ben")
  private let lena = Desks.member("lena")

  /// Ana is on until noon, and then Ben until 18:00.
  private func story(
    _ next: String = "12:00-18:00: ben", late: String = "late 08:00-09:00: cleo", fallback: String? = nil
  ) throws -> Story {
    var policy = try Desks.policy([Desks.level("desk")])
    policy.customers = [Customer(id: CustomerID(unchecked: "larch"), name: "Larch")]
    let duties = try [Desks.staffed("desk 08:00-12:00: ana", fallback: fallback), Desks.staffed(late)]
    var story = try Story(duties, policy)
    let halves = next.split(separator: ": ").map(String.init)
    if halves.count == 2 {
      let times = halves[0].split(separator: "-").map(String.init)
      story.overrides = [
        Override(
          id: "o1", team: Desks.team, duty: Desks.duty("desk"),
          interval: try Desks.span("2026-11-23 \(times[0])", "2026-11-23 \(times[1])"),
          change: .add(Desks.member(halves[1])), by: "lena")
      ]
    }
    try story.runs(to: "11:45")
    return story
  }

  private func ticket(
    _ number: Int, _ state: TicketState = .open, due: String? = nil, owner: String? = "ana",
    change: (inout Ticket) throws -> Void = { _ in }
  ) throws -> Ticket {
    var ticket = Ticket(
      id: TicketID(number: number), team: Desks.team, queue: QueueID(unchecked: "general"), source: "mail",
      externalID: "e\(number)", title: "Reader \(number)", body: "", requester: "kim@example.org", tags: [],
      priority: Desks.priority("normal"), state: state, created: try Desks.at("2026-11-23 08:00"),
      owner: owner.map { Desks.member($0) }, placement: .owned, definitions: 1, because: "")
    ticket.due = try due.map { try Desks.at($0) }
    try change(&ticket)
    return ticket
  }

  private func digest(_ story: Story, _ items: [HandoffItem]) throws -> WorkDigest? {
    WriteHandoff(try story.desk().snapshot, duty: Desks.duty("desk")).digest(
      of: ana, ending: try Desks.at("2026-11-23 12:00"), items)
  }

  private func items() throws -> [HandoffItem] {
    let acknowledged = try ticket(5) {
      $0.acknowledgement = Acknowledgement(by: Desks.member("ana"), at: $0.created, via: "link")
      $0.escalation = EscalationState(policy: Desks.escalation([]), began: $0.created, lastFired: $0.created)
    }
    return [
      HandoffItem(try ticket(1)), HandoffItem(try ticket(2, due: "2026-11-23 17:59"), lastNote: "Asked for the log."),
      HandoffItem(try ticket(3, due: "2026-11-23 18:00")), HandoffItem(try ticket(4, .pending)),
      HandoffItem(acknowledged), HandoffItem(try ticket(6, .onHold), wakes: try Desks.at("2026-11-23 15:00")),
      HandoffItem(try ticket(7, .pending), wakes: try Desks.at("2026-11-23 18:00")),
      HandoffItem(try ticket(8, .resolved)), HandoffItem(try ticket(9, owner: "cleo")),
      HandoffItem(
        try ticket(10, due: "2026-11-23 13:00") {
          $0.classification.customer = CustomerID(unchecked: "larch")
          $0.priority = Desks.priority("high")
        }),
      HandoffItem(try ticket(11) { $0.classification.visibility = .confidential }),
      HandoffItem(try ticket(12, .pending, due: "2026-11-23 10:00") { try $0.promise(.promisedUpdate) }),
      HandoffItem(try ticket(13, .onHold, due: "2026-11-23 19:00") { try $0.promise(.promisedUpdate) }),
      HandoffItem(try ticket(14, .onHold, due: "2026-11-23 16:00") { try $0.promise(.resolution) }),
      HandoffItem(try ticket(15, .onHold, due: "2026-11-23 10:00") { try $0.promise(.resolution) }),
    ]
  }

  @Test(
    "The digest is for who comes next: pages, what is due in their shift, what waits for us, what wakes; the rest is counted"
  )
  func sections() throws {
    let digest = try #require(try digest(story(), items()))
    #expect(digest.to == [ben] && digest.plan == nil && digest.rest == 4)
    #expect(try digest.until == Desks.at("2026-11-23 18:00"))
    let told = digest.sections.map { section in
      "\(digest.heading(of: section.about)): " + section.lines.map(\.ticket.description).joined(separator: " ")
    }
    #expect(
      told == [
        "acknowledged pages, not resolved: T-5", "due before the end of the next shift: T-12 T-10 T-14 T-2",
        "waiting for us: T-3 T-1 T-11", "pending or on hold, and waking in the next shift: T-6",
      ])
  }

  @Test("With several duties a ticket goes over with those that its queue serves, and one from elsewhere with each")
  func severalDuties() throws {
    var policy = try Desks.policy(
      [Desks.level("desk")], steps: [Desks.step(.created, page: "phone", within: "5 minutes")])
    for (queue, to) in [("quiet", "mail"), ("lead", "lead")] {
      policy.queues.append(Queue(id: QueueID(unchecked: queue), when: .otherwise, overflow: [try Desks.level(to)]))
    }
    let duties = ["desk", "phone", "mail", "letters"].map { "\($0) 08:00-12:00: ana" }
    var story = try Story(duties.map { try Desks.staffed($0) }, policy)
    try story.runs(to: "11:45")
    let items = try ["general", "quiet", "lead", "gone"].enumerated().map { index, queue in
      HandoffItem(try ticket(index + 1) { $0.queue = QueueID(unchecked: queue) })
    }
    func numbers(_ duty: String) throws -> [Int] {
      let writer = WriteHandoff(try story.desk().snapshot, duty: Desks.duty(duty))
      return try writer.digest(of: ana, ending: Desks.at("2026-11-23 12:00"), items)?.tickets.map(\.number) ?? []
    }
    #expect(try numbers("desk") == [1, 3, 4] && numbers("phone") == [1, 3, 4], "its level and its step")
    #expect(try numbers("mail") == [2, 3, 4])
    #expect(try numbers("letters") == [3, 4])
  }

  @Test("A line says customer, priority, due, what is next and the last note; a private one the id alone")
  func lines() throws {
    let lines = try #require(try digest(story(), items())).sections.flatMap(\.lines)
    func text(_ number: Int) throws -> String {
      try #require(lines.first { $0.ticket.number == number }).text(in: .utc)
    }
    #expect(
      try text(2)
        == "T-2 \"Reader 2\", kim@example.org, normal, due Mon 2026-11-23 17:59 Etc/UTC; Ana: respond; \"Asked for the log.\""
    )
    #expect(try text(10).hasPrefix("T-10 \"Reader 10\", Larch, high, due Mon"))
    #expect(try text(11) == "T-11 (private)")
    #expect(try text(5) == "T-5 \"Reader 5\", kim@example.org, normal; Ana: resolve")
  }

  @Test("With nobody next the lead gets the hold plan; with the same person next there is nothing to hand over")
  func nobodyNext() throws {
    let alone = try #require(try digest(story(""), items()))
    #expect(alone.to.isEmpty)
    #expect(alone.heading(of: .due) == "due before the end of this shift", "the lead has none")
    #expect(alone.plan == "nobody is on desk before 2026-11-24T08:00:00Z: 13 tickets stay until then")
    #expect(try digest(story("12:00-18:00: ana"), items()) == nil)
  }

  @Test(
    "The hold plan names who stands in, and until when: until somebody is on, or sooner",
    arguments: [
      ("late always: ben", "Ben stands in on desk until 2026-11-24T08:00:00Z: 13 tickets stay until then"),
      (
        "late 08:00-18:00: ben cleo",
        "Ben and Cleo stand in on desk until 2026-11-23T18:00:00Z, "
          + "and nobody is on desk before 2026-11-24T08:00:00Z: 13 tickets stay until then"
      ),
      ("late 08:00-09:00: ben", "nobody is on desk before 2026-11-24T08:00:00Z: 13 tickets stay until then"),
    ])
  func standIns(late: String, plan: String) throws {
    #expect(try digest(story("", late: late, fallback: "late"), items())?.plan == plan)
  }

  @Test("Read after somebody came on, it speaks of the gap as over, and of whoever stood in")
  func gapIsOver() throws {
    for (late, plan) in [
      ("late 08:00-09:00: cleo", "nobody was on desk before 2026-11-23T14:00:00Z: 13 tickets have waited since"),
      (
        "late 08:00-13:00: cleo",
        "Cleo stood in on desk until 2026-11-23T13:00:00Z, "
          + "and nobody was on desk before 2026-11-23T14:00:00Z: 13 tickets have waited since"
      ),
    ] {
      var story = try story("14:00-18:00: ben", late: late, fallback: "late")
      try story.runs(to: "15:00")
      #expect(try digest(story, items())?.plan == plan)
    }
  }

  @Test("Where nobody is on the duty any more whoever stands in is named all the same")
  func standInForGood() throws {
    var story = try story("", late: "late always: ben", fallback: "late")
    story.leave = [
      Leave(id: "l1", member: ana, interval: try Desks.span("2026-11-23 12:00", "2027-02-01 00:00"), kind: .planned)
    ]
    #expect(try digest(story, items())?.plan == "Ben stands in on desk: 13 tickets stay")
  }

  @Test("It is accepted whole, or by ticket, by those it is for or the lead, and each ticket once")
  func accept() throws {
    let digest = try #require(try digest(story(), items()))
    var handoff = WorkHandoff(digest)
    let (now, late) = (digest.at, digest.at + .minutes(15))
    #expect(throws: DeskRefusal.self) { try handoff.accept(nil, by: Desks.member("cleo"), lead: lena, at: now) }
    #expect(throws: DeskRefusal.self) {
      try handoff.accept([TicketID(number: 99)], by: ben, lead: lena, at: now)
    }
    let first = try handoff.accept([TicketID(number: 5), TicketID(number: 2)], by: ben, lead: lena, at: now)
    #expect(first.map(\.number) == [5, 2])
    #expect(try handoff.accept([TicketID(number: 5)], by: ben, lead: lena, at: now).isEmpty)
    #expect(handoff.lapse(at: late - .milliseconds(1)).isEmpty)
    #expect(handoff.lapse(at: late).map(\.number) == [12, 10, 14, 3, 1, 11, 6])
    #expect(handoff.lapse(at: late).isEmpty, "told once")
    #expect(try handoff.accept(nil, by: lena, lead: lena, at: late).count == 7, "late is better than never")
    #expect(handoff.waiting.isEmpty)
  }

  @Test(
    "An accepted page goes over with its acknowledgement; one that nobody accepts rings again, and the lead is told")
  func pages() throws {
    let policy = try Desks.policy(
      [Desks.level("desk")],
      steps: [Desks.step(.created, page: "desk", within: "5 minutes", working: "4 hours")])
    var story = try Story([Desks.staffed("desk 08:00-12:00: ana")], policy)
    story.overrides = [
      Override(
        id: "o1", team: Desks.team, duty: Desks.duty("desk"),
        interval: try Desks.span("2026-11-23 12:00", "2026-11-23 18:00"), change: .add(ben), by: "lena")
    ]
    try story.opens("11:30", priority: "urgent")
    try story.acknowledges("11:31", "ana")
    var other = story
    try story.at("12:05") { desk, ticket throws(DeskRefusal) in try desk.accept(ticket, by: ben, from: ana) }
    #expect(story.ticket?.owner == ben && story.ticket?.acknowledgement?.by == ben && story.pages.count == 1)
    #expect(story.ticket?.custody.followers == [ana])
    try other.at("12:15") { desk, ticket throws(DeskRefusal) in try desk.notAccepted(ticket, from: ana) }
    #expect(other.ticket?.acknowledgement == nil && other.ticket?.episode == 2)
    #expect(other.pages.map(\.recipient) == [ana, ben], "whoever is on now")
    #expect(other.pages.allSatisfy { !$0.why.contains("delayed") }, "it was not to come before")
    #expect(other.tells.map(\.to) == [[lena]])
  }

  @Test("A page that somebody else acknowledged is theirs when nobody accepts it, and rings where they are off, too")
  func acknowledgedByAnother() throws {
    let policy = try Desks.policy(
      [Desks.level("desk")], steps: [Desks.step(.created, page: "desk", within: "5 minutes")])
    for (other, isAround) in [(ben, true), (Desks.member("dora"), false)] {
      var story = try Story([Desks.staffed("desk 08:00-12:00: ana"), Desks.staffed("late 08:00-09:00: dora")], policy)
      story.overrides = [
        Override(
          id: "o1", team: Desks.team, duty: Desks.duty("desk"),
          interval: try Desks.span("2026-11-23 12:00", "2026-11-23 18:00"), change: .add(ben), by: "lena")
      ]
      try story.opens("11:30", priority: "urgent")
      try story.acknowledges("11:31", other.text)
      #expect(story.ticket?.owner == ana)
      try story.at("12:15") { desk, ticket throws(DeskRefusal) in try desk.notAccepted(ticket, from: ana) }
      #expect(story.ticket?.owner == (isAround ? ben : ana))
      #expect(story.ticket?.acknowledgement?.by == (isAround ? ben : nil))
      #expect(story.pages.map(\.recipient) == (isAround ? [ana] : [ana, ben]))
      #expect(story.tells.contains { $0.to == [lena] } == !isAround)
    }
  }

  @Test("Of a page that belongs to somebody else its acknowledgement goes over, and the owner stays")
  func acknowledgedForAnother() throws {
    let policy = try Desks.policy(
      [Desks.level("late")], steps: [Desks.step(.created, page: "desk", within: "5 minutes")])
    var story = try Story([Desks.staffed("desk 08:00-12:00: ana"), Desks.staffed("late 08:00-20:00: cleo")], policy)
    story.overrides = [
      Override(
        id: "o1", team: Desks.team, duty: Desks.duty("desk"),
        interval: try Desks.span("2026-11-23 12:00", "2026-11-23 18:00"), change: .add(ben), by: "lena")
    ]
    let cleo = Desks.member("cleo")
    try story.opens("11:30", priority: "urgent")
    try story.acknowledges("11:31", "ana")
    #expect(story.ticket?.owner == cleo && story.ticket?.acknowledgement?.by == ana)
    let held = try #require(story.ticket)
    let digest = try #require(try digest(story, [HandoffItem(held)]))
    #expect(digest.sections.map(\.about) == [.pages] && digest.to == [ben])
    var other = story
    try story.at("12:05") { desk, ticket throws(DeskRefusal) in try desk.accept(ticket, by: ben, from: ana) }
    #expect(story.ticket?.owner == cleo && story.ticket?.acknowledgement?.by == ben)
    try other.at("12:15") { desk, ticket throws(DeskRefusal) in try desk.notAccepted(ticket, from: ana) }
    #expect(other.ticket?.owner == cleo && other.ticket?.acknowledgement == nil)
    #expect(other.pages.map(\.recipient) == [ana, ben])
  }

  @Test("At a shift's start: new, replies to you, messages to people who are off (D44); each ticket in one list")
  func startLists() throws {
    var story = try story()
    try story.runs(to: "12:00")
    let wrote = try Desks.at("2026-11-23 11:00")
    let items = [
      HandoffItem(try ticket(1, .new, owner: nil), unansweredSince: wrote),
      HandoffItem(try ticket(2, owner: "ben"), unansweredSince: wrote),
      HandoffItem(try ticket(3, .pending, owner: "ben"), unansweredSince: wrote, isAnswered: true),
      HandoffItem(try ticket(4, owner: "ana"), unansweredSince: wrote),
      HandoffItem(try ticket(5, owner: "ana")), HandoffItem(try ticket(6, .pending, owner: "ben")),
      HandoffItem(try ticket(7, .closed, owner: "ana"), unansweredSince: wrote),
      HandoffItem(
        try ticket(8, owner: "cleo") { $0.classification.visibility = .confidential }, unansweredSince: wrote),
      HandoffItem(try ticket(9, .pending, owner: "ben"), unansweredSince: wrote),
    ]
    let lists = try story.desk().snapshot.startLists(of: ben, items)
    #expect(lists.new.map(\.ticket.number) == [1, 2, 9], "an opening is no reply, whatever the ticket waits for")
    #expect(lists.repliesToYou.map(\.ticket.number) == [3])
    #expect(lists.ofPeopleWhoAreOff.map { $0.text(in: .utc) }.last == "T-8 (private)")
    #expect(lists.ofPeopleWhoAreOff.map(\.ticket.number) == [4, 8])
  }
}

extension Ticket {
  /// A clock that runs until what the ticket says is due.
  fileprivate mutating func promise(_ clock: ClockTarget.Clock) throws {
    clocks = [
      ClockReading(
        clock: clock, target: try Target(text: "2 hours"), policy: "general", definitions: 1, from: created, due: due,
        state: .running, because: "")
    ]
  }
}
