import ScheduleFiles
import Scheduling
import Storage
import Testing
import Timekeeping
import Workflows

/// No change reaches back: what runs is altered from now on only (rule T11).
@Suite struct PastTests {
  /// Ana has the 26th from nine to nine; it is noon.
  private func running() async throws -> TestDesk {
    let test = try await ChangeTeam.desk()
    try await test.live(until: "2026-11-26T12:00:00Z")
    return test
  }

  private func override(from: String, until: String = "2026-11-26T20:00:00Z", force: Bool = false) -> AddOverride {
    AddOverride(
      team: "relay", duty: "primary", from: from.instant, until: until.instant, member: "bo", out: "ana", force: force)
  }

  @Test("an override of a running shift begins now, and its answer says so; the hours before stay ana's")
  func override() async throws {
    let test = try await running()
    let reply = try await test.perform(override(from: "2026-11-26T09:00:00Z"))
    #expect(reply.movedFrom == "2026-11-26T09:00:00Z".instant && reply.change.from == "2026-11-26T12:00:00Z".instant)
    #expect(try await test.who("2026-11-26T11:59:00Z") == "ana")
    #expect(try await test.who("2026-11-26T12:00:00Z") == "bo")
    try await test.live(until: "2026-11-27T12:00:00Z")
    let history = try await test.perform(
      ShowHistory(team: "relay", from: "2026-11-26T09:00:00Z".instant, until: "2026-11-27T09:00:00Z".instant))
    let primary = history.rows.filter { $0.duty == "primary" && $0.end > "2026-11-26T09:00:00Z".instant }
    #expect(primary.map(\.member) == ["ana", "bo", "ana"], "\(primary)")
  }

  @Test("what was meant as now is now, however long the command was on its way")
  func grace() async throws {
    let test = try await running()
    let reply = try await test.perform(override(from: "2026-11-26T11:59:30Z", force: true))
    #expect(reply.movedFrom == nil && reply.change.from == "2026-11-26T12:00:00Z".instant)
  }

