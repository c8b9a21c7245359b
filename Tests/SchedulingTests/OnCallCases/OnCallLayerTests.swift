import Scheduling
import TestSupport
import Testing
import Timekeeping

/// Table E of the shared on-call cases: layers, ranks, off days, changes of the clock.
@Suite("On-call cases E: layers")
struct OnCallLayerTests {
  /// `A 1 10+5`: a member, a rank, the hour of 2026-11-23 (UTC) and how many hours.
  private func day(_ shifts: String, _ changes: [Override] = []) throws -> OnCallTimeline {
    let layers = try shifts.split(separator: ", ").enumerated().map { number, text in
      let words = text.split(separator: " ")
      let hours = words[2].split(separator: "+").compactMap { Int($0) }
      let window = "\(padded(hours[0])):00-\(padded(hours[0] + hours[1])):00"
      return try Sample.layer(
        "l\(number)", words[0].lowercased(), every: "1 day", handoff: "00:00", from: "2026-11-23",
        until: "2026-11-23", rank: Int(words[1]) ?? 0, hours: window)
    }
    let schedule = try Sample.schedule([Sample.duty("primary", layers)], members: "a b c d e u v")
    return try OnCallTimeline(
      Sample.input(schedule, overrides: changes), "2026-11-23 00:00", "2026-11-24 00:00")
  }

  @Test("An override over the beginning of a shift: at that instant only its member is on (E3)")
  func override() throws {
    let change = try Sample.change("o1", .replace("a", "b"), "2026-11-23 10:00", "2026-11-23 14:00")
    let timeline = try day("A 0 10+5", [change])
    let answer = timeline.who(Sample.duty("primary"), at: try Sample.at("2026-11-23 10:00:01"))
    #expect(answer.holders.map(\.member.text) == ["b"])
    #expect(answer.holders.map(\.interval) == [change.interval])
  }

