import Scheduling
import Testing
import Timekeeping

@testable import Drafting

@Suite("Fingerprints")
struct FingerprintTests {
  @Test(
    "It is FNV-1a with 64 bits",
    arguments: [("", "cbf29ce484222325"), ("a", "af63dc4c8601ec8c"), ("foobar", "85944171f73967e8")])
  func knownValues(text: String, expected: String) {
    var print = Fingerprint()
    for byte in text.utf8 { print.add(byte) }
    #expect(print.text == expected)
  }

  @Test("Fields and records are kept apart")
  func apart() {
    var one = Fingerprint(), two = Fingerprint(), three = Fingerprint()
    one.add("ab", "c")
    two.add("a", "bc")
    three.add("ab")
    three.add("c")
    #expect(Set([one, two, three]).count == 3)
  }

  @Test("Everything the draft depends on shows in its fingerprint")
  func changes() throws {
    let sketch = try SampleWeek.sketch()
    var changed: [DraftingInput] = [sketch.input]
    func change(_ edit: (inout DraftingInput) throws -> Void) rethrows {
      var input = sketch.input
      try edit(&input)
      changed.append(input)
    }
    change { $0.period = DraftPeriod(ISOWeek(containing: $0.period.until)) }
    change { $0.rules.rest = nil }
    change { $0.rules.alongside = [["desk".id(), "weekend".id()]] }
    change { $0.rules.spread = 9 }
    try change { $0.holidays = [Holiday(date: try CivilDate(text: "2026-01-12"), name: "Off")] }
    change { $0.earned = [Balance(member: "bo".id(), hundredths: 1)] }
    change { $0.schedule.members.swapAt(0, 1) }
    change { $0.schedule.members[0].weekends = .never }
    try change { $0.schedule.members[0].until = try CivilDate(text: "2026-01-12") }
    change { $0.schedule.duties.swapAt(0, 1) }
    change { $0.published[ShiftID(text: "x")] = "ana".id() }
    change { $0.decisions = [LeadDecision(slot: ShiftID(text: "x"), member: "ana".id(), kind: .assign)] }
    changed.append(try sketch.onLeave("bo", "2026-01-12T00:00", "2026-01-13T00:00").input)
    changed.append(try sketch.standing("bo", "primary", "2026-01-20T00:00", "2026-01-21T00:00").input)
    let prints = try changed.map { try ProblemFacts($0).fingerprint }
    #expect(Set(prints).count == changed.count)
  }

  @Test("Each field of the rules shows, and each of what they are made of")
  func rules() throws {
    let sketch = try SampleWeek.sketch()
    let limit = CountLimit(.shifts, per: .week, most: .count(3))
    let senior = Companions(member: "bo".id(), beside: ["ana".id()])
    let edits: [String: [(inout DraftingRules) throws -> Void]] = [
      "rest": [{ $0.rest = try duration("9 hours") }],
      "atMostPerWeek": [{ $0.atMostPerWeek = try duration("9 hours") }],
      "atMostPerDay": [{ $0.atMostPerDay = try duration("9 hours") }],
      "atMostPerMonth": [{ $0.atMostPerMonth = try duration("90 hours") }], "nightsInARow": [{ $0.nightsInARow = 4 }],
      "noTwoWeekendsInARow": [{ $0.noTwoWeekendsInARow.toggle() }],
      "neverTogether": [{ $0.neverTogether = [["ana".id(), "bo".id()]] }],
      "alongside": [{ $0.alongside = [["desk".id(), "primary".id()]] }], "fairnessWeeks": [{ $0.fairnessWeeks = 5 }],
      "weekendWeight": [{ $0.weekendWeight = 210 }], "holidayWeight": [{ $0.holidayWeight = 210 }],
      "nightWeight": [{ $0.nightWeight = 110 }], "keepPublished": [{ $0.keepPublished = 31 }],
      "spread": [{ $0.spread = 9 }],
      "limits": [
        { $0.limits = [limit] }, { $0.limits = [limit, limit] },
        { $0.limits = [CountLimit(.nights, per: .week, most: .count(3))] },
        { $0.limits = [CountLimit(.duty("desk".id()), per: .week, most: .count(3))] },
        { $0.limits = [CountLimit(.shifts, per: .month, most: .count(3))] },
        { $0.limits = [CountLimit(.shifts, per: .week, most: .count(4))] },
        { $0.limits = [CountLimit(.shifts, per: .week, most: .time(try duration("4 hours")))] },
        { $0.limits = [CountLimit(.shifts, per: .week, most: .count(3), price: 60)] },
      ],
      "runs": [
        { $0.runs = RunLimits(mostDays: 3) }, { $0.runs = RunLimits(leastDays: 3) },
        { $0.runs = RunLimits(leastDaysOff: 3) },
      ],
      "successions": [
        { $0.successions = [Succession(after: "night".id(), never: ["desk".id()])] },
        { $0.successions = [Succession(after: "late".id(), never: ["desk".id()])] },
        { $0.successions = [Succession(after: "night".id(), never: ["desk".id(), "chat".id()])] },
        { $0.successions = [Succession(after: "night".id(), never: ["desk".id()], within: try duration("9 hours"))] },
      ],
      "protectedNight": [
        { $0.protectedNight = ProtectedNight(hours: try WeeklyHours(text: "23:00-06:00")) },
        { $0.protectedNight = ProtectedNight(atMost: try duration("4 hours")) },
      ],
      "companions": [
        { $0.companions = [senior] },
        { $0.companions = [Companions(member: "cy".id(), beside: ["ana".id()])] },
        { $0.companions = [Companions(member: "bo".id(), beside: ["cy".id()])] },
        {
          $0.companions = [
            Companions(member: "bo".id(), beside: ["ana".id()], until: try CivilDate(text: "2026-02-01"))
          ]
        },
      ],
      "secondWeekend": [{ $0.secondWeekend = 30 }], "volunteersFirst": [{ $0.volunteersFirst = 60 }],
      "holidays": [{ $0.holidays = .points(20) }, { $0.holidays = .never }], "wish": [{ $0.wish = 6 }],
      "sameMember": [{ $0.sameMember = 90 }], "keepPublishedLater": [{ $0.keepPublishedLater = 3 }],
      "nearby": [{ $0.nearby = try duration("9 days") }], "fairnessWeight": [{ $0.fairnessWeight = 90 }],
      "leave": [{ $0.leave = .excused }, { $0.leave = .owed }], "earnedLeave": [{ $0.earnedLeave = .owed }],
    ]
    try expectAll(edits, of: DraftingRules(), sketch) { $0.rules = $1 }
  }

