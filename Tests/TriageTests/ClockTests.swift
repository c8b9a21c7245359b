import Scheduling
import Testing
import Timekeeping
import Triage

@Suite("Clocks are recomputed from the facts (rules K8 and O9)")
struct ClockTests {
  private let ana = Desks.member("ana")

  private func uk() throws -> NamedCalendar {
    let hours = OfficeHours(zone: .utc, weekly: try WeeklyHours(text: "mon-fri 09:00-17:00"))
    return NamedCalendar(id: OfficeHoursID(unchecked: "uk"), calendar: try OfficeCalendar(hours, zone: .utc))
  }

  /// `clock: target` lines, in office hours of mon-fri 09:00-17:00.
  private func story(
    _ promises: [ClockTarget.Clock: String], _ change: (inout Queue) throws -> Void = { _ in }
  ) throws -> Story {
    var policy = try Desks.policy([Desks.level("desk")], hours: .named(OfficeHoursID(unchecked: "uk")), pageFrom: nil)
    policy.queues[0].targets = try ClockTarget.Clock.allCases.compactMap { clock in
      try promises[clock].map { ClockTarget(clock: clock, target: try Target(text: $0)) }
    }
    try change(&policy.queues[0])
    var story = try Story([Desks.staffed("desk always: ana")], policy)
    story.calendars = [try uk()]
    return story
  }

  private func due(_ clock: ClockTarget.Clock, in story: Story) -> String? {
    story.reading(clock)?.due.map { String($0.description.dropLast(4)) }
  }

  // MARK: Each clock

  @Test("First response: the first public message of a person of ours, without any pause")
  func first() throws {
    var story = try story([.firstResponse: "4 business hours"])
    try story.opens("10:00")
    #expect(due(.firstResponse, in: story) == "2026-11-23T14:00")
    try story.does("11:00") { try $0.note($1, by: ana, text: "I know this one.") }
    try story.does("11:30") { try $0.setPending($1, by: ana, because: nil) }
    #expect(story.reading(.firstResponse)?.state == .running)
    try story.does("13:00") { try $0.reply($1, by: ana, text: "Hello.") }
    #expect(story.reading(.firstResponse)?.state == .met)
    #expect(story.ticket?.breached == nil)
  }

