import Scheduling
import Testing
import Timekeeping

@testable import Drafting

@Suite("The check before publishing")
struct DraftCheckTests {
  /// Ana and Bo on a desk on Monday and Saturday.
  func sketch(_ rules: DraftingRules = DraftingRules(), bo: Member? = nil) throws -> Sketch {
    try Sketch([member("ana"), bo ?? member("bo")], [slots("desk", "mon,sat 08:00-12:00, 12:00-16:00")], rules: rules)
  }

  /// What the check says when every slot named goes to its member.
  func violations(_ sketch: Sketch, _ holding: KeyValuePairs<String, String>) throws -> [Violation] {
    let problem = try sketch.problem()
    var holders: [Int: MemberID] = [:]
    for (slot, member) in holding { holders[try problem.slot(slot)] = member.id() }
    let assignments = problem.slots.enumerated().map { index, facts in
      DraftAssignment(
        slot: facts.slot, title: facts.title, window: facts.window, zone: facts.pattern.zone, member: holders[index])
    }
    let draft = Draft(team: problem.team, period: problem.period, assignments: assignments)
    return try DraftCheck.violations(draft, sketch.input)
  }

  @Test("A lawful draft passes, open slots included")
  func lawful() throws {
    #expect(try violations(sketch(), ["desk mon 08:00": "ana", "desk mon 12:00": "bo"]).isEmpty)
  }

  @Test("Leave that came after the draft is found, and the sentence can be forwarded")
  func leave() throws {
    let late = try sketch().onLeave("ana", "2026-01-12T00:00", "2026-01-17T00:00")
    let found = try violations(late, ["desk mon 08:00": "ana", "desk sat 08:00": "ana"])
    #expect(found.map(\.sentence) == ["desk 08:00-12:00 on Mon 12 Jan: Ana is on leave 12–16 Jan"])
    #expect(found.first?.member == "ana".id() && found.first?.rule == "not-on-leave")
  }

  @Test("Each hard rule is found when it is broken")
  func eachRule() throws {
    let eleven = DraftingRules(rest: try duration("11 hours"))
    let cases: [(Sketch, KeyValuePairs<String, String>, String)] = [
      (try sketch(bo: member("bo", weekends: .never)), ["desk sat 08:00": "bo"], "eligibility"),
      (try sketch(bo: member("bo", until: "2026-01-11")), ["desk mon 08:00": "bo"], "eligibility"),
      (try sketch(bo: member("bo", hours: "mon-fri 09:00-17:00")), ["desk mon 08:00": "bo"], "working-hours"),
      (try sketch().decided(.forbid, "desk mon 08:00", "bo"), ["desk mon 08:00": "bo"], "lead-decides"),
      (try sketch().decided(.assign, "desk mon 08:00", "ana"), ["desk mon 08:00": "bo"], "lead-decides"),
      (
        try sketch().standing("bo", "primary", "2026-01-12T11:00", "2026-01-12T13:00", team: "away"),
        ["desk mon 08:00": "bo"], "no-overlap"
      ),
      (
        try sketch(eleven).standing("bo", "primary", "2026-01-11T11:00", "2026-01-12T00:00", team: "away"),
        ["desk mon 08:00": "bo"], "rest-between-shifts"
      ),
      (
        try sketch(DraftingRules(noTwoWeekendsInARow: true))
          .standing("bo", "weekend", "2026-01-10T08:00", "2026-01-10T12:00"), ["desk sat 08:00": "bo"],
        "no-two-weekends-in-a-row"
      ),
      (
        try sketch(DraftingRules(atMostPerWeek: duration("6 hours"))),
        ["desk mon 08:00": "bo", "desk sat 08:00": "bo"],
        "most-per-week"
      ),
    ]
    for (sketch, holding, rule) in cases { #expect(try violations(sketch, holding).map(\.rule) == [rule]) }
  }

  @Test("What two slots break together is said once, with the later one")
  func pairs() throws {
    let duties = [try slots("desk", "mon 08:00-12:00"), try slots("chat", "mon 10:00-14:00")]
    let rules = DraftingRules(neverTogether: [["ana".id(), "bo".id()]])
    let sketch = try Sketch(members("ana", "bo"), duties, rules: rules)
    let both = try violations(sketch, ["desk mon 08:00": "ana", "chat mon 10:00": "bo"])
    #expect(both.map(\.rule) == ["never-together"] && both.first?.member == "bo".id())
    let alone = try violations(sketch, ["desk mon 08:00": "ana", "chat mon 10:00": "ana"])
    #expect(
      alone.map(\.sentence) == [
        "chat 10:00-14:00 on Mon 12 Jan: Ana is on desk then, Mon 12 Jan 08:00-12:00 Europe/London"
      ])
  }

  @Test("A schedule that changed since is found: gone, moved and new slots, and members who left")
  func schedule() throws {
    var sketch = try sketch()
    let draft = try sketch.draft()
    sketch.input.schedule.duties = [try slots("desk", "mon 08:00-12:00, 12:00-17:00, tue 08:00-12:00")]
    sketch.input.schedule.members.removeAll { $0.id == "ana".id() }
    let found = try DraftCheck.violations(draft, sketch.input)
    #expect(found.filter { $0.rule == "slots" }.count == 4, "12:00 moved, two Saturday slots gone, Tuesday new")
    #expect(found.contains { $0.sentence == "ana is not in the team any more" })
    #expect(found.contains { $0.sentence == "the schedule has a slot of desk on Tue 13 Jan that the draft lacks" })
  }

  @Test("A slot that stands twice is found")
  func twice() throws {
    let sketch = try sketch()
    let draft = try sketch.draft()
    let doubled = Draft(team: draft.team, period: draft.period, assignments: draft.assignments + [draft.assignments[0]])
    #expect(try DraftCheck.violations(doubled, sketch.input).contains { $0.sentence.hasSuffix("is there twice") })
  }
}
