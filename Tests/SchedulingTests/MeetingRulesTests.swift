import Scheduling
import TestSupport
import Testing
import Timekeeping

/// Where rules meet that are tested one by one elsewhere: small stories of one team.
@Suite("Where rules meet (T1–T14)")
struct MeetingRulesTests {
  private func days(_ people: String, hours: String? = nil) throws -> Layer {
    try Sample.layer("day", people, every: "1 day", handoff: "09:00", from: "2026-11-23", hours: hours)
  }

  private func timeline(
    _ layers: [Layer], published: [PublishedRota] = [], overrides: [Override] = [], leave: [Leave] = [],
    temporary: [TemporarySchedule] = [], zone: String = "Etc/UTC"
  ) throws -> OnCallTimeline {
    var input = Sample.input(
      try Sample.schedule([Sample.duty("primary", layers)], zone: zone), published: published, overrides: overrides,
      leave: leave)
    input.temporary = temporary
    return try OnCallTimeline(input, "2026-11-23 00:00", "2026-12-03 00:00")
  }

  private func agreed(
    _ id: String, _ out: String, _ into: String, of shift: TimelineShift, from: String? = nil, to: String? = nil,
    kind: Override.Kind = .swap
  ) throws -> Override {
    let whole = shift.interval
    let part = try Interval(from.map { try Sample.at($0) } ?? whole.start, to.map { try Sample.at($0) } ?? whole.end)
    return Override(
      id: id, team: Sample.team, duty: Sample.duty("primary"), interval: try #require(part),
      change: .replace(out, into), by: out, kind: kind, follows: shift.shift.id, followed: whole)
  }