  @Test("Where others' answers count, our own later one takes nothing of that back (E4)")
  func communityFirst() throws {
    var story = try story([.firstResponse: "1 hour"]) { $0.states = StateRules(communityCounts: true) }
    try story.opens("10:00")
    try story.does("10:30") { desk, ticket in
      let message = TicketMessage(id: "x", kind: .community, author: "Max", text: "Try the other cable.")
      guard case .changed(let decision) = try desk.receive(message, on: ticket) else { throw TextProblem("", help: "") }
      return decision
    }
    try story.does("15:00") { try $0.reply($1, by: ana, text: "So it is.") }
    let reading = try #require(story.reading(.firstResponse))
    #expect(
      try reading.state == .met && !reading.isLate(at: story.now) && reading.ended == Desks.at("2026-11-23 10:30"))
  }

  @Test("Who waited when a ticket ended without a word about it waits on once it is open again")
  func endedUnanswered() throws {
    var story = try story([.nextResponse: "4 hours"])
    try story.opens("09:00")
    try story.does("09:30") { try $0.reply($1, by: ana, text: "Try the other cable.") }
    try story.hears("11:00", "Still dark.")
    try story.does("12:00") { try $0.resolve($1, by: ana, note: nil) }
    try story.does("12:30") { try $0.reopen($1, by: ana, because: nil) }
    #expect(due(.nextResponse, in: story) == "2026-11-23T15:00")
    #expect(story.ticket?.isWaitedFor == true)
  }

  @Test("New words that open an answered ticket again wait since they came")
  func newWords() throws {
    var story = try story([.nextResponse: "4 hours"])
    try story.opens("09:00")
    try story.does("09:30") { try $0.reply($1, by: ana, text: "Try the other cable.") }
    try story.hears("11:00", "It works with that one.")
    try story.does("12:00") { try $0.resolve($1, by: ana, note: nil) }
    try story.hears("2026-11-24 09:00", "It is dark again.")
    #expect(due(.nextResponse, in: story) == "2026-11-24T13:00")
    #expect(story.course.breaches.isEmpty)
  }

  @Test(
    "In a merged ticket each keeps their clock: who waits is due, who was answered is not broken, the stricter promise stays"
  )
  func merged() throws {
    let promises: [ClockTarget.Clock: String] = [.firstResponse: "1 hour", .nextResponse: "2 hours"]
    var (gone, kept) = (try story(promises), try story(promises))
    try gone.opens("08:00", number: 1)
    try gone.does("08:30") { try $0.reply($1, by: ana, text: "Try the other cable.") }
    try gone.does("08:31") { try $0.promise($1, by: ana, until: Desks.at("2026-11-23 16:00")) }
    try gone.does("08:32") { try $0.link($1, by: ana, to: LinkedItem(id: "bug-7", kind: .bug)) }
    try kept.opens("09:00", number: 2)
    func merge(_ one: Story, into other: Story, at time: String) throws -> Decision {
      var other = other
      try other.runs(to: time)
      let (a, b) = (try #require(one.ticket), try #require(other.ticket))
      var snapshot = try other.desk().snapshot
      snapshot.histories = [a.id: TicketHistory(one.facts), b.id: TicketHistory(other.facts)]
      return try Desk(snapshot).merge(a, into: b, by: "Ana").kept
    }
    let first = try merge(gone, into: kept, at: "09:15").ticket
    #expect(first.clocks?.first { $0.clock == .firstResponse }?.state == .met && first.breached == nil)
    #expect(try first.clocks?.first { $0.clock == .nextResponse }?.due == Desks.at("2026-11-23 11:00"))
    #expect(try first.clocks?.first { $0.clock == .promisedUpdate }?.due == Desks.at("2026-11-23 16:00"))
    let second = try merge(kept, into: gone, at: "09:15")
    #expect(try second.ticket.clocks?.first { $0.clock == .nextResponse }?.due == Desks.at("2026-11-23 11:00"))
    #expect(TicketHistory(gone.facts + second.facts).course.openBlockers.map(\.id) == ["bug-7"])
  }

  @Test("An acknowledgement counts as the first response only where the queue says so (A23)", arguments: [true, false])
  func acknowledgement(counts: Bool) throws {
    var story = try story([.firstResponse: "4 business hours"]) { $0.acknowledgementCounts = counts }
    try story.opens("10:00")
    try story.acknowledges("10:05", "ana")
    #expect(story.reading(.firstResponse)?.state == (counts ? .met : .running))
  }

  @Test("After a mere acknowledgement the next response counts from the oldest message without an answer (K8)")
  func acknowledgedOnly() throws {
    var story = try story([.firstResponse: "1 hour", .nextResponse: "4 hours"]) { $0.acknowledgementCounts = true }
    try story.opens("10:00")
    try story.acknowledges("10:30", "ana")
    #expect(due(.nextResponse, in: story) == "2026-11-23T14:00")
    var needless = story
    try story.does("12:00") { try $0.reply($1, by: ana, text: "Hello.") }
    try needless.does("12:00") { try $0.noReplyNeeded($1, by: ana, because: "he phoned") }
    for story in [story, needless] {
      let reading = try #require(story.reading(.nextResponse))
      #expect(try reading.state == .met && reading.ended == Desks.at("2026-11-23 12:00"))
    }
  }

  @Test(
    "Resolving without a word ends the first response unmet, unless the queue counts it (A14)",
    arguments: [
      true, false,
    ])
  func resolvedSilently(counts: Bool) throws {
    var story = try story([.firstResponse: "4 business hours"]) { $0.states = StateRules(resolvingCounts: counts) }
    try story.opens("10:00")
    try story.does("10:30") { try $0.resolve($1, by: ana, note: nil) }
    #expect(story.reading(.firstResponse)?.state == (counts ? .met : .stopped))
  }

  @Test("Next response counts from the oldest unanswered message, after the first response only")
  func next() throws {
    var story = try story([.firstResponse: "8 business hours", .nextResponse: "2 business hours"])
    try story.opens("09:00")
    try story.hears("09:30", "And another thing.")
    #expect(story.reading(.nextResponse) == nil)
    try story.does("10:00") { try $0.reply($1, by: ana, text: "Which?") }
    try story.hears("11:00", "The small one.")
    try story.hears("12:00", "Hello?")
    #expect(due(.nextResponse, in: story) == "2026-11-23T13:00")
    try story.does("12:30") { try $0.noReplyNeeded($1, by: ana, because: "he phoned") }
    #expect(story.reading(.nextResponse)?.state == .met)
    try story.hears("14:00", "One more.")
    #expect(due(.nextResponse, in: story) == "2026-11-23T16:00")
    try story.runs(to: "16:01")
    #expect(story.lines.last == "16:00 is late")
    #expect(story.course.breaches.map(\.clock) == [.nextResponse])
  }

  @Test(
    "Resolution stands still while the customer has the next step, and on hold by setting",
    arguments: [
      (false, "2026-11-24T10:00"), (true, "2026-11-24T12:00"),
    ])
  func resolution(holdStops: Bool, expected: String) throws {
    var story = try story([.resolution: "8 business hours"]) { $0.states = StateRules(holdStopsResolution: holdStops) }
    try story.opens("10:00")
    #expect(due(.resolution, in: story) == "2026-11-24T10:00")
    try story.does("11:00") {
      try $0.setOnHold($1, by: ana, because: "the vendor", wake: Desks.at("2026-11-23 13:00"))
    }
    #expect(story.reading(.resolution)?.state == (holdStops ? .paused : .running))
    try story.runs(to: "13:00")
    #expect(due(.resolution, in: story) == expected)
  }

  @Test("Reopening goes on with the resolution; the time spent resolved does not count")
  func reopening() throws {
    var story = try story([.resolution: "8 business hours"])
    try story.opens("10:00")
    try story.does("12:00") { try $0.resolve($1, by: ana, note: nil) }
    #expect(story.reading(.resolution)?.state == .met)
    try story.hears("2026-11-25 12:00", "It is back.")
    #expect(due(.resolution, in: story) == "2026-11-26T10:00")
  }

  @Test("A promised update is due when it was promised, and kept by writing")
  func promised() throws {
    var story = try story([:])
    try story.opens("10:00")
    try story.does("10:30") { try $0.promise($1, by: ana, until: Desks.at("2026-11-24 03:00")) }
    #expect(due(.promisedUpdate, in: story) == "2026-11-24T03:00")
    #expect(story.ticket?.due == (try Desks.at("2026-11-24 03:00")))
    try story.runs(to: "2026-11-24 04:00")
    #expect(story.course.breaches.map(\.clock) == [.promisedUpdate])
    try story.does("2026-11-24 09:00") { try $0.reply($1, by: ana, text: "Not yet.") }
    #expect(story.reading(.promisedUpdate)?.state == .met)
    #expect(story.reading(.promisedUpdate)?.isLate(at: story.now) == true)
  }

  @Test("The soft goal counts while somebody is on shift, and is never overdue (D31)")
  func goal() throws {
    var story = try story([:]) { $0.states = StateRules(goal: PlainDuration(.minutes(20))) }
    story.schedule = try Desks.schedule([Desks.staffed("desk mon-fri 09:00-17:00: ana")])
    try story.opens("16:50")
    #expect(due(.goal, in: story) == "2026-11-24T09:10")
    try story.runs(to: "2026-11-24 12:00")
    #expect(story.course.breaches.isEmpty)
    #expect(story.reading(.goal)?.isLate(at: story.now) == true)
    #expect(story.ticket?.due == nil)
  }

  @Test("Until it is triaged the strictest plausible promise counts; then its own (B25, B26)")
  func triage() throws {
    var story = try story([.triage: "4 business hours"]) { queue in
      queue.pageFrom = Desks.priority("urgent")
      for (priority, target) in [("urgent", "2 hours"), ("high", "4 business hours"), ("low", "5 business days")] {
        queue.targets.append(
          ClockTarget(
            clock: .firstResponse, priority: Desks.priority(priority), target: try Target(text: target)))
      }
    }
    try story.opens("10:00", priority: "low")
    #expect(due(.firstResponse, in: story) == "2026-11-23T14:00")
    #expect(
      story.reading(.firstResponse)?.because
        == "until it is triaged the strictest promise counts, that of high; 4 business hours by queue general")
    try story.does("11:00") { try $0.triage($1, by: ana, kind: "question") }
    #expect(due(.firstResponse, in: story) == "2026-11-30T10:00")
    #expect(story.reading(.triage)?.state == .met)
    var urgent = story
    try urgent.opens("10:00", priority: "urgent")
    #expect(due(.firstResponse, in: urgent) == "2026-11-23T12:00")
  }

  // MARK: Recomputation

  @Test("Another priority recomputes from the beginning; a recorded breach stays with the promise that caused it (O9)")
  func recomputed() throws {
    var story = try story([:]) { queue in
      for (priority, target) in [("high", "1 hour"), ("normal", "8 hours")] {
        queue.targets.append(
          ClockTarget(clock: .resolution, priority: Desks.priority(priority), target: try Target(text: target)))
      }
    }
    try story.opens("10:00", priority: "normal")
    #expect(due(.resolution, in: story) == "2026-11-23T18:00")
    try story.does("10:20") { try $0.triage($1, by: ana, priority: Desks.priority("high")) }
    #expect(due(.resolution, in: story) == "2026-11-23T11:00")
    try story.runs(to: "11:30")
    try story.does("11:30") { try $0.triage($1, by: ana, priority: Desks.priority("normal")) }
    #expect(due(.resolution, in: story) == "2026-11-23T18:00")
    #expect(
      story.course.breaches.map { "\($0.clock) \($0.target) \($0.policy)" } == ["resolution 1 hour queue general"])
    #expect(story.reading(.resolution)?.breach?.due == (try Desks.at("2026-11-23 11:00")))
  }

  @Test(
    "The first policy that fits and names the clock decides, also with none; then the queue itself (E7)",
    arguments: [
      ("mail", "gold", [], "1 hour", "policy gold"), ("mail", nil, [], "24 hours", "queue general"),
      ("chat", nil, [], "same day", "policy chat"), ("chat", "gold", [], "1 hour", "policy gold"),
      ("chat", nil, ["free"], nil, nil), ("mail", nil, ["free"], "24 hours", "queue general"),
    ] as [(String, String?, [String], String?, String?)])
  func policies(source: String, tier: String?, tags: [String], target: String?, name: String?) throws {
    var policy = try Desks.policy([Desks.level("desk")], due: "24 hours")
    policy.queues[0].promises = [
      TargetPolicy(
        name: "gold", when: [PromiseCondition(.tier, anyOf: ["gold", "platinum"])],
        targets: [ClockTarget(clock: .firstResponse, target: try Target(text: "1 hour"))]),
      TargetPolicy(
        name: "free chat", when: [PromiseCondition(.source, anyOf: ["chat"]), PromiseCondition(.tag, anyOf: ["free"])],
        targets: [ClockTarget(clock: .firstResponse, target: .none)]),
      TargetPolicy(
        name: "chat", when: [PromiseCondition(.source, anyOf: ["chat"])],
        targets: [ClockTarget(clock: .firstResponse, target: .sameDay())]),
      TargetPolicy(name: "all", targets: [ClockTarget(clock: .resolution, target: .days(5))]),
    ]
    let ticket = PromisedTicket(
      priority: Desks.priority("normal"), source: source, tags: tags, tier: tier,
      date: try CivilDate(text: "2026-11-23"))
    let found = policy.promise(.firstResponse, of: policy.queues[0], to: ticket)
    #expect(found?.target == (try target.map { try Target(text: $0) } ?? Target.none))
    if let name { #expect(found?.policy == name) }
    #expect(policy.promise(.resolution, of: policy.queues[0], to: ticket)?.policy == "policy all")
  }

  @Test("Every due time prints which windows counted and which pauses did not (O10)")
  func timeline() throws {
    var story = try story([.resolution: "8 business hours"])
    try story.opens("2026-11-27 15:00")
    try story.does("2026-11-27 16:00") { try $0.setPending($1, by: ana, because: nil) }
    try story.hears("2026-11-30 10:00", "Yes.")
    let queue = story.policy.queues[0]
    let clocks = RunClocks(
      course: story.course, queue: queue, policy: story.policy, calendar: try uk().calendar, zone: .utc,
      now: story.now)
    let explained = try #require(clocks.explained(.resolution))
    #expect(explained.reading.due == (try Desks.at("2026-11-30 17:00")))
    #expect(
      explained.lines == [
        "fri 2026-11-27 15:00-16:00 UTC: 1 hour counted",
        "fri 2026-11-27 16:00 - mon 2026-11-30 10:00 UTC: paused, 2 hours not counted",
        "mon 2026-11-30 10:00-17:00 UTC: 7 hours counted",
      ])
  }

  @Test("A promise in hours that do not open any more is shown, with why it is never due (O7)")
  func neverDue() throws {
    var story = try story([.firstResponse: "4 business hours"])
    let last = HoursException(date: try CivilDate(text: "2020-12-24"), windows: [try DayWindow(text: "09:00-10:00")])
    let hours = OfficeHours(zone: .utc, weekly: WeeklyHours([]), exceptions: [last])
    story.calendars = [
      NamedCalendar(id: OfficeHoursID(unchecked: "uk"), calendar: try OfficeCalendar(hours, zone: .utc))
    ]
    try story.opens("10:00")
    let reading = try #require(story.reading(.firstResponse))
    #expect(reading.state == .running && reading.due == nil && story.ticket?.due == nil)
    #expect(reading.because.hasPrefix("never: office hours uk do not open often enough after 2026-11-23T10:00:00Z; "))
  }

  // MARK: Warnings

  @Test("A warning comes so long before on the same hours, once, to the owner, and after an outage as one (O8, I14)")
  func warnings() throws {
    var story = try story([.firstResponse: "4 business hours"]) { queue in
      queue.states = StateRules(warnBefore: [PlainDuration(.hours(2)), PlainDuration(.minutes(30))])
    }
    try story.opens("2026-11-27 16:00")
    try story.runs(to: "2026-11-30 11:59")
    #expect(
      story.lines.suffix(2) == [
        "mon 10:00 warns: the first response is due Mon 2026-11-30 12:00 Etc/UTC, in 2 hours",
        "mon 11:30 warns: the first response is due Mon 2026-11-30 12:00 Etc/UTC, in 30 minutes",
      ])
    #expect(story.notices.map(\.recipient) == [ana, ana])
    #expect(story.notices.map(\.haste) == [.soon, .soon])
    var slept = try self.story([.firstResponse: "4 business hours"]) { queue in
      queue.states = StateRules(warnBefore: [PlainDuration(.hours(2)), PlainDuration(.minutes(30))])
    }
    try slept.opens("2026-11-27 16:00")
    try slept.sleeps(to: "2026-11-30 11:40")
    #expect(slept.notices.map(\.kind) == ["ticket-due"])
    try slept.runs(to: "2026-11-30 11:59")
    #expect(slept.notices.count == 1)
  }

  @Test(
    "Of a promised update it warns an hour before in office hours; where there are too few of them, in real time (O8)",
    arguments: [
      ("2026-11-26 09:15", "wed 16:15"), ("2026-11-28 12:00", "fri 16:00"), ("2026-11-24 03:00", "16:00"),
    ])
  func warnsOfPromise(until: String, expected: String) throws {
    var story = try story([:])
    try story.opens("10:00")
    try story.does("10:30") { try $0.promise($1, by: ana, until: Desks.at(until)) }
    try story.runs(to: until)
    #expect(story.lines.contains { $0.hasPrefix("\(expected) warns: the promised update is due") }, "\(story.text)")
    var late = try self.story([:])
    try late.opens("17:30")
    try late.does("18:00") { try $0.promise($1, by: ana, until: Desks.at("2026-11-24 03:00")) }
    try late.runs(to: "2026-11-24 03:00")
    #expect(late.lines.contains { $0.hasPrefix("tue 02:00 warns: ") }, "\(late.text)")
  }

  // MARK: A later promise that passes

  @Test("A taken-on ticket whose later promise passes begins the steps that the policy has for that anew (K5)")
  func laterBreach() throws {
    var policy = try Desks.policy(
      [Desks.level("desk")], due: "1 hour",
      steps: [
        Desks.step(.created, page: "primary", within: "5 minutes"),
        Desks.step(.breached, page: "lead", within: "5 minutes"),
      ])
    policy.queues[0].targets.append(ClockTarget(clock: .nextResponse, target: .elapsed(.hours(2))))
    var story = try Story([Desks.staffed("desk always: ana"), Desks.staffed("primary always: ben")], policy)
    try story.opens("09:00", priority: "urgent")
    try story.acknowledges("09:02", "ana")
    try story.does("09:30") { try $0.reply($1, by: ana, text: "Which?") }
    try story.hears("10:00", "That one!")
    try story.runs(to: "12:01")
    expectStory(
      story,
      """
      09:00 opens; goes to ana; pages step 1: Ben (on primary)
      09:02 acknowledged by ana
      09:30 replied: by Ana; pending: the customer has the next step
      10:00 received: from Kim; reopened: Kim wrote
      12:00 is late; pages step 2: Lena (the team's lead)
      """)
    #expect(story.ticket?.episode == 2)
  }

  @Test("What was acknowledged after a promise was late already does not ring at once, when that is noted (K5)")
  func acknowledgedLate() throws {
    var policy = try Desks.policy(
      [Desks.level("desk")],
      steps: [
        Desks.step(.created, page: "primary", within: "5 minutes"),
        Desks.step(.breached, page: "lead", within: "5 minutes"),
      ])
    for (priority, hours) in [("high", 4), ("urgent", 1)] {
      policy.queues[0].targets.append(
        ClockTarget(clock: .resolution, priority: Desks.priority(priority), target: .elapsed(.hours(hours))))
    }
    for (time, rings) in [("09:50", true), ("10:05", false)] {
      var story = try Story([Desks.staffed("desk always: ana"), Desks.staffed("primary always: ben")], policy)
      try story.opens("09:00", priority: "high")
      try story.acknowledges(time, "ana")
      let episode = story.ticket?.episode
      try story.does("10:10") { try $0.triage($1, by: ana, priority: Desks.priority("urgent")) }
      #expect(story.ticket?.breached != nil, "the shorter promise was over at ten")
      #expect((story.ticket?.acknowledgement == nil) == rings, "\(story.text)")
      #expect((story.ticket?.episode != episode) == rings, "\(story.text)")
    }
  }
}
