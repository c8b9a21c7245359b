import Scheduling
import TestSupport
import Testing
import Timekeeping

/// The swaps of table E of the shared on-call cases. T is 2026-11-24; Ute has every day from 12:00 to 15:00 (UTC).
@Suite("On-call cases E: swaps")
struct OnCallSwapTests {
  private func swap(_ out: String, _ into: String, _ from: String, _ to: String) throws -> Override {
    Override(
      id: "s1", team: Sample.team, duty: Sample.duty("primary"),
      interval: try Sample.span("2026-11-\(from)", "2026-11-\(to)"), change: .replace(out, into), by: "lead",
      kind: .swap)
  }

  private func days(_ group: String, _ changes: [Override], hours: String? = "12:00-15:00") throws -> TimelineInput {
    let layer = try Sample.layer("noon", group, every: "1 day", handoff: "00:00", from: "2026-11-01", hours: hours)
    return Sample.input(
      try Sample.schedule([Sample.duty("primary", [layer])], members: "ute vic wes ana ben cleo"), overrides: changes)
  }

  private func lines(_ input: TimelineInput, _ day: Int) throws -> String {
    let timeline = try OnCallTimeline(input, "2026-11-\(day) 00:00", "2026-11-\(day + 1) 00:00")
    return ShiftLines(timeline: timeline).description
  }

  @Test(
    "A swap covers part of a shift, from either side",
    arguments: [
      ("E36", "24 13:00", "24 18:00", "ute 12:00-13:00, vic 13:00-15:00"),
      ("E37", "24 10:00", "24 13:00", "vic 12:00-13:00, ute 13:00-15:00"),
    ])
  func part(id: String, from: String, to: String, expected: String) throws {
    #expect(try lines(days("ute", [swap("ute", "vic", from, to)]), 24) == expected, "\(id)")
  }

  @Test("A swap between two shifts and over a third changes the third alone (E39)")
  func whole() throws {
    let input = try days("ute", [swap("ute", "vic", "24 15:00", "26 12:00")])
    #expect(try lines(input, 24) == "ute 12:00-15:00")
    #expect(try lines(input, 25) == "vic 12:00-15:00")
    #expect(try lines(input, 26) == "ute 12:00-15:00")
  }

  @Test("In a shared shift a swap changes one of the two (E40)")
  func shared() throws {
    let input = try days("ute wes", [swap("ute", "vic", "24 10:00", "24 13:00")])
    #expect(try lines(input, 24) == "vic 12:00-13:00, wes 12:00-15:00, ute 13:00-15:00")
  }

  @Test("A swap by somebody who is not on in that time changes nothing (E43)")
  func idle() throws {
    let swapped = try OnCallTimeline(
      days("ute", [swap("wes", "vic", "24 10:00", "24 18:00")]), "2026-11-24 00:00", "2026-11-25 00:00")
    let plain = try OnCallTimeline(days("ute", []), "2026-11-24 00:00", "2026-11-25 00:00")
    #expect(swapped.shifts == plain.shifts)
  }

  @Test("Under a swap an override stands; the swap has the rest of its time (E45)", arguments: ["a", "z"])
  func underneath(id: String) throws {
    let direct = try Sample.change(id, .replace("ana", "cleo"), "2026-11-24 10:00", "2026-11-24 12:00")
    let input = try days("ana", [swap("ana", "ben", "24 08:00", "24 16:00"), direct], hours: nil)
    #expect(
      try lines(input, 24)
        == "ana 00:00-08:00, ben 08:00-10:00, cleo 10:00-12:00, ben 12:00-16:00, ana 16:00-00:00")
  }

  @Test("A swap also applies to the shift that an override made (E46)", arguments: ["a", "z"])
  func onTop(id: String) throws {
    let direct = try Sample.change(id, .replace("ben", "ana"), "2026-11-24 08:00", "2026-11-24 16:00")
    let input = try days("ben", [swap("ana", "cleo", "24 10:00", "24 12:00"), direct], hours: nil)
    #expect(
      try lines(input, 24)
        == "ben 00:00-08:00, ana 08:00-10:00, cleo 10:00-12:00, ana 12:00-16:00, ben 16:00-00:00")
  }
}
