import Scheduling
import TestSupport
import Testing
import Timekeeping

@Suite("Versions of a schedule: the past never moves (rules T5, T11)")
struct VersionTests {
  private func weekly(_ groups: String, from: String = "2026-11-02", every: String = "1 week") throws -> Schedule {
    let layer = try Sample.layer("week", groups, every: every, handoff: "mon 00:00", from: from)
    return try Sample.schedule([Sample.duty("primary", [layer])])
  }

  private func input(_ first: Schedule, _ from: String, _ second: Schedule) throws -> TimelineInput {
    TimelineInput(versions: [
      ScheduleVersion(from: try Sample.at("2026-11-01 00:00"), schedule: first),
      ScheduleVersion(from: try Sample.at(from), schedule: second),
    ])
  }

  /// Weeks from Monday 2026-11-02, half a week a column.
  private func picture(_ input: TimelineInput, until: String = "2026-12-14 00:00") throws -> String {
    let timeline = try OnCallTimeline(input, "2026-11-02 00:00", until)
    return Drawing(timeline: timeline, column: .hours(84)).text
  }

  @Test("Somebody who joins moves nobody who is on and re-deals nobody (T5)")
  func joining() throws {
    // Counted anew, the fourth week of four people would be dora's, and ana would be sent home on Wednesday.
    let joined = try input(weekly("ana|ben|cleo"), "2026-11-25 00:00", weekly("ana|ben|cleo|dora"))
    expectPicture(
      try picture(joined, until: "2026-12-28 00:00"),
      """
      ana  ##....##......##
      ben  ..##....##......
      cleo ....##....##....
      dora ............##..
      """)
    expectPicture(
      try picture(input(weekly("ana|ben"), "2026-11-18 00:00", weekly("dora|ana|ben"))),
      """
      ana  ##..##....##
      ben  ..##..##....
      dora ........##..
      """)
  }

  @Test("Somebody who leaves hands the rest of the turn to the next; the others keep their order (T5, B44)")
  func leaving() throws {
    expectPicture(
      try picture(input(weekly("ana|ben|cleo"), "2026-11-12 12:00", weekly("ana|cleo"))),
      """
      ana  ##..##..##..
      ben  ..#.........
      cleo ...#..##..##
      """)
    expectPicture(
      try picture(input(weekly("ana|ben|cleo"), "2026-11-19 12:00", weekly("ana|ben"))),
      """
      ana  ##...#..##..
      ben  ..##..##..##
      cleo ....#.......
      """)
  }

  @Test("Whoever comes back to a list after months joins it, and takes no turn from who has it (rule T5)")
  func comesBack() throws {
    func weeks(_ back: String) throws -> [String] {
      var input = try input(weekly("ana|ben|cleo"), "2026-11-04 00:00", weekly("ben|cleo"))
      input.versions.append(ScheduleVersion(from: try Sample.at(back), schedule: try weekly("ana|ben|cleo")))
      let start = try Sample.at(back)
      let before = try OnCallTimeline(input, "2026-11-04 00:00", "2027-03-14 00:00").shifts
      return before.filter { $0.interval.contains(start - .milliseconds(1)) || $0.interval.contains(start) }
        .map(\.member.text)
    }
    #expect(try weeks("2026-11-26 12:00").sorted() == ["ana", "cleo"], "undone: the turn is ana's, as it was to be")
    #expect(Set(try weeks("2027-01-07 12:00")) == ["cleo"])
  }

  @Test("A list that is put back four weeks after it was changed is as it was; any later that is an edit like others")
  func fourWeeks() throws {
    func holders(_ back: String) throws -> [String] {
      var input = try input(weekly("ana|ben|cleo"), "2026-11-09 12:00", weekly("ben|cleo"))
      input.versions.append(ScheduleVersion(from: try Sample.at(back), schedule: try weekly("ana|ben|cleo")))
      let shifts = try OnCallTimeline(input, "2026-12-07 00:00", "2026-12-14 00:00").shifts
      return shifts.map(\.member.text)
    }
    #expect(try holders("2026-12-07 12:00") == ["ben", "cleo"], "the sixth week is cleo's, had ana never gone")
    #expect(try holders("2026-12-07 12:01") == ["ben"], "ben keeps the turn that he has")
  }

