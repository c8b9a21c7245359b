import Drafting
import ScheduleFiles
import Scheduling
import Storage
import TestSupport
import Testing
import Timekeeping
import Workflows

/// Mending a published week, over a real store.
@Suite(.ownThreads) struct RepairTests {
  private static let team = """
    team: mole
    name: Mole
    zone: Etc/UTC
    lead: ana
    members: [{ id: ana, name: Ana Ferrow }, { id: bo, name: Bo Lindqvar }, { id: cy, name: Cy Morandel }]
    office hours: { all: mon-fri 09:00-17:00 }
    duties:
      desk: { slots: "mon-fri 09:00-13:00, 13:00-17:00" }

    """

  /// The week is published on the Sunday before; Ana has Monday to Wednesday mornings, Bo all afternoons, Cy the rest.
  private func published(rules: String = "") async throws -> TestDesk {
    let test = try await TestDesk(at: "2026-11-22T12:00:00Z", schedules: ["schedules/mole.yaml": Self.team + rules])
    let week = try ISOWeek(text: "2026-W48")
    let draft = try await test.perform(DraftRota(team: "mole", week: week))
    let hands = [
      ("mon/09", "ana"), ("tue/09", "ana"), ("wed/09", "ana"), ("thu/09", "cy"), ("fri/09", "cy"), ("*/13", "bo"),
    ]
    try await test.perform(
      DecideSlots(
        draft: draft.id, kind: .assign, choices: hands.map { SlotChoice(slot: "desk/\($0.0)", member: $0.1) }))
    let again = try await test.perform(RedraftRota(draft: draft.id))
    try await test.perform(PublishRota(draft: again.reply.id))
    try await test.perform(ReleaseSlots(draft: again.reply.id, slots: ["desk/*"]))
    return test
  }

  private func away(_ member: String, _ test: TestDesk, _ from: String, _ until: String) async throws {
    try await test.perform(AddLeave(member: member, from: from.instant, until: until.instant))
  }

  @Test("leave moves what it must, as a draft that can be published, and then nothing has to move")
  func leave() async throws {
    let test = try await published()
    try await away("ana", test, "2026-11-24T00:00:00Z", "2026-11-26T00:00:00Z")
    let trial = try await test.perform(RepairRota(team: "mole", dryRun: true))
    #expect(trial.periods.map(\.draft) == [nil] && trial.periods[0].repair.moves.count == 2)
    let reply = try await test.perform(RepairRota(team: "mole"))
    let week = try #require(reply.periods.first)
    #expect(week.repair.isFewest)
    #expect(week.repair.moves.allSatisfy { $0.from?.text == "ana" && $0.because.rule == "not-on-leave" })
    let id = try #require(week.draft)
    let published = try await test.perform(PublishRota(draft: id))
    #expect(published.changes.count == 2)
    let after = try await test.perform(RepairRota(team: "mole"))
    #expect(after.periods.map(\.repair.moves.count) == [0] && after.periods.map(\.draft) == [nil])
  }

  @Test("what leave offers closes once a lead or a repair gave the shift to others, whose move is told and not that")
  func offersFollow() async throws {
    let test = try await published()
    _ = try await test.perform(AskCover(shift: "mole/desk@2026-11-26T13:00", speaker: "bo"))
    try await away("ana", test, "2026-11-24T00:00:00Z", "2026-11-26T00:00:00Z")
    let moves = try await test.told("ana").count { $0 == "shift-moved" }
    try await test.perform(
      AmendRota(team: "mole", choices: [SlotChoice(slot: "desk/tue/09", member: "cy")], reason: "agreed"))
    #expect(try await test.request("S-2").state == .withdrawn)
    #expect(try await test.request("S-3").state == .open, "Wednesday is hers still")
    let week = try #require(try await test.perform(RepairRota(team: "mole")).periods.first)
    try await test.perform(PublishRota(draft: week.draft))
    #expect(try await test.request("S-3").state == .withdrawn)
    #expect(try await test.request("S-1").state == .open, "what did not move is offered as before")
    let told = try await test.told("ana")
    #expect(told.count { $0 == "shift-moved" } == moves + 2 && !told.contains("request-withdrawn"), "\(told)")
  }

