import Scheduling
import Testing
import Timekeeping
import Triage

/// One case of a table: who stands there, what the rule asks, whom it drops and with which sentence.
struct FilterCase: Sendable, CustomTestStringConvertible {
  var name: String
  var candidate: @Sendable (inout Candidate) -> Void = { _ in }
  var rule: @Sendable (inout AssignTicket) -> Void = { _ in }
  var dropped: CandidateVerdict.Drop?
  var because: String

  var testDescription: String { name }
}

@Suite("The filters of rule K1, each with its sentence")
struct FilterTests {
  private static let now = Timestamp(seconds: 1_800_000_000)

  private static let cases: [FilterCase] = [
    FilterCase(name: "on leave", candidate: { $0.isOnLeave = true }, dropped: .onLeave, because: "Ana is on leave"),
    FilterCase(
      name: "another's queue", candidate: { $0.isInQueue = false }, dropped: .outsideQueue,
      because: "Ana is not in the queue"),
    FilterCase(
      name: "private", candidate: { $0.maySee = false }, dropped: .mayNotSee,
      because: "Ana may not see this private ticket"),
    FilterCase(
      name: "excluded", candidate: { $0.excluded = "handed it over at noon" }, dropped: .excluded,
      because: "Ana handed it over at noon"),
    FilterCase(
      name: "paused",
      candidate: { $0.pause = Pause(member: $0.member, from: now - .minutes(5), reason: "a migration") },
      dropped: .paused, because: "Ana takes no tickets: a migration"),
    FilterCase(
      name: "paused until a time",
      candidate: {
        $0.pause = Pause(member: $0.member, from: now, until: now + .minutes(30), reason: "lunch")
      }, dropped: .paused, because: "Ana takes no tickets until Fri 2027-01-15 08:30 Etc/UTC: lunch"),
    FilterCase(
      name: "a pause that is over",
      candidate: { $0.pause = Pause(member: $0.member, from: now - .minutes(5), until: now, reason: "lunch") },
      because: "Ana has 2 of 5 tickets"),
    FilterCase(
      name: "unskilled", rule: { $0.skills = ["billing"] }, dropped: .lacksSkill,
      because: "Ana lacks the skill 'billing'"),
    FilterCase(
      name: "unskilled, a second before it relaxes",
      rule: {
        $0.skills = ["billing"]
        $0.skillsRelax = now + .seconds(1)
      }, dropped: .lacksSkill, because: "Ana lacks the skill 'billing'"),
    FilterCase(
      name: "unskilled, relaxed",
      rule: {
        $0.skills = ["billing"]
        $0.skillsRelax = now
      }, because: "Ana has 2 of 5 tickets and lacks 'billing', which is not asked for any more"),
    FilterCase(
      name: "relaxed skills never open a private ticket", candidate: { $0.maySee = false },
      rule: {
        $0.skills = ["billing"]
        $0.skillsRelax = now
      }, dropped: .mayNotSee, because: "Ana may not see this private ticket"),
    FilterCase(
      name: "about to leave", candidate: { $0.until = now + .minutes(14) }, dropped: .shiftEnds,
      because: "Ana's shift ends in under 15 minutes"),
    FilterCase(
      name: "about to leave, most urgent", candidate: { $0.until = now + .minutes(14) },
      rule: { $0.ignoresShiftEnd = true }, because: "Ana has 2 of 5 tickets"),
    FilterCase(
      name: "just room for it", candidate: { $0.load = 3 }, rule: { $0.weight = 2 },
      because: "Ana has 3 of 5 tickets; this one counts 2"),
    FilterCase(
      name: "no room for a heavy one", candidate: { $0.load = Load(hundredths: 350) }, rule: { $0.weight = 2 },
      dropped: .full, because: "Ana has 3.5 of 5 tickets; this one counts 2"),
    FilterCase(
      name: "whoever has nothing takes any one ticket", candidate: { $0.load = 0 }, rule: { $0.weight = 9 },
      because: "Ana has 0 of 5 tickets; this one counts 9"),
    FilterCase(
      name: "a light one does not come to who is over capacity", candidate: { $0.load = 6 },
      rule: { $0.weight = Load(hundredths: 0) }, dropped: .full,
      because: "Ana has 6 of 5 tickets; this one counts 0"),
    FilterCase(
      name: "full, and the priority goes beyond", candidate: { $0.load = 5 }, rule: { $0.goesBeyondCapacity = true },
      because: "Ana has 5 of 5 tickets, and this priority goes beyond that"),
    FilterCase(
      name: "too many at once", candidate: { $0.recent = [now - .minutes(50), now - .minutes(5)] },
      rule: { $0.rate = RateLimit(count: 2, window: PlainDuration(.hours(1))) }, dropped: .tooMany,
      because: "Ana was given 2 tickets in the last 1 hour"),
    FilterCase(
      name: "the first of them is an hour ago", candidate: { $0.recent = [now - .hours(1), now - .minutes(5)] },
      rule: { $0.rate = RateLimit(count: 2, window: PlainDuration(.hours(1))) }, because: "Ana has 2 of 5 tickets"),
  ]

