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

  /// Ben takes ana's hours of a shift of hers, which without temporary schedules is all of the day.
  private func swap(
    _ from: Int, _ to: Int, id: String = "S-1", of suffix: String = "", at followed: Interval
  ) throws -> Override {
    Override(
      id: id, team: Sample.team, duty: Sample.duty("primary"), interval: try hours(from, to),
      change: .replace("ana", "ben"), by: "ana", kind: .swap,
      follows: ShiftID(text: "field.primary.day.20261123T0000.1\(suffix)"), followed: followed, base: try allDay())
  }

  private func allDay() throws -> Interval { try Sample.span("2026-11-23 00:00", "2026-11-24 00:00") }

  @Test("A swap goes on behind one inside it, and leaves its shifts alone, whoever stands them (T8, T12)")
  func inSwap() throws {
    let agreed = try swap(4, 20, at: allDay())
    let seen = try timeline([temporary(8, 16, [shift("ana", 9, 12)])], overrides: [agreed])
    expectPicture(
      Drawing(timeline: seen).text,
      """
      ana ####.....###........####
      ben ....####........####....
      gap ........#...####........
      """)
    let day = "field.primary.day.20261123T0000.1"
    #expect(
      seen.duty(Sample.duty("primary"))?.shifts.map(\.id.text) == [
        day, "\(day)_S-1", "field.primary.t1.20261123T0900.1", "\(day)_S-1_after-t1", "\(day)_after-S-1",
      ])
  }

  private static let insideAndOver = [
    [[4, 5]], [[3, 6]], [[19, 20]], [[18, 22]], [[0, 6]], [[18, 23]], [[6, 8], [10, 12]], [[0, 1], [4, 5]],
    [[0, 6], [8, 10]], [[7, 9], [9, 10]],
  ]

  @Test("Of a swap all hours stand that no temporary schedule takes, also of a whole shift", arguments: insideAndOver)
  func besideAll(_ taken: [[Int]]) throws {
    let plans = try taken.enumerated().map { number, hours in
      try temporary(hours[0], hours[1], [shift("eve", hours[0], hours[1])], id: "T\(number + 1)")
    }
    for (agreed, from, to) in [(try swap(4, 20, at: allDay()), 4, 20), (try whole(), 0, 24)] {
      let seen = try timeline(plans, overrides: [agreed])
      for hour in 0..<24 {
        let isTaken = taken.contains { $0[0] <= hour && hour < $0[1] }
        let expected = isTaken ? "eve" : from <= hour && hour < to ? "ben" : "ana"
        #expect(try seen.on("primary", "2026-11-23 \(padded(hour)):00") == expected, "\(hour)")
      }
      let ids = seen.duty(Sample.duty("primary"))?.shifts.map(\.id) ?? []
      #expect(Set(ids).count == ids.count, "\(ids)")
    }
  }

  private func whole() throws -> Override {
    var whole = try swap(0, 1, at: allDay())
    whole.interval = try allDay()
    return whole
  }

  @Test("What was agreed on both sides of one stays that when it is trimmed, removed, or joined by others (T12)")
  func agreedBeside() throws {
    let first = try swap(4, 8, at: hours(0, 8))
    let rest = try swap(
      16, 20, id: "S-2", of: "_after-t1", at: Sample.span("2026-11-23 16:00", "2026-11-24 00:00"))
    for taken in [[[8, 16]], [], [[8, 12]], [[10, 16]], [[8, 16], [17, 18]], [[5, 6], [17, 18]], [[8, 18]]] {
      let plans = try taken.enumerated().map { number, hours in
        try temporary(hours[0], hours[1], [shift("eve", hours[0], hours[1])], id: "T\(number + 1)")
      }
      let seen = try timeline(plans, overrides: [first, rest])
      for hour in 0..<24 {
        let isTaken = taken.contains { $0[0] <= hour && hour < $0[1] }
        let expected = isTaken ? "eve" : 4 <= hour && hour < 8 || 16 <= hour && hour < 20 ? "ben" : "ana"
        #expect(try seen.on("primary", "2026-11-23 \(padded(hour)):00") == expected, "\(taken), \(hour)")
      }
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