  @Test("A list that is put back as it was goes on as if it had never been changed")
  func undone() throws {
    var input = try input(weekly("ana|ben|cleo"), "2026-11-04 00:00", weekly("ben|cleo"))
    // Ana leaves within her turn, so that ben's comes early; undone, the week is ana's again, and every other as before.
    input.versions.append(
      ScheduleVersion(from: try Sample.at("2026-11-05 12:00"), schedule: try weekly("ana|ben|cleo")))
    let undone = try OnCallTimeline(input, "2026-11-05 12:00", "2026-12-14 00:00")
    input.versions.removeLast(2)
    let never = try OnCallTimeline(input, "2026-11-05 12:00", "2026-12-14 00:00")
    #expect(undone.shifts.map(\.member.text) == ["ana", "ben", "cleo", "ana", "ben", "cleo"])
    #expect(undone.shifts.map(\.member) == never.shifts.map(\.member))
    #expect(undone.shifts.map(\.interval.end) == never.shifts.map(\.interval.end))
  }

  @Test("Who shares the turn may change within it (T5)")
  func groups() throws {
    expectPicture(
      try picture(input(weekly("ana ben|cleo"), "2026-11-19 12:00", weekly("cleo|ana"))),
      """
      ana  ##..##..##..
      ben  ##..#.......
      cleo ..##..##..##
      """)
  }

  @Test("Another start, cadence or handoff begins the rotation anew, as the file says")
  func restarted() throws {
    expectPicture(
      try picture(input(weekly("ana|ben"), "2026-11-23 00:00", weekly("cleo|dora", from: "2026-11-23"))),
      """
      ana  ##..##......
      ben  ..##........
      cleo ......##..##
      dora ........##..
      """)
    expectPicture(
      try picture(input(weekly("ana|ben"), "2026-11-16 00:00", weekly("ana|ben", every: "2 weeks"))),
      """
      ana ##......####
      ben ..######....
      """)
  }

  @Test("An edit before the rotation has begun changes who begins")
  func beforeItBegins() throws {
    let first = try weekly("ana|ben", from: "2026-11-16")
    expectPicture(
      try picture(input(first, "2026-11-10 00:00", weekly("cleo|ana|ben", from: "2026-11-16"))),
      """
      ana  ......##....
      ben  ........##..
      cleo ....##....##
      """)
  }

  @Test("An edit in the week before the first day in force changes who begins, too")
  func beforeItsFirstDay() throws {
    func daily(_ groups: String) throws -> Schedule {
      let layer = try Sample.layer(
        "days", groups, every: "1 day", handoff: "00:00", from: "2026-11-07", hours: "mon-fri 00:00-24:00")
      return try Sample.schedule([Sample.duty("primary", [layer])])
    }
    let first = try weekly("ana|ben", from: "2026-11-12")
    expectPicture(
      try picture(
        input(first, "2026-11-10 00:00", weekly("cleo|ana|ben", from: "2026-11-12")), until: "2026-11-23 00:00"),
      """
      ana  ....##
      cleo ...#..
      """)
    // In force from Saturday on, but nobody has had a turn when the list changes on Sunday.
    let weekend = try input(daily("ana|ben"), "2026-11-08 00:00", daily("cleo|ben|ana"))
    let timeline = try OnCallTimeline(weekend, "2026-11-07 00:00", "2026-11-12 00:00")
    #expect(timeline.shifts.map(\.member.text) == ["cleo", "ben", "ana"])
  }

  @Test("What was true before a version is still true after it; a turn over the edit keeps its id")
  func past() throws {
    let first = try weekly("ana|ben|cleo")
    let before = try OnCallTimeline(
      TimelineInput(versions: [ScheduleVersion(from: Sample.at("2026-11-01 00:00"), schedule: first)]),
      "2026-11-02 00:00", "2026-11-25 00:00")
    let after = try OnCallTimeline(
      input(first, "2026-11-25 00:00", weekly("ana|ben|cleo|dora")), "2026-11-02 00:00", "2026-11-25 00:00")
    #expect(after.shifts.prefix(3).map(\.shift) == before.shifts.prefix(3).map(\.shift))
    // Week 4 is ana's in both versions; the edit of Wednesday gives the rest of it to nobody else.
    #expect(after.shifts.map(\.member.text) == before.shifts.map(\.member.text))
  }

