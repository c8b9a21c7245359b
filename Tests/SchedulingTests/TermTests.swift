import Scheduling
import TestSupport
import Testing
import Timekeeping

@Suite("Lists that change on a day: joining, leaving, resting (rules T5 and T6)")
struct TermTests {
  /// Weeks from Monday 2026-11-02, handed off at midnight.
  private func picture(
    _ groups: String, terms: [RotationTerm] = [], pauses: [String] = [], periods: [Period] = [],
    until: String = "2026-12-14 00:00"
  ) throws -> String {
    var layer = try Sample.layer("week", groups, handoff: "mon 00:00", from: "2026-11-02")
    layer.rotation.terms = terms
    layer.rotation.pauses = try pauses.map { try DateRange(text: $0) }
    var schedule = try Sample.schedule([Sample.duty("primary", [layer])])
    schedule.periods = periods
    let timeline = try OnCallTimeline(Sample.input(schedule), "2026-11-02 00:00", until)
    return Drawing(timeline: timeline, column: .hours(84)).text
  }

  private func term(_ group: Int, _ who: String, from: String? = nil, last: String? = nil) throws -> RotationTerm {
    RotationTerm(
      group: group, member: Sample.member(who), from: try from.map { try CivilDate(text: $0) },
      until: try last.map { try CivilDate(text: $0) })
  }

  @Test("Somebody who joins on a day moves nobody who is on before it, and re-deals nobody")
  func joining() throws {
    // The same as a version that takes effect on that day (VersionTests).
    expectPicture(
      try picture("ana|ben|cleo|dora", terms: [term(3, "dora", from: "2026-11-25")], until: "2026-12-28 00:00"),
      """
      ana  ##....##......##
      ben  ..##....##......
      cleo ....##....##....
      dora ............##..
      """)
  }

  @Test("Somebody who leaves within a turn hands the rest of it to the next; the others keep their order")
  func leaving() throws {
    expectPicture(
      try picture("ana|ben|cleo", terms: [term(1, "ben", last: "2026-11-11")]),
      """
      ana  ##..##..##..
      ben  ..#.........
      cleo ...#..##..##
      """)
  }

  @Test("Somebody may be in the list for a while only, and one entry of two may end")
  func whileOnly() throws {
    expectPicture(
      try picture("ana|ben|cleo", terms: [term(1, "ben", from: "2026-11-16", last: "2026-11-29")]),
      """
      ana  ##..##....##
      ben  ......##....
      cleo ..##....##..
      """)
    // Ana has two turns of four until her second entry ends.
    expectPicture(
      try picture("ana|ben|ana|cleo", terms: [term(2, "ana", last: "2026-11-29")]),
      """
      ana  ##..##..##..
      ben  ..##......##
      cleo ......##....
      """)
  }

  @Test("Somebody joins a group that shares its turn; its shift stays one for the others")
  func group() throws {
    var layer = try Sample.layer("week", "ana ben|cleo", handoff: "mon 00:00", from: "2026-11-02")
    layer.rotation.terms = [try term(0, "ben", from: "2026-11-05")]
    let timeline = try OnCallTimeline(
      Sample.input(Sample.schedule([Sample.duty("primary", [layer])])), "2026-11-02 00:00", "2026-11-09 00:00")
    expectPicture(Drawing(timeline: timeline, column: .hours(24)).text, "ana #######\nben ...####")
    #expect(timeline.shifts.count == 2)
  }

  @Test("A rest uses up no turn: the list goes on where it was, and nobody is missed meanwhile")
  func resting() throws {
    expectPicture(
      try picture("ana|ben|cleo", pauses: ["2026-11-16..2026-11-29"]),
      """
      ana  ##........##
      ben  ..##........
      cleo ........##..
      """)
  }

  @Test("A rest that begins within a turn is followed by the rest of that turn")
  func interrupted() throws {
    expectPicture(
      try picture("ana|ben|cleo", pauses: ["2026-11-12..2026-11-18"], until: "2026-11-30 00:00"),
      """
      ana  ##......
      ben  ..#..#..
      cleo ......##
      """)
  }

  @Test("A rest that begins within a turn and ends with a handoff hands off as usual")
  func endsWithHandoff() throws {
    expectPicture(
      try picture("ana|ben|cleo", pauses: ["2026-11-12..2026-11-15"], until: "2026-11-30 00:00"),
      """
      ana  ##....##
      ben  ..#.....
      cleo ....##..
      """)
  }

  @Test("In a period only its members take turns; afterwards the list goes on from whoever is on")
  func period() throws {
    let dates = try DateRange(text: "2026-11-16..2026-11-29")
    let quiet = Period(name: "quiet", dates: dates, members: ["ana", "dora"].map(Sample.member))
    expectPicture(
      try picture("ana|ben|cleo|dora", periods: [quiet]),
      """
      ana  ##....##..##
      ben  ..##........
      dora ....##..##..
      """)
  }

  @Test("A period whose members are not in the list leaves a gap, and the list goes on where it was")
  func periodOfOthers() throws {
    let dates = try DateRange(text: "2026-11-16..2026-11-22")
    let quiet = Period(name: "quiet", dates: dates, members: [Sample.member("eve")])
    expectPicture(
      try picture("ana|ben|cleo", periods: [quiet], until: "2026-11-30 00:00"),
      """
      ana  ##......
      ben  ..##....
      cleo ......##
      gap  ....##..
      """)
  }

