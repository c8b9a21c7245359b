import Scheduling
import TestSupport
import Testing
import Timekeeping

@Suite("Temporary schedules (rule T8)")
struct TemporaryTests {
  private func hours(_ from: Int, _ to: Int) throws -> Interval {
    try Sample.span("2026-11-23 \(padded(from)):00", "2026-11-23 \(padded(to)):00")
  }

  private func shift(_ who: String, _ from: Int, _ to: Int, place: Int = 1) throws -> Shift {
    let span = try hours(from, to)
    let nominal = try Sample.zone().civil(at: span.start)
    let id = ShiftID(team: Sample.team, duty: Sample.duty("primary"), source: "t1", nominal: nominal, place: place)
    return Shift(
      id: id, team: Sample.team, duty: Sample.duty("primary"), member: Sample.member(who), interval: span)
  }

  private func temporary(_ from: Int, _ to: Int, _ shifts: [Shift], id: String = "T1") throws -> TemporarySchedule {
    TemporarySchedule(
      id: id, team: Sample.team, duties: [Sample.duty("primary")], interval: try hours(from, to), shifts: shifts,
      by: "lead")
  }

  private func timeline(
    _ temporary: [TemporarySchedule], overrides: [Override] = [], published: [PublishedRota] = [], leave: [Leave] = []
  ) throws -> OnCallTimeline {
    let layer = try Sample.layer("day", "ana", every: "1 day", handoff: "00:00", from: "2026-11-01")
    var input = Sample.input(
      try Sample.schedule([Sample.duty("primary", [layer]), Sample.duty("secondary", [layer])]),
      published: published, overrides: overrides, leave: leave)
    input.temporary = temporary
    return try OnCallTimeline(input, "2026-11-23 00:00", "2026-11-24 00:00")
  }

  @Test("Inside it exactly its shifts stand, and what nobody has is a gap (D6)")
  func exactly() throws {
    let timeline = try timeline([temporary(8, 16, [shift("eve", 9, 12), shift("dora", 20, 21)])])
    expectPicture(
      Drawing(timeline: timeline).text,
      """
      ana ########........########
      eve .........###............
      gap ........#...####........
      """)
    #expect(
      timeline.duty(Sample.duty("primary"))?.shifts.map(\.id.text) == [
        "field.primary.day.20261123T0000.1", "field.primary.t1.20261123T0900.1",
        "field.primary.day.20261123T0000.1_after-t1",
      ])
    #expect(timeline.duty(Sample.duty("secondary"))?.shifts.count == 1, "the other duties go on as they are")
    #expect(
      timeline.who(Sample.duty("primary"), at: try Sample.at("2026-11-23 09:00")).holders.map(\.because)
        == ["temporary schedule T1, by lead"])
  }

  @Test("It beats what is published; overrides and leave still apply on top")
  func order() throws {
    let rota = PublishedRota(
      label: "2026-W48", interval: try hours(0, 23), shifts: [try shift("cleo", 6, 14)])
    let timeline = try timeline(
      [temporary(8, 16, [shift("eve", 8, 16)])],
      overrides: [Sample.change("o1", .replace("eve", "ben"), "2026-11-23 10:00", "2026-11-23 12:00")],
      published: [rota], leave: [Sample.leave("l1", "eve", "2026-11-23 13:00", "2026-11-23 14:00", .unavailable)])
    expectPicture(
      Drawing(timeline: timeline).text,
      """
      ana  .......................#
      ben  ..........##............
      cleo ......##................
      eve  ........##..#.##........
      gap  ######.......#..#######.
      """)
  }

  @Test("Of two that overlap the one that begins later stands")
  func two() throws {
    let early = try temporary(4, 12, [shift("eve", 4, 12)])
    let late = try temporary(10, 14, [shift("dora", 10, 14)], id: "T2")
    for order in [[early, late], [late, early]] {
      expectPicture(
        Drawing(timeline: try timeline(order)).text,
        """
        ana  ####..........##########
        dora ..........####..........
        eve  ....######..............
        """)
    }
  }

  private func text(_ schedule: TemporarySchedule?) -> String {
    guard let schedule else { return "none" }
    func hours(_ span: Interval) -> String {
      let start = (try? Sample.at("2026-11-23 00:00")) ?? .distantPast
      return "\((span.start - start) / .hours(1))–\((span.end - start) / .hours(1))"
    }
    let shifts = schedule.shifts.map { "\($0.member) \(hours($0.interval))" }
    return "[\(hours(schedule.interval)); \(shifts.joined(separator: ", "))]".replacing(".0", with: "")
  }

  @Test("It can be cut at its end, at its start and in the middle (D23, D24, D26)")
  func edits() throws {
    let whole = try temporary(10, 20, [shift("foo", 12, 18), shift("bar", 12, 15, place: 2)])
    #expect(try text(whole.clipped(to: hours(0, 14))) == "[10–14; foo 12–14, bar 12–14]")
    #expect(try text(whole.clipped(to: hours(16, 23))) == "[16–20; foo 16–18]")
    #expect(try text(whole.clipped(to: hours(20, 23))) == "none")
    let parts = try whole.without(hours(14, 16), change: "c1")
    #expect(parts.map(text) == ["[10–14; foo 12–14, bar 12–14]", "[16–20; foo 16–18]"])
    #expect(parts.map(\.id) == ["T1", "T1-c1"])
    #expect(Set(parts.flatMap(\.shifts).map(\.id)).count == 3, "no id is given twice")
    #expect(try whole.without(hours(9, 21), change: "c1") == [])
    #expect(try whole.without(hours(1, 10), change: "c1") == [whole])
  }
}
