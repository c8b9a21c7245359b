import Drafting
import ScheduleFiles
import Scheduling
import Storage
import TestSupport
import Testing
import Timekeeping

@testable import Workflows

/// Published slots that change hands afterwards, and those that nobody stands.
@Suite(.ownThreads) struct AmendTests {
  private static let file = """
    team: mole
    name: Mole
    zone: Etc/UTC
    lead: ana
    members: [{ id: ana, name: Ana Ferrow }, { id: bo, name: Bo Lindqvar }, { id: cy, name: Cy Morandel }]
    office hours: { all: mon-fri 09:00-17:00 }
    duties:
      desk: { slots: "mon-fri 09:00-13:00, 13:00-17:00" }

    """

  /// Mornings are Ana's, afternoons Bo's, the Friday afternoon is open because both others are away.
  private func published() async throws -> TestDesk {
    let test = try await TestDesk(at: "2026-11-20T12:00:00Z", schedules: ["schedules/mole.yaml": Self.file])
    for member in ["ana", "bo", "cy"] {
      try await test.perform(
        AddLeave(member: member, from: "2026-12-04T13:00:00Z".instant, until: "2026-12-04T17:00:00Z".instant))
    }
    let draft = try await test.perform(DraftRota(team: "mole", week: try ISOWeek(text: "2026-W49")))
    let hands = [("*/09:00", "ana"), ("mon/13", "bo"), ("tue/13", "bo"), ("wed/13", "bo"), ("thu/13", "bo")]
    try await test.perform(
      DecideSlots(
        draft: draft.id, kind: .assign, choices: hands.map { SlotChoice(slot: "desk/\($0.0)", member: $0.1) }))
    let again = try await test.perform(RedraftRota(draft: draft.id))
    try await test.perform(PublishRota(draft: again.reply.id))
    try await test.perform(ReleaseSlots(draft: again.reply.id, slots: ["desk/*"]))
    return test
  }

  @discardableResult
  private func amend(_ test: TestDesk, _ choices: [(String, String)], dryRun: Bool = false) async throws
    -> AmendRota.Reply
  {
    try await test.perform(
      AmendRota(
        team: "mole", choices: choices.map { SlotChoice(slot: $0.0, member: $0.1) }, reason: "agreed", dryRun: dryRun))
  }

  private func refusal(_ work: () async throws -> Void) async -> String {
    do { try await work() } catch { return "\(error)" }
    return "done"
  }

  private func members(_ test: TestDesk) async throws -> [String] {
    try await test.perform(
      ListShifts(from: "2026-11-30T00:00:00Z".instant, to: "2026-12-05T00:00:00Z".instant, team: "mole")
    ).map(\.member)
  }

