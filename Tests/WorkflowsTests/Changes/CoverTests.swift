import ScheduleFiles
import Scheduling
import Storage
import TestSupport
import Testing
import Timekeeping
import Workflows

/// Offers to everybody, take-overs, sickness and leave that lands on shifts (rules T9, T12, T13), over a real store.
@Suite(.ownThreads) struct CoverTests {
  @Test("the first colleague who takes an open shift has it; a part leaves the rest open")
  func parts() async throws {
    let test = try await ChangeTeam.desk()
    let offer = try await test.perform(AskCover(shift: "relay/primary@2026-11-26", speaker: "ana"))
    #expect(offer.candidates.filter { $0.place != nil }.count == 3, "all but eli, who is on secondary")
    #expect(try await test.told("dee") == ["open-shift"])
    let first = try await test.perform(
      TakeRequest(id: "S-1", speaker: "dee", from: "2026-11-26T20:00:00Z".instant))
    #expect(first.request.state == .open && first.lapses == "2026-11-26T09:00:00Z".instant)
    #expect(first.request.given.map(\.interval.end) == ["2026-11-26T20:00:00Z".instant])
    let offers = try await test.desk.overview().teams.flatMap(\.offers)
    #expect(offers.map(\.id) == ["S-1"] && offers.map(\.interval.end) == ["2026-11-26T20:00:00Z".instant])
    #expect(try await test.perform(TakeRequest(id: "S-1", speaker: "bo")).request.state == .taken)
    #expect(try await test.desk.overview().teams.flatMap(\.offers).isEmpty)
    #expect(try await test.who("2026-11-26T12:00:00Z") == "bo")
    #expect(try await test.who("2026-11-26T21:00:00Z") == "dee")
    await #expect(throws: OperatorProblem.self) { try await test.perform(TakeRequest(id: "S-1", speaker: "cy")) }
  }

  @Test("what is left of an open shift can be taken, too, whichever parts of it others took")
  func laterParts() async throws {
    let test = try await ChangeTeam.desk()
    _ = try await test.perform(AskCover(shift: "relay/primary@2026-11-26", speaker: "ana"))
    let parts = [("dee", "09", "12"), ("bo", "14", "16"), ("dee", "18", "20")]
    for (taker, from, until) in parts {
      let taken = try await test.perform(
        TakeRequest(
          id: "S-1", speaker: taker, from: "2026-11-26T\(from):00:00Z".instant,
          until: "2026-11-26T\(until):00:00Z".instant))
      #expect(taken.request.state == .open, "\(from)")
    }
    #expect(try await test.perform(TakeRequest(id: "S-1", speaker: "cy")).request.state == .taken)
    let hours = [("10", "dee"), ("13", "cy"), ("15", "bo"), ("17", "cy"), ("19", "dee"), ("21", "cy")]
    for (hour, holder) in hours {
      #expect(try await test.who("2026-11-26T\(hour):00:00Z") == holder, "\(hour)")
    }
  }

  @Test("of an open shift whose beginning a lead gave to somebody else, the rest can be taken")
  func restOfGiven() async throws {
    let test = try await ChangeTeam.desk()
    _ = try await test.perform(AskCover(shift: "relay/primary@2026-11-26", speaker: "ana"))
    try await test.perform(
      AddOverride(
        team: "relay", duty: "primary", from: "2026-11-26T09:00:00Z".instant, until: "2026-11-26T12:00:00Z".instant,
        member: "dee", out: "ana"))
    let taken = try await test.perform(TakeRequest(id: "S-1", speaker: "bo"))
    #expect(taken.request.state == .taken && taken.request.takings.count == 1)
    #expect(try await test.who("2026-11-26T11:00:00Z") == "dee")
    #expect(try await test.who("2026-11-26T13:00:00Z") == "bo")
  }

