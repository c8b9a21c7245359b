import Scheduling
import Testing
import Timekeeping
import Triage

@Suite("Waiting and release at a shift's start (rules K1, K3 and K4)")
struct ReleaseStories {
  private func queue(_ policy: DeskPolicy, _ change: (inout Queue) -> Void) -> DeskPolicy {
    var changed = policy
    change(&changed.queues[0])
    return changed
  }

  /// Decides on each in the order of a deal, as the engine does: each sees what the ones before it gave to whom.
  private func giveOut(_ tickets: [Ticket], at story: inout Story) throws -> [Decision] {
    var decisions: [Decision] = []
    for ticket in tickets.sorted(by: story.policy.comesFirst) {
      let decision = try story.desk().advance(ticket)
      decisions.append(decision)
      guard ticket.owner == nil, let owner = decision.ticket.owner else { continue }
      story.loads[owner, default: .zero] += decision.ticket.custody.weight
      story.lastAssigned[owner] = story.now
      story.recent[owner, default: []].append(story.now)
    }
    return decisions
  }

  @Test("The first to arrive does not get what waited for the night: others who begin within the grace are waited for")
  func grace() throws {
    let duties = try [Desks.staffed("desk 09:00-17:00: ana")]
    let policy = try Desks.policy([Desks.level("desk")])
    var story = try Story(duties, policy)
    story.overrides = [
      Override(
        id: "o1", team: Desks.team, duty: Desks.duty("desk"),
        interval: try Desks.span("2026-11-23 09:04", "2026-11-23 17:00"), change: .add(Desks.member("ben")), by: "lena")
    ]
    story.loads = [Desks.member("ana"): 1]
    try story.opens("07:00")
    try story.looks("08:00")
    try story.runs(to: "09:02")
    try story.looks("09:02")
    try story.runs(to: "09:30")
    expectStory(
      story,
      """
      07:00 opens; held until 09:00
      09:00 held until 09:04
      09:04 goes to ben
      """)
    #expect(story.ticket?.because == "Ben has the fewest tickets (0) of 2 on shift")
    #expect(story.ticket?.custody.graceUntil == nil)
  }

  @Test("Nobody waits for others when the ticket is due before they come, when it is urgent, or when it is new")
  func noGrace() throws {
    let duties = try [Desks.staffed("desk 09:00-17:00: ana")]
    for (priority, opened, due) in [
      ("normal", "08:00", "62 minutes"), ("urgent", "08:00", "1 day"), ("normal", "09:00", "1 day"),
    ] {
      var story = try Story(
        duties, Desks.policy([Desks.level("desk"), Desks.level("empty", after: "1 hour")], due: due))
      story.overrides = [
        Override(
          id: "o1", team: Desks.team, duty: Desks.duty("desk"),
          interval: try Desks.span("2026-11-23 09:04", "2026-11-23 17:00"), change: .add(Desks.member("ben")),
          by: "lena")
      ]
      try story.opens(opened, priority: priority)
      try story.runs(to: "09:00")
      if priority == "urgent" {
        #expect(story.ticket?.placement == .paging, "nobody was on")
      } else {
        #expect(story.ticket?.owner == Desks.member("ana"), "\(priority) \(opened)")
      }
    }
  }

