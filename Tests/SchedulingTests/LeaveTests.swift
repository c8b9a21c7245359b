import Scheduling
import TestSupport
import Testing
import Timekeeping

@Suite("Leave, conflicts and fallbacks (rule T9)")
struct LeaveTests {
  private func schedule() throws -> Schedule {
    try Sample.schedule([
      Sample.duty(
        "primary", [try Sample.layer("week", "ana", every: "1 day", handoff: "00:00", from: "2026-11-01")],
        fallback: "secondary"),
      Sample.duty(
        "secondary", [try Sample.layer("week", "dora", every: "1 week", handoff: "mon 00:00", from: "2026-11-02")]),
    ])
  }

  private func day(
    published: Bool = false, overrides: [Override] = [], _ leave: [Leave]
  ) throws -> OnCallTimeline {
    let shifts = [
      try Sample.shift("ana", "2026-11-23 00:00", "2026-11-24 00:00"),
      try Sample.shift("dora", "2026-11-23 00:00", "2026-11-24 00:00", duty: "secondary"),
    ]
    let rota = PublishedRota(
      label: "2026-W48", interval: try Sample.span("2026-11-23 00:00", "2026-11-24 00:00"), shifts: shifts)
    let input = Sample.input(
      try schedule(), published: published ? [rota] : [], overrides: overrides, leave: leave)
    return try OnCallTimeline(input, "2026-11-23 00:00", "2026-11-24 00:00")
  }

  @Test("Nothing is rotated onto known leave: a gap, and the fallback answers", arguments: Leave.Kind.allCases)
  func rotation(kind: Leave.Kind) throws {
    let timeline = try day([Sample.leave("l1", "ana", "2026-11-23 08:00", "2026-11-23 16:00", kind)])
    expectPicture(
      Drawing(timeline: timeline).text,
      """
      ana ########........########
      gap ........########........
      """)
    let answer = timeline.who(Sample.duty("primary"), at: try Sample.at("2026-11-23 08:00"))
    #expect(answer.holders.map(\.member.text) == ["dora"] && answer.holders.map(\.duty.text) == ["secondary"])
    #expect(answer.holders.first?.because.hasPrefix("nobody is on primary, and secondary is its fallback") == true)
    #expect(try answer.until == Sample.at("2026-11-23 16:00"))
  }

  @Test("Leave that lands on a published shift is a conflict; from its start on the fallback answers")
  func published() throws {
    let leave = try Sample.leave("l1", "ana", "2026-11-23 08:00", "2026-11-23 16:00")
    let timeline = try day(published: true, [leave])
    expectPicture(Drawing(timeline: timeline).text, "ana ########xxxxxxxx########")
    #expect(timeline.duty(Sample.duty("primary"))?.shifts.map(\.conflict) == [leave])
    #expect(try timeline.on("primary", "2026-11-23 07:59") == "ana")
    #expect(try timeline.on("primary", "2026-11-23 08:00") == "dora")
    #expect(try timeline.on("primary", "2026-11-23 16:00") == "ana")
    let before = timeline.who(Sample.duty("primary"), at: try Sample.at("2026-11-23 07:00"))
    #expect(try before.until == Sample.at("2026-11-23 08:00"))
  }