  @Test("Each filter drops whom it should, and nobody else", arguments: cases)
  func filter(one: FilterCase) {
    var ana = Candidate(
      member: Desks.member("ana"), name: "Ana", until: Self.now + .hours(4), capacity: 5, load: 2)
    one.candidate(&ana)
    var rule = AssignTicket(now: Self.now, policy: .leastLoaded)
    one.rule(&rule)
    let verdict = rule.decide(among: [ana]).verdicts.first
    #expect(verdict?.dropped == one.dropped)
    #expect(verdict?.because == one.because)
  }

  @Test("The first filter that holds is the reason, in the order of K1")
  func order() {
    let order = CandidateVerdict.Drop.allCases.filter { $0 != .notPrimary }
    var ana = Candidate(
      member: Desks.member("ana"), name: "Ana", until: Self.now, capacity: 1, load: 1, isOnLeave: true)
    (ana.isInQueue, ana.maySee, ana.excluded) = (false, false, "is left out")
    ana.pause = Pause(member: ana.member, from: Self.now, reason: "busy")
    ana.recent = [Self.now]
    var rule = AssignTicket(now: Self.now, policy: .leastLoaded, skills: ["billing"])
    rule.rate = RateLimit(count: 1, window: PlainDuration(.hours(1)))
    var told: [CandidateVerdict.Drop] = []
    let mend: [(inout Candidate) -> Void] = [
      { $0.isOnLeave = false }, { $0.isInQueue = true }, { $0.maySee = true }, { $0.excluded = nil },
      { $0.pause = nil }, { $0.skills = ["billing"] }, { $0.until = Self.now + .hours(1) }, { $0.load = 0 },
      { $0.recent = [] },
    ]
    for step in mend {
      if let drop = rule.decide(among: [ana]).verdicts.first?.dropped { told.append(drop) }
      step(&ana)
    }
    #expect(told == order)
    #expect(rule.decide(among: [ana]).owner == ana.member)
  }

  @Test("When time alone will change the answer, the earliest such time is said")
  func changes() {
    func someone(_ id: String) -> Candidate {
      Candidate(member: Desks.member(id), name: id, until: Self.now + .hours(9), capacity: 5)
    }
    var (ana, ben, cleo) = (someone("ana"), someone("ben"), someone("cleo"))
    ana.pause = Pause(member: ana.member, from: Self.now, until: Self.now + .minutes(40), reason: "lunch")
    ben.recent = [Self.now - .minutes(35), Self.now - .minutes(1)]
    cleo.skills = []
    var rule = AssignTicket(now: Self.now, policy: .leastLoaded, skills: ["billing"])
    (ana.skills, ben.skills) = (["billing"], ["billing"])
    rule.rate = RateLimit(count: 2, window: PlainDuration(.hours(1)))
    rule.skillsRelax = Self.now + .minutes(30)
    #expect(rule.decide(among: [ana, ben, cleo]).changes == Self.now + .minutes(25), "ben's first is an hour old")
    #expect(rule.decide(among: [ana, cleo]).changes == Self.now + .minutes(30), "skills relax")
    #expect(rule.decide(among: [ana]).changes == Self.now + .minutes(40), "the pause ends")
    var (post, dora) = (rule, someone("dora"))
    (post.policy, dora.skills) = (.pull, ["billing"])
    let posted = post.decide(among: [ana, dora])
    #expect(posted.offered == [dora.member] && posted.changes == Self.now + .minutes(40), "it is for both then")
    ana.pause?.until = nil
    #expect(rule.decide(among: [ana]).changes == nil)
  }
}