  @Test("A higher rank swallows what lies under it (E4)")
  func ranks() throws {
    let timeline = try day("A 1 10+10, B 1 12+4, C 2 15+3")
    let one = ["10": "a", "12": "a b", "15": "c", "17": "c", "18": "a", "19": "a"]
    for (hour, on) in one { #expect(try timeline.on("primary", "2026-11-23 \(hour):00") == on, "\(hour)") }
    #expect(ShiftLines(timeline: timeline).description == "a 10:00-15:00, b 12:00-15:00, c 15:00-18:00, a 18:00-20:00")
  }

  @Test("Of two shifts that hold now the higher rank's is on (E6)")
  func now() throws {
    let timeline = try day("U 1 11+3, V 2 12+2")
    #expect(try timeline.on("primary", "2026-11-23 12:30") == "v")
  }

  @Test("The week in which Chicago's clocks go back is one shift of 169 hours (E10)")
  func longWeek() throws {
    let layer = try Sample.layer(
      "week", "ana", handoff: "00:00", from: "2024-10-01", zone: "America/Chicago")
    let schedule = try Sample.schedule([Sample.duty("primary", [layer])], zone: "America/Chicago")
    let timeline = try OnCallTimeline(Sample.input(schedule), "2024-11-04 00:00", "2024-11-05 00:00")
    #expect(timeline.shifts.map(\.interval.description) == ["2024-10-29T05:00:00Z/2024-11-05T06:00:00Z"])
  }

  /// A rotation limited to some weekdays, and who is on at 00:05 of the days it holds.
  struct OffDayRow: CustomTestStringConvertible, Sendable {
    let id: String
    let people: Int
    let from, days, every, handoff, turns: String

    init(
      _ id: String, _ people: Int, _ from: String, _ days: String, _ every: String, _ turns: String,
      handoff: String = "00:00"
    ) {
      (self.id, self.people, self.from, self.days) = (id, people, from, days)
      (self.every, self.turns, self.handoff) = (every, turns, handoff)
    }

    var testDescription: String { id }
  }

  @Test(
    "Days off do not eat turns",
    arguments: [
      OffDayRow("E16", 3, "2024-08-01", "fri", "1 day", "08-02 A, 08-09 B, 08-16 C"),
      OffDayRow(
        "E18", 4, "2024-08-05", "mon-fri", "2 days",
        "08-05 A, 08-06 A, 08-07 B, 08-08 B, 08-09 C, 08-12 C, 08-13 D, 08-14 D, 08-15 A, 08-16 A"),
      OffDayRow(
        "E19", 5, "2024-08-05", "mon-fri", "1 week",
        "08-05 A, 08-06 A, 08-07 A, 08-08 A, 08-09 A, 08-12 B, 08-13 B, 08-14 B, 08-15 B, 08-16 B",
        handoff: "mon 00:00"),
      OffDayRow(
        "E21", 5, "2024-08-08", "mon-fri", "1 day",
        "08-08 A, 08-09 B, 08-12 C, 08-13 D, 08-14 E, 08-15 A, 08-16 B, 08-19 C, 08-20 D, 08-21 E"),
      OffDayRow(
        "E22", 5, "2024-08-08", "mon-fri", "1 week",
        "08-08 A, 08-09 A, 08-12 B, 08-13 B, 08-14 B, 08-15 B, 08-16 B, 08-19 C, 08-20 C, 08-21 C",
        handoff: "mon 00:00"),
      OffDayRow("E24", 3, "2024-08-03", "sat-sun", "1 day", "08-03 A, 08-04 B, 08-10 C, 08-11 A, 08-17 B"),
      OffDayRow("E25", 5, "2024-08-03", "sat-sun", "1 day", "08-03 A, 08-04 B, 08-10 C, 08-11 D"),
      OffDayRow(
        "E27", 3, "2024-08-01", "sat-sun", "1 week", "08-03 A, 08-04 A, 08-10 B, 08-11 B, 08-17 C, 08-18 C",
        handoff: "mon 00:00"),
      OffDayRow(
        "E30", 10, "2024-09-30", "mon-sun", "7 days",
        "09-30 A, 10-01 A, 10-02 A, 10-03 A, 10-04 A, 10-05 A, 10-06 A, 10-07 B, 10-08 B, 10-09 B, 10-10 B, 10-11 B, "
          + "10-12 B, 10-13 B, 10-14 C, 10-15 C, 10-16 C, 10-17 C"),
    ])
  func offDays(_ row: OffDayRow) throws {
    let letters = "abcdefghij".prefix(row.people).map(String.init)
    let layer = try Sample.layer(
      "days", letters.joined(separator: "|"), every: row.every, handoff: row.handoff, from: row.from,
      hours: "\(row.days) 00:00-24:00")
    let schedule = try Sample.schedule(
      [Sample.duty("primary", [layer])], members: letters.joined(separator: " "))
    let turns = row.turns.split(separator: ", ").map(String.init)
    let first = try CivilDate(text: "2024-\(turns[0].prefix(5))")
    let last = try CivilDate(text: "2024-\(turns[turns.count - 1].prefix(5))")
    let timeline = try OnCallTimeline(Sample.input(schedule), "\(first) 00:00", "\(last + 1) 00:00")
    let seen = try (first...last).compactMap { day -> String? in
      let on = try timeline.on("primary", "\(day) 00:05")
      return on.isEmpty ? nil : "\(day.description.dropFirst(5)) \(on.uppercased())"
    }
    #expect(seen == turns)
  }

  @Test("At noon exactly one is on, where one shift ends and the next begins (E61)")
  func noon() throws {
    let timeline = try day("A 1 0+12, B 1 12+12")
    #expect(try timeline.on("primary", "2026-11-23 12:00:00") == "b")
    #expect(try timeline.on("primary", "2026-11-23 11:59:59") == "a")
  }

  @Test("The parts on both sides of an override have two ids (E62)")
  func ids() throws {
    let change = try Sample.change("o1", .replace("a", "b"), "2026-11-23 10:10", "2026-11-23 10:20")
    let timeline = try day("A 1 10+10", [change])
    #expect(ShiftLines(timeline: timeline).description == "a 10:00-10:10, b 10:10-10:20, a 10:20-20:00")
    #expect(Set(timeline.shifts.map(\.shift.id)).count == 3)
  }

  @Test(
    "A rotation may start in a gap of the clock or in its repeated hour (E63)",
    arguments: [
      ("2024-03-10", "02:30", "2024-03-10T08:00:00Z 2024-03-11T07:30:00Z"),
      ("2024-11-03", "01:30", "2024-11-03T06:30:00Z 2024-11-04T07:30:00Z"),
      ("2024-03-08", "02:30", "2024-03-08T08:30:00Z 2024-03-09T08:30:00Z 2024-03-10T08:00:00Z"),
      ("2024-11-01", "01:30", "2024-11-01T06:30:00Z 2024-11-02T06:30:00Z 2024-11-03T06:30:00Z"),
    ])
  func odd(from: String, handoff: String, starts: String) throws {
    let layer = try Sample.layer(
      "day", "ana|ben", every: "1 day", handoff: handoff, from: from, zone: "America/Chicago")
    let schedule = try Sample.schedule([Sample.duty("primary", [layer])], zone: "America/Chicago")
    let start = try Sample.at("\(from) 00:00", "America/Chicago")
    let window = try #require(Interval(start, start + .hours(24 * 4)))
    let timeline = try OnCallTimeline(Sample.input(schedule), window: window, zones: Sample.zones)
    let expected = starts.split(separator: " ").map(String.init)
    #expect(timeline.shifts.prefix(expected.count).map(\.interval.start.description) == expected)
    #expect(timeline.shifts.prefix(2).map(\.member.text) == ["ana", "ben"])
  }

  @Test("A week from 09:00 in Chicago is handed off at 09:00 after the clocks went back, too (E65)")
  func wallTime() throws {
    let layer = try Sample.layer(
      "week", "ana|ben", handoff: "mon 09:00", from: "2024-10-28", zone: "America/Chicago")
    let schedule = try Sample.schedule([Sample.duty("primary", [layer])], zone: "America/Chicago")
    let timeline = try OnCallTimeline(Sample.input(schedule), "2024-10-29 00:00", "2024-11-13 00:00")
    #expect(
      timeline.shifts.map(\.interval.start.description) == [
        "2024-10-28T14:00:00Z", "2024-11-04T15:00:00Z", "2024-11-11T15:00:00Z",
      ])
  }