  @Test("slots that began before the rota was published are not open; one to come that nobody may stand is, with why")
  func openToCome() async throws {
    let test = try await TestDesk(at: "2026-11-23T16:55:00Z", schedules: ["schedules/mole.yaml": Self.team])
    let draft = try await test.perform(DraftRota(team: "mole", week: try ISOWeek(text: "2026-W48")))
    try await test.perform(PublishRota(draft: draft.id))
    let clean = try #require(try await test.perform(RepairRota(team: "mole", dryRun: true)).periods.first)
    #expect(clean.repair.moves.isEmpty && clean.open.isEmpty, "\(clean.open)")
    for member in ["ana", "bo", "cy"] {
      try await away(member, test, "2026-11-25T00:00:00Z", "2026-11-26T00:00:00Z")
    }
    let short = try #require(try await test.perform(RepairRota(team: "mole", dryRun: true)).periods.first)
    #expect(short.open.map(\.label) == ["desk 09:00-13:00 on Wed 25 Nov", "desk 13:00-17:00 on Wed 25 Nov"])
    #expect(short.open.allSatisfy { !$0.because.isEmpty })
  }

  @Test("what somebody took over already stays with them")
  func arranged() async throws {
    let test = try await published()
    try await test.perform(
      AddOverride(
        team: "mole", duty: "desk", from: "2026-11-24T09:00:00Z".instant, until: "2026-11-24T13:00:00Z".instant,
        member: "cy", out: "ana", reason: "a visit"))
    try await away("ana", test, "2026-11-24T00:00:00Z", "2026-11-26T00:00:00Z")
    let reply = try await test.perform(RepairRota(team: "mole", dryRun: true))
    #expect(reply.periods.flatMap { $0.repair.moves.map(\.label) } == ["desk 09:00-13:00 on Wed 25 Nov"])
    #expect(reply.periods[0].repair.draft.holders.values.count { $0.text == "cy" } >= 3)
  }

  @Test("what somebody took over stays with them although it was decided and published otherwise before")
  func arrangedAfterDecision() async throws {
    let test = try await published()
    let draft = try await test.perform(DraftRota(team: "mole", week: try ISOWeek(text: "2026-W48")))
    let choice = SlotChoice(slot: "desk/tue/09", member: "ana")
    try await test.perform(DecideSlots(draft: draft.id, kind: .assign, choices: [choice]))
    try await test.perform(
      AddOverride(
        team: "mole", duty: "desk", from: "2026-11-24T09:00:00Z".instant, until: "2026-11-24T13:00:00Z".instant,
        member: "cy", out: "ana", reason: "a visit"))
    let still = try await test.perform(RepairRota(team: "mole", dryRun: true))
    #expect(still.periods.flatMap { $0.repair.moves.map(\.label) }.isEmpty)
    try await away("bo", test, "2026-11-25T00:00:00Z", "2026-11-26T00:00:00Z")
    let week = try #require(try await test.perform(RepairRota(team: "mole")).periods.first)
    #expect(week.repair.moves.map(\.label) == ["desk 13:00-17:00 on Wed 25 Nov"])
    try await test.perform(PublishRota(draft: week.draft))
    let who = try await test.perform(WhoIsOn(team: "mole", duty: "desk", at: "2026-11-24T10:00:00Z".instant))
    #expect(who.rows.first?.member == "cy")
  }

  @Test("a decision that would lie under a swap is refused with why; once that is taken back it holds")
  func decidedUnderSwap() async throws {
    let test = try await published()
    let slot = "mole.desk.slot.20261124T0900.1"
    let draft = try await test.perform(DraftRota(team: "mole", week: try ISOWeek(text: "2026-W48")))
    _ = try await test.perform(AskSwap(requester: "ana", asked: "cy", give: [slot], speaker: "ana"))
    try await test.perform(TakeRequest(id: "S-1", speaker: "cy"))
    let keep = DecideSlots(
      draft: draft.id, kind: .assign, choices: [SlotChoice(slot: "desk/tue/09", member: "ana")])
    let problem = await #expect(throws: OperatorProblem.self) { try await test.perform(keep) }
    #expect(problem?.what == "desk/2026-11-24/09:00 stays with Cy Morandel, who got it after it was published")
    #expect(try await test.perform(ListDecisions(team: "mole")).isEmpty)
    let all = DecideSlots(draft: draft.id, kind: .lock, choices: [SlotChoice(slot: "*")])
    let kept = try await test.perform(all).decided.map(\.shift)
    #expect(kept.contains(slot) && kept.count > 1, "of all it is one that changes nothing")
    let who = try await test.perform(WhoIsOn(team: "mole", duty: "desk", at: "2026-11-24T10:00:00Z".instant))
    #expect(who.rows.first?.member == "cy")
    try await test.perform(WithdrawRequest(id: "S-1", speaker: "ana"))
    #expect(try await test.perform(keep).decided.map(\.member) == ["ana"])
  }