  @Test("A duty that was taken out keeps its past, and its members their names")
  func removedDuty() throws {
    let first = try weekly("ana|ben")
    let second = try Sample.schedule([try Sample.slots("desk", "mon-fri 08:00-12:00")], members: "dora")
    let input = try input(first, "2026-11-18 00:00", second)
    let timeline = try OnCallTimeline(input, "2026-11-16 00:00", "2026-11-20 00:00")
    #expect(timeline.duties.map(\.duty.id.text) == ["desk", "primary"])
    expectPicture(
      Drawing(timeline: timeline, column: .hours(12)).text,
      """
      ana ####....
      """)
    #expect(timeline.name(Sample.member("ana")) == "Ana")
    #expect(try timeline.on("primary", "2026-11-17 23:59") == "ana")
    #expect(try timeline.on("primary", "2026-11-18 00:00") == "")
    let later = try OnCallTimeline(input, "2026-11-23 00:00", "2026-11-27 00:00")
    #expect(later.duties.map(\.duty.id.text) == ["desk"])
  }

  @Test("A member's name is the one at the end of the window")
  func renamed() throws {
    var second = try weekly("ana|ben")
    second.members[0].name = "Ana Ngata"
    let timeline = try OnCallTimeline(
      input(weekly("ana|ben"), "2026-11-18 00:00", second), "2026-11-16 00:00", "2026-11-20 00:00")
    #expect(timeline.name(Sample.member("ana")) == "Ana Ngata")
    let before = try OnCallTimeline(
      input(weekly("ana|ben"), "2026-11-18 00:00", second), "2026-11-16 00:00", "2026-11-18 00:00")
    #expect(before.name(Sample.member("ana")) == "Ana")
    #expect(timeline.name(Sample.member("nobody")) == "nobody")
    #expect(
      timeline.shifts.first.map { timeline.summary(of: $0.shift) } == "Ana Ngata on call: Field support (primary)")
  }

  @Test("Hours are required as the version in force says")
  func requiredTime() throws {
    func hours(_ hours: String) throws -> Schedule {
      let layer = try Sample.layer("day", "ana", every: "1 day", handoff: "00:00", from: "2026-11-01", hours: hours)
      var schedule = try Sample.schedule([Sample.duty("primary", [layer])])
      schedule.members[0].until = try CivilDate(text: "2026-10-31")
      return schedule
    }
    let input = try input(hours("06:00-12:00"), "2026-11-24 00:00", hours("12:00-18:00"))
    let timeline = try OnCallTimeline(input, "2026-11-23 00:00", "2026-11-25 00:00")
    expectPicture(Drawing(timeline: timeline, column: .hours(6)).text, "gap .#....#.")
  }

  @Test("Fallbacks are those of the version in force")
  func fallback() throws {
    func duties(_ fallback: String?) throws -> Schedule {
      try Sample.schedule([
        Sample.slots("desk", "mon-fri 08:00-12:00", fallback: fallback),
        Sample.duty("primary", [Sample.layer("day", "ana", every: "1 day", handoff: "00:00", from: "2026-11-01")]),
      ])
    }
    let input = try input(duties("primary"), "2026-11-24 00:00", duties(nil))
    let timeline = try OnCallTimeline(input, "2026-11-23 00:00", "2026-11-25 00:00")
    #expect(try timeline.on("desk", "2026-11-23 09:00") == "ana")
    #expect(try timeline.on("desk", "2026-11-24 09:00") == "")
    let answer = timeline.who(Sample.duty("desk"), at: try Sample.at("2026-11-23 09:00"))
    #expect(try answer.until == Sample.at("2026-11-24 00:00"))
  }

  @Test("A version that calls off what was to begin with it goes on from whoever had the turn until then (T5)")
  func calledOff() throws {
    var first = try Sample.layer("week", "ana|ben|cleo", handoff: "mon 00:00", from: "2026-11-02")
    first.rotation.terms = [
      RotationTerm(group: 1, member: Sample.member("ben"), until: try CivilDate(text: "2026-11-11"))
    ]
    let leaving = try Sample.schedule([Sample.duty("primary", [first])])
    // Ben was to leave on the very midnight from which the edit holds: his turn was not cleo's for an instant.
    expectPicture(
      try picture(input(leaving, "2026-11-12 00:00", weekly("ana|ben|cleo"))),
      """
      ana  ##....##....
      ben  ..##....##..
      cleo ....##....##
      """)
  }

  @Test("Without any version nothing is made up")
  func none() throws {
    #expect(throws: ZoneProblem.self) {
      try OnCallTimeline(TimelineInput(versions: []), "2026-11-23 00:00", "2026-11-25 00:00")
    }
  }
}
