import Drafting
import Scheduling
import Storage
import TestSupport
import Testing
import Timekeeping

@testable import Workflows

/// Weekend cover is voluntary (D14), and looked after every hour (D17).
@Suite(.ownThreads) struct ClaimTests {
  private func desk(_ weekend: String = CoverTeam.weekend) async throws -> TestDesk {
    try await TestDesk(at: HistoryTests.start, schedules: HistoryTests.team(weekend))
  }

  private func claim(_ test: TestDesk, _ slot: String, _ member: String, duty: String = "weekend") async throws
    -> ClaimRow
  {
    try await test.perform(ClaimSlot(team: "cover", duty: duty, slot: slot, member: member))
  }

  private func refusal(_ work: () async throws -> ClaimRow) async -> String {
    do { return "claimed \(try await work().slot)" } catch { return "\(error)" }
  }

  @Test("a claimed slot is drafted to who claimed it, and published so")
  func drafted() async throws {
    let test = try await desk()
    let row = try await claim(test, "2026-11-28", "esme")
    #expect(row.claim == "C-1" && row.start == "2026-11-28T12:00:00Z".instant)
    _ = try await claim(test, "cover.weekend.slot.20261129T1200.1", "dami")
    let draft = try await test.perform(DraftRota(team: "cover", week: ISOWeek(text: "2026-W48")))
    #expect(draft.draft.assignments.map(\.member?.text) == ["esme", "dami"])
    #expect(
      draft.draft.assignments[0].others.first { $0.member.text == "cleo" }?.text == "Esme Varholt claimed this slot")
    try await test.perform(PublishRota(draft: draft.id))
    let row2 = await refusal { try await test.perform(WithdrawClaim(id: "C-1")) }
    #expect(row2.hasPrefix("the week of C-1 is published"))
  }

  @Test("the claim of somebody who is away is taken back although its week is published, and the mended week published")
  func awayAfterClaim() async throws {
    let test = try await desk()
    _ = try await claim(test, "2026-11-28", "esme")
    let draft = try await test.perform(DraftRota(team: "cover", week: ISOWeek(text: "2026-W48")))
    try await test.perform(PublishRota(draft: draft.id))
    try await test.perform(
      AddLeave(member: "esme", from: "2026-11-28T00:00:00Z".instant, until: "2026-11-29T00:00:00Z".instant))
    let mended = try #require(try await test.perform(RepairRota(team: "cover")).periods.compactMap(\.draft).first)
    await #expect(throws: OperatorProblem.self) { try await test.perform(PublishRota(draft: mended)) }
    try await test.perform(WithdrawClaim(id: "C-1"))
    try await test.perform(PublishRota(draft: mended))
    let who = try await test.perform(WhoIsOn(team: "cover", duty: "weekend", at: "2026-11-28T13:00:00Z".instant))
    #expect(["cleo", "dami"].contains(who.rows.first?.member ?? "nobody"))
  }

  @Test("where unclaimed slots stay open no draft gives them to anybody; they are offered, and claimed or given")
  func staysOpen() async throws {
    let test = try await desk(CoverTeam.weekend.replacing("members:", with: "unclaimed: open, members:"))
    _ = try await claim(test, "2026-11-28", "esme")
    let draft = try await test.perform(DraftRota(team: "cover", week: ISOWeek(text: "2026-W48")))
    #expect(draft.draft.assignments.map(\.member?.text) == ["esme", nil])
    try await test.perform(PublishRota(draft: draft.id))
    let open = try await test.perform(OpenSlots(team: "cover"))
    #expect(open.map { $0.takers.sorted() } == [["cleo", "dami", "esme"]])
    _ = try await claim(test, "2026-11-29", "dami")
    let who = try await test.perform(WhoIsOn(team: "cover", duty: "weekend", at: "2026-11-29T13:00:00Z".instant))
    #expect(who.rows.first?.member == "dami")
  }

  @Test("who claims too late is told whether the rest is drafted or stays open")
  func tooLate() async throws {
    for (unclaimed, rest) in [
      ("drafted", "the rest of the week is drafted"),
      ("open", "what is open can be claimed again once it is published"),
    ] {
      let keys = "claim until: thu 12:00, unclaimed: \(unclaimed), members:"
      let test = try await desk(CoverTeam.weekend.replacing("members:", with: keys))
      #expect(await refusal { try await claim(test, "2026-11-28", "esme") }.hasSuffix("ask the lead; \(rest)"))
    }
  }

  /// Slots that stay open unless they are claimed, published: dami was given the first, cleo the second.
  private func givenWeekend() async throws -> TestDesk {
    let test = try await desk(CoverTeam.weekend.replacing("members:", with: "unclaimed: open, members:"))
    let draft = try await test.perform(DraftRota(team: "cover", week: ISOWeek(text: "2026-W48")))
    try await test.perform(PublishRota(draft: draft.id))
    let hands = [("28", "dami"), ("29", "cleo")].map {
      SlotChoice(slot: "weekend/2026-11-\($0.0)/12:00", member: $0.1)
    }
    try await test.perform(AmendRota(team: "cover", choices: hands))
    return test
  }

  @Test("where unclaimed slots stay open whoever was given one keeps it although its beginning went to somebody else")
  func staysOpenBesidePart() async throws {
    let test = try await givenWeekend()
    let week = try ISOWeek(text: "2026-W48")
    try await test.perform(
      AddOverride(
        team: "cover", duty: "weekend", from: "2026-11-28T12:00:00Z".instant, until: "2026-11-28T16:00:00Z".instant,
        member: "esme", out: "dami"))
    let again = try await test.perform(DraftRota(team: "cover", week: week))
    #expect(again.draft.assignments.map(\.member?.text) == ["dami", "cleo"])
    try await test.perform(
      AddLeave(member: "cleo", from: "2026-11-29T00:00:00Z".instant, until: "2026-11-30T00:00:00Z".instant))
    let mended = try #require(try await test.perform(RepairRota(team: "cover", week: week)).periods.first?.draft)
    try await test.perform(PublishRota(draft: mended))
    for (hour, member) in [("13", "esme"), ("17", "dami")] {
      let at = "2026-11-28T\(hour):00:00Z".instant
      let who = try await test.perform(WhoIsOn(team: "cover", duty: "weekend", at: at))
      #expect(who.rows.first?.member == member)
    }
  }

  @Test("where unclaimed slots stay open repairs hold beside slots that overrides emptied or cut up")
  func staysOpenBesideOverrides() async throws {
    let week = try ISOWeek(text: "2026-W48")
    let cases: [(hours: [(Int, Int)], member: [String?], out: [String?], holder: String)] = [
      ([(12, 20)], [nil], [nil], "dami"), ([(12, 20)], [nil], ["dami"], "dami"),
      ([(12, 16), (16, 20)], ["esme", "esme"], ["dami", "dami"], "esme"),
      ([(12, 20), (18, 20)], ["esme", nil], ["dami", nil], "esme"),
      ([(12, 20), (12, 16)], ["esme", nil], ["dami", nil], "esme"),
    ]
    for (hours, members, out, holder) in cases {
      let test = try await givenWeekend()
      for (index, (from, until)) in hours.enumerated() {
        try await test.perform(
          AddOverride(
            team: "cover", duty: "weekend", from: "2026-11-28T\(from):00:00Z".instant,
            until: "2026-11-28T\(until):00:00Z".instant, member: members[index], out: out[index]))
      }
      try await test.perform(
        AddLeave(member: "cleo", from: "2026-11-29T00:00:00Z".instant, until: "2026-11-30T00:00:00Z".instant))
      let mended = try #require(try await test.perform(RepairRota(team: "cover", week: week)).periods.first)
      #expect(mended.repair.draft.assignments.map(\.member?.text) == [holder, nil])
      try await test.perform(PublishRota(draft: mended.draft))
      let again = try await test.perform(DraftRota(team: "cover", week: week))
      #expect(again.draft.assignments.map(\.member?.text) == [holder, nil])
    }
  }

  @Test("who took a slot over keeps it in drafts although its beginning went on to somebody else")
  func takenOverAndCut() async throws {
    let test = try await givenWeekend()
    let slot = "cover/weekend@2026-11-28"
    try await test.perform(TakeShift(shift: slot, speaker: "ana", whom: "esme", force: true))
    try await test.perform(
      TakeShift(shift: slot, until: "2026-11-28T16:00:00Z".instant, speaker: "ana", whom: "cleo", force: true))
    for (hour, member) in [("13", "cleo"), ("17", "esme")] {
      let at = "2026-11-28T\(hour):00:00Z".instant
      let who = try await test.perform(WhoIsOn(team: "cover", duty: "weekend", at: at))
      #expect(who.rows.first?.member == member)
    }
    let draft = try await test.perform(DraftRota(team: "cover", week: ISOWeek(text: "2026-W48")))
    #expect(draft.draft.assignments.map(\.member?.text) == ["esme", "cleo"])
  }

  /// By a lead's word.
  private func leaveSaturdayOpen(_ week: ISOWeek, on test: TestDesk) async throws -> [DecisionRow] {
    let first = try await test.perform(DraftRota(team: "cover", week: week))
    let open = SlotChoice(slot: "weekend/2026-11-28/12:00", member: AmendRota.open)
    return try await test.perform(DecideSlots(draft: first.id, kind: .assign, choices: [open])).decided
  }

  @Test("a slot that a lead left open is published so and claimed; then nothing keeps it open any more")
  func leftOpen() async throws {
    let test = try await desk()
    let week = try ISOWeek(text: "2026-W48")
    let decided = try await leaveSaturdayOpen(week, on: test)
    let second = try await test.perform(DraftRota(team: "cover", week: week))
    #expect(second.draft.assignments.map { $0.member == nil } == [true, false])
    try await test.perform(PublishRota(draft: second.id))
    let claimed = try #require(try await claim(test, "2026-11-28", "esme").claim)
    #expect(try await test.perform(ListDecisions(team: "cover")).isEmpty)
    let audit = try await test.desk.store.read { try $0.auditEntries(entity: "claim/\(claimed)") }
    let body = audit.map { String(decoding: $0.body, as: UTF8.self) }.joined()
    #expect(decided.count == 1 && decided.allSatisfy { body.contains("\"\($0.id)\"") }, "\(body)")
    let third = try await test.perform(DraftRota(team: "cover", week: week))
    #expect(third.draft.assignments.first?.member?.text == "esme")
  }

  @Test("a slot left open that was claimed before it was published, and swapped since, is not opened by a repair")
  func leftOpenClaimedAndSwapped() async throws {
    let test = try await desk()
    let week = try ISOWeek(text: "2026-W48")
    let decided = try await leaveSaturdayOpen(week, on: test)
    let claimed = try await claim(test, "2026-11-28", "dami")
    _ = try await claim(test, "2026-11-29", "cleo")
    let second = try await test.perform(DraftRota(team: "cover", week: week))
    let published = try await test.perform(PublishRota(draft: second.id))
    #expect(published.released?.map(\.id) == decided.map(\.id))
    #expect(try await test.perform(ListDecisions(team: "cover")).isEmpty)
    try await test.perform(
      AddOverride(
        team: "cover", duty: "weekend", from: "2026-11-28T12:00:00Z".instant, until: "2026-11-28T20:00:00Z".instant,
        member: "esme", out: "dami"))
    try await test.perform(WithdrawClaim(id: try #require(claimed.claim)))
    let mended = try await test.perform(RepairRota(team: "cover", week: week))
    #expect(mended.periods.flatMap { $0.repair.moves.map(\.label) }.isEmpty)
    let third = try await test.perform(DraftRota(team: "cover", week: week))
    #expect(third.draft.assignments.allSatisfy { $0.member != nil })
  }

  @Test("a draft made before a claim is refused when it is published")
  func overtaken() async throws {
    let test = try await desk()
    let draft = try await test.perform(DraftRota(team: "cover", week: ISOWeek(text: "2026-W48")))
    let given = try #require(draft.draft.assignments.first?.member?.text)
    let other = try #require(["cleo", "dami", "esme"].first { $0 != given })
    _ = try await claim(test, "2026-11-28", other)
    await #expect(throws: OperatorProblem.self) { try await test.perform(PublishRota(draft: draft.id)) }
  }

  @Test("who is not eligible, on leave, or too late is told why")
  func refused() async throws {
    let test = try await desk()
    #expect(
      await refusal { try await claim(test, "2026-11-28", "bo") }
        == "weekend 12:00-20:00 on Sat 28 Nov: weekend is for volunteers, and Bo Lindqvar is not one. help: ask the"
        + " lead: it follows from the schedule file")
    try await test.perform(
      AddLeave(member: "esme", from: "2026-11-28T00:00:00Z".instant, until: "2026-11-29T00:00:00Z".instant))
    #expect(await refusal { try await claim(test, "2026-11-28", "esme") }.contains("Esme Varholt is on leave"))
    _ = try await claim(test, "2026-11-28", "dami")
    #expect(await refusal { try await claim(test, "2026-11-28", "dami") }.hasPrefix("dami claimed it already (C-"))
    #expect(await refusal { try await claim(test, "2026-11-28", "cleo") }.hasPrefix("dami (C-"))
    #expect(
      await refusal { try await claim(test, "2026-11-25", "cleo") }.hasPrefix("weekend has no slot '2026-11-25'"))
    #expect(
      await refusal { try await claim(test, "2026-11-28", "cleo", duty: "primary") }
        .hasPrefix("the slots of primary are given out, not claimed"))
    #expect(await refusal { try await claim(test, "2026-11-22", "cleo") }.hasPrefix("2026-11-22 has begun"))
  }

  @Test("of a day whose slots are all taken, who has each is said")
  func allTaken() async throws {
    let test = try await desk(
      CoverTeam.weekend.replacing("sat-sun 12:00-20:00", with: "\"sat-sun 08:00-12:00, 12:00-20:00\""))
    _ = try await claim(test, "2026-11-28 08:00", "esme")
    _ = try await claim(test, "2026-11-28 12:00", "dami")
    #expect(
      await refusal { try await claim(test, "2026-11-28", "cleo") }
        .hasPrefix("esme (C-1) has 08:00 already, dami (C-2) has 12:00 already. help: "))
  }

  @Test("a claim is held against what its member claimed or was given before, in the weeks around it too")
  func besideOthers() async throws {
    let rules = "\n  night: { slots: fri 22:00-06:00 }\nrules: { rest: 11 hours, weekends: never two in a row }"
    let test = try await desk(CoverTeam.weekend + rules)
    _ = try await claim(test, "2026-11-29", "esme")
    #expect(
      await refusal { try await claim(test, "2026-12-05", "esme") }
        .hasPrefix("weekend 12:00-20:00 on Sat 5 Dec: Esme Varholt stands the weekend before (2026-W48)"))
    let draft = try await test.perform(DraftRota(team: "cover", week: ISOWeek(text: "2026-W51")))
    let night = SlotChoice(slot: "night/fri/22", member: "esme")
    try await test.perform(DecideSlots(draft: draft.id, kind: .assign, choices: [night]))
    let tired = await refusal { try await claim(test, "2026-12-19", "esme") }
    #expect(tired.contains("Esme Varholt ends night at Sat 06:00 Europe/London, only 6 h before"), "\(tired)")
    _ = try await claim(test, "2026-12-13", "esme")
  }

  @Test("a withdrawn claim frees the slot for somebody else")
  func withdrawn() async throws {
    let test = try await desk()
    let first = try await claim(test, "2026-11-28", "esme")
    try await test.perform(WithdrawClaim(id: try #require(first.claim)))
    _ = try await claim(test, "2026-11-28", "dami")
    let rows = try await test.perform(ListClaims(team: "cover"))
    #expect(rows.count == 10, "two days in each of five weeks")
    #expect(rows.filter { $0.claim != nil }.map(\.member) == ["dami"])
  }

  @Test("whoever stands the slot of a withdrawn claim is named; while nobody does it can be claimed again")
  func holder() async throws {
    let test = try await desk()
    _ = try await claim(test, "2026-11-28", "esme")
    _ = try await claim(test, "2026-11-29", "esme")
    try await CoverTeam.publish(test, week: "2026-W48", ["dami", nil])
    #expect(try await test.perform(WithdrawClaim(id: "C-1")).holder == "Dami Osolu")
    #expect(try await test.perform(WithdrawClaim(id: "C-2")).holder == nil)
  }

  @Test("a claim of a published slot goes once its member is away, so that the week can be mended")
  func away() async throws {
    let test = try await desk()
    let id = try #require(try await claim(test, "2026-11-28", "esme").claim)
    try await CoverTeam.publish(test, week: "2026-W48", ["esme", "dami"])
    #expect(
      await refusal { try await test.perform(WithdrawClaim(id: id)) }.hasPrefix("the week of \(id) is published"))
    try await test.perform(
      AddLeave(member: "esme", from: "2026-11-28T00:00:00Z".instant, until: "2026-11-29T00:00:00Z".instant))
    let mended = try await test.perform(RepairRota(team: "cover", week: ISOWeek(text: "2026-W48")))
    let draft = try #require(mended.periods.first?.draft)
    await #expect(throws: OperatorProblem.self) { try await test.perform(PublishRota(draft: draft)) }
    try await test.perform(WithdrawClaim(id: id))
    try await test.perform(PublishRota(draft: draft))
    let who = try await test.perform(WhoIsOn(team: "cover", duty: "weekend", at: "2026-11-28T13:00:00Z".instant))
    #expect(["cleo", "dami"].contains(who.rows.first?.member))
  }

  @Test("what its claimant stands is not amended, and the refusal says what gives it to somebody else")
  func amended() async throws {
    let test = try await desk()
    _ = try await claim(test, "2026-11-28", "esme")
    try await CoverTeam.publish(test, week: "2026-W48", ["esme", nil])
    let problem = await #expect(throws: OperatorProblem.self) {
      try await test.perform(
        AmendRota(team: "cover", choices: [SlotChoice(slot: "weekend/2026-11-28/12:00", member: "dami")]))
    }
    #expect(problem?.what.contains("Esme Varholt claimed this slot") == true, "\(problem?.what ?? "")")
    #expect(
      problem?.help
        == "what is claimed changes hands by an override: watchbill override add cover weekend"
        + " --from 2026-11-28T12:00:00Z --until 2026-11-28T20:00:00Z --for esme --member MEMBER",
      "\(problem?.help ?? "")")
  }

  @Test("a slot that a published week left open is the claimant's at once, and earns")
  func open() async throws {
    let test = try await desk()
    try await CoverTeam.publish(test, week: "2026-W48", [nil, "dami"])
    _ = try await claim(test, "2026-11-28", "esme")
    #expect(await refusal { try await claim(test, "2026-11-29", "cleo") }.hasPrefix("dami has it already"))
    let who = try await test.perform(WhoIsOn(team: "cover", duty: "weekend", at: "2026-11-28T13:00:00Z".instant))
    #expect(who.rows.first?.member == "esme")
    try await test.live(until: "2026-11-30T12:00:00Z")
    #expect(try await test.perform(ShowCredits(member: "esme")).first?.leave == "0.25")
    #expect(try await test.perform(VerifyCredits()).problems == [])
  }

  // MARK: Check-ins

  private func covered(_ checkIn: String, by hours: [Int]) async throws -> TestDesk {
    let test = try await desk(CoverTeam.weekend.replacing("members:", with: "check-in: \(checkIn), members:"))
    try await CoverTeam.publish(test, week: "2026-W48", ["esme", nil])
    for hour in hours {
      try await test.live(until: "2026-11-28T\(hour):30:00Z")
      try await test.perform(CheckInOnShift(member: "esme", note: "all quiet"))
    }
    try await test.live(until: "2026-11-30T12:00:00Z")
    #expect(try await test.perform(VerifyCredits()).problems == [])
    return test
  }

  @Test("missed check-ins are shown to the lead with their times, and cancel nothing by themselves")
  func missed() async throws {
    // Twice in one hour is one of the eight that are expected.
    let test = try await covered("every 1 hour", by: [12, 13, 14, 17, 18, 19, 19])
    let list = try await test.perform(
      ListCheckIns(from: "2026-11-28T00:00:00Z".instant, until: "2026-11-30T00:00:00Z".instant))
    #expect(list.map(\.made.count) == [7])
    #expect(list.first?.missed.map(\.start) == ["2026-11-28T15:00:00Z".instant, "2026-11-28T16:00:00Z".instant])
    let notices = try await test.desk.store.read { try $0.notices() }.filter { $0.kind == "check-ins-missed" }
    #expect(notices.map(\.recipient.text) == ["ana"])
    #expect(notices.first?.title == "2 of 8 check-ins of Esme Varholt are missing on weekend")
    #expect(try await test.perform(ShowCredits(member: "esme")).first?.leave == "0.25")
    let entry = try await test.perform(CreditStatement(member: "esme")).last
    #expect(entry?.evidence.first?.checkIns.count == 7 && entry?.evidence.first?.missed.count == 2)
  }

  @Test("where the file requires check-ins, the time without one does not count")
  func required() async throws {
    let test = try await covered("{ every: 1 hour, required: yes }", by: [12, 13, 14, 17, 18, 19])
    let entry = try await test.perform(CreditStatement(member: "esme")).last
    #expect(entry?.amount == "0.19", "six of eight hours")
    #expect(entry?.words == "8 h of weekend on Sat 2026-11-28; 2 h without a check-in do not count")
  }

  @Test("shifts and check-ins of more than 800 days are refused, as rotations go on for ever")
  func longWindows() async throws {
    let test = try await desk()
    test.clock.set("2029-11-23T00:00:00Z".instant)
    let (from, end) = ("2026-11-28T00:00:00Z".instant, "2029-11-22T00:00:00Z".instant)
    let shifts = await #expect(throws: OperatorProblem.self) {
      try await test.perform(ListShifts(from: from, to: end, team: "cover"))
    }
    #expect(shifts?.what == "that is more than 800 days" && shifts?.help == "give an earlier --to")
    let checkIns = await #expect(throws: OperatorProblem.self) {
      try await test.perform(ListCheckIns(from: from, until: end))
    }
    #expect(checkIns?.what == "that is more than 800 days" && checkIns?.help == "give an earlier --until")
  }

  @Test("only who is on a shift with check-ins can check in")
  func notOn() async throws {
    let test = try await covered("every 1 hour", by: [12])
    await #expect(throws: OperatorProblem.self) { try await test.perform(CheckInOnShift(member: "esme")) }
    await #expect(throws: OperatorProblem.self) { try await test.perform(CheckInOnShift(member: "ana")) }
  }
}