  private func shift(_ timeline: OnCallTimeline, _ wall: String, of member: String) throws -> TimelineShift {
    let instant = try Sample.at(wall)
    return try #require(
      timeline.shifts.first { $0.interval.contains(instant) && $0.member == Sample.member(member) })
  }

  @Test("A shift that an override added can be swapped, and is gone with the override (T8, T12)")
  func swapOfAdded() throws {
    let added = try Sample.change("O-1", .add("cleo"), "2026-11-24 10:00", "2026-11-24 16:00")
    let held = try shift(timeline([days("ana|ben")], overrides: [added]), "2026-11-24 12:00", of: "cleo")
    let swap = try agreed("S-1", "cleo", "dora", of: held)
    let seen = try timeline([days("ana|ben")], overrides: [swap, added])
    #expect(try seen.on("primary", "2026-11-24 12:00") == "ben dora")
    #expect(try shift(seen, "2026-11-24 12:00", of: "dora").shift.id == held.shift.id)
    let without = try timeline([days("ana|ben")], overrides: [swap])
    #expect(try without.on("primary", "2026-11-24 12:00") == "ben")
    #expect(without.idle.map(\.reason) == [.shiftGone(held.shift.id)])
  }

  @Test("In a temporary schedule a colleague takes the time of its holder's leave over, and no more (T8, T9, T13)")
  func takenInTemporary() throws {
    let plan = TemporarySchedule(
      id: "TS-1", team: Sample.team, duties: [Sample.duty("primary")],
      interval: try Sample.span("2026-11-24 09:00", "2026-11-26 09:00"),
      shifts: [try Sample.shift("cleo", "2026-11-24 09:00", "2026-11-26 09:00")], by: "ana")
    let leave = [try Sample.leave("L-1", "cleo", "2026-11-25 00:00", "2026-11-25 12:00")]
    let before = try timeline([days("ana|ben")], leave: leave, temporary: [plan])
    #expect(try before.on("primary", "2026-11-25 06:00") == "", "cleo's shift, but cleo is away")
    let held = try shift(before, "2026-11-25 13:00", of: "cleo")
    let taken = try agreed(
      "S-1", "cleo", "dora", of: held, from: "2026-11-25 00:00", to: "2026-11-25 12:00", kind: .takeOver)
    let seen = try timeline([days("ana|ben")], overrides: [taken], leave: leave, temporary: [plan])
    #expect(try seen.on("primary", "2026-11-24 23:59") == "cleo")
    #expect(try seen.on("primary", "2026-11-25 00:00") == "dora")
    #expect(try seen.on("primary", "2026-11-25 12:00") == "cleo")
    #expect(seen.shifts.allSatisfy { $0.conflicts.isEmpty }, "nothing is open any more")
    #expect(try seen.on("primary", "2026-11-26 09:00") == "ben", "the rotation goes on as if nothing had been")
  }

  @Test("Of a group that shares a turn one is away: the other is on alone, and nothing is open (T6, T9)")
  func groupWithLeave() throws {
    let leave = [try Sample.leave("L-1", "cleo", "2026-11-24 12:00", "2026-11-24 18:00")]
    let seen = try timeline([days("ana|ben cleo")], leave: leave)
    #expect(try seen.on("primary", "2026-11-24 11:59") == "ben cleo")
    #expect(try seen.on("primary", "2026-11-24 12:00") == "ben")
    #expect(try seen.on("primary", "2026-11-24 18:00") == "ben cleo")
    #expect(seen.duty(Sample.duty("primary"))?.gaps == [])
    // Both away is a gap, for just the time that they share.
    let both = leave + [try Sample.leave("L-2", "ben", "2026-11-24 16:00", "2026-11-25 20:00")]
    let open = try timeline([days("ana|ben cleo")], leave: both).duty(Sample.duty("primary"))?.gaps.map(\.interval)
    #expect(open == [try Sample.span("2026-11-24 16:00", "2026-11-24 18:00")])
  }

  @Test("A member listed twice keeps double weight over a rest and after it (T5, T6)")
  func doubleWithPause() throws {
    var layer = try days("ana|ben|ana|cleo")
    layer.rotation.pauses = [try DateRange(text: "2026-11-25..2026-11-26")]
    let seen = try timeline([layer])
    let noons = try (23...30).map { try seen.on("primary", "2026-11-\($0) 12:00") }
    // The rest begins inside ben's turn, at midnight: that turn goes on after it until the next handoff.
    #expect(noons == ["ana", "ben", "", "", "ana", "cleo", "ana", "ben"], "\(noons)")
    #expect(try seen.on("primary", "2026-11-27 08:59") == "ben")
  }

  @Test("Handed off at 02:30 on working days only, over a weekend in which 02:30 is skipped (T2, T3, T6)")
  func skippedHandoffBehindDaysOff() throws {
    let zone = "America/Chicago"
    let layer = try Sample.layer(
      "day", "ana|ben|cleo", every: "1 day", handoff: "02:30", from: "2026-03-02", hours: "mon-sat 02:30-10:00",
      zone: zone)
    let input = Sample.input(try Sample.schedule([Sample.duty("primary", [layer])], zone: zone))
    let seen = try OnCallTimeline(input, "2026-03-06 00:00", "2026-03-11 00:00")
    // Friday, Saturday; Sunday the 8th, on which 02:30 does not exist, is off and eats no turn; Monday.
    let shifts = seen.shifts.map { "\($0.member) \($0.interval)" }
    #expect(
      shifts == [
        "ben 2026-03-06T08:30:00Z/2026-03-06T16:00:00Z", "cleo 2026-03-07T08:30:00Z/2026-03-07T16:00:00Z",
        "ana 2026-03-09T07:30:00Z/2026-03-09T15:00:00Z", "ben 2026-03-10T07:30:00Z/2026-03-10T15:00:00Z",
      ], "\(shifts)")
  }

  @Test("A published week stays as it was published though its rotation is edited; swaps in it stay, too (T8, T12)")
  func publishedAndEdited() throws {
    let week = try Sample.span("2026-11-23 09:00", "2026-11-30 09:00")
    let old = try timeline([days("ana|ben")])
    let rota = PublishedRota(
      label: "2026-W48", interval: week, shifts: old.shifts.map(\.shift).filter { week.contains($0.interval.start) })
    let held = try shift(old, "2026-11-26 12:00", of: "ben")
    let swap = try agreed("S-1", "ben", "dora", of: held)
    let edited = try Sample.layer("day", "eve|cleo", every: "1 day", handoff: "12:00", from: "2026-11-23")
    let seen = try timeline([edited], published: [rota], overrides: [swap])
    #expect(try seen.on("primary", "2026-11-25 10:00") == "ana" && seen.on("primary", "2026-11-26 10:00") == "dora")
    #expect(try seen.on("primary", "2026-11-30 08:59") == "ana", "the last turn of the published week")
    #expect(try seen.on("primary", "2026-11-30 09:00") == "eve" || seen.on("primary", "2026-11-30 09:00") == "cleo")
    #expect(seen.idle.isEmpty)
  }

  @Test(
    "Who took a shift by a swap is sick in the middle: the rest is open, and nobody falls back to the giver (T9, T12)")
  func sickDuringSwapped() throws {
    let held = try shift(timeline([days("ana|ben")]), "2026-11-24 12:00", of: "ben")
    let swap = try agreed("S-1", "ben", "dora", of: held)
    let sick = [try Sample.leave("L-1", "dora", "2026-11-24 15:00", "2026-11-26 00:00", .unavailable)]
    let seen = try timeline([days("ana|ben")], overrides: [swap], leave: sick)
    #expect(try seen.on("primary", "2026-11-24 14:59") == "dora" && seen.on("primary", "2026-11-24 15:00") == "")
    let gaps = seen.duty(Sample.duty("primary"))?.gaps.map(\.interval)
    #expect(gaps == [try Sample.span("2026-11-24 15:00", "2026-11-25 09:00")])
    // A colleague takes the rest, which follows the same shift.
    let rest = try agreed(
      "S-2", "dora", "eve",
      of: try shift(timeline([days("ana|ben")], overrides: [swap]), "2026-11-24 12:00", of: "dora"),
      from: "2026-11-24 15:00", kind: .takeOver)
    let solved = try timeline([days("ana|ben")], overrides: [swap, rest], leave: sick)
    #expect(try solved.on("primary", "2026-11-24 16:00") == "eve")
    #expect(solved.duty(Sample.duty("primary"))?.gaps == [])
  }

  @Test("In a period a layer of higher rank rotates among its own few, and the lower one goes on where it was (T5, T7)")
  func periodWithLayers() throws {
    let top = try Sample.layer(
      "night", "cleo|dora", every: "1 day", handoff: "20:00", from: "2026-11-23", rank: 2, hours: "20:00-08:00")
    var schedule = try Sample.schedule([Sample.duty("primary", [days("ana|ben|cleo"), top])])
    schedule.periods = [
      Period(
        name: "Fair", dates: try DateRange(text: "2026-11-25..2026-11-26"),
        members: [Sample.member("cleo"), Sample.member("ben")])
    ]
    let seen = try OnCallTimeline(Sample.input(schedule), "2026-11-23 00:00", "2026-12-01 00:00")
    let noons = try (23...29).map { try seen.on("primary", "2026-11-\($0) 12:00") }
    // ana's turn of the 26th goes to ben; afterwards the list goes on behind him.
    #expect(noons == ["ana", "ben", "cleo", "ben", "cleo", "ana", "ben"], "\(noons)")
    let nights = try (23...28).map { try seen.on("primary", "2026-11-\($0) 22:00") }
    #expect(nights == ["cleo", "dora", "cleo", "cleo", "dora", "cleo"], "\(nights)")
  }
}
