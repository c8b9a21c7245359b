import Foundation
import ScheduleFiles
import Scheduling
import Storage
import Testing
import Timekeeping
import Workflows

/// Swaps that both sides agree to (rule T12, cases E36 to E47), over a real store.
@Suite struct SwapTests {
  private func ask(
    _ test: TestDesk, from: String? = nil, until: String? = nil, take: [String] = [], speaker: String? = "ana"
  ) async throws -> RequestReply {
    let windowed = from != nil
    return try await test.perform(
      AskSwap(
        requester: "ana", asked: "bo", give: windowed ? [] : ["relay/primary@2026-11-26"], take: take,
        from: from?.instant, until: until?.instant, reason: "dentist", speaker: speaker))
  }

  @Test("a swap changes nothing until it is accepted; then both stand each other's shift, and it can be taken back")
  func consent() async throws {
    let test = try await ChangeTeam.desk()
    let asked = try await ask(test, take: ["relay/primary@2026-11-27T12:00"])
    #expect(asked.request.id == "S-1" && asked.lapses == "2026-11-26T09:00:00Z".instant)
    #expect(try await test.who("2026-11-26T10:00:00Z") == "ana")
    #expect(try await test.told("bo") == ["swap-asked"])
    #expect(try await test.told("ana").isEmpty)
    let taken = try await test.perform(TakeRequest(id: "S-1", speaker: "bo"))
    #expect(taken.request.state == .taken && taken.request.takings.map(\.taker.text) == ["bo", "ana"])
    #expect(try await test.who("2026-11-26T10:00:00Z") == "bo")
    #expect(try await test.who("2026-11-27T10:00:00Z") == "ana")
    let overrides = try await test.perform(ListOverrides())
    #expect(overrides.map(\.kind) == ["swap", "swap"] && overrides.allSatisfy { $0.request == "S-1" })
    #expect(try await test.told("ana") == ["request-taken"], "nobody is told the same twice, in two ways")
    _ = try await test.perform(WithdrawRequest(id: "S-1", speaker: "ana"))
    #expect(try await test.who("2026-11-26T10:00:00Z") == "ana")
    #expect(try await test.who("2026-11-27T10:00:00Z") == "bo")
  }

  @Test("a shift that goes back to somebody who booked leave since is offered, and the lead is told")
  func backIntoLeave() async throws {
    let test = try await ChangeTeam.desk()
    _ = try await ask(test)
    _ = try await test.perform(TakeRequest(id: "S-1", speaker: "bo"))
    let leave = try await test.perform(
      AddLeave(member: "ana", from: "2026-11-26T00:00:00Z".instant, until: "2026-11-28T00:00:00Z".instant))
    #expect(leave.conflicts.isEmpty, "it is bo's")
    _ = try await test.perform(WithdrawRequest(id: "S-1", speaker: "bo"))
    #expect(try await test.request("S-2").leave == leave.leave.id)
    #expect(try await test.told("cy") == ["leave-conflict"])
    #expect(try await test.told("dee") == ["cover-asked"])
  }