  @Test("A deal: by due time, priority and age, round by round, within capacity; the rest waits on")
  func deal() throws {
    var story = try Story(
      [Desks.staffed("desk mon-fri 09:00-17:00: ana ben")],
      Desks.policy([Desks.level("desk")], due: "72 hours"))
    story.loads = [Desks.member("ben"): 1]
    var waiting: [Ticket] = []
    for (number, minute, priority) in [
      (1, "05:00", "low"), (2, "05:01", "normal"), (3, "05:01", "high"), (4, "05:01", "low"), (5, "05:02", "urgent"),
    ] {
      // Opened outside of the story: each by itself.
      var one = try Story([Desks.staffed("desk mon-fri 09:00-17:00: ana ben")], story.policy)
      one.policy.queues[0].pageFrom = nil
      try one.opens(minute, priority: priority, number: number)
      waiting.append(try #require(one.ticket))
    }
    story.policy.queues[0].pageFrom = nil
    try story.runs(to: "09:00")
    let dealt = try giveOut(waiting.reversed(), at: &story)
    #expect(dealt.map(\.ticket.id.number) == [1, 3, 2, 4, 5], "due first, then priority, then age")
    #expect(dealt.map { $0.ticket.owner?.text } == ["ana", "ben", "ana", nil, nil])
    #expect(dealt[3].ticket.because.hasPrefix("desk: Ana has 2 of 2 tickets; Ben has 2 of 2 tickets") == true)
    let again = try giveOut(dealt.map(\.ticket), at: &story)
    #expect(again.map(\.isQuiet) == [true, true, true, true, true], "a second deal gives nothing twice")
  }

  @Test("In a deal nobody gets a second one before everybody who can has a first, whatever the policy")
  func rounds() throws {
    for policy in [AssignmentPolicy.leastLoaded, .weighted, .roundRobin] {
      let duties = try [Desks.staffed("desk mon-fri 09:00-17:00: ana ben cleo")]
      var story = try Story(duties, Desks.policy([Desks.level("desk")], pageFrom: nil, assign: policy))
      for index in story.schedule.members.indices { story.schedule.members[index].capacity = 50 }
      story.loads = [Desks.member("ben"): 20, Desks.member("cleo"): 9]
      var waiting: [Ticket] = []
      for number in 1...9 {
        var one = try Story(duties, story.policy)
        try one.opens("0\(number % 8):00", number: number)
        waiting.append(try #require(one.ticket))
      }
      try story.runs(to: "09:00")
      let owners = try giveOut(waiting, at: &story).compactMap { $0.ticket.owner?.text }
      for round in 0..<3 {
        #expect(Set(owners[(round * 3)..<(round * 3 + 3)]) == ["ana", "ben", "cleo"], "\(policy), round \(round)")
      }
    }
  }

  @Test("A rate limit holds the ticket until somebody may have one more")
  func rate() throws {
    let policy = try queue(Desks.policy([Desks.level("desk")])) {
      $0.rules.rate = RateLimit(count: 1, window: PlainDuration(.hours(1)))
    }
    var story = try Story([Desks.staffed("desk always: ana")], policy)
    story.recent = [Desks.member("ana"): [try Desks.at("2026-11-23 08:40")]]
    try story.opens("09:00")
    try story.runs(to: "10:00")
    #expect(story.ticket?.assigned == (try Desks.at("2026-11-23 09:40")))
  }

  @Test("Skills are not asked for any more after their time, and the ticket does not wait for the skilled until then")
  func skillsRelax() throws {
    let policy = try queue(Desks.policy([Desks.level("desk")], skills: ["devices"])) {
      $0.rules.skillsRelaxAfter = PlainDuration(.minutes(30))
    }
    var story = try Story([Desks.staffed("desk always: ben")], policy)
    try story.opens("09:00")
    try story.runs(to: "12:00")
    #expect(story.ticket?.owner == Desks.member("ben"))
    #expect(story.ticket?.assigned == (try Desks.at("2026-11-23 09:30")))
  }

  @Test("A pause ends by itself, and the ticket comes then")
  func pause() throws {
    var story = try Story([Desks.staffed("desk always: ana")], Desks.policy([Desks.level("desk")]))
    story.pauses = [
      Pause(
        member: Desks.member("ana"), from: .distantPast, until: try Desks.at("2026-11-23 09:20"), reason: "a call")
    ]
    try story.opens("09:00")
    try story.runs(to: "12:00")
    #expect(story.ticket?.assigned == (try Desks.at("2026-11-23 09:20")))
  }

  @Test("Weights make room: a heavy priority counts double, and beyond capacity only who may")
  func weights() throws {
    let policy = try queue(Desks.policy([Desks.level("desk")])) {
      $0.rules.weights = [
        PriorityWeight(priority: Desks.priority("high"), weight: 2), PriorityWeight(weight: Load(hundredths: 50)),
      ]
      $0.rules.beyondCapacityFrom = Desks.priority("urgent")
    }
    for (priority, load, owner) in [
      ("high", 1, nil), ("high", 0, "ana"), ("normal", 1, "ana"), ("normal", 2, nil), ("urgent", 2, "ana"),
    ] as [(String, Int, String?)] {
      var story = try Story([Desks.staffed("desk always: ana")], policy)
      story.loads = [Desks.member("ana"): Load(load)]
      try story.opens("09:00", priority: priority)
      #expect(story.ticket?.owner?.text == owner, "\(priority) with \(load)")
      #expect(story.ticket?.custody.weight == policy.queues[0].rules.weight(of: Desks.priority(priority)))
    }
  }

  @Test("A promise in real time that would break first tells the lead, and pages nobody")
  func promise() throws {
    let duties = try [
      Desks.staffed("desk mon-fri 09:00-17:00: ana"), Desks.staffed("weekend sat-sun 10:00-18:00: ben"),
    ]
    var story = try Story(
      duties,
      Desks.policy(
        [Desks.level("desk"), Desks.level("weekend")], hours: .named(OfficeHoursID(unchecked: "uk")), due: "24 hours"))
    let hours = OfficeHours(zone: .utc, weekly: try WeeklyHours(text: "mon-fri 09:00-17:00"))
    story.calendars = [
      NamedCalendar(id: OfficeHoursID(unchecked: "uk"), calendar: try OfficeCalendar(hours, zone: .utc))
    ]
    try story.opens("2026-11-21 12:00")
    #expect(story.ticket?.owner == Desks.member("ben") && story.pages.isEmpty)
    #expect(story.tells.map(\.kind) == [.atRisk, .given] && story.tells.first?.to == [Desks.member("lena")])
  }

  @Test("Nobody in sight is told to the lead, each time it is looked at")
  func unassignable() throws {
    var story = try Story([Desks.staffed("desk never: ana")], Desks.policy([Desks.level("desk")], review: "6 hours"))
    try story.opens("09:00")
    try story.looks("10:00")
    try story.runs(to: "16:00")
    #expect(story.tells.map(\.kind) == [.unassignable, .unassignable])
    #expect(story.tells.first?.text == "T-1 has no owner, and nobody is in sight: desk: nobody is on shift.")
  }
}