  @Test("publishing leaves a swap a swap, which can be given back, and changes nothing that stands already")
  func swapGivenBack() async throws {
    let test = try await published()
    let slot = "mole.desk.slot.20261124T0900.1"
    _ = try await test.perform(AskSwap(requester: "ana", asked: "cy", give: [slot], speaker: "ana"))
    try await test.perform(TakeRequest(id: "S-1", speaker: "cy"))
    let draft = try await test.perform(DraftRota(team: "mole", week: try ISOWeek(text: "2026-W48")))
    try await test.perform(
      DecideSlots(draft: draft.id, kind: .assign, choices: [SlotChoice(slot: "desk/tue/09", member: "cy")]))
    let again = try await test.perform(RedraftRota(draft: draft.id)).reply.id
    let reply = try await test.perform(PublishRota(draft: again))
    #expect(reply.shifts.first { $0.uid == slot }?.member == "ana", "as it was published")
    let during = try await test.perform(WhoIsOn(team: "mole", duty: "desk", at: "2026-11-24T10:00:00Z".instant))
    #expect(during.rows.first?.member == "cy")
    try await test.perform(WithdrawRequest(id: "S-1", speaker: "ana"))
    let after = try await test.perform(WhoIsOn(team: "mole", duty: "desk", at: "2026-11-24T10:00:00Z".instant))
    #expect(after.rows.first?.member == "ana")
  }