  @Test("a slot changes hands under its id, its revision grows, and both members are told who did it and why")
  func amended() async throws {
    let test = try await published()
    let slot = ShiftID(text: "mole.desk.slot.20261130T0900.1")
    let before = try #require(try await test.desk.store.read { try $0.revision(slot) })
    let trial = try await amend(test, [("desk/mon/09", "cy")], dryRun: true)
    #expect(trial.isDryRun && trial.periods[0].comparison.slots.map(\.after?.text) == ["cy"])
    #expect(try await members(test).first == "ana")
    let reply = try await amend(test, [("desk/mon/09", "cy")])
    #expect(reply.periods[0].comparison == trial.periods[0].comparison)
    #expect(
      reply.periods[0].comparison.slots.map { $0.sentence { reply.names[$0.text] ?? "" } } == [
        "desk 09:00-13:00 on Mon 30 Nov: Cy Morandel instead of Ana Ferrow"
      ])
    #expect(try await members(test).first == "cy")
    let after = try #require(try await test.desk.store.read { try $0.revision(slot) })
    #expect(after.sequence == before.sequence + 1 && after.member?.text == "cy")
    let moved = try await test.desk.store.read { try $0.notices() }.filter { $0.kind == "shift-moved" }
    #expect(Set(moved.map(\.recipient.text)).isSuperset(of: ["ana", "cy"]))
    #expect(moved.contains { $0.text.contains("the rota was amended: agreed") }, "\(moved.map(\.text))")
    #expect(reply.undo == ["desk/2026-11-30/09:00=ana"])
    try await amend(test, [("desk/2026-11-30/09:00", "ana")])
    #expect(try await members(test).first == "ana")
  }

  @Test("a slot keeps the hours it was published with; where it is opened, it is said that it does not")
  func newHours() async throws {
    let test = try await published()
    test.clock.set("2026-11-20T13:00:00Z".instant)
    let longer = Self.file.replacing("13:00-17:00\" }", with: "13:00-18:00\" }")
    try await test.apply(["schedules/mole.yaml": longer], force: true)
    func stood() async throws -> [String] {
      try await test.perform(
        ListShifts(from: "2026-11-30T13:00:00Z".instant, to: "2026-11-30T18:00:00Z".instant, team: "mole")
      ).map { "\($0.member) \($0.start)/\($0.end)" }
    }
    let reply = try await amend(test, [("desk/mon/13", "cy")])
    #expect(
      reply.periods[0].comparison.slots.map { $0.sentence { reply.names[$0.text] ?? "" } } == [
        "desk 13:00-17:00 on Mon 30 Nov: Cy Morandel instead of Bo Lindqvar"
      ])
    #expect(reply.undo == ["desk/2026-11-30/13:00=bo"] && reply.notes == [])
    #expect(try await stood() == ["cy 2026-11-30T13:00:00Z/2026-11-30T17:00:00Z"])
    try await amend(test, [("desk/2026-11-30/13:00", "bo")])
    #expect(try await stood() == ["bo 2026-11-30T13:00:00Z/2026-11-30T17:00:00Z"])
    let opened = try await amend(test, [("desk/mon/13", "open")])
    #expect(
      opened.notes == [
        "desk/2026-11-30/13:00 was published as Mon 2026-11-30 13:00–17:00 Etc/UTC and is open as Mon 2026-11-30 "
          + "13:00–18:00 Etc/UTC, as the schedule has it now: the undo does not bring the old hours back"
      ])
    try await amend(test, [("desk/2026-11-30/13:00", "bo")])
    #expect(try await stood() == ["bo 2026-11-30T13:00:00Z/2026-11-30T18:00:00Z"])
  }

  @Test("of a slot that is decided about twice in one go, what is said last holds")
  func decidedTwice() async throws {
    let test = try await TestDesk(at: "2026-11-20T12:00:00Z", schedules: ["schedules/mole.yaml": Self.file])
    let draft = try await test.perform(DraftRota(team: "mole", week: try ISOWeek(text: "2026-W49")))
    let mornings = [SlotChoice(slot: "desk/*/09:00", member: "ana"), SlotChoice(slot: "desk/fri/09", member: "bo")]
    let given = try await test.perform(DecideSlots(draft: draft.id, kind: .assign, choices: mornings))
    #expect(given.decided.map(\.member) == ["ana", "ana", "ana", "ana", "bo"])
    let afternoons = [SlotChoice(slot: "desk/*/13:00", member: "cy"), SlotChoice(slot: "desk/mon/13", member: "cy")]
    let kept = try await test.perform(DecideSlots(draft: draft.id, kind: .forbid, choices: afternoons))
    #expect(kept.decided.count == 5)
  }

  @Test("what a hard rule forbids is refused with the reason, and then nothing changes")
  func refused() async throws {
    let test = try await published()
    let before = try await members(test)
    let forbidden = await refusal { try await amend(test, [("desk/mon/09", "bo"), ("desk/fri/13", "cy")]) }
    #expect(forbidden.hasPrefix("desk 13:00-17:00 on Fri 4 Dec: Cy Morandel is on leave"), "\(forbidden)")
    #expect(await refusal { try await amend(test, [("desk/mon/09", "ana")]) }.hasPrefix("all of it is so already"))
    #expect(await refusal { try await amend(test, [("desk/mon/09", "boo")]) }.contains("did you mean 'bo'?"))
    #expect(await refusal { try await amend(test, [("desk/sun", "bo")]) }.hasPrefix("there is no slot 'desk/sun'"))
    #expect(
      await refusal { try await amend(test, [("desk/mon/09", "bo"), ("desk/mon/09", "cy")]) }.contains("named twice"))
    #expect(try await members(test) == before)
    test.clock.set("2026-11-30T10:00:00Z".instant)
    #expect(await refusal { try await amend(test, [("desk/mon/09", "cy")]) }.hasPrefix("desk/mon/09 has begun"))
  }

  @Test("what changes hands on both sides of a week's end is checked together")
  func acrossWeeks() async throws {
    let file = Self.file.replacing(
      "mon-fri 09:00-13:00, 13:00-17:00\" }", with: "mon 06:00-14:00, sun 14:00-22:00\" }\nrules: { rest: 11 hours }")
    let test = try await TestDesk(at: "2026-11-20T12:00:00Z", schedules: ["schedules/mole.yaml": file])
    let period = try DraftPeriod(text: "2026-12-06..2026-12-07")
    let draft = try await test.perform(DraftRota(team: "mole", period: period))
    let (sunday, monday) = ("desk/2026-12-06/14:00", "desk/2026-12-07/06:00")
    let hands = [SlotChoice(slot: sunday, member: "ana"), SlotChoice(slot: monday, member: "bo")]
    try await test.perform(DecideSlots(draft: draft.id, kind: .assign, choices: hands))
    let again = try await test.perform(RedraftRota(draft: draft.id))
    try await test.perform(PublishRota(draft: again.reply.id))
    try await test.perform(ReleaseSlots(draft: again.reply.id, slots: ["desk/*"]))
    let both = await refusal { try await amend(test, [(sunday, "cy"), (monday, "cy")]) }
    #expect(both.contains("Cy Morandel starts desk at Mon 06:00"), "\(both)")
    #expect(try await amend(test, [(sunday, "bo"), (monday, "ana")]).periods.count == 2, "an exchange is no clash")
  }

  @Test("a slot over which an override stands is not amended in vain")
  func overridden() async throws {
    let test = try await published()
    let change = try await test.perform(
      AddOverride(
        team: "mole", duty: "desk", from: "2026-11-30T09:00:00Z".instant, until: "2026-11-30T13:00:00Z".instant,
        member: "cy", out: "ana", reason: "a visit"))
    let vain = await refusal { try await amend(test, [("desk/mon/09", "ana")]) }
    #expect(vain.contains("stays with Cy Morandel, because an override or a swap stands over it"), "\(vain)")
    try await amend(test, [("desk/mon/09", "bo")])
    #expect(try await members(test).first == "bo")
    try await test.perform(RemoveOverride(id: change.change.id))
    #expect(try await members(test).first == "bo")
  }

  @Test("a slot that a lead left open and is given now is named with what leaves it open again")
  func releasedOpening() async throws {
    let test = try await published()
    let first = try await test.perform(DraftRota(team: "mole", week: try ISOWeek(text: "2026-W49")))
    let open = SlotChoice(slot: "desk/thu/09", member: AmendRota.open)
    let decided = try await test.perform(DecideSlots(draft: first.id, kind: .assign, choices: [open])).decided
    let draft = try await test.perform(RedraftRota(draft: first.id)).reply.id
    try await test.perform(PublishRota(draft: draft))
    let reply = try await amend(test, [("desk/thu/09", "cy")])
    #expect(reply.released?.map(\.decision.id) == decided.map(\.id))
    #expect(reply.released?.first?.undo == "watchbill rota assign \(draft) desk/2026-12-03/09:00=open")
    #expect(try await test.perform(ListDecisions(team: "mole")).isEmpty)
    #expect(try await amend(test, [("desk/thu/09", "open")]).released?.isEmpty == true)
    try await test.perform(DecideSlots(draft: draft, kind: .assign, choices: [open]))
    #expect(try await test.perform(ListDecisions(team: "mole")).map(\.member) == ["open"])
  }

  @Test("a slot that is opened again after somebody had it is offered again")
  func openedAgain() async throws {
    let test = try await published()
    try await amend(test, [("desk/thu/09", "open")])
    try await amend(test, [("desk/thu/09", "cy")])
    try await amend(test, [("desk/thu/09", "open")])
    let offered = try await test.desk.store.read { try $0.notices() }.filter { $0.kind == "open-shift" }
    #expect(offered.count { $0.recipient.text == "bo" } == 2, "\(offered.map(\.title))")
  }

  @Test("an open slot is listed with why, offered to who may stand it, and the first who claims it has it")
  func open() async throws {
    let test = try await published()
    var rows = try await test.perform(OpenSlots(team: "mole"))
    #expect(rows.map(\.slot) == ["desk/2026-12-04/13:00"] && rows[0].takers.isEmpty)
    #expect(rows[0].because.first?.isEmpty == false, "\(rows[0].because)")
    let stuck = try await test.desk.store.read { try $0.notices() }.filter { $0.kind == "slot-stuck" }
    #expect(stuck.map(\.recipient.text) == ["ana"])
    try await amend(test, [("desk/thu/09", "open")])
    rows = try await test.perform(OpenSlots(team: "mole"))
    #expect(rows.map(\.slot) == ["desk/2026-12-03/09:00", "desk/2026-12-04/13:00"])
    #expect(Set(rows[0].takers) == ["ana", "bo", "cy"])
    let offered = try await test.desk.store.read { try $0.notices() }.filter { $0.kind == "open-shift" }
    #expect(offered.map(\.recipient.text).sorted() == ["ana", "bo", "cy"])
    #expect(offered.first?.text.contains("watchbill claim mole desk \"2026-12-03 09:00\" --as ana") == true)
    let claim = ClaimSlot(team: "mole", duty: "desk", slot: "2026-12-03 09:00", member: "cy")
    try await test.perform(claim)
    #expect(try await members(test)[6] == "cy")
    let late = ClaimSlot(team: "mole", duty: "desk", slot: "2026-12-03 09:00", member: "bo")
    #expect(await refusal { try await test.perform(late) }.hasPrefix("cy"))
    #expect(try await test.perform(OpenSlots(team: "mole")).map(\.slot) == ["desk/2026-12-04/13:00"])
    // Drafting the week again keeps it.
    let draft = try await test.perform(DraftRota(team: "mole", week: try ISOWeek(text: "2026-W49")))
    #expect(draft.draft.assignments[6].member?.text == "cy")
  }
}
