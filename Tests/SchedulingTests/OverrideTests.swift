import Scheduling
import TestSupport
import Testing
import Timekeeping

@Suite("Overrides: add, remove, replace, nobody (rule T8)")
struct OverrideTests {
  /// One day of one duty: whoever stands in `people` is on all day, the last one only 09:00–21:00 if `office` is given.
  private func day(
    _ people: String, office: String? = nil, _ changes: [Override], until: String = "2026-11-24 00:00"
  ) throws -> OnCallTimeline {
    var layers = [try Sample.layer("base", people, every: "1 day", handoff: "00:00", from: "2026-11-01")]
    if let office {
      layers.append(
        try Sample.layer(
          "office", office, every: "1 day", handoff: "00:00", from: "2026-11-01", hours: "09:00-21:00"))
    }
    let schedule = try Sample.schedule([Sample.duty("primary", layers)])
    return try OnCallTimeline(Sample.input(schedule, overrides: changes), "2026-11-23 00:00", until)
  }

  private func change(_ id: String, _ change: Override.Change, _ from: Int, _ to: Int) throws -> Override {
    try Sample.change(id, change, "2026-11-23 \(padded(from)):00", "2026-11-23 \(padded(to)):00")
  }

  @Test("A replacement takes its part, and the rest stays (D3)")
  func replace() throws {
    let timeline = try day("ana", [change("o1", .replace("ana", "ben"), 8, 10)])
    expectPicture(
      Drawing(timeline: timeline).text,
      """
      ana ########..##############
      ben ........##..............
      """)
  }

  @Test("Removing the only one leaves a gap (D5)")
  func remove() throws {
    let timeline = try day("ana", [change("o1", .remove("ana"), 8, 10)])
    expectPicture(
      Drawing(timeline: timeline).text,
      """
      ana ########..##############
      gap ........##..............
      """)
    #expect(timeline.duty(Sample.duty("primary"))?.gaps.map(\.reason) == [.nobody])
  }

  @Test("A temporary schedule is nobody for its time, and those whom it adds (D6)", arguments: ["a9", "z9"])
  func temporary(nobody: String) throws {
    let changes = [try change(nobody, .nobody, 8, 16), try change("o1", .add("eve"), 8, 11)]
    for order in [changes, changes.reversed()] {
      expectPicture(
        Drawing(timeline: try day("ana", order)).text,
        """
        ana ########........########
        eve ........###.............
        gap ...........#####........
        """)
    }
  }

  @Test("Add, replace and remove at once work on the set of those who are on (D12)")
  func mapping() throws {
    let timeline = try day(
      "ana ben cleo",
      [
        change("o1", .add("dora"), 8, 10), change("o2", .replace("ana", "eve"), 8, 10),
        change("o3", .remove("cleo"), 8, 10),
      ])
    #expect(try timeline.on("primary", "2026-11-23 08:00") == "ben dora eve")
    #expect(try timeline.on("primary", "2026-11-23 10:00") == "ana ben cleo")
  }

  @Test("Replacing somebody who is not on changes nothing (D14)")
  func replaceNobody() throws {
    let changed = try day("ana", [change("o1", .replace("ben", "cleo"), 8, 10)])
    let unchanged = try day("ana", [])
    #expect(changed.shifts == unchanged.shifts)
  }

  @Test("Adding works beside whoever is on (D15)")
  func add() throws {
    let timeline = try day("ana", office: "ben", [change("o1", .add("cleo"), 6, 12)])
    expectPicture(
      Drawing(timeline: timeline).text,
      """
      ana  ########################
      ben  .........############...
      cleo ......######............
      """)
  }

  @Test("Removing works only while they are on (D16)")
  func removeSecond() throws {
    let timeline = try day("ana", office: "ben", [change("o1", .remove("ben"), 0, 12)])
    expectPicture(
      Drawing(timeline: timeline).text,
      """
      ana ########################
      ben ............#########...
      """)
  }

