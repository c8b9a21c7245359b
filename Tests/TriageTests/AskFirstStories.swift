import Scheduling
import Testing
import Timekeeping
import Triage

@Suite("Levels that are asked first, posted tickets, silent owners (rules K1 and K3)")
struct AskFirstStories {
  private func asks(_ who: String, _ span: String = "2 hours") throws -> OverflowLevel {
    OverflowLevel(to: Desks.recipient(who), askFor: try PlainDuration(text: span))
  }

  private func duties() throws -> [Duty] {
    try [
      Desks.staffed("accounts always: cleo dora"), Desks.staffed("desk always: ana"), Desks.staffed("late always: ben"),
    ]
  }

  private let uk = Queue.Hours.named(OfficeHoursID(unchecked: "uk"))

  private func office() throws -> NamedCalendar {
    let hours = OfficeHours(zone: .utc, weekly: try WeeklyHours(text: "mon-fri 09:00-17:00"))
    return NamedCalendar(id: OfficeHoursID(unchecked: "uk"), calendar: try OfficeCalendar(hours, zone: .utc))
  }

  // MARK: Asking

  @Test("Silence lets it go on when the time is over; who was asked is told once, and then who has it (C47)")
  func silence() throws {
    var story = try Story(duties(), Desks.policy([asks("accounts"), Desks.level("desk")]))
    try story.opens("09:00")
    try story.looks("10:00")
    try story.runs(to: "12:00")
    expectStory(
      story,
      """
      09:00 opens; asks cleo dora until 11:00
      11:00 goes to ana
      """)
    #expect(story.tells.map(\.kind) == [.question, .given, .taken])
    #expect(story.tells.last?.to == [Desks.member("cleo"), Desks.member("dora")])
    #expect(
      story.tells.first?.text == "Do you take T-1? Without an answer it goes on 2026-11-23T11:00:00Z.")
    #expect(story.timer?.purpose == .review)
  }

  @Test("A yes makes them the owner, who has acknowledged by that")
  func yes() throws {
    var story = try Story(duties(), Desks.policy([asks("accounts"), Desks.level("desk")]))
    try story.opens("09:00")
    try story.at("09:30") { desk, ticket throws(DeskRefusal) in
      try desk.answer(ticket, by: Desks.member("dora"), takes: true)
    }
    expectStory(
      story,
      """
      09:00 opens; asks cleo dora until 11:00
      09:30 claimed by Dora by taking it when asked; goes to dora; acknowledged by dora
      """)
    #expect(story.ticket?.custody.questions.isEmpty == true)
  }

  @Test("It goes on at once when everybody who was asked has said no, and not before")
  func no() throws {
    var story = try Story(duties(), Desks.policy([asks("accounts"), Desks.level("desk")]))
    try story.opens("09:00")
    for (time, who) in [("09:10", "cleo"), ("09:20", "dora")] {
      try story.at(time) { desk, ticket throws(DeskRefusal) in
        try desk.answer(ticket, by: Desks.member(who), takes: false)
      }
    }
    expectStory(
      story,
      """
      09:00 opens; asks cleo dora until 11:00
      09:10 Cleo does not take it; asks dora until 11:00
      09:20 Dora does not take it; goes to ana
      """)
    #expect(throws: DeskRefusal.self) {
      try story.desk().answer(try #require(story.ticket), by: Desks.member("cleo"), takes: false)
    }
  }

  @Test("Nobody to ask passes at once, and the full and those who may not see it are told apart")
  func nobody() throws {
    var story = try Story(duties(), Desks.policy([asks("accounts"), Desks.level("desk")]))
    story.pauses = ["cleo", "dora"].map {
      Pause(member: Desks.member($0), from: .distantPast, reason: "quarter's end")
    }
    story.loads = [Desks.member("ana"): 2]
    try story.opens("09:00")
    #expect(
      story.ticket?.because.hasPrefix(
        "accounts: nobody to ask, Cleo takes no tickets: quarter's end; Dora takes no tickets: quarter's end; "
          + "desk: Ana has 2 of 2 tickets") == true)
  }

  @Test("Who is full is not asked; where all are it goes on, once the time of the next level is over (C45)")
  func full() throws {
    var story = try Story(duties(), Desks.policy([asks("accounts"), Desks.level("desk")]))
    story.loads = [Desks.member("cleo"): 9]
    var later = try Story(duties(), Desks.policy([asks("accounts"), Desks.level("desk", after: "30 minutes")]))
    var occupied = story
    try story.opens("09:00")
    expectStory(story, "09:00 opens; asks dora until 11:00")
    occupied.loads[Desks.member("dora")] = 9
    later.loads = occupied.loads
    try occupied.opens("09:00")
    #expect(occupied.ticket?.owner == Desks.member("ana"))
    try later.opens("09:00")
    try later.runs(to: "09:29")
    #expect(later.ticket?.owner == nil && later.tells.isEmpty)
    try later.runs(to: "09:30")
    #expect(later.ticket?.owner == Desks.member("ana"))
  }

  @Test("Who has room again is asked, too, while the others still are, or while nobody has it (C45)")
  func roomAgain() throws {
    var story = try Story(duties(), Desks.policy([asks("accounts"), Desks.level("desk")]))
    story.loads = [Desks.member("cleo"): 9]
    var occupied = story
    try story.opens("09:00")
    story.loads = [:]
    try story.looks("09:30")
    try story.looks("09:40")
    try story.at("09:50") { desk, ticket throws(DeskRefusal) in
      try desk.answer(ticket, by: Desks.member("dora"), takes: false)
    }
    try story.runs(to: "12:00")
    expectStory(
      story,
      """
      09:00 opens; asks dora until 11:00
      09:30 asks dora cleo until 11:00
      09:50 Dora does not take it; asks cleo until 11:00
      11:00 goes to ana
      """)
    #expect(story.tells.filter { $0.kind == .question }.map(\.to) == [[Desks.member("dora")], [Desks.member("cleo")]])
    occupied.loads = [Desks.member("cleo"): 9, Desks.member("dora"): 9, Desks.member("ana"): 2]
    try occupied.opens("09:00")
    #expect(occupied.ticket?.custody.questions.isEmpty == true)
    occupied.loads = [Desks.member("dora"): 9, Desks.member("ana"): 2]
    try occupied.looks("09:30")
    #expect(occupied.ticket?.custody.openQuestion?.to == [Desks.member("cleo")])
  }

  @Test("Who is away from it until a time is asked then, while a question to others is open (K1)")
  func roomInTime() throws {
    var story = try Story(duties(), Desks.policy([asks("accounts"), Desks.level("desk")]))
    story.pauses = [
      Pause(
        member: Desks.member("cleo"), from: .distantPast, until: try Desks.at("2026-11-23 09:30"), reason: "a call")
    ]
    try story.opens("09:00")
    try story.runs(to: "10:00")
    expectStory(
      story,
      """
      09:00 opens; asks dora until 11:00
      09:30 asks dora cleo until 11:00
      """)
  }

  @Test("It goes on at once when none of those who were asked could take it now: paused, full, away (C45)")
  func nobodyCan() throws {
    var story = try Story(duties(), Desks.policy([asks("accounts"), Desks.level("desk")]))
    try story.opens("09:00")
    story.pauses = [Pause(member: Desks.member("cleo"), from: try Desks.at("2026-11-23 09:20"), reason: "a call")]
    try story.looks("09:20")
    story.loads = [Desks.member("dora"): 9]
    try story.looks("09:30")
    expectStory(
      story,
      """
      09:00 opens; asks cleo dora until 11:00
      09:30 goes to ana
      """)
    #expect(story.tells.map(\.kind) == [.question, .given, .taken])
    var away = try Story(
      [Desks.staffed("accounts 08:00-10:00: cleo"), Desks.staffed("desk always: ana")],
      Desks.policy([asks("accounts"), Desks.level("desk")]))
    try away.opens("09:00")
    try away.runs(to: "12:00")
    expectStory(
      away,
      """
      09:00 opens; asks cleo until 11:00
      10:00 goes to ana
      """)
  }

  @Test("A question that was passed for a later level stays behind, also when those who were asked are back (K1, K3)")
  func passed() throws {
    var story = try Story(duties(), Desks.policy([asks("accounts"), Desks.level("desk")], assign: .pull))
    try story.opens("09:00")
    story.pauses = ["cleo", "dora"].map {
      Pause(member: Desks.member($0), from: .distantPast, reason: "a call")
    }
    try story.looks("09:20")
    let (placement, asked) = (story.ticket?.placement, story.ticket?.custody.questions.first)
    #expect(asked?.waitingFor.count == 2 && story.ticket?.custody.openQuestion == nil)
    story.pauses = []
    try story.looks("09:30")
    #expect(story.ticket?.placement == placement, "it stays posted")
    #expect(story.ticket?.custody.offered == [Desks.member("ana")])
    #expect(story.tells.map(\.kind) == [.question, .offer])
    try story.at("09:40") { desk, ticket throws(DeskRefusal) in
      try desk.answer(ticket, by: Desks.member("dora"), takes: true)
    }
    #expect(story.ticket?.owner == Desks.member("dora"), "a late yes is one all the same")
  }

  @Test("An answer is waited for in the queue's open time; at the paging line in real time (C46)")
  func openTime() throws {
    for (priority, told) in [
      ("normal", "asks cleo dora until mon 10:00"), ("urgent", "asks cleo dora until fri 18:00"),
    ] {
      var story = try Story(
        duties(), Desks.policy([asks("accounts"), Desks.level("desk")], hours: uk))
      story.calendars = [try office()]
      try story.opens("2026-11-20 16:00", priority: priority)
      #expect(story.text == "fri 16:00 opens; \(told.replacing("mon 10:00", with: "10:00"))")
    }
  }

  @Test("A question that is open while its queue closes is waited for again when it opens, and is not put twice")
  func closedMeanwhile() throws {
    var story = try Story(duties(), Desks.policy([asks("accounts"), Desks.level("desk")], hours: uk))
    story.calendars = [try office()]
    try story.opens("2026-11-20 16:00")
    try story.looks("2026-11-20 17:30")
    try story.runs(to: "12:00")
    expectStory(
      story,
      """
      fri 16:00 opens; asks cleo dora until 10:00
      fri 17:30 held until 09:00
      09:00 asks cleo dora until 10:00
      10:00 goes to ana
      """)
    #expect(story.tells.map(\.kind) == [.question, .given, .taken])
  }

  @Test("A level counts only on its days: until then the ladder is another one (C18)")
  func validity() throws {
    var level = try asks("accounts")
    level.until = try CivilDate(text: "2026-11-22")
    var later = try Desks.level("late")
    later.from = try CivilDate(text: "2026-11-24")
    let policy = try Desks.policy([level, later, Desks.level("desk")])
    var story = try Story(duties(), policy)
    try story.opens("2026-11-22 23:00")
    #expect(story.ticket?.placement != .owned)
    for (day, owner) in [("23", "ana"), ("24", "ben")] {
      var next = try Story(duties(), policy)
      try next.opens("2026-11-\(day) 09:00")
      #expect(next.ticket?.owner == Desks.member(owner))
    }
  }

  // MARK: Posting

  @Test("A posted ticket has who claims it first; the second is told whose it is")
  func claim() throws {
    var story = try Story(
      [Desks.staffed("desk always: ana ben")],
      Desks.policy([Desks.level("desk"), Desks.level("lead", after: "1 hour")], assign: .pull))
    try story.opens("09:00")
    try story.at("09:10") { desk, ticket throws(DeskRefusal) in
      try desk.claim(ticket, by: Desks.member("ben"), via: "chat")
    }
    expectStory(
      story,
      """
      09:00 opens; posted to ana ben at level 1, until 10:00
      09:10 claimed by Ben in the chat; goes to ben; acknowledged by ben
      """)
    #expect(story.tells.map(\.kind) == [.offer])
    let refusal = #expect(throws: DeskRefusal.self) {
      try story.desk().claim(try #require(story.ticket), by: Desks.member("ana"), via: "chat")
    }
    #expect(refusal?.what == "T-1 is Ben's")
    let again = try story.desk().claim(try #require(story.ticket), by: Desks.member("ben"), via: "chat")
    #expect(again.isQuiet && again.ticket == story.ticket)
  }

  @Test("An unclaimed one goes on to the next level, and may still be claimed by those before")
  func unclaimed() throws {
    var story = try Story(
      [Desks.staffed("desk always: ana"), Desks.staffed("late always: ben")],
      Desks.policy(
        [Desks.level("desk"), Desks.level("late", after: "1 hour")], assign: .pull,
        review: "6 hours"))
    try story.opens("09:00")
    try story.looks("09:30")
    try story.runs(to: "17:00")
    try story.at("18:00") { desk, ticket throws(DeskRefusal) in
      try desk.claim(ticket, by: Desks.member("ana"), via: "cli")
    }
    expectStory(
      story,
      """
      09:00 opens; posted to ana at level 1, until 10:00
      10:00 posted to ben at level 2, until 16:00
      16:00 posted to ben at level 2, until 22:00
      18:00 claimed by Ana on the command line; goes to ana; acknowledged by ana
      """)
    #expect(story.tells.map(\.to) == ["ana", "ben", "lena"].map { [Desks.member($0)] }, "the lead hears once")
  }

  @Test("It stays posted to those who could claim it where the next level cannot; the lead hears once that nobody does")
  func staysPosted() throws {
    var story = try Story(
      [Desks.staffed("desk always: ana"), Desks.staffed("late always: ben")],
      Desks.policy([Desks.level("desk"), Desks.level("late", after: "1 hour")], assign: .pull))
    story.pauses = [Pause(member: Desks.member("ben"), from: .distantPast, reason: "busy")]
    try story.opens("09:00")
    try story.looks("10:00")
    #expect(
      story.ticket?.because.hasPrefix(
        "desk: nobody claimed it; late: Ben takes no tickets: busy; still posted to Ana; looked at again ") == true)
    try story.looks("10:30")
    story.pauses = []
    try story.looks("11:00")
    expectStory(
      story,
      """
      09:00 opens; posted to ana at level 1, until 10:00
      10:00 posted to ana at level 2, until tue 10:00
      11:00 posted to ben at level 2, until tue 10:00
      """)
    #expect(story.tells.map(\.to) == ["ana", "lena", "ben"].map { [Desks.member($0)] })
    #expect(story.tells.map(\.kind) == [.offer, .unassignable, .offer])
  }

  @Test("A posted ticket is looked at when its level changes hands: held while nobody is on, posted anew to who comes")
  func changesHands() throws {
    var story = try Story(
      [Desks.staffed("desk 08:00-14:00: ana ben")], Desks.policy([Desks.level("desk")], assign: .pull))
    try story.opens("10:00")
    try story.looks("11:00")
    try story.runs(to: "2026-11-24 09:00")
    expectStory(
      story,
      """
      10:00 opens; posted to ana ben at level 1, until tue 10:00
      14:00 held until tue 08:00
      tue 08:00 posted to ana ben at level 1, until wed 08:00
      """)
    #expect(story.tells.map(\.kind) == [.offer, .offer], "once in each shift")
  }

  @Test("What was taken back from everybody is posted to whoever can claim it again; nobody is told of it twice (K1)")
  func postedAgain() throws {
    var story = try Story(
      [Desks.staffed("desk always: ana ben"), Desks.staffed("late always: cleo")],
      Desks.policy([Desks.level("desk"), Desks.level("late", after: "1 hour")], assign: .pull))
    try story.opens("09:00")
    story.pauses = ["ana", "ben", "cleo"].map { Pause(member: Desks.member($0), from: .distantPast, reason: "lunch") }
    try story.looks("09:10")
    story.pauses.removeAll { $0.member == Desks.member("ben") }
    try story.looks("09:20")
    try story.looks("09:30")
    expectStory(
      story,
      """
      09:00 opens; posted to ana ben at level 1, until 10:00
      09:10 unassignable, next look tue 09:10
      09:20 posted to ben at level 1, until 10:20
      """)
    #expect(story.tells.map(\.kind) == [.offer, .unassignable])
    story.schedule = try Desks.schedule([
      Desks.staffed("desk always: ana ben dora"), Desks.staffed("late always: cleo"),
    ])
    story.pauses = []
    try story.looks("09:40")
    #expect(story.tells.map(\.to).last == [Desks.member("dora")], "who was not told yet")
    #expect(story.tells.count == 3)
  }

  @Test("At the paging line nobody claiming it pages")
  func unclaimedUrgent() throws {
    var story = try Story(
      [Desks.staffed("desk always: ana"), Desks.staffed("primary always: ben")],
      Desks.policy([Desks.level("desk"), Desks.level("primary", after: "10 minutes", pages: true)], assign: .pull))
    try story.opens("09:00", priority: "urgent")
    try story.runs(to: "09:10")
    expectStory(
      story,
      """
      09:00 opens; posted to ana at level 1, until 09:10
      09:10 nobody takes it, so it pages; pages step 1: Ben (on primary)
      """)
  }

  // MARK: Silence

  @Test("An owner who does not answer in time gives way to the next level, is told, and is not asked again")
  func silentOwner() throws {
    var first = try Desks.level("desk")
    first.acknowledgeWithin = PlainDuration(.minutes(10))
    var story = try Story(
      [Desks.staffed("desk always: ana"), Desks.staffed("late always: ana ben")],
      Desks.policy([first, Desks.level("late")]))
    try story.opens("09:00")
    #expect(story.timer?.purpose == .answer)
    try story.runs(to: "12:00")
    expectStory(
      story,
      """
      09:00 opens; goes to ana
      09:10 is nobody's: Ana did not answer within 10 minutes; goes to ben
      """)
    #expect(story.tells.map(\.kind) == [.taken, .given])
    #expect(story.tells.map(\.to) == [[Desks.member("ana")], [Desks.member("ben")]], "both hear of it")
    #expect(story.ticket?.custody.followers == [Desks.member("ana")])
  }

  @Test("Who was silent on one shift may have it on the next: a team of one does not lose it for good")
  func silentOnlyOwner() throws {
    var level = try Desks.level("desk")
    level.acknowledgeWithin = PlainDuration(.minutes(10))
    var story = try Story([Desks.staffed("desk 09:00-17:00: ana")], Desks.policy([level]))
    story.schedule.lead = Desks.member("lena")
    try story.opens("09:00")
    try story.looks("12:00")
    try story.runs(to: "2026-11-24 09:05")
    expectStory(
      story,
      """
      09:00 opens; goes to ana
      09:10 is nobody's: Ana did not answer within 10 minutes; held until tue 09:00
      tue 09:00 goes to ana
      """)
    #expect(!story.tells.contains { $0.kind == .unassignable })
    #expect(story.tells.count { $0.kind == .unattended } == 1, "the lead hears once that it waits")
  }

  @Test("An answer in time keeps it")
  func answered() throws {
    var first = try Desks.level("desk")
    first.acknowledgeWithin = PlainDuration(.minutes(10))
    var story = try Story(duties(), Desks.policy([first, Desks.level("late")]))
    try story.opens("09:00")
    try story.acknowledges("09:09", "ana")
    try story.runs(to: "12:00")
    #expect(story.ticket?.owner == Desks.member("ana"))
  }
}
