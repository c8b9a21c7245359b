import Scheduling
import TestSupport
import Testing
import Timekeeping

/// What is the whole of a shift and what a part of it, where several changes meet in it (rule T8).
@Suite("The whole of a shift, or a part")
struct WholeOrPartTests {
  private func shifts(_ changes: [Override]) throws -> [String] {
    let layer = try Sample.layer("week", "ana|ben", from: "2026-11-23")
    let schedule = try Sample.schedule([Sample.duty("primary", [layer])])
    let timeline = try OnCallTimeline(
      Sample.input(schedule, overrides: changes), "2026-11-23 09:00", "2026-11-30 09:00")
    return timeline.shifts.map { held in
      "\(held.member) \(WallText.short(held.interval.start, in: timeline.zone)) \(held.shift.id)"
    }
  }

  private func nobody(_ from: String, _ to: String) throws -> Override {
    try Sample.change("n1", .nobody, from, to)
  }

  private func taken(_ from: String, _ to: String) throws -> Override {
    try Sample.change("r1", .replace("ana", "cleo"), from, to)
  }

  @Test("The rest of a shift that began with nobody is a part of it, as it is without the nobody")
  func rest() throws {
    let rest = try taken("2026-11-24 09:00", "2026-11-30 09:00")
    let part = "cleo Tue 2026-11-24 09:00 field.primary.week.20261123T0900.1_r1"
    #expect(try shifts([rest]) == ["ana Mon 2026-11-23 09:00 field.primary.week.20261123T0900.1", part])
    #expect(try shifts([rest, nobody("2026-11-23 09:00", "2026-11-24 09:00")]) == [part])
  }

  @Test("All of a shift keeps its id in other hands, also where nobody is on in its middle")
  func all() throws {
    let all = try taken("2026-11-23 09:00", "2026-11-30 09:00")
    #expect(
      try shifts([all, nobody("2026-11-24 09:00", "2026-11-25 09:00")]) == [
        "cleo Mon 2026-11-23 09:00 field.primary.week.20261123T0900.1",
        "cleo Wed 2026-11-25 09:00 field.primary.week.20261123T0900.1_after-n1",
      ])
  }

  @Test("A part in which nobody is on for a while is two, and the one behind says so")
  func around() throws {
    let part = try taken("2026-11-24 09:00", "2026-11-28 09:00")
    #expect(
      try shifts([part, nobody("2026-11-25 09:00", "2026-11-26 09:00")]) == [
        "ana Mon 2026-11-23 09:00 field.primary.week.20261123T0900.1",
        "cleo Tue 2026-11-24 09:00 field.primary.week.20261123T0900.1_r1",
        "cleo Thu 2026-11-26 09:00 field.primary.week.20261123T0900.1_r1_after-n1",
        "ana Sat 2026-11-28 09:00 field.primary.week.20261123T0900.1_after-r1",
      ])
  }
}