  @Test("Replacing works only while the one replaced is on (D17)")
  func replaceSecond() throws {
    let timeline = try day("ana", office: "ben", [change("o1", .replace("ben", "cleo"), 0, 24)])
    expectPicture(
      Drawing(timeline: timeline).text,
      """
      ana  ########################
      cleo .........############...
      """)
  }

  @Test("Two overrides that name different members both apply (D20)")
  func both() throws {
    let timeline = try day("ana", [change("o1", .replace("ana", "ben"), 9, 13), change("o2", .add("cleo"), 11, 15)])
    expectPicture(
      Drawing(timeline: timeline).text,
      """
      ana  #########....###########
      ben  .........####...........
      cleo ...........####.........
      """)
  }

  @Test(
    "A swap may cover part of a shift, from either side, or none (E36–E39)",
    arguments: [
      (13, 18, "ana ............#...........\nben .............##........."),
      (10, 13, "ana .............##.........\nben ............#..........."),
      (15, 24, "ana ............###........."),
    ])
  func swaps(from: Int, to: Int, picture: String) throws {
    let layer = try Sample.layer(
      "noon", "ana", every: "1 day", handoff: "00:00", from: "2026-11-01", hours: "12:00-15:00")
    let schedule = try Sample.schedule([Sample.duty("primary", [layer])])
    let input = Sample.input(schedule, overrides: [try change("s1", .replace("ana", "ben"), from, to)])
    expectPicture(Drawing(timeline: try OnCallTimeline(input, "2026-11-23 00:00", "2026-11-24 00:00")).text, picture)
  }

  @Test("In a shared turn a swap changes one of the two (E40)")
  func swapInGroup() throws {
    let timeline = try day("ana cleo", [change("s1", .replace("ana", "ben"), 10, 13)])
    expectPicture(
      Drawing(timeline: timeline).text,
      """
      ana  ##########...###########
      ben  ..........###...........
      cleo ########################
      """)
  }

  @Test("A swap of the one whom an override put there applies on top of it (E46)")
  func swapOnOverride() throws {
    let timeline = try day(
      "ben", [change("o1", .replace("ben", "ana"), 8, 16), change("s1", .replace("ana", "cleo"), 10, 12)])
    expectPicture(
      Drawing(timeline: timeline).text,
      """
      ana  ........##..####........
      ben  ########........########
      cleo ..........##............
      """)
  }

  @Test("A replacement by somebody who is on already takes one off and doubles nobody")
  func replaceByHolder() throws {
    let timeline = try day("ana", office: "ben", [change("o1", .replace("ana", "ben"), 6, 12)])
    expectPicture(
      Drawing(timeline: timeline).text,
      """
      ana ######......############
      ben ......###############...
      """)
  }

  @Test("Adding somebody who is on for part of the time adds the rest")
  func addHolder() throws {
    let timeline = try day("ana", office: "ben", [change("o1", .add("ben"), 6, 12)])
    expectPicture(
      Drawing(timeline: timeline).text,
      """
      ana ########################
      ben ......###############...
      """)
    #expect(Set(timeline.shifts.map(\.shift.id)).count == timeline.shifts.count)
  }

  @Test("Overrides of another duty or another team change nothing here")
  func elsewhere() throws {
    var other = try change("o1", .remove("ana"), 8, 10)
    other.team = TeamID(unchecked: "other")
    let timeline = try day(
      "ana", [other, Sample.change("o2", .nobody, "2026-11-23 08:00", "2026-11-23 10:00", duty: "secondary")])
    let unchanged = try day("ana", [])
    #expect(timeline.shifts == unchanged.shifts)
  }
}

@Suite("A shift's identity (architecture, section 5)")
struct IdentityTests {
  private func ids(_ changes: [Override]) throws -> [String] {
    let layer = try Sample.layer("week", "ana|ben", every: "1 day", handoff: "08:00", from: "2026-11-23")
    let schedule = try Sample.schedule([Sample.duty("primary", [layer])])
    let timeline = try OnCallTimeline(
      Sample.input(schedule, overrides: changes), "2026-11-23 08:00", "2026-11-24 08:00")
    return timeline.shifts.map { "\($0.shift.id) \($0.member)" }
  }

