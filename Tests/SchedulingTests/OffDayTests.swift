import Scheduling
import TestSupport
import Testing
import Timekeeping

/// A rotation limited to some weekdays, and who is on at 00:05 of the days it holds.
struct OffDays: CustomStringConvertible, Sendable {
  var people: Int
  var from: String
  var days: String
  var every: String
  /// `02 A, 09 B`: days of the month and the letters of the members, in order.
  var turns: String

  init(_ people: Int, _ from: String, _ days: String, _ every: String, _ turns: String) {
    (self.people, self.from, self.days, self.every, self.turns) = (people, from, days, every, turns)
  }

  var description: String { "\(people) people from \(from), \(days), every \(every)" }
}

@Suite("Off days do not eat turns (rule T6)")
struct OffDayTests {
  @Test(
    "Days without hours are not counted (E16–E30)",
    arguments: [
      OffDays(3, "2024-08-01", "fri", "1 day", "02 A, 09 B, 16 C"),
      OffDays(
        4, "2024-08-05", "mon-fri", "2 days", "05 A, 06 A, 07 B, 08 B, 09 C, 12 C, 13 D, 14 D, 15 A, 16 A"),
      OffDays(5, "2024-08-05", "mon-fri", "1 week", "05 A, 06 A, 07 A, 08 A, 09 A, 12 B, 13 B, 14 B, 15 B, 16 B"),
      OffDays(
        5, "2024-08-08", "mon-fri", "1 day", "08 A, 09 B, 12 C, 13 D, 14 E, 15 A, 16 B, 19 C, 20 D, 21 E"),
      OffDays(5, "2024-08-08", "mon-fri", "1 week", "08 A, 09 A, 12 B, 13 B, 14 B, 15 B, 16 B, 19 C, 20 C, 21 C"),
      OffDays(3, "2024-08-03", "sat-sun", "1 day", "03 A, 04 B, 10 C, 11 A, 17 B"),
      OffDays(5, "2024-08-03", "sat-sun", "1 day", "03 A, 04 B, 10 C, 11 D"),
      OffDays(3, "2024-08-01", "sat-sun", "1 week", "03 A, 04 A, 10 B, 11 B, 17 C, 18 C"),
      OffDays(
        4, "2024-08-05", "mon-sun", "7 days",
        "05 A, 06 A, 07 A, 08 A, 09 A, 10 A, 11 A, 12 B, 13 B, 14 B, 15 B, 16 B, 17 B, 18 B, 19 C"),
    ])
  func rows(_ row: OffDays) throws {
    let letters = ["A", "B", "C", "D", "E"].prefix(row.people)
    let layer = try Sample.layer(
      "days", letters.map { $0.lowercased() }.joined(separator: "|"), every: row.every,
      handoff: row.every == "1 week" ? "mon 00:00" : "00:00", from: row.from, hours: "\(row.days) 00:00-24:00")
    let schedule = try Sample.schedule([Sample.duty("primary", [layer])], members: "a b c d e")
    let timeline = try OnCallTimeline(Sample.input(schedule), "2024-08-01 00:00", "2024-08-31 00:00")
    let expected = row.turns.split(separator: ", ").map(String.init)
    let first = try #require(expected.first).prefix(2)
    let last = try #require(expected.last).prefix(2)
    let seen = try (1...30).map { padded($0) }.filter { $0 >= first && $0 <= last }.compactMap { day -> String? in
      let on = try timeline.on("primary", "2024-08-\(day) 00:05")
      return on.isEmpty ? nil : "\(day) \(on.uppercased())"
    }
    #expect(seen == expected)
  }

  @Test("Each of five has each fifth working day, for years, over both changes of the clock")
  func fifthWorkingDay() throws {
    let layer = try Sample.layer(
      "days", "ana|ben|cleo|dora|eve", every: "1 day", handoff: "09:00", from: "2026-01-05",
      hours: "mon-fri 09:00-17:00", zone: "Europe/London")
    let schedule = try Sample.schedule([Sample.duty("primary", [layer])])
    let window = try Sample.span("2031-01-06 00:00", "2032-01-05 00:00", "Europe/London")
    let timeline = try OnCallTimeline(Sample.input(schedule), window: window, zones: Sample.zones)
    #expect(timeline.shifts.count == 52 * 5)
    let days = ["ana": 0, "ben": 1, "cleo": 2, "dora": 3, "eve": 4]
    let zone = try Sample.zone("Europe/London")
    #expect(
      timeline.shifts.allSatisfy { days[$0.member.text] == zone.civil(at: $0.interval.start).date.weekday.rawValue })
  }

  @Test("Turns of hours without any hours of the layer are left out")
  func hours() throws {
    let layer = try Sample.layer(
      "day", "ana|ben|cleo", every: "12 hours", handoff: "08:00", from: "2026-11-23", hours: "mon-fri 08:00-20:00")
    let schedule = try Sample.schedule([Sample.duty("primary", [layer])])
    let timeline = try OnCallTimeline(Sample.input(schedule), "2026-11-23 00:00", "2026-12-01 00:00")
    #expect(timeline.shifts.map(\.member.text) == ["ana", "ben", "cleo", "ana", "ben", "cleo"])
  }

  @Test("A turn of days that is broken by a weekend is one turn: its cause names one beginning")
  func brokenTurn() throws {
    let layer = try Sample.layer(
      "days", "ana|ben", every: "2 days", handoff: "00:00", from: "2026-11-27", hours: "mon-fri 00:00-24:00")
    let schedule = try Sample.schedule([Sample.duty("primary", [layer])])
    let timeline = try OnCallTimeline(Sample.input(schedule), "2026-11-26 00:00", "2026-12-02 00:00")
    let start = try Sample.at("2026-11-27 00:00")
    #expect(
      timeline.shifts.prefix(2).map(\.cause) == [
        .rotation(layer: LayerID(unchecked: "days"), turnFrom: start),
        .rotation(layer: LayerID(unchecked: "days"), turnFrom: start),
      ])
    #expect(Set(timeline.shifts.map(\.shift.id)).count == timeline.shifts.count)
  }

  @Test("A layer that never holds has no shifts, and asks for none")
  func never() throws {
    let layer = try Sample.layer("none", "ana|ben", every: "1 day", from: "2026-11-23", hours: "never")
    let schedule = try Sample.schedule([Sample.duty("primary", [layer])])
    let timeline = try OnCallTimeline(Sample.input(schedule), "2026-11-23 00:00", "2026-12-01 00:00")
    #expect(timeline.shifts.isEmpty)
    #expect(timeline.duty(Sample.duty("primary"))?.gaps == [])
  }
}
