import Drafting
import ScheduleFiles
import Scheduling
import Storage
import TestSupport
import Testing
import Timekeeping

@testable import Workflows

/// Drafts of days, months and years, published beside and over each other.
@Suite(.ownThreads) struct PeriodTests {
  private static let file = """
    team: mole
    name: Mole
    zone: Europe/Berlin
    lead: ana
    members: [{ id: ana, name: Ana Ferrow }, { id: bo, name: Bo Lindqvar }, { id: cy, name: Cy Morandel }]
    office hours: { all: mon-fri 09:00-17:00 }
    duties:
      desk: { slots: "mon-fri 09:00-13:00, 13:00-17:00" }
      night: { slots: "mon-sun 22:00-06:00" }
      primary: { layers: [{ id: week, every: 1 week, handoff: thu 09:00, from: 2026-01-05, members: [ana, bo, cy] }] }
    rules: { alongside: [[primary, desk], [primary, night]] }

    """

  private func desk(at now: String = "2026-11-20T12:00:00Z") async throws -> TestDesk {
    try await TestDesk(at: now, schedules: ["schedules/mole.yaml": Self.file])
  }

  private func publish(_ test: TestDesk, _ period: String, _ hands: [String] = []) async throws -> PublishRota.Reply {
    var draft = try await test.perform(DraftRota(team: "mole", period: try DraftPeriod(text: period)))
    if !hands.isEmpty {
      let choices = hands.map { $0.split(separator: "=").map(String.init) }.map {
        SlotChoice(slot: $0[0], member: $0[1])
      }
      try await test.perform(DecideSlots(draft: draft.id, kind: .assign, choices: choices))
      draft = try await test.perform(RedraftRota(draft: draft.id)).reply
    }
    let reply = try await test.perform(PublishRota(draft: draft.id))
    if !hands.isEmpty { try await test.perform(ReleaseSlots(draft: draft.id, slots: ["*/*"])) }
    return reply
  }

  private func shifts(_ test: TestDesk, _ from: String, _ until: String, duty: String? = nil) async throws -> [ShiftRow]
  {
    try await test.perform(
      ListShifts(from: "\(from)T00:00:00Z".instant, to: "\(until)T00:00:00Z".instant, team: "mole", duty: duty))
  }

  private func rows(_ test: TestDesk) async throws -> [PublishedPeriod] {
    try await test.desk.store.read { try $0.publishedPeriods() }
  }

  @Test("a day takes the place of its own slots only, and the week again of everything")
  func day() async throws {
    let test = try await desk()
    _ = try await publish(test, "2026-W49", ["desk/*=ana", "night/*=bo"])
    let before = try await shifts(test, "2026-11-28", "2026-12-09")
    let reply = try await publish(test, "2026-12-02", ["desk/*=cy"])
    #expect(reply.period.description == "2026-12-02" && reply.changes.count == 2, "\(reply.changes)")
    let after = try await shifts(test, "2026-11-28", "2026-12-09")
    #expect(after.map(\.uid) == before.map(\.uid))
    #expect(after.map(\.start) == before.map(\.start) && after.map(\.end) == before.map(\.end))
    let moved = zip(before, after).filter { $0.member != $1.member }.map(\.1)
    #expect(moved.map(\.member) == ["cy", "cy"])
    #expect(moved.allSatisfy { $0.start >= "2026-12-02T00:00:00Z".instant && $0.end <= "2026-12-03T00:00:00Z".instant })
    #expect(try await rows(test).count == 3)
    _ = try await publish(test, "2026-W49")
    #expect(try await rows(test).count == 1)
    #expect(try await shifts(test, "2026-11-28", "2026-12-09").map(\.uid) == before.map(\.uid))
  }

  @Test("a week of which a day is published already is published whole, each slot once")
  func halfPublished() async throws {
    let test = try await desk()
    _ = try await publish(test, "2026-12-01", ["desk/*=bo"])
    #expect(try await rows(test).map(\.interval.hours) == [24])
    // On Wednesday: the Tuesday stays as it was published, the Monday was never.
    test.clock.set("2026-12-02T11:00:00Z".instant)
    _ = try await publish(test, "2026-W49")
    let desk = try await shifts(test, "2026-11-28", "2026-12-09", duty: "desk")
    #expect(desk.filter { $0.start < "2026-12-02T00:00:00Z".instant }.map(\.member) == ["bo", "bo"])
    #expect(desk.count == 2 + 2 + 4 && Set(desk.map(\.uid)).count == desk.count)
    let nights = try await shifts(test, "2026-11-28", "2026-12-09", duty: "night")
    #expect(Set(nights.map(\.uid)).count == nights.count && nights.count == 6, "Tuesday's ended before")
  }

