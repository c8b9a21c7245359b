import Scheduling
import TestSupport
import Testing
import Timekeeping

@Suite("What was recorded is the past (rules T8 and T11)")
struct RecordedTests {
  private let id = "field.primary.day.20261123T0000.1"

  private func record(_ who: String, _ from: String, _ to: String, id: String? = nil) throws -> RecordedShift {
    let shift = Shift(
      id: ShiftID(text: id ?? self.id), team: Sample.team, duty: Sample.duty("primary"), member: Sample.member(who),
      interval: try Sample.span("2026-11-23 \(from)", "2026-11-23 \(to)"))
    return RecordedShift(shift: shift, because: "as it was", version: 1, recorded: shift.interval.end)
  }

  private func timeline(
    since: Timestamp = .distantPast, until: String, _ shifts: [RecordedShift], overrides: [Override] = [],
    leave: [Leave] = []
  ) throws -> OnCallTimeline {
    let layer = try Sample.layer("day", "ana", every: "1 day", handoff: "00:00", from: "2026-11-01")
    var input = Sample.input(
      try Sample.schedule([Sample.duty("primary", [layer])]), overrides: overrides, leave: leave)
    input.recorded = RecordedHistory(
      since: since, until: try Sample.at("2026-11-23 \(until)"), shifts: shifts)
    return try OnCallTimeline(input, "2026-11-23 00:00", "2026-11-24 00:00")
  }

