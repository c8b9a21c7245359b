import Scheduling
import TestSupport
import Testing
import Timekeeping

@Suite("Published periods (rule T8)")
struct PublishedTests {
  private func rota(_ from: String, _ to: String, _ shifts: [Shift]) throws -> PublishedRota {
    PublishedRota(label: "2026-W48", interval: try Sample.span(from, to), shifts: shifts)
  }

  /// The rotation that ana and ben share, days from midnight, ana first on Monday the 23rd.
  private func rotation(_ groups: String = "ana|ben") throws -> Duty {
    Sample.duty("primary", [try Sample.layer("day", groups, every: "1 day", handoff: "00:00", from: "2026-11-23")])
  }

  private func picture(_ input: TimelineInput, duty: String = "primary") throws -> String {
    let timeline = try OnCallTimeline(input, "2026-11-23 00:00", "2026-11-26 00:00")
    return Drawing(timeline: timeline, duty: duty, column: .hours(6)).text
  }

  @Test("Inside a published period the shifts are the published ones, whatever the rotation says")
  func frozen() throws {
    let shifts = [try Sample.shift("cleo", "2026-11-24 00:00", "2026-11-24 12:00")]
    let published = [try rota("2026-11-24 00:00", "2026-11-25 00:00", shifts)]
    let input = Sample.input(try Sample.schedule([rotation()]), published: published)
    expectPicture(
      try picture(input),
      """
      ana  ####....####
      cleo ....##......
      gap  ......##....
      """)
  }

  @Test("Publishing what the rotation says changes nothing, and a later edit does not reach it")
  func edit() throws {
    let schedule = try Sample.schedule([rotation()])
    let before = try OnCallTimeline(Sample.input(schedule), "2026-11-23 00:00", "2026-11-26 00:00")
    let period = try Sample.span("2026-11-23 00:00", "2026-11-25 00:00")
    let frozen = before.shifts.filter { $0.interval.overlaps(period) }.map(\.shift)
    let published = [PublishedRota(label: "2026-W48", interval: period, shifts: frozen)]
    let after = try OnCallTimeline(Sample.input(schedule, published: published), "2026-11-23 00:00", "2026-11-26 00:00")
    #expect(after.shifts.map(\.shift) == before.shifts.map(\.shift))
    let edited = Sample.input(try Sample.schedule([rotation("dora|eve")]), published: published)
    expectPicture(
      try picture(edited),
      """
      ana  ####........
      ben  ....####....
      dora ........####
      """)
  }

  @Test("A turn that reaches out of the period stays one shift with one id")
  func reachesOut() throws {
    let week = try Sample.layer("week", "ana|ben", every: "1 week", handoff: "mon 09:00", from: "2026-11-23")
    let schedule = try Sample.schedule([Sample.duty("primary", [week])])
    let before = try OnCallTimeline(Sample.input(schedule), "2026-11-23 09:00", "2026-11-30 09:00")
    let whole = try #require(before.shifts.first?.shift)
    var clipped = whole
    clipped.interval = try Sample.span("2026-11-23 09:00", "2026-11-30 00:00")
    for stored in [whole, clipped] {
      let published = [try rota("2026-11-23 00:00", "2026-11-30 00:00", [stored])]
      let input = Sample.input(schedule, published: published)
      let after = try OnCallTimeline(input, "2026-11-23 09:00", "2026-11-30 09:00")
      #expect(after.shifts.map(\.shift) == [whole])
      #expect(after.shifts.map(\.cause) == [.published(rota: "2026-W48")])
    }
  }

