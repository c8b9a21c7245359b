import Scheduling
import Testing
import Timekeeping

@testable import Drafting

@Suite("Hand-made weeks")
struct HandMadeWeekTests {
  @Test("A desk week and a weekend of volunteers come out whole and fair")
  func sampleWeek() throws {
    let sketch = try SampleWeek.sketch()
    let draft = try sketch.draft()
    #expect(
      draft.grid()
        == """
        desk-team 2026-W03, 12–18 Jan, times in Europe/London

                              Mon 12  Tue 13  Wed 14  Thu 15  Fri 16  Sat 17  Sun 18
        desk     08:00-12:00  Bo      Bo      Bo      Bo      Bo
                 12:00-16:00  Cy      Cy      Cy      Cy      Cy
                 16:00-20:00  Dee     Dee     Dee     Dee     Dee
        weekend  10:00-18:00                                          Ana     Eli

        """)
    #expect(draft.gaps.isEmpty && draft.notes.isEmpty)
    #expect(try DraftCheck.violations(draft, sketch.input).isEmpty)
  }

  @Test("Leave in the week hands on one day of a published line, not all of it")
  func lateLeave() throws {
    var sketch = try SampleWeek.sketch()
    for next in try sketch.draft().assignments { sketch.input.published[next.slot.id] = next.member }
    let draft = try sketch.onLeave("cy", "2026-01-14T00:00", "2026-01-15T00:00").draft()
    let desk = draft.assignments.filter { $0.window == "12:00-16:00" }
    #expect(desk.map { $0.member?.text } == ["cy", "cy", "fay", "cy", "cy"])
    let changed = draft.assignments.filter { sketch.input.published[$0.slot.id] != $0.member }
    #expect(changed.count == 1)
    #expect(draft.notes == ["desk 12:00-16:00 is shared by Cy and Fay: so it costs less than with one member"])
  }

  @Test("When more of a line has to change than is kept, one member has it all again")
  func lateLongLeave() throws {
    var sketch = try SampleWeek.sketch()
    for next in try sketch.draft().assignments { sketch.input.published[next.slot.id] = next.member }
    let draft = try sketch.onLeave("cy", "2026-01-13T00:00", "2026-01-17T00:00").draft()
    let desk = draft.assignments.filter { $0.window == "12:00-16:00" }
    #expect(Set(desk.compactMap { $0.member?.text }) == ["fay"])
  }

  @Test("A line that nobody may take whole is shared, and the draft says why")
  func sharedLine() throws {
    let people = [
      try member("ana", hours: "mon-wed 08:00-12:00"), try member("bo", hours: "tue-fri 08:00-12:00"),
      try member("cy", hours: "mon-fri 13:00-17:00"),
    ]
    let sketch = try Sketch(people, [slots("desk", "mon-fri 08:00-12:00", sameMember: true)])
    let draft = try sketch.draft()
    #expect(draft.assignments.map { $0.member?.text } == ["ana", "ana", "ana", "bo", "bo"])
    // Two members break the line once (100) wherever they change over, so fairness decides. A fair share is 10 h each,
    // 40 quarters: with 12 and 8 h each is 8 quarters off, 64 / 160 = 0 points; with 4 and 16 h 24, 576 / 160 = 4 points.
    #expect(try objective(sketch, ["ana", "ana", "ana", "bo", "bo"]) == 100)
    #expect(try objective(sketch, ["ana", "bo", "bo", "bo", "bo"]) == 108)
    #expect(draft.objective == 100)
    #expect(
      draft.notes == [
        "desk 08:00-12:00 is shared by Ana and Bo: nobody may take all of it (Thu 15 Jan 08:00-12:00 Europe/London is "
          + "outside the hours of Ana (mon-wed 08:00-12:00); Mon 12 Jan 08:00-12:00 Europe/London is outside the hours of "
          + "Bo (tue-fri 08:00-12:00))"
      ])
  }

  /// What it costs that the slots are stood by `holders`, in the order of time.
  private func objective(_ sketch: Sketch, _ holders: [String]) throws -> Int {
    let problem = try sketch.problem()
    var judge = DraftJudge(problem)
    for (slot, holder) in holders.enumerated() { judge.assign(try problem.member(holder), to: slot) }
    return judge.objective
  }

  @Test("An open slot names every member's obstacle")
  func openSlot() throws {
    let people = [try member("ana"), try member("bo", skills: ["billing"]), try member("cy", skills: ["billing"])]
    let draft = try Sketch(people, [slots("desk", "mon 08:00-12:00", skills: ["billing"])])
      .onLeave("bo", "2026-01-12T00:00", "2026-01-13T00:00")
      .standing("cy", "primary", "2026-01-12T10:00", "2026-01-12T20:00", team: "night-team").draft()
    let gap = try #require(draft.gaps.first)
    #expect(gap.label == "desk 08:00-12:00 on Mon 12 Jan")
    #expect(
      gap.others.map(\.text) == [
        "desk needs billing, which Ana does not have", "Bo is on leave 12 Jan",
        "Cy is on primary in night-team then, Mon 12 Jan 10:00-20:00 Europe/London",
      ])
    #expect(draft.notes == ["1 of 1 slot stay open"])
    #expect(draft.grid().contains("— open"))
  }

  @Test("The scarce slot is filled first: who alone can stand it is kept for it")
  func hardestFirst() throws {
    let people = [try member("ana", skills: ["billing"]), try member("bo")]
    let duties = [try slots("desk", "mon 08:00-12:00"), try slots("billing", "mon 08:00-12:00", skills: ["billing"])]
    let draft = try Sketch(people, duties).earned(["ana": 0, "bo": 9000]).draft()
    #expect(draft.assignments.map { $0.member?.text } == ["bo", "ana"])
  }

  @Test("Room is made for a slot by moving another one")
  func repair() throws {
    // Published: Ana on the desk. Billing is new, only Ana can stand it, at the same time.
    let people = [try member("ana", skills: ["billing"]), try member("bo")]
    let duties = [try slots("desk", "mon 08:00-12:00"), try slots("billing", "mon 08:00-12:00", skills: ["billing"])]
    let draft = try Sketch(people, duties).published(["desk mon 08:00": "ana"]).draft()
    #expect(draft.assignments.map { $0.member?.text } == ["bo", "ana"])
  }

  @Test("What is published stays although a fresh draft would come out otherwise, until balance outweighs it")
  func keepsPublished() throws {
    let sketch = try Sketch(members("ana", "bo"), [slots("desk", "mon 08:00-12:00")])
    #expect(try sketch.draft().holder(sketch, "desk mon 08:00") == "ana")
    let published = try sketch.published(["desk mon 08:00": "bo"])
    #expect(try published.draft().holder(sketch, "desk mon 08:00") == "bo")
    #expect(try published.earned(["ana": 0, "bo": 2000]).draft().holder(sketch, "desk mon 08:00") == "bo")
    #expect(try published.earned(["ana": 0, "bo": 9000]).draft().holder(sketch, "desk mon 08:00") == "ana")
  }

  @Test("Ties go to the smaller balance, then to the order of the file")
  func ties() throws {
    let sketch = try Sketch(members("cy", "ana", "bo"), [slots("desk", "mon 08:00-12:00")])
    #expect(try sketch.draft().holder(sketch, "desk mon 08:00") == "cy")
    let behind = sketch.earned(["cy": 100, "ana": 100, "bo": 50])
    #expect(try behind.draft().holder(sketch, "desk mon 08:00") == "bo")
  }

  @Test("A lead's word is kept, and one about nothing is mentioned")
  func decisions() throws {
    var sketch = try Sketch(members("ana", "bo"), [slots("desk", "mon-tue 08:00-12:00")])
      .decided(.assign, "desk mon 08:00", "bo").decided(.forbid, "desk tue 08:00", "ana")
    let unknown = ShiftID(text: "desk-team.desk.slot.20260201T0800.1")
    sketch.input.decisions.append(LeadDecision(slot: unknown, member: "ana".id(), kind: .assign))
    let draft = try sketch.draft()
    #expect(draft.assignments.map { $0.member?.text } == ["bo", "bo"])
    #expect(draft.assignments[0].because.first?.sentence == "a lead gave this slot to Bo")
    #expect(
      draft.notes == ["a decision names slot \(unknown), which 2026-W03 does not have; it is left out of account"])
  }

  @Test("In the week the clocks go back a night slot counts its real hours")
  func autumn() throws {
    let sketch = try Sketch(
      members("ana"), [slots("night", "sat 22:00-06:00", points: 100)], rules: DraftingRules(weekendWeight: 100),
      week: "2026-W43")
    let balance = try #require(sketch.draft().balance.first)
    #expect(balance.minutes == 540 && balance.after == 900 && balance.points == 900)
  }

  @Test("A week without slots is an empty draft")
  func noSlots() throws {
    let draft = try Sketch(members("ana"), []).draft()
    #expect(draft.assignments.isEmpty && draft.objective == 0)
    #expect(draft.grid() == "desk-team 2026-W03: no slots\n")
  }

  @Test("A zone without its table is refused by name")
  func unknownZone() throws {
    var sketch = try Sketch(members("ana"), [slots("desk", "mon 08:00-12:00", zone: "Europe/Madrid")])
    sketch.input.zones = ZoneTables([try sketch.input.zones.zone(ZoneID(text: "Europe/London"))])
    #expect(throws: ZoneProblem.self) { try sketch.draft() }
  }
}