  @Test("Each field of the input shows, and each of a member and a pattern that drafts look at")
  func inputs() throws {
    let sketch = try SampleWeek.sketch()
    let leave = try sketch.onLeave("bo", "2026-01-12T00:00", "2026-01-13T00:00").input.leave
    let standing = try sketch.standing("bo", "primary", "2026-01-20T00:00", "2026-01-21T00:00").input.standing
    let decision = LeadDecision(slot: ShiftID(text: "x"), member: "ana".id(), kind: .assign)
    let time = try span("2026-01-12T00:00", "2026-01-13T00:00")
    let slot = try #require(try sketch.input.slots().first)
    let wish = Wish(id: "W-1", member: "bo".id(), kind: .off, interval: time)
    let edits: [String: [(inout DraftingInput) throws -> Void]] = [
      "schedule": [{ $0.schedule.members.swapAt(0, 1) }, { $0.schedule.duties.swapAt(0, 1) }],
      "rules": [{ $0.rules.spread = 9 }], "period": [{ $0.period = DraftPeriod($0.period.from) }],
      "leave": [{ $0.leave = leave }], "standing": [{ $0.standing = standing }],
      "published": [{ $0.published[ShiftID(text: "x")] = "ana".id() }],
      "hours": [{ $0.hours = [slot.id: time] }],
      "earned": [{ $0.earned = [Balance(member: "bo".id(), hundredths: 1)] }],
      "decisions": [{ $0.decisions = [decision] }],
      "holidays": [{ $0.holidays = [Holiday(date: try CivilDate(text: "2026-01-12"), name: "Off")] }],
      "wishes": [
        { $0.wishes = [wish] }, { $0.wishes = [Wish(id: "W-1", member: "bo".id(), kind: .on, interval: time)] },
        { $0.wishes = [Wish(id: "W-1", member: "cy".id(), kind: .off, interval: time)] },
        { $0.wishes = [Wish(id: "W-1", member: "bo".id(), kind: .off, interval: time, weight: 2)] },
      ],
      "credits": [{ $0.credits = [Balance(member: "bo".id(), hundredths: 50)] }],
    ]
    // Zones show in the instants of slots, leave and hours; when it is drafted only where near slots are kept otherwise,
    // what leave was earned and whether the day before is published only where rules look at it; other teams' walls and
    // limits beside their shifts.
    let beside: Set = ["zones", "begins", "earnedLeave", "isPublishedBefore", "walls", "others"]
    try expectAll(edits, of: sketch.input, sketch, without: beside) { $0 = $1 }
    let bo = try #require(sketch.input.schedule.members.first)
    let people: [String: [(inout Member) throws -> Void]] = [
      "name": [{ $0.name = "Bob" }], "zone": [{ $0.zone = try ZoneID(text: "Asia/Kolkata") }],
      "hours": [{ $0.hours = try WeeklyHours(text: "mon-fri 08:00-17:00") }], "skills": [{ $0.skills = ["billing"] }],
      "weekends": [{ $0.weekends = .never }], "share": [{ $0.share = 50 }],
      "from": [{ $0.from = try CivilDate(text: "2026-01-01") }],
      "until": [{ $0.until = try CivilDate(text: "2026-12-01") }], "nights": [{ $0.nights = .never }],
      "holidays": [
        { $0.holidays = [] }, { $0.holidays = [Holiday(date: try CivilDate(text: "2026-01-14"), name: "Off")] },
      ],
    ]
    let unseen: Set = ["id", "email", "capacity", "contacts", "notices", "reminders", "paging"]
    try expectAll(people, of: bo, sketch, without: unseen) { $0.schedule.members[0] = $1 }
    let pattern = try #require(sketch.input.schedule.duties.first?.slots)
    let patterns: [String: [(inout SlotPattern) throws -> Void]] = [
      "hours": [{ $0.hours = try WeeklyHours(text: "mon 08:00-12:00") }],
      "zone": [{ $0.zone = try ZoneID(text: "Asia/Kolkata") }], "people": [{ $0.people = 2 }],
      "eligible": [{ $0.eligible = .volunteers }, { $0.eligible = .members(["ana".id()]) }],
      "skills": [{ $0.skills = ["billing"] }], "sameMember": [{ $0.sameMember.toggle() }],
      "points": [{ $0.points = PointsRate(hundredthsPerHour: 777) }],
      "workingHours": [{ $0.workingHours = .any }, { $0.workingHours = .preferred }],
      "staysOpen": [{ $0.staysOpen = true }],
      "days": [{ $0.days = DayLimits(except: [try DateRange(text: "2026-01-14..2026-01-14")]) }],
    ]
    // What is asked of people on shift, and what it earns them in leave, is no matter of who stands it.
    let aside: Set = ["goal", "checkIn", "checkInRequired", "claimUntil", "credit"]
    try expectAll(patterns, of: pattern, sketch, without: aside) { $0.schedule.duties[0].filling = .slots($1) }
  }

