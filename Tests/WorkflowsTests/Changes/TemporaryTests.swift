import ScheduleFiles
import Scheduling
import Storage
import Testing
import Timekeeping
import Workflows

/// Temporary schedules as they are stored and checked (rule T8, cases D23 to D26).
@Suite struct TemporaryTests {
  private func add(
    _ test: TestDesk, until: String = "2026-11-29T00:00:00Z", shifts: [AddTemporary.Entry]? = nil, dryRun: Bool = false,
    force: Bool = false
  ) async throws -> TemporaryReply {
    let plan = [
      AddTemporary.Entry(
        member: "dee", from: "2026-11-28T00:00:00Z".instant, until: "2026-11-28T12:00:00Z".instant),
      AddTemporary.Entry(
        member: "ana", from: "2026-11-28T12:00:00Z".instant, until: "2026-11-28T20:00:00Z".instant),
    ]
    return try await test.perform(
      AddTemporary(
        team: "relay", from: "2026-11-28T00:00:00Z".instant, until: until.instant, duties: ["primary"],
        shifts: shifts ?? plan, reason: "launch", force: force, dryRun: dryRun))
  }

  @Test("it is exactly these shifts, its holes are said, and it can be trimmed and removed")
  func lifecycle() async throws {
    let test = try await ChangeTeam.desk()
    #expect(try await add(test, dryRun: true).isDryRun)
    #expect(try await test.perform(ListTemporary()).isEmpty)
    let made = try await add(test)
    #expect(made.gaps == ["primary 2026-11-28T20:00:00Z/2026-11-29T00:00:00Z"])
    #expect(try await test.perform(ListTemporary(team: "relay")).map(\.id) == [made.schedule.id])
    let trimmed = try await test.perform(
      TrimTemporary(id: made.schedule.id, until: "2026-11-28T06:00:00Z".instant))
    #expect(trimmed.schedule.shifts.map(\.interval.end) == ["2026-11-28T06:00:00Z".instant])
    _ = try await test.perform(RemoveTemporary(id: made.schedule.id))
    #expect(try await test.perform(ListTemporary()).isEmpty)
  }

  @Test("what lies outside, is doubled, overlaps another or puts somebody on leave is refused with why")
  func refused() async throws {
    let test = try await ChangeTeam.desk()
    let outside = AddTemporary.Entry(
      member: "dee", from: "2026-11-27T23:00:00Z".instant, until: "2026-11-28T12:00:00Z".instant)
    await #expect(throws: OperatorProblem.self) { try await add(test, shifts: [outside]) }
    let twice = AddTemporary.Entry(
      member: "dee", from: "2026-11-28T00:00:00Z".instant, until: "2026-11-28T12:00:00Z".instant)
    await #expect(throws: OperatorProblem.self) { try await add(test, shifts: [twice, twice]) }
    _ = try await add(test)
    let second = await #expect(throws: OperatorProblem.self) { try await add(test) }
    #expect(second?.what.contains("decides the same duty") == true)
    let other = try await ChangeTeam.desk()
    try await other.perform(
      AddLeave(member: "dee", from: "2026-11-28T00:00:00Z".instant, until: "2026-11-29T00:00:00Z".instant))
    let away = await #expect(throws: OperatorProblem.self) { try await add(other, force: true) }
    #expect(away?.what.contains("is on leave") == true)
  }

  @Test("of one that runs only what is to come goes: what happened stays")
  func running() async throws {
    let test = try await ChangeTeam.desk()
    let made = try await add(test)
    test.clock.set("2026-11-28T10:00:00Z".instant)
    _ = try await test.perform(RemoveTemporary(id: made.schedule.id))
    #expect(try await test.perform(ListTemporary()).map(\.interval.end) == ["2026-11-28T10:00:00Z".instant])
  }
}