  @Test("of two shifts that somebody stands side by side each is offered when they cannot come")
  func sideBySide() async throws {
    let text = ChangeTeam.text(rules: "{ alongside: [[primary, desk]] }").replacing(
      "  secondary: {",
      with: "  desk: { layers: [{ id: day, hours: mon-fri 10:00-14:00, members: [ana] }] }\n  secondary: {")
    let test = try await TestDesk(at: "2026-11-25T06:00:00Z", schedules: ["relay.yaml": text])
    let away = Interval("2026-11-26T09:00:00Z".instant, "2026-11-27T09:00:00Z".instant)
    let reply = try await test.perform(
      AddLeave(member: "ana", from: try #require(away).start, until: try #require(away).end, kind: .unavailable))
    #expect(reply.conflicts.map(\.part.duty.text) == ["primary", "desk"])
    #expect(reply.conflicts.compactMap(\.request) == ["S-1", "S-2"])
    #expect(try await test.request("S-2").given.map(\.duty.text) == ["desk"])
    try await test.perform(TakeRequest(id: "S-1", speaker: "dee"))
    try await test.perform(TakeRequest(id: "S-2", speaker: "bo"))
    #expect(try await test.who("2026-11-26T11:00:00Z") == "dee")
    #expect(try await test.who("2026-11-26T11:00:00Z", duty: "desk") == "bo")
  }

  @Test("when two take the same shift at once, exactly one has it")
  func race() async throws {
    let test = try await ChangeTeam.desk()
    _ = try await test.perform(AskCover(shift: "relay/primary@2026-11-26", speaker: "ana"))
    let wins = await withTaskGroup(of: Bool.self) { group in
      for speaker in ["bo", "cy", "dee"] {
        group.addTask { (try? await test.perform(TakeRequest(id: "S-1", speaker: speaker))) != nil }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(wins == 1)
    #expect(try await test.perform(ListOverrides()).count == 1)
  }

  @Test("two overrides of one duty that name the same member are refused also when they race (case D18)")
  func overrideRace() async throws {
    let test = try await ChangeTeam.desk()
    let outcomes = await withTaskGroup(of: OperatorProblem?.self) { group in
      for member in ["bo", "dee"] {
        group.addTask {
          let change = AddOverride(
            team: "relay", duty: "primary", from: "2026-11-26T09:00:00Z".instant,
            until: "2026-11-26T12:00:00Z".instant, member: member, out: "ana")
          do { _ = try await test.perform(change) } catch { return error as? OperatorProblem }
          return nil
        }
      }
      return await group.reduce(into: [OperatorProblem?]()) { $0.append($1) }
    }
    #expect(outcomes.compactMap { $0 }.map(\.what).map { $0.contains("names the same member") } == [true])
    #expect(try await test.perform(ListOverrides()).count == 1)
  }

  @Test("a running shift is taken over from now on for a part of it, its holder is told, and it can be handed back")
  func takeOver() async throws {
    let test = try await ChangeTeam.desk()
    let taken = try await test.perform(
      TakeShift(shift: "relay/primary", until: "2026-11-23T08:00:00Z".instant, speaker: "dee"))
    #expect(taken.request.kind == .takeOver && taken.request.state == .taken)
    #expect(try await test.perform(ListOverrides()).map(\.kind) == ["takeOver"])
    #expect(try await test.who("2026-11-23T07:30:00Z") == "dee")
    #expect(try await test.who("2026-11-23T08:30:00Z") == "ana")
    #expect(try await test.told("ana") == ["request-taken"])
    try await test.live(until: "2026-11-23T07:00:00Z")
    _ = try await test.perform(WithdrawRequest(id: "S-1", speaker: "dee"))
    #expect(try await test.who("2026-11-23T07:30:00Z") == "ana")
    #expect(try await test.who("2026-11-23T06:30:00Z") == "dee", "what happened stays")
  }

  @Test("an offer that is taken back while a part of it is open gives back what was taken of it, too")
  func partGivenBack() async throws {
    let test = try await ChangeTeam.desk()
    _ = try await test.perform(AskCover(shift: "relay/primary@2026-11-26", speaker: "ana"))
    _ = try await test.perform(TakeRequest(id: "S-1", speaker: "dee", from: "2026-11-26T20:00:00Z".instant))
    _ = try await test.perform(WithdrawRequest(id: "S-1", speaker: "ana"))
    #expect(try await test.who("2026-11-26T21:00:00Z") == "ana")
    let notice = try await test.desk.store.read { try $0.notices(to: MemberID(unchecked: "dee")).last }
    #expect(notice?.text.hasPrefix("Each shift goes back to whom it was taken from") == true, "\(notice?.text ?? "")")
    #expect(try await test.perform(ListOverrides()).isEmpty)
  }

  @Test("what was taken of an offer that lapsed can be handed back by its override")
  func partOfLapsed() async throws {
    let test = try await ChangeTeam.desk()
    _ = try await test.perform(AskCover(shift: "relay/primary@2026-11-26", speaker: "ana"))
    _ = try await test.perform(TakeRequest(id: "S-1", speaker: "dee", from: "2026-11-26T20:00:00Z".instant))
    await #expect(throws: OperatorProblem.self) { try await test.perform(RemoveOverride(id: "O-1")) }
    try await test.live(until: "2026-11-26T10:00:00Z")
    #expect(try await test.request("S-1").state == .lapsed)
    let late = await #expect(throws: OperatorProblem.self) {
      try await test.perform(WithdrawRequest(id: "S-1", speaker: "ana"))
    }
    #expect(late?.help == "what was taken of it goes back by itself: watchbill override remove O-1")
    try await test.perform(RemoveOverride(id: "O-1"))
    #expect(try await test.who("2026-11-26T21:00:00Z") == "ana")
  }

  @Test("sick at seven: off at once, three are asked, the fallback answers, and the first who accepts has the shift")
  func sick() async throws {
    let test = try await ChangeTeam.desk(at: "2026-11-26T11:00:00Z")
    let reply = try await test.perform(ReportSick(member: "ana", note: "flu", speaker: "ana"))
    let shift = try #require(reply.shifts.first)
    #expect(reply.leave.until == "2026-11-27T09:00:00Z".instant, "to the end of the shift that runs")
    #expect(shift.request == "S-1" && shift.fallback == ["Eli Vantongeren (secondary)"])
    #expect(shift.candidates.filter { $0.place != nil }.count == 3)
    #expect(try await test.who("2026-11-26T12:00:00Z") == "eli")
    for member in ["bo", "dee"] { #expect(try await test.told(member).contains("cover-asked"), "\(member)") }
    #expect(try await test.told("cy").contains("leave-conflict"), "the lead")
    #expect(try await test.told("eli").contains("fallback-on"))
    test.clock.set("2026-11-26T12:30:00Z".instant)
    _ = try await test.perform(TakeRequest(id: "S-1", speaker: "dee"))
    await #expect(throws: OperatorProblem.self) { try await test.perform(TakeRequest(id: "S-1", speaker: "bo")) }
    #expect(try await test.who("2026-11-26T13:00:00Z") == "dee")
    #expect(try await test.who("2026-11-26T12:15:00Z") == "eli", "nobody took what is over")
  }

  @Test("why somebody is away is in their leave, not in the request that everybody reads nor in the override")
  func privateNote() async throws {
    let test = try await ChangeTeam.desk()
    try await test.perform(
      AddLeave(
        member: "ana", from: "2026-11-26T00:00:00Z".instant, until: "2026-11-28T00:00:00Z".instant, note: "Clinic"))
    #expect(try await test.request("S-1").reason == "leave")
    try await test.perform(TakeRequest(id: "S-1", speaker: "dee"))
    #expect(try await test.perform(ListOverrides()).map(\.reason) == ["leave"])
    #expect(try await test.perform(ListLeave()).map(\.note) == ["Clinic"])
    let told = try await test.desk.store.read { try $0.notices() }
    #expect(!told.contains { $0.title.contains("Clinic") || $0.text.contains("Clinic") })
  }

  @Test("to take the running shift of somebody who is away is to take that one, not the next, and answers its offer")
  func takesFromAway() async throws {
    let day = "relay/primary@2026-11-26"
    for shift in ["relay/primary", day, day + "T11:30", "relay.primary.day.20261126T0900.1"] {
      let test = try await ChangeTeam.desk(at: "2026-11-26T11:00:00Z")
      try await test.perform(ReportSick(member: "ana", speaker: "ana"))
      let taken = try await test.perform(TakeShift(shift: shift, speaker: "dee"))
      #expect(taken.request.id == "S-1" && taken.request.state == .taken, "\(shift)")
      #expect(try await test.who("2026-11-26T12:00:00Z") == "dee", "\(shift)")
      #expect(try await test.who("2026-11-27T12:00:00Z") == "bo", "\(shift)")
    }
  }

  @Test("sick is off at once also where they are unavailable later; who is away all that time already is told so")
  func sickBeforeUnavailable() async throws {
    let test = try await ChangeTeam.desk(at: "2026-11-26T11:00:00Z")
    try await test.perform(
      AddLeave(
        member: "ana", from: "2026-11-26T20:00:00Z".instant, until: "2026-11-26T22:00:00Z".instant, kind: .unavailable))
    #expect(try await test.who("2026-11-26T12:00:00Z") == "ana")
    let night = "2026-11-27T00:00:00Z".instant
    let reply = try await test.perform(ReportSick(member: "ana", until: night, speaker: "ana"))
    #expect(reply.leave.from == "2026-11-26T11:00:00Z".instant && reply.leave.until == night)
    #expect(reply.shifts.allSatisfy { $0.request != nil } && !reply.shifts.isEmpty)
    for hour in ["12", "21", "23"] { #expect(try await test.who("2026-11-26T\(hour):00:00Z") == "eli", "\(hour)") }
    let again = await #expect(throws: OperatorProblem.self) {
      try await test.perform(ReportSick(member: "ana", until: "2026-11-26T21:00:00Z".instant, speaker: "ana"))
    }
    #expect(again?.what == "ana is away already, until Fri 2026-11-27 00:00 Etc/UTC (\(reply.leave.id))")
    try await test.perform(RemoveLeave(id: reply.leave.id))
    #expect(try await test.who("2026-11-26T12:00:00Z") == "ana")
    #expect(try await test.who("2026-11-26T21:00:00Z") == "eli", "the other leave holds as it did")
  }

  @Test("a trial run of sickness tells the same and stores nothing")
  func sickDryRun() async throws {
    let test = try await ChangeTeam.desk(at: "2026-11-26T11:00:00Z")
    let trial = try await test.perform(ReportSick(member: "ana", dryRun: true))
    #expect(trial.shifts.count == 1)
    #expect(try await test.perform(ListLeave()).isEmpty)
    #expect(try await test.perform(ListRequests(all: true)).isEmpty)
    #expect(try await test.who("2026-11-26T12:00:00Z") == "ana")
    #expect(try await test.told("bo").isEmpty)
  }

  @Test(
    "leave that lands on a shift is offered; at its start the fallback is on, which is said, and the rest stays open")
  func leave() async throws {
    let test = try await ChangeTeam.desk()
    let reply = try await test.perform(
      AddLeave(member: "ana", from: "2026-11-26T00:00:00Z".instant, until: "2026-11-27T00:00:00Z".instant))
    let conflict = try #require(reply.conflicts.first)
    #expect(reply.conflicts.count == 1 && conflict.request == "S-1")
    #expect(conflict.part.interval.end == "2026-11-27T00:00:00Z".instant, "only the part inside the leave")
    #expect(try await test.told("ana") == ["leave-conflict"])
    #expect(try await test.told("cy") == ["leave-conflict"])
    try await test.live(until: "2026-11-26T09:00:01Z")
    #expect(try await test.told("cy").contains("fallback-on"))
    #expect(try await test.told("eli").contains("fallback-on"))
    #expect(try await test.request("S-1").state == .open)
    #expect(try await test.who("2026-11-26T10:00:00Z") == "eli")
    _ = try await test.perform(TakeRequest(id: "S-1", speaker: "bo"))
    #expect(try await test.who("2026-11-26T10:00:00Z") == "bo")
  }

  @Test("leave over shifts of a team that is yet to begin is offered as well, and can be taken before it begins")
  func leaveOverComingTeam() async throws {
    let test = try await ChangeTeam.desk()
    let tower = """
      team: tower
      zone: Etc/UTC
      members: [ana, bo]
      duties:
        watch: { layers: [{ id: day, members: [ana, bo], every: 1 day, handoff: "09:00", from: 2026-11-30 }] }

      """
    try await test.apply(
      ["relay.yaml": ChangeTeam.text(), "tower.yaml": tower], from: "2026-11-30T00:00:00Z".instant)
    let reply = try await test.perform(
      AddLeave(member: "ana", from: "2026-12-02T00:00:00Z".instant, until: "2026-12-03T00:00:00Z".instant))
    #expect(reply.conflicts.map(\.part.team.text) == ["tower"] && reply.conflicts.map(\.request) == ["S-1"])
    try await test.perform(TakeRequest(id: "S-1", speaker: "bo"))
    test.clock.set("2026-12-02T10:00:00Z".instant)
    let who = try await test.perform(WhoIsOn(team: "tower", duty: "watch", at: "2026-12-02T10:00:00Z".instant))
    #expect(who.rows.first?.member == "bo")
  }

  @Test("of very long leave forty shifts are offered, and the member and the lead hear of the rest")
  func longLeave() async throws {
    let test = try await ChangeTeam.desk()
    let reply = try await test.perform(
      AddLeave(
        member: "ana", from: "2026-11-24T00:00:00Z".instant, until: "9999-12-31T00:00:00Z".instant, kind: .unavailable))
    #expect(reply.conflicts.count == 40)
    for reader in ["ana", "cy"] {
      let told = try await test.desk.store.read { try $0.notices(to: MemberID(unchecked: reader)) }
      let rest = told.filter { $0.cause == "leave/L-1/relay" }
      #expect(rest.map(\.title) == ["Ana Ferrow is away during 60 more shifts of Relay"], "\(rest)")
    }
  }

  @Test("of a shift that is offered in part already, leave offers the rest, and keeps the part open to its end")
  func leaveOverOffer() async throws {
    let test = try await ChangeTeam.desk()
    let evening = "2026-11-26T20:00:00Z".instant
    _ = try await test.perform(AskCover(shift: "relay/primary@2026-11-26", from: evening, speaker: "ana"))
    let reply = try await test.perform(
      AddLeave(
        member: "ana", from: "2026-11-26T00:00:00Z".instant, until: "2026-11-28T00:00:00Z".instant, kind: .unavailable))
    #expect(reply.conflicts.compactMap(\.request) == ["S-1", "S-2"])
    #expect(try await test.request("S-2").given.map(\.interval.end) == [evening])
    #expect(try await test.told("cy").filter { $0 == "leave-conflict" }.count == 2, "the lead hears of both parts")
    try await test.live(until: "2026-11-26T21:00:00Z")
    #expect(try await test.request("S-1").state == .open, "its start passed, and who takes it now still helps")
    try await test.perform(RemoveLeave(id: reply.leave.id))
    #expect(try await test.request("S-1").state == .lapsed, "without the leave it would have, at its start")
  }

  @Test("an offer that a member made goes on as it was when leave over it is taken back")
  func ownOfferStays() async throws {
    let test = try await ChangeTeam.desk()
    _ = try await test.perform(AskCover(shift: "relay/primary@2026-11-26", speaker: "ana"))
    let own = try await test.request("S-1")
    for leave in ["L-1", "L-2"] {
      try await test.perform(
        AddLeave(member: "ana", from: "2026-11-26T00:00:00Z".instant, until: "2026-11-28T00:00:00Z".instant))
      #expect(try await test.request("S-1").leave == leave)
      try await test.perform(RemoveLeave(id: leave))
      #expect(try await test.request("S-1") == own)
    }
    let told = try await test.desk.store.read { try $0.notices(to: MemberID(unchecked: "cy")) }
    #expect(told.filter { $0.kind == "leave-conflict" }.count == 2)
    #expect(told.last?.text == "L-2 was taken back, and Ana Ferrow had offered it before.")
    try await test.live(until: "2026-11-26T09:00:01Z")
    #expect(try await test.request("S-1").state == .lapsed)
  }

  @Test("a swap that asks one colleague does not keep leave from being offered to the others")
  func leaveOverSwap() async throws {
    let test = try await ChangeTeam.desk()
    _ = try await test.perform(
      AskSwap(requester: "ana", asked: "bo", give: ["relay/primary@2026-11-26"], speaker: "ana"))
    let reply = try await test.perform(
      AddLeave(
        member: "ana", from: "2026-11-26T00:00:00Z".instant, until: "2026-11-28T00:00:00Z".instant, kind: .unavailable))
    #expect(reply.conflicts.compactMap(\.request) == ["S-2"])
    #expect(try await test.told("cy") == ["leave-conflict"])
    #expect(try await test.told("dee") == ["cover-asked"])
    _ = try await test.perform(TakeRequest(id: "S-2", speaker: "dee"))
    await #expect(throws: OperatorProblem.self) { try await test.perform(TakeRequest(id: "S-1", speaker: "bo")) }
    #expect(try await test.who("2026-11-26T10:00:00Z") == "dee")
  }

  @Test("an offer of what a lead gave to somebody else closes when the shift begins, and no fallback is announced")
  func givenElsewhere() async throws {
    let test = try await ChangeTeam.desk()
    try await test.perform(
      AddLeave(member: "ana", from: "2026-11-26T00:00:00Z".instant, until: "2026-11-28T00:00:00Z".instant))
    try await test.perform(
      AddOverride(
        team: "relay", duty: "primary", from: "2026-11-26T09:00:00Z".instant, until: "2026-11-27T09:00:00Z".instant,
        member: "dee", out: "ana"))
    try await test.live(until: "2026-11-26T10:00:00Z")
    #expect(try await test.who("2026-11-26T10:00:00Z") == "dee")
    #expect(try await test.request("S-1").state == .withdrawn)
    for member in ["ana", "cy", "dee"] { #expect(try await !test.told(member).contains("fallback-on"), "\(member)") }
    let told = try await test.desk.store.read { try $0.notices(to: MemberID(unchecked: "ana")) }
    #expect(told.first { $0.kind == "request-withdrawn" }?.title == "S-1 is closed: somebody else has it")
  }

  @Test(
    "what is said as an offer closes goes by who stands the shift then; where nobody does, the lead hears it",
    arguments: [("dee", false), ("dee", true), (nil, false)] as [(String?, Bool)])
  func closesInWords(_ taker: String?, _ isAway: Bool) async throws {
    let test = try await ChangeTeam.desk()
    let (from, until) = ("2026-11-26T09:00:00Z".instant, "2026-11-27T09:00:00Z".instant)
    _ = try await test.perform(AskCover(shift: "relay/primary@2026-11-26", speaker: "ana"))
    try await test.perform(
      AddOverride(team: "relay", duty: "primary", from: from, until: until, member: taker, out: "ana"))
    #expect(try await test.perform(ListRequests()).isEmpty, "there is nothing to take")
    #expect(try await test.desk.overview().teams.flatMap(\.offers).isEmpty)
    #expect(try await test.perform(ListRequests(all: true)).map(\.request.state) == [.open], "it may come back")
    if isAway { try await test.perform(AddLeave(member: "dee", from: from, until: until)) }
    try await test.live(until: "2026-11-26T09:00:01Z")
    #expect(try await test.request("S-1").state == .withdrawn)
    let told = try await test.desk.store.read { try $0.notices(to: MemberID(unchecked: "ana")) }
    let notice = try #require(told.first { $0.kind == "request-withdrawn" })
    let isStood = taker != nil && !isAway
    #expect(
      notice.title == "S-1 is closed: " + (isStood ? "somebody else has it" : "it is not Ana Ferrow's any more"))
    let end = isStood ? "so there is nothing to take." : "nobody else has all of it."
    #expect(notice.text.hasSuffix(end), "\(notice.text)")
    #expect(try await test.told("cy").contains("request-withdrawn") == !isStood)
  }

  @Test(
    "so does one of a gap that a lead filled without saying for whom; a part of it is not enough",
    arguments: [("2026-11-27T09:00:00Z", ShiftRequest.State.withdrawn), ("2026-11-26T12:00:00Z", .open)])
  func filledGap(_ until: String, _ state: ShiftRequest.State) async throws {
    let test = try await ChangeTeam.desk()
    try await test.perform(
      AddLeave(member: "ana", from: "2026-11-26T00:00:00Z".instant, until: "2026-11-28T00:00:00Z".instant))
    try await test.perform(
      AddOverride(
        team: "relay", duty: "primary", from: "2026-11-26T09:00:00Z".instant, until: until.instant, member: "dee"))
    try await test.live(until: "2026-11-26T10:00:00Z")
    #expect(try await test.who("2026-11-26T10:00:00Z") == "dee")
    #expect(try await test.request("S-1").state == state)
    #expect(try await test.told("cy").contains("fallback-on") == (state == .open))
  }

  @Test("when a shift is over that nobody took for somebody who was away, that is what is said")
  func lapsedAway() async throws {
    let test = try await ChangeTeam.desk()
    try await test.perform(
      AddLeave(member: "ana", from: "2026-11-26T00:00:00Z".instant, until: "2026-11-28T00:00:00Z".instant))
    try await test.live(until: "2026-11-27T09:30:00Z")
    let told = try await test.desk.store.read { try $0.notices(to: MemberID(unchecked: "ana")) }
    let lapsed = try #require(told.first { $0.kind == "request-lapsed" })
    #expect(lapsed.text.hasSuffix(" in time, and Ana Ferrow was away."), "\(lapsed.text)")
  }

  @Test("when leave is taken back, what was offered because of it is open no longer")
  func leaveBack() async throws {
    let test = try await ChangeTeam.desk()
    let reply = try await test.perform(
      AddLeave(member: "ana", from: "2026-11-26T00:00:00Z".instant, until: "2026-11-28T00:00:00Z".instant))
    try await test.perform(RemoveLeave(id: reply.leave.id))
    #expect(try await test.request("S-1").state == .withdrawn)
    #expect(try await test.who("2026-11-26T10:00:00Z") == "ana")
  }

  @Test("when one of two leaves over a shift is taken back, what the other lands on is offered anew")
  func oneOfTwoLeaves() async throws {
    let test = try await ChangeTeam.desk()
    let planned = try await test.perform(
      AddLeave(member: "ana", from: "2026-11-26T00:00:00Z".instant, until: "2026-11-28T00:00:00Z".instant))
    let ill = try await test.perform(
      AddLeave(
        member: "ana", from: "2026-11-26T00:00:00Z".instant, until: "2026-11-27T00:00:00Z".instant, kind: .unavailable))
    try await test.perform(RemoveLeave(id: planned.leave.id))
    #expect(try await test.request("S-1").state == .withdrawn)
    let anew = try await test.request("S-2")
    #expect(anew.state == .open && anew.leave == ill.leave.id)
    #expect(anew.given.map(\.interval.end) == ["2026-11-27T00:00:00Z".instant])
    let told = try await test.desk.store.read { try $0.notices(to: MemberID(unchecked: "ana")) }
    #expect(told.first { $0.kind == "request-withdrawn" }?.title == "S-1 is closed: L-1 was taken back")
  }

  @Test("whose shift a lead moves is told by whom and why")
  func moved() async throws {
    let test = try await ChangeTeam.desk()
    try await test.perform(
      AddOverride(
        team: "relay", duty: "primary", from: "2026-11-26T09:00:00Z".instant, until: "2026-11-26T12:00:00Z".instant,
        member: "dee", out: "ana", reason: "visit"))
    for member in ["ana", "dee"] {
      let notice = try await test.desk.store.read { try $0.notices(to: MemberID(unchecked: member)).last }
      #expect(notice?.kind == "shift-moved" && notice?.text.contains("visit") == true, "\(notice?.text ?? "nothing")")
      #expect(notice?.text.contains("test") == true, "by whom")
    }
  }

  @Test("an override onto somebody else's other duty is refused with why, and done when it is insisted on")
  func forced() async throws {
    let test = try await ChangeTeam.desk()
    var change = AddOverride(
      team: "relay", duty: "primary", from: "2026-11-26T09:00:00Z".instant, until: "2026-11-26T12:00:00Z".instant,
      member: "eli", out: "ana")
    let problem = await #expect(throws: OperatorProblem.self) { try await test.perform(change) }
    #expect(problem?.help == "add --force to do it anyway")
    change.force = true
    #expect(try await test.perform(change).overruled.map(\.rule) == [.overlap])
    #expect(try await test.who("2026-11-26T10:00:00Z") == "eli")
  }

  @Test("an override that runs is taken back from now on: what happened stays")
  func endsNow() async throws {
    let test = try await ChangeTeam.desk()
    let change = try await test.perform(
      AddOverride(
        team: "relay", duty: "primary", from: "2026-11-23T06:00:00Z".instant, until: "2026-11-23T09:00:00Z".instant,
        member: "dee", out: "ana"))
    test.clock.set("2026-11-23T07:00:00Z".instant)
    try await test.perform(RemoveOverride(id: change.change.id))
    #expect(try await test.who("2026-11-23T06:30:00Z") == "dee")
    #expect(try await test.who("2026-11-23T07:30:00Z") == "ana")
  }
}