  /// Every field has an edit, and every edit another fingerprint.
  private func expectAll<Value>(
    _ edits: [String: [(inout Value) throws -> Void]], of value: Value, _ sketch: Sketch,
    without unseen: Set<String> = [],
    put: (inout DraftingInput, Value) -> Void
  ) throws {
    let fields = Set(Mirror(reflecting: value).children.compactMap(\.label))
    #expect(fields == Set(edits.keys).union(unseen), "a new field shows here, or is said to be unseen")
    var input = sketch.input
    put(&input, value)
    var prints = [try ProblemFacts(input).fingerprint]
    for (field, changes) in edits {
      for change in changes {
        var changed = value
        try change(&changed)
        var input = sketch.input
        put(&input, changed)
        let print = try ProblemFacts(input).fingerprint
        #expect(!prints.contains(print), "\(field)")
        prints.append(print)
      }
    }
  }

  @Test("Leave of the weeks before shows where fairness looks at it, and which was earned")
  func sharedLeave() throws {
    var sketch = try SampleWeek.sketch().onLeave("bo", "2025-12-12T00:00", "2025-12-13T00:00")
    let leave = sketch.input.leave
    func print(_ rule: LeaveInFairness?, _ leave: [Leave], earned: [String] = []) throws -> String {
      (sketch.input.rules.leave, sketch.input.leave, sketch.input.earnedLeave) = (rule, leave, earned)
      sketch.input.rules.earnedLeave = earned.isEmpty ? nil : .owed
      return try ProblemFacts(sketch.input).fingerprint
    }
    #expect(try print(nil, leave) == print(nil, []))
    #expect(try print(.excused, leave) != print(.excused, []))
    #expect(try print(.excused, leave, earned: ["x"]) != print(.excused, leave, earned: [leave[0].id]))
  }

  @Test("Leave far from the week and of people who are not in the team does not")
  func irrelevant() throws {
    let sketch = try SampleWeek.sketch()
    let far = try sketch.onLeave("bo", "2026-06-12T00:00", "2026-06-13T00:00")
      .onLeave("zed", "2026-01-12T00:00", "2026-01-13T00:00")
    #expect(try sketch.draft().fingerprint == far.draft().fingerprint)
  }
}
