import Scheduling
import Testing
import Timekeeping
import Triage

@Suite("Which queue, which priority, which promise")
struct IntakeTests {
  private func desk(_ queues: [Queue] = [], now: String = "2026-03-28 12:00", zone: String = "Europe/London") throws
    -> Desk
  {
    var schedule = try Desks.schedule([Desks.staffed("desk always: ana")])
    schedule.zone = try ZoneID(text: zone)
    let now = try Desks.at(now)
    let window = try #require(Interval(now, now + .hours(24 * 28)))
    let input = TimelineInput(versions: [ScheduleVersion(from: .distantPast, schedule: schedule)])
    var policy = try Desks.policy([Desks.level("desk")])
    if !queues.isEmpty { policy.queues = queues }
    return Desk(
      DeskSnapshot(
        now: now, policy: policy, timeline: try OnCallTimeline(input, window: window, zones: Desks.zones)))
  }

  private func event(_ priority: String? = nil, tags: [String] = []) -> TicketEvent {
    TicketEvent(externalID: "e1", title: "t", priority: priority, tags: tags)
  }

  @Test(
    "The priority that is named counts, then the most urgent tag, then the middle one",
    arguments: [
      ("high", [String](), "high"), ("HIGH", [], "high"), ("low", ["urgent"], "low"),
      (nil, ["low", "URGENT"], "urgent"),
      ("sev1", ["high"], "high"), (nil, ["billing"], "normal"), (nil, [], "normal"),
    ] as [(String?, [String], String)])
  func priority(named: String?, tags: [String], expected: String) throws {
    #expect(try desk().priority(of: event(named, tags: tags)).text == expected)
  }

  @Test("The first queue whose condition holds takes the ticket")
  func queue() throws {
    func queue(_ id: String, _ when: Queue.Condition) -> Queue { Queue(id: QueueID(unchecked: id), when: when) }
    let desk = try desk([
      queue("premium", .tag("premium")), queue("hub", .source("hub")),
      queue("alarm", .priority(Desks.priority("urgent"))),
      queue("rest", .otherwise),
    ])
    #expect(desk.queue(for: event("urgent", tags: ["premium"]), source: "hub")?.id.text == "premium")
    #expect(desk.queue(for: event("urgent"), source: "hub")?.id.text == "hub")
    #expect(desk.queue(for: event("urgent"), source: "mail")?.id.text == "alarm")
    #expect(desk.queue(for: event(), source: "mail")?.id.text == "rest")
  }

  @Test("No queue for a ticket is said, not guessed")
  func noQueue() throws {
    let desk = try desk([Queue(id: QueueID(unchecked: "premium"), when: .tag("premium"))])
    #expect(desk.queue(for: event(), source: "mail") == nil)
  }

  @Test("A priority's own target and policy come before those for every priority, in any order")
  func named() throws {
    let (urgent, low) = (Desks.priority("urgent"), Desks.priority("low"))
    let queue = Queue(
      id: QueueID(unchecked: "q"), when: .otherwise,
      targets: [
        ClockTarget(clock: .firstResponse, target: .days(1)),
        ClockTarget(clock: .firstResponse, priority: urgent, target: .elapsed(.hours(1))),
      ],
      escalations: [
        PriorityEscalation(policy: EscalationID(unchecked: "calm")),
        PriorityEscalation(priority: urgent, policy: EscalationID(unchecked: "critical")),
      ])
    #expect(queue.target(.firstResponse, for: urgent) == .elapsed(.hours(1)))
    #expect(queue.target(.firstResponse, for: low) == .days(1))
    #expect(queue.target(.resolution, for: low) == .none)
    #expect(queue.escalation(for: urgent)?.text == "critical")
    #expect(queue.escalation(for: low)?.text == "calm")
  }

  @Test(
    "Without office hours only real time is promised; a day is the same wall time, a short one in spring",
    arguments: [
      (Target.elapsed(.hours(24)), "2026-03-29 12:00"), (.days(1), "2026-03-29 11:00"), (.businessDays(1), nil),
      (.businessHours(.hours(4)), nil), (.sameDay(), "2026-03-29 00:00"), (.calendarDay, "2026-03-29 00:00"),
      (.closing(1), nil), (.none, nil),
    ] as [(Target, String?)])
  func promise(target: Target, due: String?) throws {
    let queue = Queue(
      id: QueueID(unchecked: "q"), when: .otherwise,
      targets: [ClockTarget(clock: .firstResponse, target: target)])
    let desk = try desk([queue])
    let decision = desk.open(event(), id: TicketID(number: 1), source: "mail", queue: queue)
    #expect(try decision.ticket.due == due.map { try Desks.at($0) })
  }

  @Test("A ticket of a queue that its version does not have is refused, with what to do")
  func missingQueue() throws {
    let gone = Queue(id: QueueID(unchecked: "gone"), when: .otherwise)
    let decision = try desk().open(event(), id: TicketID(number: 1), source: "mail", queue: gone)
    let refusal = #expect(throws: DeskRefusal.self) { try desk().advance(decision.ticket) }
    #expect(refusal?.what == "queue gone of T-1 is not in version 1 of team field")
  }
}

@Suite("Pages have an identity (rule K6)")
struct PageIdentityTests {
  private func id(
    _ ticket: Int = 1, _ episode: Int = 1, _ round: Int = 0, _ step: Int = 0, _ who: String = "ana",
    _ channel: String = "pager", address: Int = 1
  ) -> PageID {
    PageID(
      ticket: TicketID(number: ticket), episode: episode, round: round, step: step, recipient: Desks.member(who),
      channel: channel, address: address)
  }

  @Test("The same page always has the same id, and any other another")
  func distinct() {
    #expect(id() == id())
    let all = [
      id(), id(11), id(1, 11), id(1, 1, 1), id(1, 1, 0, 1), id(1, 1, 0, 0, "ben"), id(1, 1, 0, 0, "ana", "sms"),
      id(address: 2), id(1, 1, 0, 0, "ana-b", "pager"), id(1, 1, 0, 0, "ana", "b-pager"),
    ]
    #expect(Set(all).count == all.count)
  }

  @Test("It is written with letters, digits, hyphens and underscores alone")
  func letters() {
    let allowed = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    #expect(id(address: 2).text == "T-1-1-r0-s0-ana_pager_2")
    #expect(id(address: 2).text.allSatisfy(allowed.contains))
  }

  @Test("Two addresses on one channel are two pages, and one that is written twice is one")
  func addresses() throws {
    let policy = try Desks.policy([Desks.level("primary")], steps: [Desks.step(.created, page: "primary")])
    var story = try Story([Desks.staffed("primary always: ana")], policy)
    story.schedule.members[0].contacts = ["a", "b", "a"].map {
      Contact(channel: "pager", address: "https://\($0).example.com")
    }
    try story.opens("03:00", priority: "urgent")
    #expect(story.pages.map(\.id.text) == ["T-1-1-r0-s0-ana_pager", "T-1-1-r0-s0-ana_pager_2"])
    #expect(story.pages.map(\.address) == ["https://a.example.com", "https://b.example.com"])
  }
}
