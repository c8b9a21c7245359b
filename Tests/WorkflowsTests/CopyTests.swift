import Drafting
import ScheduleFiles
import Scheduling
import Storage
import TestSupport
import Testing
import Timekeeping

@testable import Workflows

/// A pattern week carried over to other weeks.
@Suite(.ownThreads) struct CopyTests {
  private static let file = """
    team: mole
    name: Mole
    zone: Europe/London
    lead: ana
    members: [{ id: ana, name: Ana Ferrow }, { id: bo, name: Bo Lindqvar }, { id: cy, name: Cy Morandel }]
    office hours: { all: mon-fri 09:00-17:00 }
    duties:
      desk: { slots: "mon-fri 09:00-13:00, 13:00-17:00" }

    """

  /// In the pattern Ana has mornings, Bo afternoons; nobody the Friday afternoon.
  private func patterned() async throws -> TestDesk {
    let test = try await TestDesk(at: "2026-11-20T12:00:00Z", schedules: ["schedules/mole.yaml": Self.file])
    let draft = try await test.perform(DraftRota(team: "mole", period: try DraftPeriod(text: "2026-W49")))
    let hands = [("*/09:00", "ana"), ("*/13:00", "bo")]
    try await test.perform(
      DecideSlots(
        draft: draft.id, kind: .assign, choices: hands.map { SlotChoice(slot: "desk/\($0.0)", member: $0.1) }))
    let again = try await test.perform(RedraftRota(draft: draft.id))
    try await test.perform(PublishRota(draft: again.reply.id))
    try await test.perform(ReleaseSlots(draft: again.reply.id, slots: ["desk/*"]))
    try await test.perform(AmendRota(team: "mole", choices: [SlotChoice(slot: "desk/fri/13", member: "open")]))
    return test
  }

  private func copy(_ test: TestDesk, _ to: String, decide: Bool = false, fill: Bool = true) async throws
    -> CopyRota.Reply
  {
    try await test.perform(
      CopyRota(
        team: "mole", from: try DraftPeriod(text: "2026-W49"), to: try DraftPeriod(text: to), decide: decide, fill: fill
      ))
  }

  @Test("a week has the pattern's people; leave is not copied and says so, and what was open is drafted")
  func week() async throws {
    let test = try await patterned()
    try await test.perform(
      AddLeave(member: "ana", from: "2026-12-15T00:00:00Z".instant, until: "2026-12-16T00:00:00Z".instant))
    let reply = try await copy(test, "2026-W51")
    #expect(reply.copied == 8)
    #expect(
      reply.missed.map { "\($0.member?.text ?? "-"): \($0.because)" } == [
        "ana: desk 09:00-13:00 on Tue 15 Dec: Ana Ferrow is on leave 15 Dec",
        "-: nobody stood it on Fri 4 Dec",
      ])
    let holders = reply.reply.draft.assignments.map(\.member?.text)
    #expect([0, 4, 6, 8].map { holders[$0] } == ["ana", "ana", "ana", "ana"] && holders[2] != "ana")
    #expect([1, 3, 5, 7].map { holders[$0] } == ["bo", "bo", "bo", "bo"])
    #expect(reply.reply.draft.gaps.isEmpty)
    try await test.perform(PublishRota(draft: reply.reply.id))
    let open = try await copy(test, "2026-W51", fill: false)
    #expect(open.reply.draft.gaps.map(\.label) == ["desk 09:00-13:00 on Tue 15 Dec", "desk 13:00-17:00 on Fri 18 Dec"])
  }

  @Test("a week is repeated over a month on its own weekdays, and kept as decisions where that is asked for")
  func month() async throws {
    let test = try await patterned()
    let reply = try await copy(test, "2027-01", decide: true)
    // The first is a Friday; of its five afternoons none is copied.
    #expect(reply.reply.draft.assignments.count == 42 && reply.copied == 42 - 5 && reply.decisions == 37)
    #expect(reply.missed.allSatisfy { $0.because.hasSuffix("nobody stood it on Fri 4 Dec") })
    let again = try await test.perform(RedraftRota(draft: reply.reply.id))
    #expect(again.reply.draft.assignments[0].member?.text == "ana")
    let mornings = again.reply.draft.assignments.filter { $0.window.hasPrefix("09:00") }
    #expect(mornings.count == 21 && mornings.allSatisfy { $0.member?.text == "ana" })
  }

  @Test("what does not fit, or was stood by nobody, is refused")
  func refused() async throws {
    let test = try await patterned()
    for (from, to) in [("2026-12-01", "2026-W51"), ("2026-W40", "2026-W51")] {
      await #expect(throws: OperatorProblem.self) {
        try await test.perform(
          CopyRota(team: "mole", from: try DraftPeriod(text: from), to: try DraftPeriod(text: to)))
      }
    }
    let day = try await test.perform(
      CopyRota(
        team: "mole", from: try DraftPeriod(text: "2026-12-01"), to: try DraftPeriod(text: "2026-12-09"), dryRun: true))
    #expect(day.copied == 2 && day.reply.id.isEmpty && day.isDryRun)
  }
}
