import Scheduling
import TestSupport
import Testing
import Timekeeping

/// The temporary schedules and the recorded past of table D of the shared on-call cases. Times are UTC.
@Suite("On-call cases D: temporary schedules and the past")
struct OnCallTemporaryTests {
  private func input() throws -> TimelineInput {
    let layer = try Sample.layer(
      "day", "fay", every: "1 day", handoff: "00:00", from: "2017-12-01", hours: "07:00-10:00")
    return Sample.input(try Sample.schedule([Sample.duty("primary", [layer])], members: "fay zoe foo bar"))
  }

  private func shift(_ who: String, _ from: String, _ to: String) throws -> Shift {
    try Sample.shift(who, "2018-01-01 \(from)", "2018-01-01 \(to)")
  }

  private func temporary(_ from: String, _ to: String, _ shifts: [Shift]) throws -> TemporarySchedule {
    TemporarySchedule(
      id: "t1", team: Sample.team, duties: [Sample.duty("primary")],
      interval: try Sample.span("2018-01-01 \(from)", "2018-01-01 \(to)"), shifts: shifts, by: "lead")
  }

  @Test("While it lasts its shifts are all there is (D6)")
  func replaces() throws {
    var input = try input()
    input.temporary = [try temporary("08:15", "08:45", [shift("zoe", "08:25", "08:35")])]
    let timeline = try OnCallTimeline(input, "2018-01-01 08:00", "2018-01-01 09:00")
    #expect(
      ShiftLines(timeline: timeline).description == "fay 08:00-08:15, zoe 08:25-08:35, fay 08:45-09:00")
  }

  @Test("What was recorded and what goes on is one shift (D9)")
  func joined() throws {
    var input = try input()
    let whole = try #require(
      try OnCallTimeline(input, "2018-01-01 07:00", "2018-01-01 09:00").shifts.first?.shift)
    var stood = whole
    stood.interval = try Sample.span("2018-01-01 07:00", "2018-01-01 08:00")
    let now = stood.interval.end
    input.recorded = RecordedHistory(
      until: now, shifts: [RecordedShift(shift: stood, because: "rotation", version: 1, recorded: now)])
    let timeline = try OnCallTimeline(input, "2018-01-01 08:00", "2018-01-01 09:00")
    #expect(timeline.shifts.map(\.shift) == [whole])
    #expect(try timeline.shifts.first?.interval.start == Sample.at("2018-01-01 07:00"))
  }

  private func text(_ schedule: TemporarySchedule?) throws -> String {
    guard let schedule else { return "none" }
    func hours(_ span: Interval) -> String {
      "\(Sample.hour(span.start))–\(Sample.hour(span.end))"
    }
    let shifts = schedule.shifts.map { "\($0.member) \(hours($0.interval))" }.joined(separator: ", ")
    return "\(hours(schedule.interval)): \(shifts)"
  }

  private func both() throws -> TemporarySchedule {
    try temporary("10:00", "20:00", [shift("foo", "12:00", "18:00"), shift("bar", "12:00", "15:00")])
  }

  @Test(
    "It is cut at its end or at its start",
    arguments: [
      ("D23", "00:00", "14:00", "10–14: foo 12–14, bar 12–14"), ("D24", "16:00", "23:00", "16–20: foo 16–18"),
    ])
  func clipped(id: String, from: String, to: String, expected: String) throws {
    let window = try Sample.span("2018-01-01 \(from)", "2018-01-01 \(to)")
    #expect(try text(both().clipped(to: window)) == expected, "\(id)")
  }

  @Test("It is cut in the middle (D26)")
  func split() throws {
    let parts = try both().without(Sample.span("2018-01-01 14:00", "2018-01-01 16:00"), change: "c1")
    #expect(try parts.map(text) == ["10–14: foo 12–14, bar 12–14", "16–20: foo 16–18"])
  }

  @Test("Where the first entry of a list takes no turns, the next is on, not nobody (B42)")
  func hole() throws {
    var layer = try Sample.layer("week", "ana|ben|cleo", handoff: "mon 09:00", from: "2026-11-23")
    layer.rotation.terms = [
      RotationTerm(group: 0, member: Sample.member("ana"), until: try CivilDate(text: "2026-11-01"))
    ]
    let schedule = try Sample.schedule([Sample.duty("primary", [layer])])
    let timeline = try OnCallTimeline(Sample.input(schedule), "2026-11-23 00:00", "2026-12-15 00:00")
    #expect(try timeline.on("primary", "2026-11-23 09:00") == "ben")
    #expect(try timeline.on("primary", "2026-11-30 09:00") == "cleo")
    #expect(try timeline.on("primary", "2026-12-07 09:00") == "ben")
  }
}

extension Sample {
  /// The hour of the day in UTC.
  fileprivate static func hour(_ instant: Timestamp) -> Int {
    CivilDateTime(secondsSinceEpoch: instant.seconds).time.minutes / 60
  }
}