  @Test("of a day on which several shifts begin one has to be named")
  func severalOfDay() async throws {
    let test = try await published()
    let problem = await #expect(throws: OperatorProblem.self) {
      try await test.perform(WhoCouldCover(shift: "mole/desk@2026-11-24"))
    }
    #expect(problem?.help == "name one: mole/desk@2026-11-24T09:00, mole/desk@2026-11-24T13:00")
    let named = try await test.perform(WhoCouldCover(shift: "mole/desk@2026-11-24T13:00"))
    #expect(named.part.member.text == "bo")
  }

  @Test("who is added for whole days stands the duty's slots of those days, not the time between them")
  func addedForDays() async throws {
    let test = try await published()
    var change = AddOverride(
      team: "mole", duty: "desk", from: "2026-11-24T00:00:00Z".instant, until: "2026-11-25T00:00:00Z".instant,
      member: "cy")
    let day = try await test.perform(change)
    #expect(day.isForSlots && day.change.from == "2026-11-24T09:00:00Z".instant)
    #expect(day.change.until == "2026-11-24T17:00:00Z".instant)
    change.from = "2026-11-26T00:00:00Z".instant
    change.until = "2026-11-28T00:00:00Z".instant
    let two = try await test.perform(change)
    let rows = [two.change] + (two.more ?? [])
    #expect(two.isForSlots && rows.map(\.id) == ["O-2", "O-3"])
    #expect(rows.map(\.from) == ["2026-11-26T09:00:00Z", "2026-11-27T09:00:00Z"].map(\.instant))
    #expect(rows.map(\.until) == ["2026-11-26T17:00:00Z", "2026-11-27T17:00:00Z"].map(\.instant))
    #expect(try await test.perform(ListOverrides()).map(\.id) == ["O-1", "O-2", "O-3"])
  }

  @Test("what a lead overruled is recorded on the stretch that it speaks against, and not on the others")
  func overruledOfDays() async throws {
    let test = try await published(rules: "rules: { rest: 12 hours }\n")
    var change = AddOverride(
      team: "mole", duty: "desk", from: "2026-11-26T02:00:00Z".instant, until: "2026-11-26T05:00:00Z".instant,
      member: "cy", force: true)
    try await test.perform(change)
    (change.from, change.until) = ("2026-11-26T06:00:00Z".instant, "2026-11-28T06:00:00Z".instant)
    change.areDates = true
    let two = try await test.perform(change)
    #expect(two.more?.map(\.id) == ["O-3"] && two.overruled.count == 1, "\(two.overruled)")
    let bodies = try await test.desk.store.read { tx in
      try ["O-2", "O-3"].map { id in
        try tx.auditEntries(entity: "override/\(id)").map { String(decoding: $0.body, as: UTF8.self) }.joined()
      }
    }
    #expect(bodies[0].contains("overruled") && !bodies[1].contains("overruled"), "\(bodies)")
  }

  @Test("times of the clock are meant as they are, also from one evening to the next; dates are whole days")
  func addedForTimes() async throws {
    let test = try await published()
    var change = AddOverride(
      team: "mole", duty: "desk", from: "2026-11-24T18:00:00Z".instant, until: "2026-11-25T18:00:00Z".instant,
      member: "cy", force: true, dryRun: true)
    let evening = try await test.perform(change)
    #expect(!evening.isForSlots && evening.change.from == change.from && evening.change.until == change.until)
    // Midnights of somebody who lives six hours behind the team.
    change.from = "2026-11-24T06:00:00Z".instant
    change.until = "2026-11-25T06:00:00Z".instant
    change.areDates = true
    let day = try await test.perform(change)
    #expect(day.isForSlots && day.change.from == "2026-11-24T09:00:00Z".instant)
  }

  @Test("a draft differs from what is published only where publishing it would change something")
  func comparedUnderOverride() async throws {
    let test = try await published()
    try await test.perform(
      AddOverride(
        team: "mole", duty: "desk", from: "2026-11-24T09:00:00Z".instant, until: "2026-11-24T13:00:00Z".instant,
        member: "cy", out: "ana", reason: "a visit"))
    let week = DraftPeriod(try ISOWeek(text: "2026-W48"))
    let trial = try await test.perform(PublishRota(team: "mole", period: week, dryRun: true))
    #expect(trial.changes.isEmpty, "\(trial.changes)")
    let compared = try await test.perform(CompareRotas(before: "published", after: trial.draft))
    #expect(compared.comparison.slots.isEmpty, "\(compared.comparison.slots)")
  }

  @Test("what began stays, also in the draft that is published")
  func begun() async throws {
    let test = try await published()
    test.clock.set(try Timestamp(text: "2026-11-24T10:00:00Z"))
    try await away("ana", test, "2026-11-23T00:00:00Z", "2026-11-26T00:00:00Z")
    let reply = try await test.perform(RepairRota(team: "mole"))
    let week = try #require(reply.periods.first)
    #expect(week.repair.moves.map(\.label) == ["desk 09:00-13:00 on Wed 25 Nov"])
    let id = try #require(week.draft)
    let published = try await test.perform(PublishRota(draft: id))
    #expect(published.changes.count == 1, "\(published.changes)")
  }

  @Test("a decision for somebody who is away is named, and publishing waits until it is taken back")
  func decided() async throws {
    let test = try await published()
    let draft = try await test.perform(DraftRota(team: "mole", week: try ISOWeek(text: "2026-W48")))
    try await test.perform(
      DecideSlots(draft: draft.id, kind: .assign, choices: [SlotChoice(slot: "desk/wed/09", member: "ana")]))
    try await away("ana", test, "2026-11-25T00:00:00Z", "2026-11-26T00:00:00Z")
    let week = try #require(try await test.perform(RepairRota(team: "mole")).periods.first)
    #expect(
      week.repair.dropped.map(\.sentence) == [
        "desk 09:00-13:00 on Wed 25 Nov was given to Ana Ferrow: Ana Ferrow is on leave 25 Nov"
      ])
    let id = try #require(week.draft)
    await #expect(throws: OperatorProblem.self) { try await test.perform(PublishRota(draft: id)) }
    try await test.perform(ReleaseSlots(draft: id, slots: ["desk/wed/09"]))
    let published = try await test.perform(PublishRota(draft: id))
    #expect(published.changes.count == 1)
  }

  @Test("a week that is mended after another one counts on what moves there")
  func twoWeeks() async throws {
    let file = """
      team: quay
      name: Quay
      zone: Etc/UTC
      members: [{ id: ana, name: Ana Ferrow }, { id: bo, name: Bo Lindqvar }, { id: cy, name: Cy Morandel }, { id: dee, name: Dee Harlowen }]
      office hours: { all: mon-fri 09:00-17:00 }
      duties:
        late: { slots: sun 14:00-22:00, members: [ana, cy] }
        early: { slots: mon 06:00-10:00, members: [bo, cy, dee] }
      rules: { rest: 11 hours }

      """
    let test = try await TestDesk(at: "2026-11-22T12:00:00Z", schedules: ["schedules/quay.yaml": file])
    for (week, hands) in [("2026-W48", ["late/*=ana", "early/*=dee"]), ("2026-W49", ["late/*=ana", "early/*=bo"])] {
      let draft = try await test.perform(DraftRota(team: "quay", week: try ISOWeek(text: week)))
      let choices = hands.map { $0.split(separator: "=").map(String.init) }
      try await test.perform(
        DecideSlots(draft: draft.id, kind: .assign, choices: choices.map { SlotChoice(slot: $0[0], member: $0[1]) }))
      let again = try await test.perform(RedraftRota(draft: draft.id))
      try await test.perform(PublishRota(draft: again.reply.id))
      try await test.perform(ReleaseSlots(draft: again.reply.id, slots: ["*/*"]))
    }
    // On Sunday only Cy is left, who then cannot begin on Monday at six, though nobody would be cheaper.
    try await away("ana", test, "2026-11-29T00:00:00Z", "2026-11-30T00:00:00Z")
    try await away("bo", test, "2026-11-30T00:00:00Z", "2026-12-01T00:00:00Z")
    let reply = try await test.perform(RepairRota(team: "quay"))
    #expect(reply.periods.map { $0.repair.moves.map { $0.to?.text } } == [["cy"], ["dee"]])
    for week in reply.periods {
      let id = try #require(week.draft)
      try await test.perform(PublishRota(draft: id))
    }
  }

  @Test("the fairness table shows the leave that members earned and did not spend")
  func credits() async throws {
    let test = try await published()
    try await test.perform(GrantCredit(member: "cy", amount: "0.75", reason: "stood in at the fair"))
    let draft = try await test.perform(DraftRota(team: "mole", week: try ISOWeek(text: "2026-W49")))
    let table = try await test.perform(ShowFairness(draft: draft.id)).table
    #expect(table.rows.map(\.credits) == [0, 0, 75])
    // Three, five and two slots of four hours are published in the week before.
    #expect(table.rows.map(\.before.hours) == [1200, 2000, 800])
  }

  @Test("a shift that runs into the drafted week counts whole for who stands it")
  func acrossTheStart() async throws {
    let quay = """
      team: quay
      name: Quay
      zone: Etc/UTC
      members: [{ id: ana, name: Ana Ferrow }]
      duties:
        night: { slots: "sun 20:00-08:00" }

      """
    let test = try await TestDesk(at: "2026-11-22T12:00:00Z", schedules: ["schedules/quay.yaml": quay])
    let first = try await test.perform(DraftRota(team: "quay", week: try ISOWeek(text: "2026-W48")))
    try await test.perform(PublishRota(draft: first.id))
    let second = try await test.perform(DraftRota(team: "quay", week: try ISOWeek(text: "2026-W49")))
    let table = try await test.perform(ShowFairness(draft: second.id)).table
    #expect(table.rows.map(\.before.hours) == [1200])
    #expect(table.rows.map { $0.after.weighted - $0.before.weighted } == table.rows.map(\.before.weighted))
  }

  @Test("a week that is not published, or over, cannot be mended")
  func refused() async throws {
    let test = try await published()
    await #expect(throws: OperatorProblem.self) {
      try await test.perform(RepairRota(team: "mole", week: try ISOWeek(text: "2026-W50")))
    }
    test.clock.set(try Timestamp(text: "2026-12-01T10:00:00Z"))
    await #expect(throws: OperatorProblem.self) { try await test.perform(RepairRota(team: "mole")) }
  }
}