  @Test("A month from the 31st ends with the month; no month is left out (E66)")
  func months() throws {
    let layer = try Sample.layer("month", "ana|ben", every: "1 month", handoff: "00:00", from: "2023-01-31")
    let schedule = try Sample.schedule([Sample.duty("primary", [layer])])
    let timeline = try OnCallTimeline(Sample.input(schedule), "2023-01-31 00:00", "2023-05-31 00:00")
    #expect(
      timeline.shifts.map { String($0.interval.start.description.prefix(10)) } == [
        "2023-01-31", "2023-02-28", "2023-03-31", "2023-04-30",
      ])
    #expect(timeline.shifts.map(\.member.text) == ["ana", "ben", "ana", "ben"])
  }

  @Test("A night from 20 to 08 over the spring change lasts eleven hours, without a gap (E68)")
  func night() throws {
    let layer = try Sample.layer(
      "night", "ana", handoff: "mon 12:00", from: "2024-01-01", hours: "20:00-08:00", zone: "America/Chicago")
    let schedule = try Sample.schedule([Sample.duty("primary", [layer])], zone: "America/Chicago")
    let window = try Sample.span("2024-03-09 12:00", "2024-03-10 12:00", "America/Chicago")
    let timeline = try OnCallTimeline(Sample.input(schedule), window: window, zones: Sample.zones)
    #expect(timeline.shifts.map(\.interval.duration) == [.hours(11)])
    #expect(timeline.duties.flatMap(\.gaps) == [])
  }
}