  @Test("After the period the rotation says who is on, also where a stored shift reaches over its end")
  func editedAfter() throws {
    func weekly(_ groups: String) throws -> Schedule {
      try Sample.schedule([
        Sample.duty(
          "primary", [Sample.layer("week", groups, every: "1 week", handoff: "tue 00:00", from: "2026-11-17")])
      ])
    }
    let before = try OnCallTimeline(Sample.input(weekly("ana|ben")), "2026-11-24 00:00", "2026-11-25 00:00")
    let published = [try rota("2026-11-23 00:00", "2026-11-30 00:00", before.shifts.map(\.shift))]
    let input = Sample.input(try weekly("cleo|dora"), published: published)
    let after = try OnCallTimeline(input, "2026-11-28 00:00", "2026-12-02 00:00")
    expectPicture(
      Drawing(timeline: after, column: .hours(12)).text,
      """
      ben  ####....
      cleo ......##
      dora ....##..
      """)
  }

  @Test("A turn that had begun when its week was published stays one shift, and counts as published")
  func publishedLate() throws {
    let week = try Sample.layer("week", "ana|ben", every: "1 week", handoff: "mon 09:00", from: "2026-11-23")
    let schedule = try Sample.schedule([Sample.duty("primary", [week])])
    let whole = try #require(
      try OnCallTimeline(Sample.input(schedule), "2026-11-24 00:00", "2026-11-25 00:00").shifts.first?.shift)
    var rest = whole
    rest.interval = try Sample.span("2026-11-26 00:00", "2026-11-30 00:00")
    let input = Sample.input(schedule, published: [try rota("2026-11-26 00:00", "2026-11-30 00:00", [rest])])
    let after = try OnCallTimeline(input, "2026-11-23 09:00", "2026-11-30 09:00")
    #expect(after.shifts.map(\.shift) == [whole])
    #expect(after.shifts.map(\.cause) == [.published(rota: "2026-W48")])
  }

  @Test("Published in other hands, the shift keeps its id; what the rotation has around it gets another")
  func otherHands() throws {
    let week = try Sample.layer("week", "ana|ben", every: "1 week", handoff: "mon 00:00", from: "2026-11-23")
    let schedule = try Sample.schedule([Sample.duty("primary", [week])])
    let id = ShiftID(text: "field.primary.week.20261123T0000.1")
    let shift = Shift(
      id: id, team: Sample.team, duty: Sample.duty("primary"), member: Sample.member("cleo"),
      interval: try Sample.span("2026-11-24 00:00", "2026-11-26 00:00"))
    let input = Sample.input(schedule, published: [try rota("2026-11-24 00:00", "2026-11-26 00:00", [shift])])
    let timeline = try OnCallTimeline(input, "2026-11-23 00:00", "2026-11-30 00:00")
    #expect(
      timeline.shifts.map { "\($0.shift.id) \($0.member)" } == ["\(id)_2 ana", "\(id) cleo", "\(id)_3 ana"])
  }

  @Test("A published rota speaks for the duties it has shifts of; a duty that is new goes on by its rotation")
  func newDuty() throws {
    let schedule = try Sample.schedule([
      rotation(),
      Sample.duty("secondary", [try Sample.layer("day", "eve", every: "1 day", handoff: "00:00", from: "2026-11-23")]),
    ])
    let shifts = [try Sample.shift("cleo", "2026-11-23 00:00", "2026-11-26 00:00")]
    let input = Sample.input(schedule, published: [try rota("2026-11-23 00:00", "2026-11-26 00:00", shifts)])
    expectPicture(try picture(input), "cleo ############")
    expectPicture(try picture(input, duty: "secondary"), "eve ############")
  }

  @Test("Overrides apply to published shifts; a whole one keeps its id")
  func overridden() throws {
    let shift = try Sample.shift("ana", "2026-11-23 08:00", "2026-11-23 12:00", duty: "desk")
    let change = try Sample.change(
      "o1", .replace("ana", "ben"), "2026-11-23 00:00", "2026-11-24 00:00", duty: "desk")
    let input = Sample.input(
      try Sample.schedule([Sample.slots("desk", "mon-fri 08:00-12:00")]),
      published: [try rota("2026-11-23 00:00", "2026-11-30 00:00", [shift])], overrides: [change])
    let timeline = try OnCallTimeline(input, "2026-11-23 00:00", "2026-11-24 00:00")
    #expect(timeline.shifts.map(\.shift.id) == [shift.id])
    #expect(timeline.shifts.map(\.member.text) == ["ben"])
  }

  @Test("A slot of a published week that nobody has is a gap for that reason; later weeks are just not published")
  func reasons() throws {
    let night = try Sample.shift("ana", "2026-11-27 20:00", "2026-11-28 04:00", duty: "desk")
    let input = Sample.input(
      try Sample.schedule([Sample.slots("desk", "20:00-04:00")]),
      published: [try rota("2026-11-23 00:00", "2026-11-30 00:00", [night])])
    let timeline = try OnCallTimeline(input, "2026-11-27 12:00", "2026-12-01 12:00")
    expectPicture(
      Drawing(timeline: timeline, duty: "desk", column: .hours(4)).text,
      """
      ana ..##....................
      gap ........##....##....??..
      """)
    // The night from Sunday to Monday belongs to the week it begins in.
    #expect(
      try timeline.duty(Sample.duty("desk"))?.gaps.map(\.reason) == [.nobody, .nobody, .notPublished]
        && timeline.who(Sample.duty("desk"), at: Sample.at("2026-11-29 21:00")).holders.isEmpty)
  }

  @Test("A night that begins in the week before the published one is not of the published week")
  func nightBefore() throws {
    let night = try Sample.shift("ana", "2026-11-23 20:00", "2026-11-24 04:00", duty: "desk")
    let input = Sample.input(
      try Sample.schedule([Sample.slots("desk", "20:00-04:00")]),
      published: [try rota("2026-11-23 00:00", "2026-11-30 00:00", [night])])
    let timeline = try OnCallTimeline(input, "2026-11-22 12:00", "2026-11-24 12:00")
    expectPicture(
      Drawing(timeline: timeline, duty: "desk", column: .hours(4)).text,
      """
      ana ........##..
      gap ..??........
      """)
  }

  @Test("A night shift of a published week goes on after the week's end, and begins before its start")
  func overTheEnd() throws {
    let night = try Sample.shift("ana", "2026-11-29 20:00", "2026-11-30 04:00", duty: "desk")
    let input = Sample.input(
      try Sample.schedule([Sample.slots("desk", "20:00-04:00")]),
      published: [try rota("2026-11-23 00:00", "2026-11-30 00:00", [night])])
    let monday = try OnCallTimeline(input, "2026-11-30 00:00", "2026-12-01 00:00")
    #expect(try monday.on("desk", "2026-11-30 03:59") == "ana")
    #expect(monday.shifts.map(\.interval) == [night.interval])
  }

  @Test("Time that a published and a later slot both ask for is one gap")
  func overlapping() throws {
    let shift = try Sample.shift("ana", "2026-11-23 20:00", "2026-11-24 04:00", duty: "desk")
    let input = Sample.input(
      try Sample.schedule([Sample.slots("desk", "20:00-04:00, 00:00-08:00")]),
      published: [try rota("2026-11-23 00:00", "2026-11-30 00:00", [shift])])
    let timeline = try OnCallTimeline(input, "2026-11-30 00:00", "2026-11-30 12:00")
    expectPicture(Drawing(timeline: timeline, duty: "desk", column: .hours(2)).text, "gap ##??..")
    #expect(timeline.duty(Sample.duty("desk"))?.gaps.map(\.interval.duration) == [.hours(4), .hours(4)])
  }

  @Test("A gap over the end of the published period is told apart where the weeks meet")
  func gapOverTheEnd() throws {
    let schedule = try Sample.schedule([Sample.slots("desk", "00:00-24:00")])
    let shift = try Sample.shift("ana", "2026-11-23 00:00", "2026-11-24 00:00", duty: "desk")
    let input = Sample.input(schedule, published: [try rota("2026-11-23 00:00", "2026-11-30 00:00", [shift])])
    let timeline = try OnCallTimeline(input, "2026-11-29 00:00", "2026-12-02 00:00")
    expectPicture(Drawing(timeline: timeline, duty: "desk", column: .hours(12)).text, "gap ##????")
  }
}
