import RotaSearch
import Scheduling
import Testing
import Timekeeping

@testable import Drafting

@Suite("Rule: rest between shifts")
struct RestBetweenShiftsTests {
  let rule = RestBetweenShifts(rest: .hours(11), settings: DraftingRules())
  let duties: [Duty]

  init() throws {
    duties = [try slots("desk", "mon-tue 08:00-12:00, 12:00-16:00, 16:00-20:00"), try slots("chat", "mon 20:00-22:00")]
  }

  /// Ana stands Monday 12:00–16:00:
  /// ```
  /// Mon 08–12 12–16 16–20 20–22   Tue 08–12
  ///     desk  ANA   desk  chat        desk
  ///     touch       touch too near    16 h later
  /// ```
  @Test("Slots of one duty may touch; otherwise the rest is kept")
  func drawn() throws {
    let sketch = try Sketch(members("ana"), duties)
    let holding: KeyValuePairs = ["desk mon 12:00": "ana"]
    #expect(try sketch.judge(rule, "ana", "desk mon 08:00", holding: holding) == .fine)
    #expect(try sketch.judge(rule, "ana", "desk mon 16:00", holding: holding) == .fine)
    #expect(try sketch.judge(rule, "ana", "desk tue 08:00", holding: holding) == .fine)
    #expect(
      try sketch.judge(rule, "ana", "chat mon 20:00", holding: holding).sentence
        == "Ana ends desk at Mon 16:00 Europe/London, only 4 h before")
  }

  @Test("Touching is for one duty: another needs its rest")
  func otherDutyTouching() throws {
    let sketch = try Sketch(members("ana"), duties)
    #expect(
      try sketch.judge(rule, "ana", "chat mon 20:00", holding: ["desk mon 16:00": "ana"]).sentence
        == "Ana ends desk at Mon 20:00 Europe/London, without any rest")
  }

  @Test("It is judged two by two, so a block has at most two short slots")
  func blocks() throws {
    let sketch = try Sketch(members("ana"), duties)
    #expect(try sketch.judge(rule, "ana", "desk mon 16:00", holding: ["desk mon 08:00": "ana"]).isForbidden)
  }

  @Test("Fixed shifts count before and after, exactly the rest is enough")
  func standing() throws {
    let late = try Sketch(members("ana"), duties)
      .standing("ana", "night", "2026-01-11T22:00", "2026-01-12T02:00", team: "night-team")
    #expect(
      try late.judge(rule, "ana", "desk mon 08:00").sentence
        == "Ana ends night in night-team at Mon 02:00 Europe/London, only 6 h before")
    #expect(try late.judge(rule, "ana", "desk mon 16:00") == .fine)
    let next = try Sketch(members("ana"), duties).standing("ana", "night", "2026-01-14T06:30", "2026-01-14T08:00")
    #expect(
      try next.judge(rule, "ana", "desk tue 16:00").sentence
        == "Ana starts night at Wed 06:30 Europe/London, only 10 h 30 min after")
    let exact = try Sketch(members("ana"), duties).standing("ana", "night", "2026-01-11T12:00", "2026-01-11T21:00")
    #expect(try exact.judge(rule, "ana", "desk mon 08:00") == .fine)
  }

  @Test("Beside a shift of another team the longer rest of the two holds; this team's own slots keep its own")
  func otherTeams() throws {
    var sketch = try Sketch(members("ana"), duties)
      .standing("ana", "night", "2026-01-11T20:00", "2026-01-12T00:00", team: "night-team")
    let (desk, late, chat) = try (
      sketch.problem().slot("desk mon 08:00"), sketch.problem().slot("desk mon 16:00"),
      sketch.problem().slot("chat mon 20:00")
    )
    let free = try sketch.problem()
    #expect(free.block(0, desk) == nil)
    let print = try ProblemFacts(sketch.input).fingerprint
    sketch.input.others = ["night-team".id(): ShiftLimits(rest: .hours(11))]
    #expect(try ProblemFacts(sketch.input).fingerprint != print)
    for own in [nil, PlainDuration(.hours(4))] {
      sketch.input.rules.rest = own
      let problem = try sketch.problem()
      #expect(
        problem.block(0, desk)?.sentence
          == "Ana ends night in night-team at Mon 00:00 Europe/London, only 8 h before")
      #expect(problem.mayTake[0, late] && problem.conflicts[late, chat] == (own != nil))
    }
  }

  @Test("The hour that clocks skip is no rest")
  func springForward() throws {
    // Sunday 29 March 2026: from Saturday 21:00 to Sunday 08:00 there are 10 hours in London.
    let sketch = try Sketch(
      members("ana"), [slots("desk", "sat 17:00-21:00, sun 08:00-12:00")], week: "2026-W13")
    #expect(
      try sketch.judge(rule, "ana", "desk sun 08:00", holding: ["desk sat 17:00": "ana"]).sentence
        == "Ana ends desk at Sat 21:00 Europe/London, only 10 h before")
  }

  @Test("Rest does not count between duties that may be stood alongside")
  func alongside() throws {
    let relaxed = RestBetweenShifts(
      rest: .hours(11), settings: DraftingRules(alongside: [["desk".id(), "primary".id()]]))
    let sketch = try Sketch(members("ana"), duties).standing("ana", "primary", "2026-01-05T09:00", "2026-01-12T07:00")
    #expect(try sketch.judge(rule, "ana", "desk mon 08:00").isForbidden)
    #expect(try sketch.judge(relaxed, "ana", "desk mon 08:00") == .fine)
  }
}
