import Scheduling
import Testing
import Timekeeping
import Triage

@Suite("Hold or overflow (rule K3)")
struct HoldAndOverflowStories {
  private func office(_ id: String = "uk", _ hours: String = "mon-fri 09:00-17:00") throws -> NamedCalendar {
    let hours = OfficeHours(zone: .utc, weekly: try WeeklyHours(text: hours))
    return NamedCalendar(id: OfficeHoursID(unchecked: id), calendar: try OfficeCalendar(hours, zone: .utc))
  }

  private let uk = Queue.Hours.named(OfficeHoursID(unchecked: "uk"))

  @Test("Somebody on shift has it at once")
  func atOnce() throws {
    var story = try Story([Desks.staffed("desk always: ana ben")], Desks.policy([Desks.level("desk")]))
    story.loads = [Desks.member("ana"): 1]
    try story.opens("09:00")
    expectStory(story, "09:00 opens; goes to ben")
    #expect(story.ticket?.because == "Ben has the fewest tickets (0) of 2 on shift")
    #expect(story.timer?.purpose == .review)
  }

  @Test("Outside office hours it is held until somebody is on in open hours, and the time is said")
  func outsideHours() throws {
    var story = try Story(
      [Desks.staffed("desk mon-sun 10:00-18:00: ana")], Desks.policy([Desks.level("desk")], hours: uk))
    story.calendars = [try office()]
    try story.opens("2026-11-20 17:00")
    try story.runs(to: "12:00")
    expectStory(
      story,
      """
      fri 17:00 opens; held until 10:00
      10:00 goes to ana
      """)
    #expect(story.ticket?.state == .open)
  }

  @Test("At the paging line office hours do not hold it, whatever the queue says")
  func urgentOutsideHours() throws {
    for outside in Queue.OutsideHours.allCases {
      var story = try Story(
        [Desks.staffed("primary always: ana")],
        Desks.policy([Desks.level("primary")], hours: uk, outsideHours: outside))
      story.calendars = [try office()]
      try story.opens("03:00", priority: "high")
      expectStory(story, "03:00 opens; goes to ana")
    }
  }