  @Test("a month is published week by week, and the rotation beside it goes on under its own ids")
  func month() async throws {
    let test = try await desk()
    let before = try await shifts(test, "2026-11-28", "2027-01-10", duty: "primary")
    let reply = try await publish(test, "2026-12")
    #expect(reply.shifts.filter { $0.duty == "desk" }.count == 2 * 23)
    #expect(reply.shifts.filter { $0.duty == "night" }.count == 31)
    #expect(try await rows(test).map(\.week.description) == (49...53).map { "2026-W\($0)" })
    let after = try await shifts(test, "2026-11-28", "2027-01-10", duty: "primary")
    #expect(after.map(\.uid) == before.map(\.uid) && after.map(\.end) == before.map(\.end))
    #expect(after.map(\.member) == before.map(\.member))
    let again = try await test.perform(
      PublishRota(team: "mole", period: try DraftPeriod(text: "2026-12"), dryRun: true))
    #expect(again.changes.isEmpty, "\(again.changes)")
    #expect(
      try await test.perform(CompareRotas(before: "published", after: reply.draft)).comparison.slots.isEmpty)
  }

  @Test("what is published in stretches is mended in stretches")
  func repair() async throws {
    let test = try await desk()
    _ = try await publish(test, "2026-12-03..2026-12-09", ["desk/*=ana", "night/*=bo"])
    try await test.perform(
      AddLeave(member: "ana", from: "2026-12-03T00:00:00Z".instant, until: "2026-12-08T00:00:00Z".instant))
    let reply = try await test.perform(RepairRota(team: "mole"))
    #expect(reply.periods.map(\.period.description) == ["2026-12-03..2026-12-06", "2026-12-07..2026-12-09"])
    #expect(reply.periods.map(\.repair.moves.count) == [4, 2])
    for mended in reply.periods {
      let id = try #require(mended.draft)
      try await test.perform(PublishRota(draft: id))
    }
    let desk = try await shifts(test, "2026-12-02", "2026-12-11", duty: "desk")
    #expect(desk.count == 10 && desk.filter { $0.member == "ana" }.count == 4)
    let one = try await test.perform(RepairRota(team: "mole", period: try DraftPeriod(text: "2026-12-07")))
    #expect(one.periods.map(\.period.description) == ["2026-12-07"] && one.periods[0].repair.moves.isEmpty)
  }

  @Test("days that are over are neither drafted nor published")
  func over() async throws {
    let test = try await desk()
    let day = try DraftPeriod(text: "2026-12-01")
    let draft = try await test.perform(DraftRota(team: "mole", period: day))
    test.clock.set("2026-12-03T12:00:00Z".instant)
    for dryRun in [false, true] {
      let late = await #expect(throws: OperatorProblem.self) {
        try await test.perform(PublishRota(draft: draft.id, dryRun: dryRun))
      }
      #expect(late?.description == "2026-12-01 is over. help: publish days that have not ended")
    }
    let again = await #expect(throws: OperatorProblem.self) {
      try await test.perform(DraftRota(team: "mole", period: day))
    }
    #expect(again?.what == "2026-12-01 is over")
  }

  @Test("a draft of another period is neither found nor compared")
  func apart() async throws {
    let test = try await desk()
    let week = try await test.perform(DraftRota(team: "mole", period: try DraftPeriod(text: "2026-W49")))
    let day = try await test.perform(DraftRota(team: "mole", period: try DraftPeriod(text: "2026-11-30")))
    let found = try await test.perform(
      PublishRota(team: "mole", period: try DraftPeriod(text: "2026-W49"), dryRun: true))
    #expect(found.draft == week.id)
    await #expect(throws: OperatorProblem.self) {
      try await test.perform(CompareRotas(before: week.id, after: day.id))
    }
    await #expect(throws: OperatorProblem.self) {
      try await test.perform(PublishRota(team: "mole", period: try DraftPeriod(text: "2026-12")))
    }
  }
}

extension Interval {
  fileprivate var hours: Int64 { (end.milliseconds - start.milliseconds) / 3_600_000 }
}