  @Test("a shift does not go back to somebody who stands another one by now, unless a lead insists")
  func backTwice() async throws {
    let test = try await ChangeTeam.desk()
    _ = try await ask(test)
    _ = try await test.perform(TakeRequest(id: "S-1", speaker: "bo"))
    try await test.perform(
      AddOverride(
        team: "relay", duty: "secondary", from: "2026-11-26T10:00:00Z".instant, until: "2026-11-26T12:00:00Z".instant,
        member: "ana", out: "eli"))
    for trial in [true, false] {
      let problem = await #expect(throws: OperatorProblem.self) {
        try await test.perform(WithdrawRequest(id: "S-1", speaker: "bo", force: true, dryRun: trial))
      }
      #expect(problem?.what.hasPrefix("Ana Ferrow is on secondary") == true, "\(problem?.what ?? "")")
    }
    #expect(try await test.who("2026-11-26T11:00:00Z") == "bo")
    let forced = try await test.perform(WithdrawRequest(id: "S-1", speaker: "lead", force: true))
    #expect(forced.overruled.map(\.rule) == [.overlap] && forced.request.state == .withdrawn)
    #expect(try await test.who("2026-11-26T11:00:00Z") == "ana")
  }

  @Test("a command of an older program is taken where it only lacks what is new; else that is said")
  func olderProgram() async throws {
    let test = try await ChangeTeam.desk()
    _ = try await ask(test)
    let withdraw = try #require(AllOperatorCommands.named("request-withdraw"))
    let strange = Data(#"{"dryRun": false}"#.utf8)
    let problem = await #expect(throws: OperatorProblem.self) {
      try await withdraw.handle(strange, test.desk, TestDesk.actor)
    }
    #expect(problem?.what == "the server understands 'request-withdraw' otherwise: the field 'id' is missing")
    #expect(problem?.help == "use the same version of both")
    let older = Data(#"{"id": "S-1", "speaker": "ana", "dryRun": false}"#.utf8)
    _ = try await withdraw.handle(older, test.desk, TestDesk.actor)
    #expect(try await test.request("S-1").state == .withdrawn)
  }

  @Test("a swap is not taken back while a later one passes on what was given by it")
  func passedOn() async throws {
    let test = try await ChangeTeam.desk()
    _ = try await ask(test)
    _ = try await test.perform(TakeRequest(id: "S-1", speaker: "bo"))
    _ = try await test.perform(
      AskSwap(
        requester: "bo", asked: "cy", give: ["relay/primary@2026-11-26"], take: ["relay/primary@2026-11-28T12:00"],
        speaker: "bo"))
    _ = try await test.perform(TakeRequest(id: "S-2", speaker: "cy"))
    let problem = await #expect(throws: OperatorProblem.self) {
      try await test.perform(WithdrawRequest(id: "S-1", speaker: "ana"))
    }
    #expect(problem?.what == "S-2 passes on what bo took by S-1")
    #expect(problem?.help == "take that back first: watchbill swap withdraw S-2")
    #expect(try await test.who("2026-11-26T10:00:00Z") == "cy")
    _ = try await test.perform(WithdrawRequest(id: "S-2", speaker: "bo"))
    _ = try await test.perform(WithdrawRequest(id: "S-1", speaker: "ana"))
    #expect(try await test.who("2026-11-26T10:00:00Z") == "ana")
    #expect(try await test.who("2026-11-28T12:00:00Z") == "cy")
  }

  @Test("so is one that an override gave away, when that is taken back")
  func overrideBackIntoLeave() async throws {
    let test = try await ChangeTeam.desk()
    let change = AddOverride(
      team: "relay", duty: "primary", from: "2026-11-26T09:00:00Z".instant, until: "2026-11-27T09:00:00Z".instant,
      member: "bo", out: "ana")
    try await test.perform(change)
    try await test.perform(
      AddLeave(member: "ana", from: "2026-11-26T00:00:00Z".instant, until: "2026-11-28T00:00:00Z".instant))
    #expect(try await test.perform(ListRequests()).isEmpty)
    try await test.perform(RemoveOverride(id: "O-1"))
    #expect(try await test.request("S-1").given.map(\.interval.start) == [change.from])
  }

  @Test("only whom it asks can accept, nobody their own, and nothing twice (case E42)")
  func states() async throws {
    let test = try await ChangeTeam.desk()
    _ = try await ask(test)
    for speaker in ["dee", "ana"] {
      await #expect(throws: OperatorProblem.self, "\(speaker)") {
        try await test.perform(TakeRequest(id: "S-1", speaker: speaker))
      }
    }
    _ = try await test.perform(DeclineRequest(id: "S-1", speaker: "bo", reason: "away"))
    #expect(try await test.told("ana") == ["request-declined"])
    await #expect(throws: OperatorProblem.self) { try await test.perform(TakeRequest(id: "S-1", speaker: "bo")) }
    await #expect(throws: OperatorProblem.self) { try await test.perform(WithdrawRequest(id: "S-1", speaker: "ana")) }
    #expect(try await test.request("S-1").state == .declined)
  }

  @Test("an untaken swap lapses when its shift begins, which is said, and has changed nothing")
  func lapses() async throws {
    let test = try await ChangeTeam.desk()
    _ = try await ask(test)
    try await test.live(until: "2026-11-26T08:59:59Z")
    #expect(try await test.request("S-1").state == .open)
    try await test.live(until: "2026-11-26T09:00:01Z")
    #expect(try await test.request("S-1").state == .lapsed)
    #expect(try await test.told("ana").contains("request-lapsed"))
    #expect(try await test.told("bo").contains("request-lapsed"))
    #expect(try await test.who("2026-11-26T10:00:00Z") == "ana")
    await #expect(throws: OperatorProblem.self) { try await test.perform(TakeRequest(id: "S-1", speaker: "bo")) }
  }

  @Test("a swap that a lead made true in another way, too, is not withdrawn as if anything went back")
  func keptAnyway() async throws {
    let test = try await ChangeTeam.desk()
    _ = try await ask(test)
    _ = try await test.perform(TakeRequest(id: "S-1", speaker: "bo"))
    try await test.perform(
      AddOverride(
        team: "relay", duty: "primary", from: "2026-11-26T09:00:00Z".instant, until: "2026-11-27T09:00:00Z".instant,
        member: "bo", out: "ana"))
    let problem = await #expect(throws: OperatorProblem.self) {
      try await test.perform(WithdrawRequest(id: "S-1", speaker: "ana"))
    }
    #expect(problem?.what.hasSuffix("is bo's without S-1, too, so taking that back changes nothing") == true)
    #expect(try await test.request("S-1").state == .taken)
  }

  @Test("a taken swap stays taken once it has begun")
  func begun() async throws {
    let test = try await ChangeTeam.desk()
    _ = try await ask(test)
    _ = try await test.perform(TakeRequest(id: "S-1", speaker: "bo"))
    try await test.live(until: "2026-11-26T10:00:00Z")
    await #expect(throws: OperatorProblem.self) { try await test.perform(WithdrawRequest(id: "S-1", speaker: "ana")) }
    #expect(try await test.who("2026-11-26T11:00:00Z") == "bo")
  }

  @Test(
    "a window gives the part of the shifts that lies inside it, several shifts, or none (cases E36, E37, E39)",
    arguments: [
      ("2026-11-26T13:00:00Z", "2026-11-26T18:00:00Z", ["ana", "bo", "ana"]),
      ("2026-11-26T05:00:00Z", "2026-11-26T12:00:00Z", ["bo", "ana", "ana"]),
      ("2026-11-26T15:00:00Z", "2026-12-01T12:00:00Z", ["ana", "bo", "bo"]),
    ])
  func window(_ from: String, _ until: String, _ expected: [String]) async throws {
    let test = try await ChangeTeam.desk()
    _ = try await ask(test, from: from, until: until)
    _ = try await test.perform(TakeRequest(id: "S-1", speaker: "bo", force: false))
    var seen: [String?] = []
    for hour in ["11", "17", "23"] { seen.append(try await test.who("2026-11-26T\(hour):00:00Z")) }
    #expect(seen == expected)
  }

  @Test("a window without any of the member's shifts is refused with why (case E43)")
  func emptyWindow() async throws {
    let test = try await ChangeTeam.desk()
    let problem = await #expect(throws: OperatorProblem.self) {
      try await ask(test, from: "2026-11-24T10:00:00Z", until: "2026-11-25T10:00:00Z")
    }
    #expect(problem?.what == "ana has no shift to give in that time")
  }

  @Test("two open requests may not overlap for one person, whoever made them")
  func overlapping() async throws {
    let test = try await ChangeTeam.desk()
    _ = try await ask(test)
    let second = await #expect(throws: OperatorProblem.self) {
      try await test.perform(AskCover(shift: "relay/primary@2026-11-26", speaker: "ana"))
    }
    #expect(second?.what == "S-1 is open for the same time of the same person")
    _ = try await test.perform(WithdrawRequest(id: "S-1", speaker: "ana"))
    _ = try await test.perform(AskCover(shift: "relay/primary@2026-11-26", speaker: "ana"))
  }

  @Test("a lead may ask and accept for others, and that is recorded; nobody else may")
  func lead() async throws {
    let test = try await ChangeTeam.desk()
    await #expect(throws: OperatorProblem.self) { try await ask(test, speaker: "dee") }
    #expect(try await ask(test, speaker: "lead").request.by == "cy for ana")
    let taken = try await test.perform(TakeRequest(id: "S-1", speaker: "cy", whom: "bo"))
    #expect(taken.request.takings.map(\.by) == ["cy for bo"])
    let entries = try await test.desk.store.read { try $0.auditEntries(entity: "request/S-1") }
    #expect(entries.map(\.action) == ["request-take", "swap-ask"])
    #expect(entries.allSatisfy { String(decoding: $0.body, as: UTF8.self).contains("cy for") })
  }

  @Test("whoever could not stand the shift is refused with the reason, unless a lead accepts it")
  func conflicts() async throws {
    let test = try await ChangeTeam.desk(rules: "{ rest: 11 hours, alongside: [] }")
    // Eli is on secondary all the time.
    let swap = AskSwap(
      requester: "ana", asked: "eli", give: ["relay/primary@2026-11-26"], speaker: "ana")
    let problem = await #expect(throws: OperatorProblem.self) { try await test.perform(swap) }
    #expect(problem?.what.hasPrefix("Eli Vantongeren is on secondary") == true, "\(problem?.what ?? "")")
    var forced = swap
    forced.force = true
    await #expect(throws: OperatorProblem.self, "force is a lead's word") { try await test.perform(forced) }
    forced.speaker = "lead"
    #expect(try await test.perform(forced).overruled.map(\.rule) == [.overlap])
  }

  @Test("what somebody stands in a team that came a few days ago stands in the way of a swap, too (rule T14)")
  func newTeam() async throws {
    let test = try await ChangeTeam.desk()
    test.clock.set("2026-11-23T07:00:00Z".instant)
    let tower = """
      team: tower
      zone: Etc/UTC
      members: [bo]
      duties: { watch: { layers: [{ id: all, members: [bo] }] } }

      """
    try await test.apply(["relay.yaml": ChangeTeam.text(), "tower.yaml": tower])
    let problem = await #expect(throws: OperatorProblem.self) { try await ask(test) }
    #expect(problem?.what.hasPrefix("Bo Lindqvar is on tower/watch") == true, "\(problem?.what ?? "")")
    let who = try await test.perform(WhoCouldCover(shift: "relay/primary@2026-11-26"))
    #expect(who.candidates.first { $0.member.text == "bo" }?.place == nil)
  }

  @Test("a swap of somebody who is not on in that time any more changes nothing (case E43)")
  func gone() async throws {
    let test = try await ChangeTeam.desk()
    _ = try await ask(test)
    try await test.perform(
      AddOverride(
        team: "relay", duty: "primary", from: "2026-11-26T09:00:00Z".instant, until: "2026-11-27T09:00:00Z".instant,
        member: "dee", out: "ana"))
    let problem = await #expect(throws: OperatorProblem.self) {
      try await test.perform(TakeRequest(id: "S-1", speaker: "bo"))
    }
    #expect(problem?.what.contains("is no longer ana's") == true)
    #expect(try await test.who("2026-11-26T10:00:00Z") == "dee")
  }

  @Test("a dry run says what would be and stores nothing")
  func dryRun() async throws {
    let test = try await ChangeTeam.desk()
    let trial = try await test.perform(
      AskSwap(requester: "ana", asked: "bo", give: ["relay/primary@2026-11-26"], speaker: "ana", dryRun: true))
    #expect(trial.isDryRun && trial.request.given.count == 1)
    #expect(try await test.perform(ListRequests(all: true)).isEmpty)
    _ = try await ask(test)
    let taken = try await test.perform(TakeRequest(id: "S-1", speaker: "bo", dryRun: true))
    #expect(taken.isDryRun && taken.request.state == .taken)
    #expect(try await test.request("S-1").state == .open)
    #expect(try await test.who("2026-11-26T10:00:00Z") == "ana")
  }

  @Test("part for part: of what is stood in return a part may be enough, too")
  func partForPart() async throws {
    let test = try await ChangeTeam.desk()
    // Bo has the 27th from nine to nine.
    let asked = try await test.perform(
      AskSwap(
        requester: "ana", asked: "bo", give: ["relay/primary@2026-11-26"], take: ["relay/primary@2026-11-27T12:00"],
        from: "2026-11-26T13:00:00Z".instant, until: "2026-11-26T18:00:00Z".instant,
        takeFrom: "2026-11-27T20:00:00Z".instant, speaker: "ana"))
    #expect(asked.request.wanted.map(\.interval.description) == ["2026-11-27T20:00:00Z/2026-11-28T09:00:00Z"])
    #expect(asked.lapses == "2026-11-26T13:00:00Z".instant)
    _ = try await test.perform(TakeRequest(id: "S-1", speaker: "bo"))
    let expected = [
      ("26T10", "ana"), ("26T15", "bo"), ("26T19", "ana"), ("27T12", "bo"), ("27T21", "ana"), ("28T10", "cy"),
    ]
    for (hour, who) in expected { #expect(try await test.who("2026-11-\(hour):00:00Z") == who, "\(hour)") }
    _ = try await test.perform(WithdrawRequest(id: "S-1", speaker: "bo"))
    #expect(try await test.who("2026-11-27T21:00:00Z") == "bo")
  }

  @Test("a window alone asks for all of the colleague's time in it; one without any is refused with why")
  func returnWindow() async throws {
    let test = try await ChangeTeam.desk()
    let swap = { (from: String, until: String) in
      AskSwap(
        requester: "ana", asked: "bo", give: ["relay/primary@2026-11-26"], takeFrom: from.instant,
        takeUntil: until.instant, speaker: "ana", dryRun: true)
    }
    let trial = try await test.perform(swap("2026-11-27T00:00:00Z", "2026-11-28T00:00:00Z"))
    #expect(trial.request.wanted.map(\.interval.description) == ["2026-11-27T09:00:00Z/2026-11-28T00:00:00Z"])
    let none = await #expect(throws: OperatorProblem.self) {
      try await test.perform(swap("2026-11-25T10:00:00Z", "2026-11-26T00:00:00Z"))
    }
    #expect(none?.what == "bo has no shift to take in that time")
    test.clock.set("2026-11-24T10:00:00Z".instant)
    let running = await #expect(throws: OperatorProblem.self) {
      try await test.perform(
        AskSwap(
          requester: "ana", asked: "cy", give: ["relay/primary@2026-11-26"], take: ["relay/primary"], speaker: "ana"))
    }
    #expect(running?.what.hasSuffix("has begun, and a swap would lapse at once") == true, "\(running?.what ?? "")")
  }

  @Test("of a running shift a part that is still to come can be swapped")
  func laterPart() async throws {
    let test = try await ChangeTeam.desk(at: "2026-11-26T10:00:00Z")
    _ = try await test.perform(
      AskSwap(
        requester: "ana", asked: "bo", give: ["relay/primary"], from: "2026-11-26T18:00:00Z".instant, speaker: "ana"))
    _ = try await test.perform(TakeRequest(id: "S-1", speaker: "bo"))
    #expect(try await test.who("2026-11-26T17:00:00Z") == "ana")
    #expect(try await test.who("2026-11-26T18:00:00Z") == "bo")
  }

  @Test("under a taken swap a direct override stands, and the swap has the rest of its time (case E45)")
  func overrideUnderSwap() async throws {
    let test = try await ChangeTeam.desk()
    _ = try await ask(test, from: "2026-11-26T12:00:00Z", until: "2026-11-26T20:00:00Z")
    _ = try await test.perform(TakeRequest(id: "S-1", speaker: "bo"))
    let added = try await test.perform(
      AddOverride(
        team: "relay", duty: "primary", from: "2026-11-26T14:00:00Z".instant, until: "2026-11-26T16:00:00Z".instant,
        member: "cy", out: "ana"))
    #expect(added.hasEffect)
    #expect(try await day(test) == ["ana", "bo", "cy", "bo", "ana"])
    _ = try await test.perform(RemoveOverride(id: added.change.id))
    #expect(try await day(test) == ["ana", "bo", "bo", "bo", "ana"])
  }

  @Test("an override of somebody who is on by a swap only is refused: it names the swap, and what does what was meant")
  func overrideOfTaker() async throws {
    let test = try await ChangeTeam.desk()
    _ = try await test.perform(
      AskSwap(
        requester: "ana", asked: "bo", give: ["relay/primary@2026-11-26"], take: ["relay/primary@2026-11-27T12:00"],
        speaker: "ana"))
    _ = try await test.perform(TakeRequest(id: "S-1", speaker: "bo"))
    var change = AddOverride(
      team: "relay", duty: "primary", from: "2026-11-26T09:00:00Z".instant, until: "2026-11-26T21:00:00Z".instant,
      member: "dee", out: "bo")
    let shift = "relay.primary.day.20261126T0900.1"
    let refused = await #expect(throws: OperatorProblem.self) { try await test.perform(change) }
    #expect(
      refused?.what
        == "bo is on then only by S-1 (swapped with Ana Ferrow, by bo (O-1)), and overrides lie under swaps "
        + "and take-overs", "\(refused?.what ?? "")")
    #expect(
      refused?.help == "let dee take it: watchbill take \(shift) --as dee --from 2026-11-26T09:00:00Z "
        + "--until 2026-11-26T21:00:00Z; or take it back: watchbill swap withdraw S-1", "\(refused?.help ?? "")")
    change.member = nil
    let removed = await #expect(throws: OperatorProblem.self) { try await test.perform(change) }
    #expect(removed?.help.hasPrefix("offer it to colleagues: watchbill cover ask \(shift) --as bo; or ") == true)
    #expect(try await test.perform(ListOverrides()).filter { $0.kind == "direct" }.isEmpty)
    // What it says to do works.
    _ = try await test.perform(
      TakeShift(shift: shift, from: change.from, until: change.until, speaker: "dee", force: false))
    #expect(try await test.who("2026-11-26T12:00:00Z") == "dee")
    #expect(try await test.who("2026-11-26T22:00:00Z") == "bo")
  }

  @Test("a swap also applies to the shift that an override made (case E46)")
  func swapOfOverride() async throws {
    let test = try await ChangeTeam.desk()
    _ = try await test.perform(
      AddOverride(
        team: "relay", duty: "primary", from: "2026-11-26T12:00:00Z".instant, until: "2026-11-26T20:00:00Z".instant,
        member: "bo", out: "ana"))
    let asked = try await test.perform(
      AskSwap(
        requester: "bo", asked: "dee", give: [], from: "2026-11-26T14:00:00Z".instant,
        until: "2026-11-26T16:00:00Z".instant, speaker: "bo"))
    #expect(asked.request.given.map(\.isWhole) == [false])
    _ = try await test.perform(TakeRequest(id: "S-1", speaker: "dee"))
    #expect(try await day(test) == ["ana", "bo", "dee", "bo", "ana"])
  }

  /// Who is on at five hours of the 26th: around noon to eight in the evening, and around two to four within.
  private func day(_ test: TestDesk) async throws -> [String?] {
    var seen: [String?] = []
    for hour in ["11", "13", "15", "18", "21"] { seen.append(try await test.who("2026-11-26T\(hour):00:00Z")) }
    return seen
  }

  @Test("an edited schedule moves the shift, and the swap with it: asked for, taken, and told (rule T12)")
  func followsEdit() async throws {
    let test = try await ChangeTeam.desk()
    _ = try await ask(test)
    try await test.apply(["relay.yaml": ChangeTeam.text(handoff: "11:00")], from: "2026-11-24T00:00:00Z".instant)
    let taken = try await test.perform(TakeRequest(id: "S-1", speaker: "bo"))
    #expect(taken.request.takings.map(\.part.interval.description) == ["2026-11-26T11:00:00Z/2026-11-27T11:00:00Z"])
    #expect(try await test.who("2026-11-26T10:00:00Z") == "dee")
    #expect(try await test.who("2026-11-27T10:00:00Z") == "bo")
    // And once more after it was taken.
    try await test.apply(["relay.yaml": ChangeTeam.text(handoff: "13:00")], from: "2026-11-25T00:00:00Z".instant)
    for (instant, who) in [("26T12", "dee"), ("26T13", "bo"), ("27T12", "bo"), ("27T13", "bo"), ("28T13", "cy")] {
      #expect(try await test.who("2026-11-\(instant):00:00Z") == who, "\(instant)")
    }
    let shifts = try await test.perform(
      ListShifts(
        from: "2026-11-26T13:00:00Z".instant, to: "2026-11-26T14:00:00Z".instant, team: "relay", duty: "primary"))
    #expect(shifts.first?.because.contains("swapped with Ana Ferrow") == true, "\(shifts)")
  }
}