  private func change(_ id: String, _ change: Override.Change, _ from: Int, _ hours: Int) throws -> Override {
    let start = try Sample.at("2026-11-23 00:00") + .hours(from)
    let span = try #require(Interval(start, start + .hours(hours)))
    return Override(
      id: id, team: Sample.team, duty: Sample.duty("primary"), interval: span, change: change, by: "lead")
  }

  private let whole = "field.primary.week.20261123T0800.1"

  @Test("It is the shift's origin: duty, layer, nominal start and place")
  func origin() throws {
    #expect(try ids([]) == ["\(whole) ana"])
  }

  @Test("A whole shift that somebody else takes keeps its id", arguments: [(8, 24), (0, 48)])
  func wholeShift(from: Int, hours: Int) throws {
    #expect(try ids([change("o1", .replace("ana", "cleo"), from, hours)]) == ["\(whole) cleo"])
  }

  @Test("A part carries the change's id, and what follows it says so")
  func parts() throws {
    #expect(
      try ids([change("o1", .replace("ana", "cleo"), 12, 4)]) == [
        "\(whole) ana", "\(whole)_o1 cleo", "\(whole)_after-o1 ana",
      ])
  }

  @Test("An override that goes away again does not rename the parts of others")
  func independent() throws {
    let late = try change("o2", .remove("ana"), 20, 2)
    let both = try ids([change("o1", .remove("ana"), 12, 4), late])
    #expect(both == ["\(whole) ana", "\(whole)_after-o1 ana", "\(whole)_after-o2 ana"])
    #expect(try ids([late]) == ["\(whole) ana", "\(whole)_after-o2 ana"])
  }

  @Test("A part of a part carries both changes")
  func nested() throws {
    #expect(
      try ids([change("o1", .replace("ana", "cleo"), 12, 8), change("s2", .replace("cleo", "dora"), 14, 2)]) == [
        "\(whole) ana", "\(whole)_o1 cleo", "\(whole)_o1_s2 dora", "\(whole)_o1_after-s2 cleo",
        "\(whole)_after-o1 ana",
      ])
  }

  @Test("An added shift is named after its override and its own start")
  func added() throws {
    #expect(
      try ids([change("O7", .add("dora"), 10, 2)]) == ["\(whole) ana", "field.primary.o7.20261123T1000.1 dora"])
  }

  @Test("A long added shift ends where the member's own begins, also seen from a window long before that")
  func addedFromAfar() throws {
    let layers = [
      try Sample.layer("base", "ben", every: "1 week", handoff: "mon 00:00", from: "2026-11-02"),
      try Sample.layer(
        "late", "ana", every: "1 week", handoff: "mon 00:00", from: "2026-12-21", until: "2026-12-27"),
    ]
    let schedule = try Sample.schedule([Sample.duty("primary", layers)])
    let change = try Sample.change("o1", .add("ana"), "2026-11-23 00:00", "2026-12-31 00:00")
    let timeline = try OnCallTimeline(
      Sample.input(schedule, overrides: [change]), "2026-11-24 00:00", "2026-11-25 00:00")
    #expect(
      try timeline.shifts.first { $0.member.text == "ana" }?.interval
        == Sample.span("2026-11-23 00:00", "2026-12-21 00:00"))
  }

  @Test("A handoff that the clock skips keeps its nominal time in the id (B3)")
  func nominal() throws {
    let layer = try Sample.layer(
      "day", "ana|ben", every: "1 day", handoff: "02:30", from: "2024-03-01", zone: "America/Chicago")
    let schedule = try Sample.schedule([Sample.duty("primary", [layer])])
    let timeline = try OnCallTimeline(Sample.input(schedule), "2024-03-10 12:00", "2024-03-10 13:00")
    #expect(timeline.shifts.map(\.shift.id.text) == ["field.primary.day.20240310T0230.1"])
    #expect(timeline.shifts.first?.interval.start.description == "2024-03-10T08:00:00Z")
  }

  @Test("What a lower layer keeps after a shared higher turn is named after its first place")
  func afterHigher() throws {
    let layers = [
      try Sample.layer("base", "cleo", every: "1 day", handoff: "00:00", from: "2026-11-23"),
      try Sample.layer(
        "top", "ana ben", every: "1 day", handoff: "00:00", from: "2026-11-23", rank: 2, hours: "08:00-16:00"),
    ]
    let timeline = try OnCallTimeline(
      Sample.input(Sample.schedule([Sample.duty("primary", layers)])), "2026-11-23 00:00", "2026-11-24 00:00")
    #expect(
      timeline.shifts.map { "\($0.shift.id.text.dropFirst(14)) \($0.member)" } == [
        "base.20261123T0000.1 cleo", "top.20261123T0800.1 ana", "top.20261123T0800.2 ben",
        "base.20261123T0000.1_after-top.20261123T0800.1 cleo",
      ])
  }

  @Test("Names that would meet get a number each")
  func collision() throws {
    // A change called "2" makes the very name that a second piece of one id would get.
    let layers = [
      try Sample.layer("week", "ana", every: "1 day", handoff: "08:00", from: "2026-11-23"),
      try Sample.layer("WEEK".lowercased(), "ben", every: "1 day", handoff: "08:00", from: "2026-11-23"),
    ]
    let schedule = try Sample.schedule([Sample.duty("primary", layers)])
    let input = Sample.input(schedule, overrides: [try change("2", .replace("ana", "cleo"), 12, 4)])
    let timeline = try OnCallTimeline(input, "2026-11-23 08:00", "2026-11-24 08:00")
    #expect(Set(timeline.shifts.map(\.shift.id)).count == timeline.shifts.count)
    #expect(timeline.shifts.count == 4)
  }

  @Test("In the repeated hour of autumn two shifts that begin at the same reading have two ids")
  func repeatedHour() throws {
    let layer = try Sample.layer(
      "base", "ana", every: "1 week", handoff: "sun 00:00", from: "2024-10-27", zone: "America/Chicago")
    let schedule = try Sample.schedule([Sample.duty("primary", [layer])], zone: "America/Chicago")
    let first = try Sample.at("2024-11-03 01:30", "America/Chicago")
    let changes = try [first, first + .hours(1)].map { start in
      Override(
        id: "o1", team: Sample.team, duty: Sample.duty("primary"),
        interval: try #require(Interval(start, start + .minutes(15))), change: .add("ben"), by: "lead")
    }
    let timeline = try OnCallTimeline(
      Sample.input(schedule, overrides: changes), "2024-11-03 00:00", "2024-11-04 00:00")
    let own = timeline.shifts.filter { $0.member.text == "ben" }.map(\.shift.id.text)
    #expect(own == ["field.primary.o1.20241103T0130.1", "field.primary.o1.20241103T0130.1_2"])
  }

  @Test("A long added shift begins where the member's own ends, also seen from a window long after that")
  func longAfter() throws {
    let base = try Sample.layer("base", "ana|ben", every: "1 day", handoff: "00:00", from: "2026-11-01")
    let once = try Sample.layer(
      "once", "eve", every: "1 day", handoff: "00:00", from: "2026-11-03", until: "2026-11-03", hours: "06:00-12:00")
    let added = try Sample.change("o1", .add("eve"), "2026-11-02 10:00", "2026-11-29 10:00")
    let input = Sample.input(
      try Sample.schedule([Sample.duty("primary", [base, once])]), overrides: [added])
    let seen = try OnCallTimeline(input, "2026-11-15 12:00", "2026-11-15 13:00").shifts.filter {
      $0.member.text == "eve"
    }
    #expect(seen.map(\.interval) == [try Sample.span("2026-11-03 12:00", "2026-11-29 10:00")])
  }
}