  @Test("A shift is listed whole until unsolved leave in it begins, then as what its member stands, as in the books")
  func listed() throws {
    let timeline = try day(
      published: true,
      [
        Sample.leave("l1", "ana", "2026-11-23 08:00", "2026-11-23 12:00"),
        Sample.leave("l2", "ana", "2026-11-23 16:00", "2026-11-23 20:00"),
        Sample.leave("l3", "dora", "2026-11-22 00:00", "2026-11-26 00:00"),
      ])
    let ana = try #require(timeline.shifts.first { $0.member.text == "ana" })
    #expect(try ana.listed(at: Sample.at("2026-11-23 07:59")) == [ana.shift])
    let morning = try ana.listed(at: Sample.at("2026-11-23 08:00"))
    let (early, late) = (try Sample.span("2026-11-23 00:00", "2026-11-23 08:00"), "2026-11-24 00:00")
    #expect(try morning.map(\.interval) == [early, Sample.span("2026-11-23 12:00", late)])
    #expect(morning.map(\.id) == [ana.id, ana.id.part("after-l1")])
    let evening = try ana.listed(at: Sample.at("2026-11-23 16:00"))
    #expect(
      try evening.map(\.interval) == [
        early, Sample.span("2026-11-23 12:00", "2026-11-23 16:00"), Sample.span("2026-11-23 20:00", late),
      ])
    let first = try Sample.at("2026-11-22 00:00")
    let books = Recording(timeline, last: nil, first: first, now: try Sample.at("2026-11-25 00:00")) { _ in 1 }
    #expect(books.shifts.map(\.shift).filter { $0.member == ana.member } == evening)
    let dora = try #require(timeline.shifts.first { $0.member.text == "dora" })
    #expect(
      try dora.listed(at: Sample.at("2026-11-22 12:00")) == [dora.shift], "the leave runs, the shift does not yet")
    #expect(dora.listed(at: dora.interval.start).isEmpty)
  }

  @Test("Whoever is not in the team any more keeps no published shift: from then on the fallback answers")
  func leavers() throws {
    var gone = try schedule()
    gone.members = gone.members.map { member in
      guard member.id == Sample.member("ana") else { return member }
      var member = member
      member.until = try? CivilDate(text: "2026-11-22")
      return member
    }
    var without = try schedule()
    without.members.removeAll { $0.id == Sample.member("ana") }
    for after in [gone, without] {
      let rota = PublishedRota(
        label: "2026-W48", interval: try Sample.span("2026-11-23 00:00", "2026-11-24 00:00"),
        shifts: [try Sample.shift("ana", "2026-11-23 00:00", "2026-11-24 00:00")])
      let versions = [
        ScheduleVersion(from: try Sample.at("2026-11-01 00:00"), schedule: try schedule()),
        ScheduleVersion(from: try Sample.at("2026-11-23 08:00"), schedule: after),
      ]
      let timeline = try OnCallTimeline(
        TimelineInput(versions: versions, published: [rota]), "2026-11-23 00:00", "2026-11-24 00:00")
      #expect(try timeline.on("primary", "2026-11-23 07:59") == "ana")
      #expect(try timeline.on("primary", "2026-11-23 08:00") == "dora")
      let shift = try #require(timeline.duty(Sample.duty("primary"))?.shifts.first)
      #expect(shift.conflicts.map(\.isOutsideTeam) == [true])
    }
  }

  @Test("Every one of two leaves on one published shift counts")
  func twoLeaves() throws {
    let timeline = try day(
      published: true,
      [
        Sample.leave("l2", "ana", "2026-11-23 18:00", "2026-11-23 20:00"),
        Sample.leave("l1", "ana", "2026-11-23 02:00", "2026-11-23 04:00"),
      ])
    expectPicture(Drawing(timeline: timeline).text, "ana ##xx##############xx####")
    #expect(timeline.shifts.first { $0.member.text == "ana" }?.conflicts.map(\.id) == ["l1", "l2"])
  }

  @Test("Unavailable takes effect at once, also on what is published")
  func unavailable() throws {
    let timeline = try day(
      published: true, [Sample.leave("l1", "ana", "2026-11-23 08:00", "2026-11-23 16:00", .unavailable)])
    expectPicture(
      Drawing(timeline: timeline).text,
      """
      ana ########........########
      gap ........########........
      """)
  }

  @Test("Unavailable beats an override, which beats what is published")
  func unavailableSubstitute() throws {
    let timeline = try day(
      published: true,
      overrides: [Sample.change("o1", .replace("ana", "ben"), "2026-11-23 06:00", "2026-11-23 12:00")],
      [Sample.leave("l1", "ben", "2026-11-23 09:00", "2026-11-23 10:00", .unavailable)])
    expectPicture(
      Drawing(timeline: timeline).text,
      """
      ana ######......############
      ben ......###.##............
      gap .........#..............
      """)
  }

  @Test(
    "A replacement agreed for the time of the leave holds, whichever was written first", arguments: Leave.Kind.allCases)
  func replacement(kind: Leave.Kind) throws {
    for published in [true, false] {
      let timeline = try day(
        published: published,
        overrides: [Sample.change("o1", .replace("ana", "ben"), "2026-11-23 08:00", "2026-11-23 16:00")],
        [Sample.leave("l1", "ana", "2026-11-23 08:00", "2026-11-23 16:00", kind)])
      expectPicture(
        Drawing(timeline: timeline).text,
        """
        ana ########........########
        ben ........########........
        """)
      #expect(timeline.shifts.flatMap(\.conflicts) == [], "the conflict is solved")
    }
  }

  @Test("A replacement of part of the leave leaves the conflict on the rest only")
  func partly() throws {
    let timeline = try day(
      published: true,
      overrides: [Sample.change("o1", .replace("ana", "ben"), "2026-11-23 08:00", "2026-11-23 12:00")],
      [Sample.leave("l1", "ana", "2026-11-23 06:00", "2026-11-23 14:00")])
    expectPicture(
      Drawing(timeline: timeline).text,
      """
      ana ######xx....xx##########
      ben ........####............
      """)
  }

  @Test("Leave that comes after somebody agreed to stand in is a conflict, not a hole")
  func substituteOnLeave() throws {
    let timeline = try day(
      overrides: [Sample.change("o1", .add("ben"), "2026-11-23 06:00", "2026-11-23 12:00")],
      [Sample.leave("l1", "ben", "2026-11-23 09:00", "2026-11-23 10:00")])
    expectPicture(
      Drawing(timeline: timeline).text,
      """
      ana ########################
      ben ......###x##............
      """)
  }

  @Test("Leave of somebody else changes nothing")
  func others() throws {
    let timeline = try day(published: true, [Sample.leave("l1", "ben", "2026-11-23 08:00", "2026-11-23 16:00")])
    expectPicture(Drawing(timeline: timeline).text, "ana ########################")
  }

  @Test("When neither the duty nor its fallbacks are held nobody answers, and it is said until when")
  func nobodyAtAll() throws {
    let timeline = try day([
      Sample.leave("l1", "ana", "2026-11-23 08:00", "2026-11-23 16:00"),
      Sample.leave("l2", "dora", "2026-11-23 10:00", "2026-11-23 12:00"),
    ])
    let answer = timeline.who(Sample.duty("primary"), at: try Sample.at("2026-11-23 10:00"))
    #expect(answer.holders.isEmpty)
    #expect(try answer.until == Sample.at("2026-11-23 12:00"))
    #expect(try answer.next == OnCallAnswer.Next(members: [Sample.member("dora")], at: Sample.at("2026-11-23 12:00")))
  }
}
