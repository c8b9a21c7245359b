import Scheduling
import Testing
import Timekeeping
import Triage

@Suite("Escalation: somebody acts (rule K5)")
struct PagingStories {
  private func duties() throws -> [Duty] {
    [
      try Desks.staffed("primary always: ana", fallback: "secondary"), try Desks.staffed("secondary always: ben"),
    ]
  }

  private func steps(working: String? = nil) throws -> [EscalationStep] {
    [
      try Desks.step(.created, page: "primary", within: "5 minutes", working: working),
      try Desks.step(.previous, page: "secondary", within: "5 minutes", working: working),
      try Desks.step(.previous, "10 minutes", page: "lead", within: "5 minutes", working: working),
    ]
  }

  private func story(_ steps: [EscalationStep]? = nil, repeats: Int = 3, due: String? = nil) throws -> Story {
    let policy = try Desks.policy([Desks.level("primary")], due: due, steps: steps ?? self.steps(), repeats: repeats)
    return try Story(duties(), policy)
  }

  @Test("An urgent ticket is given out and paged at once: primary, secondary, lead")
  func order() throws {
    var story = try story()
    try story.opens("03:00", priority: "urgent")
    try story.runs(to: "03:15")
    expectStory(
      story,
      """
      03:00 opens; goes to ana; pages step 1: Ana (on primary)
      03:05 pages step 2: Ben (on secondary)
      03:15 pages step 3: Lena (the team's lead)
      """)
    #expect(
      story.pages.map(\.id.text) == [
        "T-1-1-r0-s0-ana_pager", "T-1-1-r0-s1-ben_pager", "T-1-1-r0-s2-lena_pager",
      ])
    #expect(story.pages[1].why == "You are on secondary. Tried before without an answer: Ana. Next is Lena (lead).")
    #expect(story.pages.map(\.incidentKey) == ["T-1-1", "T-1-1", "T-1-1"])
  }

  @Test("Whoever was paged for a private ticket may answer in words of theirs; whoever was not may not (E14)")
  func privatePages() throws {
    let (ana, ben, cleo) = (Desks.member("ana"), Desks.member("ben"), Desks.member("cleo"))
    var story = try story()
    try story.opens("03:00", priority: "urgent")
    try story.does("03:06") { try $0.setPrivate($1, true, by: ana) }
    #expect(throws: DeskRefusal.self) {
      try story.does("03:07") { try $0.acknowledge($1, by: cleo, via: "cli") }
    }
    try story.does("03:08") { try $0.acknowledge($1, by: ben, via: "cli") }
    #expect(story.ticket?.acknowledgement?.by == ben)
  }

  @Test("Whoever was paged for a private ticket that is not for them ends its paging, and does not own it (E14, K7)")
  func privateStaysPrivate() throws {
    let (ana, ben) = (Desks.member("ana"), Desks.member("ben"))
    var story = try story(try steps(working: "30 minutes"))
    story.policy.queues[0].rules.confidants = [Desks.member("cleo")]
    try story.opens("03:00", priority: "urgent")
    try story.does("03:01") { try $0.setPrivate($1, true, by: ana) }
    story.leave = [
      Leave(id: "l1", member: ana, interval: try Desks.span("2026-11-23 03:02", "2026-11-23 09:00"), kind: .planned)
    ]
    try story.acknowledges("03:06", "ben")
    #expect(story.ticket?.acknowledgement?.by == ben && story.ticket?.acknowledgement?.renewBy != nil)
    #expect(story.ticket?.owner != ben)
    let told = story.tells.filter { $0.kind == .unassignable }.map { $0.to.map(\.text) }
    #expect(told == [["lena", "cleo"]])
    #expect(throws: DeskRefusal.self) { try story.does("03:07") { try $0.setPrivate($1, false, by: ben) } }
    #expect(throws: DeskRefusal.self) { try story.does("03:07") { try $0.note($1, by: ben, text: "Mine?") } }
  }

  @Test("People are looked up when a step fires")
  func lookedUp() throws {
    var story = try story()
    try story.opens("03:00", priority: "urgent")
    story.overrides = [
      Override(
        id: "o1", team: Desks.team, duty: Desks.duty("secondary"),
        interval: try Desks.span("2026-11-23 03:01", "2026-11-23 04:00"),
        change: .replace(out: Desks.member("ben"), in: Desks.member("cleo")), by: "lena")
    ]
    try story.runs(to: "03:05")
    expectStory(
      story,
      """
      03:00 opens; goes to ana; pages step 1: Ana (on primary)
      03:05 pages step 2: Cleo (on secondary)
      """)
  }

  @Test("The steps are gone through again, then the ticket is exhausted and the lead is told hourly, for ever")
  func exhausted() throws {
    var story = try story(repeats: 1)
    try story.opens("03:00", priority: "urgent")
    try story.runs(to: "05:45")
    expectStory(
      story,
      """
      03:00 opens; goes to ana; pages step 1: Ana (on primary)
      03:05 pages step 2: Ben (on secondary)
      03:15 pages step 3: Lena (the team's lead)
      03:20 pages step 1: Ana (on primary)
      03:25 pages step 2: Ben (on secondary)
      03:35 pages step 3: Lena (the team's lead)
      03:40 is exhausted; pages the lead, Lena: the steps are exhausted
      04:40 pages the lead, Lena: the steps are exhausted
      05:40 pages the lead, Lena: the steps are exhausted
      """)
    #expect(
      story.pages[3].why
        == "You are on primary. Tried before without an answer: Ana, Ben and Lena. Next is Ben (secondary).")
    #expect(story.pages[5].why.hasSuffix(" Nobody comes after you."))
    #expect(
      story.pages[6].why == "T-1 is exhausted: every step was tried, and nobody has acknowledged it."
        + " Tried before without an answer: Ana, Ben and Lena.")
    #expect(Set(story.pages.map(\.id)).count == 9)
    try story.runs(to: "2026-11-25 00:00")
    #expect(Set(story.pages.map(\.id)).count == story.pages.count)
    #expect(story.timer?.purpose == .escalate)
  }

  @Test("An acknowledgement stops everything, and names who has it (K7)")
  func acknowledged() throws {
    var story = try story()
    try story.opens("03:00", priority: "urgent")
    try story.acknowledges("03:07", "ben")
    try story.runs(to: "2026-11-24 12:00")
    expectStory(
      story,
      """
      03:00 opens; goes to ana; pages step 1: Ana (on primary)
      03:05 pages step 2: Ben (on secondary)
      03:07 acknowledged by ben
      """)
    #expect(story.ticket?.owner == Desks.member("ana"), "ana is on shift and stays answerable")
  }

  @Test("Whoever acknowledges owns a ticket without an owner, or whose owner is off")
  func owns() throws {
    let policy = try Desks.policy(
      [Desks.level("desk")], steps: [Desks.step(.created, page: "primary", within: "5 minutes")])
    var story = try Story([Desks.staffed("desk 09:00-17:00: dora"), Desks.staffed("primary always: ana")], policy)
    try story.opens("18:00", priority: "urgent")
    try story.acknowledges("18:01", "ana")
    expectStory(
      story,
      """
      18:00 opens; nobody takes it, so it pages; pages step 1: Ana (on primary)
      18:01 acknowledged by ana; goes to ana
      """)
    var later = try Story([Desks.staffed("desk 09:00-17:00: dora"), Desks.staffed("primary always: ana")], policy)
    try later.opens("16:00", priority: "urgent")
    try later.acknowledges("16:01", "ana")
    #expect(later.ticket?.owner == Desks.member("dora"))
    try later.acknowledges("17:01", "ana")
    #expect(later.ticket?.owner == Desks.member("ana"))
  }

  @Test("When the work goes quiet the acknowledger and whoever is on now are asked; another tap keeps it")
  func stillWorking() throws {
    var story = try story(steps(working: "30 minutes"))
    try story.opens("03:00", priority: "urgent")
    try story.acknowledges("03:01", "ben")
    try story.acknowledges("03:21", "ben")
    try story.runs(to: "03:56")
    expectStory(
      story,
      """
      03:00 opens; goes to ana; pages step 1: Ana (on primary)
      03:01 acknowledged by ben
      03:21 renewed
      03:51 asks whether the work goes on; pages step 1: Ana (on primary)
      03:56 pages step 2: Ben (on secondary)
      """)
    #expect(
      story.pages.map(\.id.text) == [
        "T-1-1-r0-s0-ana_pager", "T-1-2-r0-s0-ben_pager", "T-1-2-r0-s0-ana_pager", "T-1-2-r0-s1-ben_pager",
      ])
  }

  @Test("Where an acknowledgement counts, somebody who went quiet has responded all the same: no breach is made up")
  func quietIsNotLate() throws {
    var story = try story(steps(working: "30 minutes"), due: "2 hours")
    story.policy.queues[0].acknowledgementCounts = true
    try story.opens("03:00", priority: "urgent")
    try story.acknowledges("03:01", "ana")
    try story.runs(to: "06:00")
    #expect(!story.text.contains("is late"))
    #expect(story.ticket?.breached == nil && story.ticket?.episode == 2)
  }

  @Test("A one-step policy asks again and again with pages of their own")
  func oneStep() throws {
    var story = try story(
      [Desks.step(.created, page: "primary", within: "5 minutes", working: "10 minutes")], repeats: 2)
    try story.opens("03:00", priority: "urgent")
    try story.acknowledges("03:01", "ana")
    try story.runs(to: "03:30")
    expectStory(
      story,
      """
      03:00 opens; goes to ana; pages step 1: Ana (on primary)
      03:01 acknowledged by ana
      03:11 asks whether the work goes on; pages step 1: Ana (on primary)
      03:16 pages step 1: Ana (on primary)
      03:21 pages step 1: Ana (on primary)
      03:26 is exhausted; pages the lead, Lena: the steps are exhausted
      """)
    #expect(Set(story.pages.map(\.id)).count == story.pages.count)
  }

  @Test("After an outage one step is sent, said to be late; the rest keep their distance and none is left out (I14)")
  func outage() throws {
    let absolute = [
      try Desks.step(.created, page: "primary"), try Desks.step(.created, "5 minutes", page: "secondary"),
      try Desks.step(.created, "15 minutes", page: "lead"),
    ]
    for (steps, third) in [(try steps(), "05:10"), (absolute, "05:05")] {
      var story = try story(steps)
      try story.opens("03:00", priority: "urgent")
      try story.sleeps(to: "05:00")
      try story.runs(to: third)
      expectStory(
        story,
        """
        03:00 opens; goes to ana; pages step 1: Ana (on primary)
        05:00 back again
        05:00 pages step 2: Ben (on secondary) This page is delayed by 1 hour 55 minutes.
        \(third) pages step 3: Lena (the team's lead)
        """)
      #expect(story.pages[1].why.hasSuffix("This page is delayed by 1 hour 55 minutes."))
    }
  }

  @Test("A page at the end of a wait that an outage made longer says by how much")
  func outageInOverflow() throws {
    var story = try Story(
      [Desks.staffed("desk always: ana"), Desks.staffed("primary always: ben")],
      Desks.policy([Desks.level("desk"), Desks.level("primary", after: "10 minutes", pages: true)]))
    story.loads = [Desks.member("ana"): 2]
    try story.opens("03:00", priority: "high")
    #expect(story.pages.isEmpty)
    try story.sleeps(to: "03:35")
    #expect(story.pages.map(\.recipient.text) == ["ben"])
    #expect(story.pages.first?.why.hasSuffix("This page is delayed by 25 minutes.") == true, "\(story.text)")
  }

  @Test("An outage over the due time notes the breach once and pages each person once")
  func outageOverDue() throws {
    let steps = [
      try Desks.step(.created, page: "primary", within: "10 minutes"), try Desks.step(.due, page: "secondary"),
      try Desks.step(.breached, page: "lead"),
    ]
    var story = try story(steps, due: "1 hour")
    try story.opens("03:00", priority: "urgent")
    try story.sleeps(to: "05:00")
    try story.looks("05:00")
    expectStory(
      story,
      """
      03:00 opens; goes to ana; pages step 1: Ana (on primary)
      05:00 back again
      05:00 is late; pages step 2: Ben (on secondary) This page is delayed by 1 hour.
      """)
    try story.runs(to: "2026-11-23 07:00")
    #expect(story.text.components(of: "is late") == 1)
  }

  @Test("Steps that the policy has at the same time fire together; several people in one step, each once")
  func together() throws {
    let steps = [
      try Desks.step(.created, page: "primary ana"),
      try Desks.step(.created, page: "secondary lead", within: "9 minutes"),
    ]
    var story = try story(steps)
    try story.opens("03:00", priority: "urgent")
    #expect(
      story.text
        == "03:00 opens; goes to ana; pages step 1: Ana (on primary); pages step 2: Ben (on secondary), Lena (the team's lead)"
    )
    #expect(try story.timer?.due == story.instant("03:09"))
  }

  @Test("A step that reaches nobody passes at once: an empty duty, somebody on leave, a member without a channel")
  func nobodyReached() throws {
    let steps = [
      try Desks.step(.created, page: "empty", within: "5 minutes"), try Desks.step(.previous, page: "cleo"),
      try Desks.step(.previous, page: "dora"), try Desks.step(.previous, page: "secondary"),
    ]
    var story = try story(steps)
    story.leave = [
      Leave(
        id: "l1", member: Desks.member("cleo"), interval: try Desks.span("2026-11-23 00:00", "2026-11-24 00:00"),
        kind: .planned)
    ]
    story.schedule.members[3].contacts = []
    try story.opens("03:00", priority: "urgent")
    #expect(story.pages.map(\.recipient.text) == ["ben"])
    #expect(story.text.components(of: "nobody is reachable") == 3)
    var channel = try self.story(steps)
    channel.schedule.members[3].contacts = []
    channel.fallbackChannels = ["mail"]
    channel.leave = story.leave
    try channel.opens("03:00", priority: "urgent")
    #expect(channel.pages.map(\.id.text) == ["T-1-1-r0-s2-dora_mail"])
  }

  @Test("With nobody to reach at all the rounds go on in their time, and the ticket never falls silent")
  func nobodyAtAll() throws {
    var story = try story(repeats: 1)
    for index in story.schedule.members.indices { story.schedule.members[index].contacts = [] }
    try story.opens("03:00", priority: "urgent")
    try story.runs(to: "05:00")
    #expect(story.pages.isEmpty)
    #expect(story.lines.map { $0.prefix(5) } == ["03:00", "03:05", "03:10"])
    #expect(try story.timer?.due == story.instant("05:10"))
  }

  @Test("Refused pages go on at once, but not into the next round")
  func refused() throws {
    var story = try story(repeats: 1)
    try story.opens("03:00", priority: "urgent")
    try story.fails("03:01", of: story.pages[0])
    try story.fails("03:02", of: story.pages[1])
    try story.fails("03:03", of: story.pages[2])
    try story.runs(to: "03:08")
    expectStory(
      story,
      """
      03:00 opens; goes to ana; pages step 1: Ana (on primary)
      03:01 passes the page could not be delivered: status 410; pages step 2: Ben (on secondary)
      03:02 passes the page could not be delivered: status 410; pages step 3: Lena (the team's lead)
      03:03 passes the page could not be delivered: status 410
      03:07 pages step 1: Ana (on primary)
      """)
    let last = " Could not be reached: Ana and Ben. After you it begins again with Ana (primary)."
    #expect(story.pages[2].why.hasSuffix(last))
    try story.runs(to: "03:12")
    #expect(
      story.pages[4].why.contains("Tried before without an answer: Ana. Could not be reached: Ben and Lena."),
      "who was reached since was tried")
  }

  @Test("A refusal of a page from an earlier step, or of the hourly word to the lead, is only noted")
  func refusedLate() throws {
    var story = try story(repeats: 0)
    try story.opens("03:00", priority: "urgent")
    try story.runs(to: "03:05")
    try story.fails("03:06", of: story.pages[0])
    #expect(story.lines.last == "03:06 passes the page could not be delivered: status 410")
    try story.runs(to: "03:25")
    #expect(story.lines.last?.contains("is exhausted") == true)
    for _ in 0..<5 { try story.fails("03:26") }
    #expect(story.pages.count == 4)
    #expect(try story.timer?.due == story.instant("04:20"))
  }

  @Test("The breach is noted once, a moment after the due time, and pages whom the policy names for it")
  func breach() throws {
    var story = try story([Desks.step(.breached, page: "lead")], due: "1 hour")
    try story.opens("03:00", priority: "high")
    try story.runs(to: "04:00")
    expectStory(story, "03:00 opens; goes to ana")
    #expect(story.timer?.purpose == .escalate || story.timer?.purpose == .due)
    try story.runs(to: "04:02")
    expectStory(
      story,
      """
      03:00 opens; goes to ana
      04:00 is late; pages step 1: Lena (the team's lead)
      """)
    #expect(try story.ticket?.breached == story.instant("04:00") + .milliseconds(1))
  }

  @Test("An acknowledgement or an end that comes late notes the breach before it", arguments: [true, false])
  func lateAnswer(acknowledges: Bool) throws {
    var story = try story([], due: "1 hour")
    try story.opens("03:00", priority: "high")
    let ticket = try #require(story.ticket)
    // The timer has not fired yet: the answer came in the same moment.
    try story.sleeps(to: "03:30")
    var desk = try story.desk()
    desk = Desk(at: try story.instant("04:30"), desk)
    let decision =
      try acknowledges
      ? desk.acknowledge(ticket, by: Desks.member("ana"), via: "link")
      : desk.resolve(ticket, by: Desks.member("ana"), note: nil)
    #expect(decision.steps.map(\.action) == [.breached, acknowledges ? .acknowledged : .resolved])
    #expect(try decision.ticket.breached == story.instant("04:30"))
  }

  @Test("A ticket that came at night to a queue that pages then goes on being paged when the queue opens")
  func pagedOvernight() throws {
    let uk = OfficeHoursID(unchecked: "uk")
    let hours = OfficeHours(zone: .utc, weekly: try WeeklyHours(text: "mon-fri 09:00-17:00"))
    let policy = try Desks.policy(
      [Desks.level("desk")], hours: .named(uk), pageFrom: nil, outsideHours: .page,
      steps: [
        Desks.step(.created, page: "primary", within: "5 minutes"),
        Desks.step(.previous, page: "lead", within: "1 hour"),
      ])
    let duties = try [Desks.staffed("desk 10:00-17:00: dora"), Desks.staffed("primary always: ana")]
    var night = try Story(duties, policy)
    night.calendars = [NamedCalendar(id: uk, calendar: try OfficeCalendar(hours, zone: .utc))]
    var day = night
    try night.opens("08:57")
    try night.runs(to: "09:30")
    expectStory(
      night,
      """
      08:57 opens; nobody takes it, so it pages; pages step 1: Ana (on primary)
      09:02 pages step 2: Lena (the team's lead)
      """)
    try day.opens("09:01")
    try day.runs(to: "2026-11-23 20:00")
    expectStory(
      day,
      """
      09:01 opens; held until 10:00
      10:00 goes to dora
      """)
    #expect(day.pages.isEmpty)
  }

  @Test("Everybody full above the line: the levels' waits, then pages; a shift that frees up takes it")
  func fullThenPages() throws {
    let policy = try Desks.policy([
      Desks.level("primary"), Desks.level("secondary", after: "10 minutes"),
      Desks.level("lead", after: "20 minutes", pages: true),
    ])
    var story = try Story(duties(), policy)
    story.loads = [Desks.member("ana"): 2, Desks.member("ben"): 2]
    try story.opens("03:00", priority: "high")
    try story.runs(to: "03:42")
    story.loads = [Desks.member("ana"): 3, Desks.member("ben"): 2]
    try story.looks("03:43")
    story.loads = [:]
    try story.looks("03:44")
    expectStory(
      story,
      """
      03:00 opens; level 1 is full, next at 03:10
      03:10 level 2 is full, next at 03:30
      03:30 nobody takes it, so it pages; pages step 1: Lena (the team's lead)
      03:35 pages step 1: Lena (the team's lead)
      03:40 pages step 1: Lena (the team's lead)
      03:44 goes to ana; pages Ana, who has it now
      """)
  }

  @Test("An overflow that ends in paging starts a policy that has not begun, and does not hurry one that has")
  func begunBefore() throws {
    let overflow = [try Desks.level("primary"), try Desks.level("lead", after: "2 minutes", pages: true)]
    var story = try Story(duties(), Desks.policy(overflow, steps: steps()))
    story.loads = [Desks.member("ana"): 2]
    try story.opens("03:00", priority: "high")
    try story.runs(to: "03:05")
    expectStory(
      story,
      """
      03:00 opens; level 1 is full, next at 03:02; pages step 1: Ana (on primary)
      03:02 nobody takes it, so it pages
      03:05 pages step 2: Ben (on secondary)
      """)
    let late = [try Desks.step(.due, page: "primary", within: "5 minutes")]
    var begins = try Story(duties(), Desks.policy(overflow, due: "24 hours", steps: late))
    begins.loads = story.loads
    try begins.opens("03:00", priority: "high")
    try begins.runs(to: "03:02")
    #expect(begins.lines.last == "03:02 nobody takes it, so it pages; pages step 1: Ana (on primary)")
  }

  @Test("A later round keeps the policy's rhythm, but does not wait for a promise again")
  func laterRounds() throws {
    let rhythm = [
      try Desks.step(.created, page: "primary"), try Desks.step(.created, "30 minutes", page: "secondary"),
      try Desks.step(.breached, page: "lead", within: "10 minutes"),
    ]
    var story = try story(rhythm, due: "2 hours")
    try story.opens("03:00", priority: "urgent")
    try story.runs(to: "05:46")
    expectStory(
      story,
      """
      03:00 opens; goes to ana; pages step 1: Ana (on primary)
      03:30 pages step 2: Ben (on secondary)
      05:00 is late; pages step 3: Lena (the team's lead)
      05:10 pages step 1: Ana (on primary)
      05:40 pages step 2: Ben (on secondary)
      05:45 pages step 3: Lena (the team's lead)
      """)
  }

  @Test("A step whose time is earlier than the one before it waits for an answer to that one")
  func backwards() throws {
    let steps = [
      try Desks.step(.due, page: "primary"), try Desks.step(.created, "10 minutes", page: "secondary"),
      try Desks.step(.assigned, page: "lead"),
    ]
    var story = try story(steps, due: "1 hour")
    try story.opens("03:00", priority: "urgent")
    try story.runs(to: "04:10")
    expectStory(
      story,
      """
      03:00 opens; goes to ana
      04:00 pages step 1: Ana (on primary)
      04:00 is late
      04:05 pages step 2: Ben (on secondary)
      04:10 pages step 3: Lena (the team's lead)
      """)
  }

  @Test("Above the line with nobody to find and no policy, the lead is paged")
  func leadAtLast() throws {
    var story = try Story([Desks.staffed("primary never: ana")], Desks.policy([Desks.level("primary")]))
    try story.opens("03:00", priority: "urgent")
    expectStory(story, "03:00 opens; nobody takes it, so it pages; pages step 1: Lena (the team's lead)")
  }

  @Test("A policy without steps tells the lead")
  func noSteps() throws {
    var policy = try Desks.policy([Desks.level("primary")], steps: [Desks.step(.created, page: "lead")])
    policy.escalations[0].steps = []
    var story = try Story([Desks.staffed("primary never: ana")], policy)
    try story.opens("03:00", priority: "urgent")
    #expect(
      story.text
        == "03:00 opens; nobody takes it, so it pages; is exhausted; pages the lead, Lena: the steps are exhausted")
  }

  @Test("An end stops everything and withdraws what has not left")
  func resolved() throws {
    var story = try story()
    try story.opens("03:00", priority: "urgent")
    try story.resolves("03:02", "ana")
    #expect(story.timer == nil && story.ticket?.state == .resolved)
    #expect(throws: DeskRefusal.self) { try story.resolves("03:03", "ana") }
    #expect(throws: DeskRefusal.self) { try story.acknowledges("03:03", "ana") }
    try story.looks("03:04")
    #expect(story.lines.last == "03:02 is resolved")
  }

  @Test("Only members acknowledge; a slip is answered with the nearest name")
  func unknownMember() throws {
    var story = try story()
    try story.opens("03:00", priority: "urgent")
    let refusal = #expect(throws: DeskRefusal.self) { try story.acknowledges("03:01", "anna") }
    #expect(refusal?.help == "did you mean 'ana'?")
    #expect(story.ticket?.acknowledgement == nil)
  }
}

extension Desk {
  /// The same desk at another instant.
  init(at now: Timestamp, _ desk: Desk) {
    var snapshot = desk.snapshot
    snapshot.now = now
    self.init(snapshot)
  }
}

extension String {
  /// How often `part` occurs.
  func components(of part: String) -> Int { split(separator: part, omittingEmptySubsequences: false).count - 1 }
}