  @Test("Off days that count eat turns; those that do not, do not (rule T6)")
  func offDays() throws {
    func days(_ offDays: Layer.OffDays) throws -> [String] {
      var layer = try Sample.layer(
        "day", "ana|ben|cleo", every: "1 day", handoff: "00:00", from: "2026-11-02", hours: "mon-fri 00:00-24:00")
      layer.offDays = offDays
      let schedule = try Sample.schedule([Sample.duty("primary", [layer])])
      let timeline = try OnCallTimeline(Sample.input(schedule), "2026-11-02 00:00", "2026-11-11 00:00")
      return timeline.shifts.map(\.member.text)
    }
    #expect(try days(.skip) == ["ana", "ben", "cleo", "ana", "ben", "cleo", "ana"])
    #expect(try days(.count) == ["ana", "ben", "cleo", "ana", "ben", "ben", "cleo"])
  }

  @Test("An edit of the file while the rotation rests forgets nothing")
  func editedWhileResting() throws {
    func version(_ groups: String) throws -> Schedule {
      var layer = try Sample.layer("week", groups, handoff: "mon 00:00", from: "2026-11-02")
      layer.rotation.pauses = [try DateRange(text: "2026-11-12..2026-11-18")]
      return try Sample.schedule([Sample.duty("primary", [layer])])
    }
    let input = TimelineInput(versions: [
      ScheduleVersion(from: try Sample.at("2026-11-01 00:00"), schedule: try version("ana|ben|cleo")),
      ScheduleVersion(from: try Sample.at("2026-11-16 12:00"), schedule: try version("dora|ana|ben|cleo")),
    ])
    let timeline = try OnCallTimeline(input, "2026-11-02 00:00", "2026-12-07 00:00")
    expectPicture(
      Drawing(timeline: timeline, column: .hours(84)).text,
      """
      ana  ##........
      ben  ..#..#....
      cleo ......##..
      dora ........##
      """)
  }

  // MARK: What is left of a turn

  /// Weeks from Monday 2026-11-02 09:00, half a week a column; a day at noon where the layer has hours.
  private func leavers(
    hours: String? = nil, except: String? = nil, _ terms: RotationTerm...,
    edited: (from: String, groups: String)? = nil
  ) throws -> String {
    func version(_ groups: String, _ terms: [RotationTerm]) throws -> Schedule {
      var layer = try Sample.layer("week", groups, handoff: "mon 09:00", from: "2026-11-02", hours: hours)
      layer.rotation.terms = terms
      layer.days = try except.flatMap { try DayLimits(except: [DateRange(text: $0)]) }
      return try Sample.schedule([Sample.duty("primary", [layer])])
    }
    var versions = [ScheduleVersion(from: .distantPast, schedule: try version("ana|ben|cleo|dora", terms))]
    if let edited {
      versions.append(ScheduleVersion(from: try Sample.at(edited.from), schedule: try version(edited.groups, [])))
    }
    let time = hours == nil ? "09:00" : "12:00"
    let timeline = try OnCallTimeline(TimelineInput(versions: versions), "2026-11-02 \(time)", "2026-12-07 \(time)")
    return Drawing(timeline: timeline, column: .hours(hours == nil ? 84 : 24)).text
  }

  @Test("Whoever takes over the last hours of a turn, on the day of the handoff, has the next turn, too")
  func lastHours() throws {
    let whole = """
      ana  ##......##
      ben  ..##......
      cleo ....##....
      dora ......##..
      """
    expectPicture(try leavers(term(1, "ben", last: "2026-11-15")), whole)
    // The same where an edit takes them from the list.
    expectPicture(try leavers(edited: ("2026-11-16 06:00", "ana|cleo|dora")), whole)
  }

  @Test("What is left of a turn outside the layer's hours is no turn")
  func noHoursLeft() throws {
    expectPicture(
      try leavers(hours: "mon-fri 09:00-17:00", term(1, "ben", last: "2026-11-13")),
      """
      ana  #####.......................#####..
      ben  .......#####.......................
      cleo ..............#####................
      dora .....................#####.........
      """)
    // Nor is it on days that the layer leaves out: Friday to Sunday, each from its handoff on.
    expectPicture(
      try leavers(except: "2026-11-13..2026-11-15", term(1, "ben", last: "2026-11-13")),
      """
      ana  ##......##
      ben  ..##......
      cleo ....##....
      dora ......##..
      """)
  }

  @Test("What is left with some of the layer's hours before the day of the handoff is a turn")
  func hoursLeft() throws {
    expectPicture(
      try leavers(hours: "mon-fri 09:00-17:00", term(1, "ben", last: "2026-11-12")),
      """
      ana  #####................#####.........
      ben  .......####........................
      cleo ...........#................#####..
      dora ..............#####................
      """)
    expectPicture(
      try leavers(edited: ("2026-11-12 12:00", "ana|cleo|dora")),
      """
      ana  ##....##..
      ben  ..#.......
      cleo ...#....##
      dora ....##....
      """)
  }

  @Test("Where two in a row leave, whoever comes after them has the next turn whole")
  func twoLeave() throws {
    expectPicture(
      try leavers(term(1, "ben", last: "2026-11-15"), term(2, "cleo", last: "2026-11-15")),
      """
      ana  ##....##..
      ben  ..##......
      dora ....##..##
      """)
    expectPicture(
      try leavers(
        hours: "mon-fri 09:00-17:00", term(1, "ben", last: "2026-11-13"), term(2, "cleo", last: "2026-11-14")),
      """
      ana  #####................#####.........
      ben  .......#####.......................
      dora ..............#####.........#####..
      """)
  }

  @Test(
    "An edit inside what is left of a turn, or at its end, forgets nothing",
    arguments: ["2026-11-16 06:00", "2026-11-16 09:00"])
  func editedInTheRest(_ from: String) throws {
    expectPicture(
      try leavers(term(1, "ben", last: "2026-11-15"), edited: (from, "ana|cleo|dora|eve")),
      """
      ana  ##........
      ben  ..##......
      cleo ....##....
      dora ......##..
      eve  ........##
      """)
  }
}