  @Test("Before its end only what was recorded is true, whatever the rules say now (D8)")
  func past() throws {
    let timeline = try timeline(until: "09:00", [record("eve", "02:00", "08:00", id: "x")])
    expectPicture(
      Drawing(timeline: timeline).text,
      """
      ana .........###############
      eve ..######................
      gap ##......#...............
      """)
    #expect(timeline.shifts.map(\.shift.id.text) == ["x", id])
    #expect(
      timeline.who(Sample.duty("primary"), at: try Sample.at("2026-11-23 03:00")).holders.map(\.because)
        == ["as it was"])
  }

  @Test("What lies before the first record is as the rules say, and joined to it")
  func before() throws {
    let timeline = try timeline(
      since: Sample.at("2026-11-23 04:00"), until: "09:00",
      [record("ana", "00:00", "06:00"), record("eve", "06:00", "08:00", id: "x")])
    expectPicture(
      Drawing(timeline: timeline).text,
      """
      ana ######...###############
      eve ......##................
      gap ........#...............
      """)
  }

  @Test("What was recorded and what goes on are one shift with one id (D9)")
  func joined() throws {
    let timeline = try timeline(until: "08:00", [record("ana", "00:00", "08:00")])
    #expect(timeline.shifts.map(\.shift.id.text) == [id])
    #expect(try timeline.shifts.map(\.interval) == [Sample.span("2026-11-23 00:00", "2026-11-24 00:00")])
    #expect(
      timeline.shifts.map(\.cause) == [
        .rotation(layer: LayerID(unchecked: "day"), turnFrom: try Sample.at("2026-11-23 00:00"))
      ])
  }

  @Test("The recorded part keeps its id when the rest is in other hands")
  func otherHands() throws {
    let timeline = try timeline(until: "08:00", [record("cleo", "00:00", "08:00")])
    #expect(timeline.shifts.map { "\($0.shift.id) \($0.member)" } == ["\(id) cleo", "\(id)_2 ana"])
  }

  @Test("Records may be handed over in any order")
  func anyOrder() throws {
    let first = try record("ben", "00:00", "04:00")
    let second = try record("cleo", "04:00", "08:00", id: "field.primary.day.20261123T0400.1")
    let third = try record("dora", "08:00", "12:00", id: "field.primary.day.20261123T0800.1")
    for shifts in [[third, first, second], [second, third, first]] {
      let timeline = try timeline(until: "12:00", shifts)
      #expect(timeline.shifts.prefix(3).map(\.member.text) == ["ben", "cleo", "dora"])
    }
    var grown = RecordedHistory(until: try Sample.at("2026-11-23 12:00"), shifts: [third, first])
    grown.add(second)
    #expect(grown.shifts == [first, second, third])
  }

  @Test("Neither an override nor leave that is entered later changes it")
  func immutable() throws {
    let timeline = try timeline(
      until: "12:00", [record("ana", "00:00", "12:00")],
      overrides: [Sample.change("o1", .replace("ana", "ben"), "2026-11-23 06:00", "2026-11-23 14:00")],
      leave: [Sample.leave("l1", "ana", "2026-11-23 02:00", "2026-11-23 03:00", .unavailable)])
    expectPicture(
      Drawing(timeline: timeline).text,
      """
      ana ############..##########
      ben ............##..........
      """)
  }

  @Test("What a change ends at the very instant of the last writing is written down the next time")
  func endedByChange() throws {
    let layer = try Sample.layer("day", "ana", every: "1 day", handoff: "00:00", from: "2026-11-01")
    let schedule = try Sample.schedule([Sample.duty("primary", [layer])])
    let (first, noon) = (try Sample.at("2026-11-20 00:00"), try Sample.at("2026-11-23 12:00"))
    let morning = try OnCallTimeline(Sample.input(schedule), "2026-11-23 00:00", "2026-11-24 00:00")
    let before = Recording(morning, last: nil, first: first, now: noon) { _ in 1 }
    #expect(before.shifts.isEmpty && before.settled.running.count == 1)
    let (begun, rest) = (try Sample.span("2026-11-23 00:00", "2026-11-23 12:00"), "2026-11-24 00:00")
    let evening = try Sample.span("2026-11-23 18:00", rest)
    let taken = try Sample.change("o1", .replace("ana", "ben"), "2026-11-23 12:00", rest)
    let planned = try Sample.leave("l1", "ana", "2026-11-23 12:00", "2026-11-23 18:00")
    let sick = try Sample.leave("l1", "ana", "2026-11-23 12:00", "2026-11-23 18:00", .unavailable)
    let changes: [(overrides: [Override], leave: [Leave], stood: [Interval])] = [
      ([], [planned], [begun, evening]), ([], [sick], [begun, evening]), ([taken], [], [begun, taken.interval]),
    ]
    for change in changes {
      var input = Sample.input(schedule, overrides: change.overrides, leave: change.leave)
      input.recorded = RecordedHistory(until: noon, shifts: before.shifts, running: before.settled.running)
      let day = try OnCallTimeline(input, "2026-11-23 11:00", "2026-11-25 00:00")
      let recording = Recording(day, last: before.settled, first: first, now: try Sample.at(rest)) { _ in 1 }
      #expect(recording.shifts.map(\.shift.interval) == change.stood)
      #expect(recording.shifts.first?.shift.member.text == "ana")
    }
  }

  @Test("Who was away within a shift that ended beside another one stood it once", arguments: ["09:00", "11:00"])
  func besideAnother(from: String) throws {
    let until = from == "09:00" ? "11:00" : "13:00"
    let day = "2026-11-23"
    let week = PublishedRota(
      label: "W48", interval: try Sample.span("2026-11-23 00:00", "2026-11-30 00:00"),
      shifts: [
        try Sample.shift("ben", "\(day) 08:00", "\(day) 16:00"),
        try Sample.shift("ana", "\(day) 12:00", "\(day) 20:00"),
      ])
    let schedule = try Sample.schedule([Sample.slots("primary", "mon-sun 08:00-20:00", people: 2)])
    let leave = try Sample.leave("l1", "ben", "\(day) \(from)", "\(day) \(until)")
    var input = Sample.input(schedule, published: [week], leave: [leave])
    let first = try Sample.at("2026-11-20 00:00")
    var last: SettledTime?
    var books: [ShiftID: RecordedShift] = [:]
    for hour in ["10:00", "16:00", "16:30", "20:00", "21:00"] {
      let timeline = try OnCallTimeline(input, "2026-11-23 00:00", "2026-11-24 00:00")
      let now = try Sample.at("\(day) \(hour)")
      #expect(timeline.shifts.allSatisfy { !$0.shift.id.text.contains("_2") }, "\(hour)")
      let recording = Recording(timeline, last: last, first: first, now: now) { _ in 1 }
      for record in recording.shifts where books[record.shift.id] == nil { books[record.shift.id] = record }
      last = recording.settled
      input.recorded = RecordedHistory(
        since: first, until: now, shifts: Array(books.values), running: recording.settled.running)
    }
    let stood = books.values.map { "\($0.shift.member) \($0.shift.interval)" }.sorted()
    let spans = [("ana", "12:00", "20:00"), ("ben", "08:00", from), ("ben", until, "16:00")]
    let expected = try spans.map { "\($0) \(try Sample.span("\(day) \($1)", "\(day) \($2)"))" }
    #expect(stood == expected)
  }
}