  @Test("With best effort a closed queue posts it to whoever is on, shift by shift, and gives it out when it opens")
  func bestEffort() throws {
    var story = try Story(
      [Desks.staffed("desk mon-fri 09:00-19:00: ana"), Desks.staffed("late mon-fri 18:00-22:00: ben cleo")],
      Desks.policy(
        [Desks.level("desk"), Desks.level("late", after: "30 minutes")], hours: uk, outsideHours: .bestEffort))
    story.calendars = [try office()]
    try story.opens("17:30")
    let posted = try #require(story.ticket)
    #expect(posted.custody.offered == [Desks.member("ana")])
    #expect(posted.nextAction(name: \.text) == "held until 2026-11-24T09:00:00Z; ana may claim it")
    #expect(
      posted.because == "general is outside its office hours; posted to Ana, who may claim it; "
        + "held until Tue 2026-11-24 09:00 Etc/UTC")
    try story.runs(to: "18:00")
    #expect(story.ticket?.custody.offered == ["ana", "ben", "cleo"].map(Desks.member))
    try story.runs(to: "23:00")
    #expect(story.ticket?.custody.offered == [])
    try story.runs(to: "2026-11-24 09:00")
    expectStory(
      story,
      """
      17:30 opens; held until tue 09:00
      18:00 held until tue 09:00
      19:00 held until tue 09:00
      22:00 held until tue 09:00
      tue 09:00 goes to ana
      """)
    #expect(story.tells.map(\.kind) == [.offer, .offer])
    #expect(story.tells.map(\.to) == [["ana"], ["ben", "cleo"]].map { $0.map(Desks.member) }, "each once")
    #expect(story.pages.isEmpty)
  }

  @Test("What best effort posts has who claims it; another desk that asks is told when the queue opens")
  func bestEffortClaimed() throws {
    var story = try Story(
      [Desks.staffed("desk always: ana ben")], Desks.policy([Desks.level("desk")], hours: uk, outsideHours: .bestEffort)
    )
    story.calendars = [try office()]
    try story.opens("20:00")
    try story.at("20:10") { desk, ticket throws(DeskRefusal) in
      try desk.claim(ticket, by: Desks.member("ben"), via: "chat")
    }
    expectStory(
      story,
      """
      20:00 opens; held until tue 09:00
      20:10 claimed by Ben in the chat; goes to ben; acknowledged by ben
      """)
    let event = TicketEvent(externalID: "e2", title: "Reader", priority: "normal")
    let choice = try story.desk().choose(event, source: "api", queue: story.policy.queues[0])
    #expect(choice.owner == nil)
    #expect(try choice.until == Desks.at("2026-11-24 09:00"))
  }

  @Test("Best effort asks nobody first, and posts to nobody whom a level names: that waits for the opening")
  func bestEffortLevels() throws {
    let asks = try OverflowLevel(to: .duty(Desks.duty("late")), askFor: PlainDuration(text: "2 hours"))
    var story = try Story(
      [Desks.staffed("late always: ben"), Desks.staffed("desk always: ana")],
      Desks.policy([asks, Desks.level("lead"), Desks.level("desk")], hours: uk, outsideHours: .bestEffort))
    story.calendars = [try office()]
    try story.opens("20:00")
    #expect(story.ticket?.custody.offered == [Desks.member("ana")])
    #expect(story.tells.map(\.kind) == [.offer])
    try story.runs(to: "2026-11-24 09:00")
    expectStory(
      story,
      """
      20:00 opens; held until tue 09:00
      tue 09:00 asks ben until tue 11:00
      """)
  }

  @Test("What is posted in open hours, too, is posted anew when its queue opens")
  func bestEffortPull() throws {
    var story = try Story(
      [Desks.staffed("desk always: ana")],
      Desks.policy([Desks.level("desk")], hours: uk, outsideHours: .bestEffort, assign: .pull))
    story.calendars = [try office()]
    try story.opens("20:00")
    try story.runs(to: "2026-11-24 09:00")
    expectStory(
      story,
      """
      20:00 opens; held until tue 09:00
      tue 09:00 posted to ana at level 1, until wed 09:00
      """)
    #expect(story.tells.map(\.kind) == [.offer, .offer])
  }

  @Test("What best effort posted and is urgent before its queue opens is posted anew, and wakes nobody for that")
  func bestEffortTurnsUrgent() throws {
    var story = try Story(
      [Desks.staffed("desk always: ana"), Desks.staffed("primary always: ben")],
      Desks.policy(
        [Desks.level("desk"), Desks.level("primary", pages: true)], hours: uk, outsideHours: .bestEffort, assign: .pull)
    )
    story.calendars = [try office()]
    try story.opens("20:00")
    try story.at("21:00") { desk, ticket throws(DeskRefusal) in
      try desk.triage(ticket, by: Desks.member("ben"), priority: Desks.priority("high"))
    }
    #expect(story.ticket?.custody.offered == [Desks.member("ana")])
    #expect(story.ticket?.placement != .paging && story.tells.count { $0.kind == .offer } == 2)
  }

  @Test("Whoever was away when the queue opened is told once they are back")
  func bestEffortAway() throws {
    var story = try Story(
      [Desks.staffed("desk always: ana")],
      Desks.policy([Desks.level("desk")], hours: uk, outsideHours: .bestEffort, assign: .pull))
    story.calendars = [try office()]
    try story.opens("2026-11-24 08:00")
    story.pauses = [Pause(member: Desks.member("ana"), from: try Desks.at("2026-11-24 08:30"), reason: "a migration")]
    try story.runs(to: "2026-11-24 09:30")
    #expect(story.tells.count { $0.kind == .offer } == 1)
    story.pauses = []
    try story.looks("2026-11-24 10:00")
    #expect(story.tells.count { $0.kind == .offer } == 2, "\(story.tells)")
  }

  @Test("Somebody whose next shift touches this one is not about to leave")
  func touchingShifts() throws {
    // A turn of the duty is a day long, so the day's shift ends in ten minutes.
    var story = try Story([Desks.staffed("desk always: ana")], Desks.policy([Desks.level("desk")]))
    try story.opens("23:50")
    expectStory(story, "23:50 opens; goes to ana")
  }

  @Test("A hold ends when the fallback of a level comes on, too")
  func fallbackStaffed() throws {
    var story = try Story(
      [Desks.staffed("desk never: ana", fallback: "backup"), Desks.staffed("backup 09:00-17:00: ben")],
      Desks.policy([Desks.level("desk")]))
    try story.opens("08:00")
    try story.runs(to: "09:00")
    expectStory(
      story,
      """
      08:00 opens; held until 09:00
      09:00 goes to ben
      """)
  }

  @Test("A hold does not wait for somebody who was added and has leave then")
  func addedOnLeave() throws {
    var story = try Story([Desks.staffed("desk mon-fri 09:00-17:00: ana")], Desks.policy([Desks.level("desk")]))
    story.overrides = [
      Override(
        id: "o1", team: Desks.team, duty: Desks.duty("desk"),
        interval: try Desks.span("2026-11-23 20:00", "2026-11-23 22:00"), change: .add(Desks.member("ben")),
        by: "lena")
    ]
    story.leave = [
      Leave(
        id: "l1", member: Desks.member("ben"), interval: try Desks.span("2026-11-23 19:00", "2026-11-23 23:00"),
        kind: .planned)
    ]
    try story.opens("18:00")
    expectStory(story, "18:00 opens; held until tue 09:00")
  }

  @Test("While the queue is open and nobody is on it is held until the next shift")
  func nextShift() throws {
    var story = try Story([Desks.staffed("desk mon-fri 09:00-17:00: ana")], Desks.policy([Desks.level("desk")]))
    try story.opens("18:00")
    try story.runs(to: "tue 12:00".replacing("tue", with: "2026-11-24"))
    expectStory(
      story,
      """
      18:00 opens; held until tue 09:00
      tue 09:00 goes to ana
      """)
  }

  @Test("A hold waits for somebody who may have the ticket: with the skill, and not on leave")
  func nextEligible() throws {
    var story = try Story(
      [
        Desks.staffed("desk 09:00-12:00: ben"), Desks.staffed("late 12:00-15:00: ana"),
        Desks.staffed("night 20:00-22:00: cleo"),
      ],
      Desks.policy([Desks.level("desk"), Desks.level("late"), Desks.level("night")], skills: ["devices"]))
    story.leave = [
      Leave(
        id: "l1", member: Desks.member("ana"), interval: try Desks.span("2026-11-23 00:00", "2026-11-24 00:00"),
        kind: .planned)
    ]
    try story.opens("08:00")
    try story.runs(to: "20:00")
    expectStory(
      story,
      """
      08:00 opens; held until 20:00
      20:00 goes to cleo
      """)
  }

  @Test("A hold is looked at again when the rota changes, and says nothing when nothing changed for it")
  func rotaChanges() throws {
    var story = try Story([Desks.staffed("desk mon-fri 09:00-17:00: ana")], Desks.policy([Desks.level("desk")]))
    try story.opens("18:00")
    try story.looks("18:30")
    try story.looks("19:00")
    story.overrides = [
      Override(
        id: "o1", team: Desks.team, duty: Desks.duty("desk"),
        interval: try Desks.span("2026-11-23 19:30", "2026-11-23 22:00"),
        change: .add(Desks.member("ben")), by: "lena")
    ]
    try story.looks("19:10")
    try story.runs(to: "20:00")
    expectStory(
      story,
      """
      18:00 opens; held until tue 09:00
      19:10 held until 19:30
      19:30 goes to ben
      """)
  }

  @Test("A full level is waited for, and an empty one passes at once")
  func overflow() throws {
    let policy = try Desks.policy([
      Desks.level("desk"), Desks.level("empty", after: "10 minutes"), Desks.level("primary", after: "20 minutes"),
      Desks.level("lead"),
    ])
    let duties = try [
      Desks.staffed("desk always: ana"), Desks.staffed("empty never: ana"), Desks.staffed("primary always: ben"),
    ]
    var full = try Story(duties, policy)
    full.loads = [Desks.member("ana"): 2, Desks.member("ben"): 2]
    try full.opens("09:00")
    try full.runs(to: "12:00")
    expectStory(
      full,
      """
      09:00 opens; level 1 is full, next at 09:10
      09:10 goes to lena
      """)
    var empty = try Story([duties[1], duties[2]], policy)
    try empty.opens("09:00")
    expectStory(empty, "09:00 opens; goes to ben")
  }

  @Test("Each full level costs the time of the next one")
  func fullLevels() throws {
    var story = try Story(
      [Desks.staffed("desk always: ana"), Desks.staffed("primary always: ben")],
      Desks.policy([
        Desks.level("desk"), Desks.level("primary", after: "10 minutes"), Desks.level("lead", after: "30 minutes"),
      ]))
    story.loads = [Desks.member("ana"): 2, Desks.member("ben"): 2]
    try story.opens("09:00")
    try story.looks("09:05")
    try story.runs(to: "09:10")
    try story.looks("09:25")
    try story.runs(to: "12:00")
    expectStory(
      story,
      """
      09:00 opens; level 1 is full, next at 09:10
      09:10 level 2 is full, next at 09:40
      09:40 goes to lena
      """)
    #expect(story.ticket?.because.hasSuffix("level 3 of the overflow") == true)
  }

  @Test("Capacity that is freed during the wait ends it")
  func freed() throws {
    var story = try Story(
      [Desks.staffed("desk always: ana")],
      Desks.policy([Desks.level("desk"), Desks.level("lead", after: "30 minutes")]))
    story.loads = [Desks.member("ana"): 2]
    try story.opens("09:00")
    story.loads = [Desks.member("ana"): 1]
    try story.looks("09:05")
    expectStory(
      story,
      """
      09:00 opens; level 1 is full, next at 09:30
      09:05 goes to ana
      """)
  }

  @Test("When everybody is full below the paging line it waits for the next shift, without trying the waits again")
  func allFull() throws {
    var story = try Story(
      [Desks.staffed("desk 09:00-17:00: ana")],
      Desks.policy([Desks.level("desk"), Desks.level("lead", after: "10 minutes")]))
    story.loads = [Desks.member("ana"): 2, Desks.member("lena"): 2]
    try story.opens("09:00")
    try story.runs(to: "09:10")
    try story.looks("09:11")
    try story.looks("11:00")
    try story.runs(to: "2026-11-24 09:20")
    expectStory(
      story,
      """
      09:00 opens; level 1 is full, next at 09:10
      09:10 held until tue 09:00
      tue 09:00 level 1 is full, next at tue 09:10
      tue 09:10 held until wed 09:00
      """)
    #expect(story.pages.isEmpty)
  }

  @Test("In the last quarter of an hour it waits for the shift that starts, instead of overflowing")
  func shiftEnds() throws {
    let duties = try [
      Desks.staffed("desk 08:00-12:00: ana"), Desks.staffed("primary always: ben"),
    ]
    let policy = try Desks.policy([Desks.level("desk"), Desks.level("primary")])
    var alone = try Story(duties, policy)
    try alone.opens("11:50")
    expectStory(alone, "11:50 opens; goes to ben")
    var relieved = try Story(duties, policy)
    relieved.overrides = [
      Override(
        id: "o1", team: Desks.team, duty: Desks.duty("desk"),
        interval: try Desks.span("2026-11-23 12:00", "2026-11-23 16:00"),
        change: .add(Desks.member("cleo")), by: "lena")
    ]
    try relieved.opens("11:50")
    try relieved.runs(to: "12:30")
    expectStory(
      relieved,
      """
      11:50 opens; held until 12:00
      12:00 goes to cleo
      """)
    var urgent = try Story(duties, policy)
    try urgent.opens("11:50", priority: "urgent")
    expectStory(urgent, "11:50 opens; goes to ana")
  }

  @Test("Below the paging line nobody is woken, whatever the queue has to page with", arguments: ["normal", "low"])
  func belowTheLine(priority: String) throws {
    var story = try Story(
      [Desks.staffed("desk mon-fri 09:00-17:00: ana"), Desks.staffed("primary always: ben")],
      Desks.policy(
        [Desks.level("desk"), Desks.level("primary", pages: true)], due: "1 hour",
        steps: [Desks.step(.created, page: "primary", within: "5 minutes"), Desks.step(.breached, page: "lead")]))
    story.leave = [
      Leave(
        id: "l1", member: Desks.member("ana"), interval: try Desks.span("2026-11-24 00:00", "2027-03-01 00:00"),
        kind: .planned)
    ]
    try story.opens("18:00", priority: priority)
    try story.runs(to: "2026-11-27 12:00")
    expectStory(
      story,
      """
      18:00 opens; unassignable, next look tue 18:00
      19:00 is late
      tue 18:00 unassignable, next look wed 18:00
      wed 18:00 unassignable, next look thu 18:00
      thu 18:00 unassignable, next look fri 18:00
      """)
    #expect(story.pages.isEmpty)
  }

  @Test("A promise in real time that would break first asks those who are on, and pages nobody")
  func promise() throws {
    let duties = try [
      Desks.staffed("desk mon-fri 09:00-17:00: ana"), Desks.staffed("weekend sat-sun 10:00-18:00: ben"),
    ]
    let overflow = try [Desks.level("desk"), Desks.level("weekend")]
    for (due, told) in [
      ("24 hours", "sat 12:00 opens; goes to ben"), ("4 business hours", "sat 12:00 opens; held until 09:00"),
    ] {
      var story = try Story(duties, Desks.policy(overflow, hours: uk, due: due))
      story.calendars = [try office()]
      try story.opens("2026-11-21 12:00")
      expectStory(story, told)
      #expect(story.pages.isEmpty)
      let why = "; it does not wait for Mon 2026-11-23 09:00 Etc/UTC, as its promise ends Sun 2026-11-22 12:00 Etc/UTC"
      #expect(story.ticket?.because.hasSuffix(why) == (due == "24 hours"), "\(story.ticket?.because ?? "")")
    }
  }

  @Test("With nobody in sight it is unassignable, looked at again on the queue's rhythm, and said once at a time")
  func unassignable() throws {
    var story = try Story([Desks.staffed("desk never: ana")], Desks.policy([Desks.level("desk")], review: "6 hours"))
    try story.opens("09:00")
    try story.looks("10:00")
    try story.looks("12:00")
    try story.runs(to: "16:00")
    expectStory(
      story,
      """
      09:00 opens; unassignable, next look 15:00
      15:00 unassignable, next look 21:00
      """)
    #expect(story.ticket?.because.hasPrefix("desk: nobody is on shift; looked at again") == true)
  }

  @Test("A review of nothing does not look without end")
  func noReview() throws {
    var story = try Story([Desks.staffed("desk never: ana")], Desks.policy([Desks.level("desk")], review: "0 minutes"))
    try story.opens("09:00")
    #expect(try story.timer?.due == story.instant("09:01"))
  }
}