  @Test("force overrules conflicts, never the past: the refusal says why and what to write instead")
  func force() async throws {
    let test = try await running()
    let began = await #expect(throws: OperatorProblem.self) {
      try await test.perform(override(from: "2026-11-26T09:00:00Z", force: true))
    }
    #expect(
      began?.what
        == "it would begin 2026-11-26T09:00:00Z, in the past, and recorded history cannot be changed, also with --force"
    )
    for force in [false, true] {
      let over = await #expect(throws: OperatorProblem.self) {
        try await test.perform(override(from: "2026-11-24T09:00:00Z", until: "2026-11-25T09:00:00Z", force: force))
      }
      #expect(over?.what == "the override ends 2026-11-25T09:00:00Z, in the past")
    }
    #expect(try await test.perform(ListOverrides()).isEmpty)
  }

  @Test("so do offers, take-overs, swaps and temporary schedules")
  func others() async throws {
    let test = try await running()
    let (early, late) = ("2026-11-26T10:00:00Z".instant, "2026-11-26T18:00:00Z".instant)
    let now = "2026-11-26T12:00:00Z".instant
    let asked = try await test.perform(
      AskCover(shift: "relay/primary", from: early, until: late, speaker: "ana", dryRun: true))
    #expect(asked.movedFrom == early && asked.request.given.map(\.interval.start) == [now])
    let taken = try await test.perform(
      TakeShift(shift: "relay/primary", from: early, until: late, speaker: "bo", dryRun: true))
    #expect(taken.movedFrom == early && taken.request.takings.map(\.part.interval.start) == [now])
    await #expect(throws: OperatorProblem.self) {
      try await test.perform(
        TakeShift(shift: "relay/primary", from: early, speaker: "lead", whom: "bo", force: true, dryRun: true))
    }
    let swap = try await test.perform(
      AskSwap(
        requester: "bo", asked: "dee", give: [], from: early, until: "2026-11-28T09:00:00Z".instant, speaker: "bo",
        dryRun: true))
    #expect(swap.movedFrom == early && swap.request.given.map(\.interval.start) == ["2026-11-27T09:00:00Z".instant])
    let plan = AddTemporary(
      team: "relay", from: early, until: late, shifts: [.init(member: "dee", from: early, until: late)], dryRun: true)
    var named = plan
    named.duties = ["primary"]
    let temporary = try await test.perform(named)
    #expect(temporary.movedFrom == early && temporary.schedule.interval.start == now)
    #expect(temporary.schedule.shifts.map(\.interval.start) == [now])
  }

  @Test("leave that is entered late begins now for whoever is on; what they stood before stays theirs")
  func lateLeave() async throws {
    let test = try await running()
    let day = AddLeave(
      member: "ana", from: "2026-11-26T00:00:00Z".instant, until: "2026-11-27T00:00:00Z".instant, kind: .unavailable)
    let added = try await test.perform(day)
    #expect(added.leave.from == "2026-11-26T12:00:00Z".instant && added.movedFrom == day.from)
    #expect(try await test.who("2026-11-26T11:00:00Z") == "ana")
    #expect(try await test.who("2026-11-26T13:00:00Z") == "eli", "the fallback")
    let over = await #expect(throws: OperatorProblem.self) {
      try await test.perform(
        AddLeave(
          member: "ana", from: "2026-11-26T09:30:00Z".instant, until: "2026-11-26T11:00:00Z".instant))
    }
    #expect(over?.what == "Ana Ferrow is on since before the leave began, and it is over")
    let free = try await test.perform(
      AddLeave(member: "bo", from: "2026-11-26T00:00:00Z".instant, until: "2026-11-27T00:00:00Z".instant))
    #expect(free.movedFrom == nil && free.leave.from == "2026-11-26T00:00:00Z".instant)
  }

  @Test("leave that is entered late takes nothing from whoever stood the shift until somebody took the rest of it")
  func leaveAfterTaking() async throws {
    let test = try await running()
    try await test.perform(TakeShift(shift: "relay/primary", speaker: "dee"))
    try await test.live(until: "2026-11-26T12:30:00Z")
    let day = AddLeave(
      member: "ana", from: "2026-11-26T00:00:00Z".instant, until: "2026-11-27T00:00:00Z".instant)
    let added = try await test.perform(day)
    #expect(added.leave.from == "2026-11-26T12:30:00Z".instant && added.movedFrom == day.from)
    try await test.live(until: "2026-11-27T12:00:00Z")
    let history = try await test.perform(
      ShowHistory(team: "relay", from: "2026-11-26T09:00:00Z".instant, until: "2026-11-27T09:00:00Z".instant))
    let primary = history.rows.filter { $0.duty == "primary" && $0.end > "2026-11-26T09:00:00Z".instant }
    #expect(primary.map(\.member) == ["ana", "dee"], "\(primary)")
  }

  @Test("leave that has begun and is taken back ends now: who answered until then did; what is over stays")
  func leaveTakenBack() async throws {
    let test = try await running()
    let sick = try await test.perform(
      AddLeave(
        member: "ana", from: "2026-11-26T12:00:00Z".instant, until: "2026-11-27T09:00:00Z".instant, kind: .unavailable))
    try await test.live(until: "2026-11-26T15:00:00Z")
    #expect(try await test.perform(RemoveLeave(id: sick.leave.id)).until == "2026-11-26T15:00:00Z".instant)
    #expect(try await test.who("2026-11-26T13:00:00Z") == "eli", "the fallback answered then, and stays in the books")
    #expect(try await test.who("2026-11-26T15:00:00Z") == "ana", "back from now on")
    try await test.live(until: "2026-11-27T12:00:00Z")
    let history = try await test.perform(
      ShowHistory(team: "relay", from: "2026-11-26T09:00:00Z".instant, until: "2026-11-27T09:00:00Z".instant))
    let stood = history.rows.filter { $0.duty == "primary" && $0.member == "ana" }
    #expect(stood.map(\.start) == ["2026-11-26T09:00:00Z".instant, "2026-11-26T15:00:00Z".instant])
    let late = await #expect(throws: OperatorProblem.self) {
      try await test.perform(RemoveLeave(id: sick.leave.id))
    }
    #expect(late?.what == "leave \(sick.leave.id) is over")
  }

  @Test("what somebody stood before a change that begins now is theirs in the books, also while no server runs")
  func hoursBefore() async throws {
    let (from, until) = ("2026-11-26T00:00:00Z".instant, "2026-11-27T00:00:00Z".instant)
    let rest = "2026-11-26T15:30:00Z".instant
    for way in ["sick", "leave", "take"] {
      // Nothing is written down before the change itself does it.
      let test = try await ChangeTeam.desk()
      test.clock.set("2026-11-26T15:00:00Z".instant)
      switch way {
      case "sick": try await test.perform(ReportSick(member: "ana"))
      case "leave": try await test.perform(AddLeave(member: "ana", from: from, until: until))
      default: try await test.perform(TakeShift(shift: "relay/primary", until: rest, speaker: "dee"))
      }
      test.clock.set(rest)
      if way != "take" { try await test.perform(RemoveLeave(id: "L-1")) }
      #expect(try await test.who("2026-11-26T12:00:00Z") == "ana", "\(way)")
      test.clock.set("2026-11-29T10:00:00Z".instant)
      try await test.perform(
        AddLeave(member: "bo", from: "2027-06-01T00:00:00Z".instant, until: "2027-06-02T00:00:00Z".instant))
      #expect(try await test.who("2026-11-26T12:00:00Z") == "ana", "\(way)")
      let history = try await test.perform(
        ShowHistory(
          team: "relay", member: "ana", from: "2026-11-26T09:00:00Z".instant, until: "2026-11-27T09:00:00Z".instant))
      let stood = history.rows.filter { $0.duty == "primary" }.map { "\($0.start)/\($0.end)" }
      #expect(
        stood == ["2026-11-26T09:00:00Z/2026-11-26T15:00:00Z", "2026-11-26T15:30:00Z/2026-11-27T09:00:00Z"], "\(way)")
    }
  }

  @Test("leave that was over when it was entered is said to be, and can be taken back")
  func overWhenEntered() async throws {
    let test = try await running()
    let added = try await test.perform(
      AddLeave(member: "bo", from: "2026-11-01T00:00:00Z".instant, until: "2026-11-06T00:00:00Z".instant))
    #expect(added.isOver && added.conflicts.isEmpty)
    try await test.perform(RemoveLeave(id: added.leave.id))
    #expect(try await test.perform(ListLeave()).isEmpty)
    await #expect(throws: OperatorProblem.self) { try await test.perform(RemoveLeave(id: added.leave.id)) }
  }

  @Test("leave of a calendar that is read late begins now for whoever is on, and stays so when it is read again")
  func importedLate() async throws {
    let others = OtherCalendars()
    let test = try await TestDesk(
      at: "2026-11-23T06:00:00Z", schedules: ["relay.yaml": ChangeTeam.text()], calendars: others.transport)
    try await test.live(until: "2026-11-26T12:00:00Z")
    let url = "https://hr.example.com/ana.ics"
    let day = ["UID:a", "DTSTART:20261126T000000Z", "DTEND:20261128T000000Z"]
    others.set(url, [day])
    let reply = try await test.perform(AddCalendar(member: "ana", url: url))
    #expect(reply.added.map(\.from) == ["2026-11-26T12:00:00Z".instant])
    #expect(try await test.who("2026-11-26T11:00:00Z") == "ana")
    #expect(try await test.who("2026-11-26T13:00:00Z") == "eli")
    try await test.live(until: "2026-11-26T13:00:00Z")
    others.set(url, [day + ["SUMMARY:Flu"]])
    #expect(
      try await test.perform(RefreshCalendar(id: "CAL-1")).changed.map(\.from) == ["2026-11-26T12:00:00Z".instant])
    // Bo is off that day, so nothing of bo's past is touched by the whole day.
    let other = "https://hr.example.com/bo.ics"
    others.set(other, [["UID:b", "DTSTART:20261126T000000Z", "DTEND:20261126T200000Z"]])
    let free = try await test.perform(AddCalendar(member: "bo", url: other))
    #expect(free.added.map(\.from) == ["2026-11-26T00:00:00Z".instant])
  }

  @Test("an event that is moved back into a running shift is leave from now on")
  func importedMoved() async throws {
    let others = OtherCalendars()
    let test = try await TestDesk(
      at: "2026-11-23T06:00:00Z", schedules: ["relay.yaml": ChangeTeam.text()], calendars: others.transport)
    let url = "https://hr.example.com/ana.ics"
    others.set(url, [["UID:a", "DTSTART:20261127T000000Z", "DTEND:20261128T000000Z"]])
    try await test.perform(AddCalendar(member: "ana", url: url))
    try await test.live(until: "2026-11-26T12:00:00Z")
    others.set(url, [["UID:a", "DTSTART:20261126T000000Z", "DTEND:20261127T000000Z"]])
    let reply = try await test.perform(RefreshCalendar(id: "CAL-1"))
    #expect(reply.changed.map(\.from) == ["2026-11-26T12:00:00Z".instant])
    #expect(try await test.who("2026-11-26T11:00:00Z") == "ana")
  }

  @Test("what a lead overruled is recorded, at most twenty conflicts in words")
  func overruled() async throws {
    let test = try await ChangeTeam.desk()
    // Eli is on secondary all the time, and primary would be besides: on every day of ten weeks.
    let added = try await test.perform(
      AddOverride(
        team: "relay", duty: "primary", from: "2026-12-01T00:00:00Z".instant, until: "2027-02-09T00:00:00Z".instant,
        member: "eli", force: true))
    #expect(!added.overruled.isEmpty)
    let entries = try await test.desk.store.read { try $0.auditEntries(entity: "override/\(added.change.id)") }
    let body = String(decoding: try #require(entries.first).body, as: UTF8.self)
    #expect(body.contains("Eli Vantongeren is on secondary"), "\(body)")
    #expect(body.utf8.count < 4096, "\(body.utf8.count) bytes")
    let long = String(repeating: "é", count: 501)
    let problem = await #expect(throws: OperatorProblem.self) {
      var change = override(from: "2026-12-01T00:00:00Z", until: "2026-12-02T00:00:00Z")
      change.reason = long
      try await test.perform(change)
    }
    #expect(problem?.what == "the reason has 501 characters" && problem?.help == "say it in at most 500")
    await #expect(throws: OperatorProblem.self) {
      try await test.perform(
        AddLeave(
          member: "ana", from: "2026-12-01T00:00:00Z".instant, until: "2026-12-02T00:00:00Z".instant, note: long))
    }
  }
}
