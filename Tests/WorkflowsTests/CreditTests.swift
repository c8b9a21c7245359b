import Scheduling
import Storage
import TestSupport
import Testing
import Timekeeping

@testable import Workflows

/// What a weekend earns, over a real store (rule T15).
@Suite(.ownThreads) struct CreditTests {
  private func weekend(
    _ members: [String?], file: String = CoverTeam.weekend, meanwhile: (TestDesk) async throws -> Void = { _ in }
  ) async throws -> TestDesk {
    let test = try await TestDesk(at: HistoryTests.start, schedules: HistoryTests.team(file))
    try await CoverTeam.publish(test, week: "2026-W48", members)
    try await meanwhile(test)
    try await test.live(until: "2026-12-01T18:00:00Z")
    let verified = try await test.perform(VerifyCredits())
    #expect(verified.problems == [])
    return test
  }

  private func leave(_ test: TestDesk) async throws -> [String: String] {
    let rows = try await test.perform(ShowCredits())
    return Dictionary(uniqueKeysWithValues: rows.filter { $0.leave != "0.00" }.map { ($0.member, $0.leave) })
  }

  @Test("a whole weekend earns half a day and sixteen hours of points, posted when each day is over")
  func whole() async throws {
    let test = try await weekend(["esme", "esme"])
    let esme = try await test.perform(ShowCredits(member: "esme"))
    #expect(esme == [CreditRow(member: "esme", name: "Esme Varholt", leave: "0.50", points: "32.00")])
    let statement = try await test.perform(CreditStatement(member: "esme"))
    #expect(statement.map(\.amount) == ["16.00", "0.25", "16.00", "0.25"])
    #expect(
      statement.filter { $0.unit == "leave" }.map(\.posted) == [
        "2026-11-29T00:00:00Z".instant, "2026-11-30T00:00:00Z".instant,
      ])
    #expect(statement[1].words == "8 h of weekend on Sat 2026-11-28")
    #expect(statement.last?.balance == "0.50")
  }

  @Test("a day that is taken over in part is shared by hours, and the hundredths add up")
  func split() async throws {
    let test = try await weekend(["esme", nil]) { test in
      try await test.perform(
        AddOverride(
          team: "cover", duty: "weekend", from: "2026-11-28T15:00:00Z".instant, until: "2026-11-28T20:00:00Z".instant,
          member: "dami", out: "esme"))
    }
    #expect(try await leave(test) == ["esme": "0.09", "dami": "0.16"], "3 and 5 of 8 hours; the larger rest rounds up")
  }

  @Test("time that nobody covers earns nobody anything, unless the file says from when on a day counts")
  func partly() async throws {
    let leaving: (TestDesk) async throws -> Void = { test in
      try await test.perform(
        AddLeave(member: "esme", from: "2026-11-28T18:00:00Z".instant, until: "2026-11-28T22:00:00Z".instant))
    }
    #expect(try await leave(try await weekend(["esme", nil], meanwhile: leaving)) == ["esme": "0.19"])
    let six = CoverTeam.weekend.replacing("0.5 leave days }", with: "0.5 leave days, at least: 6 hours }")
    #expect(try await leave(try await weekend(["esme", nil], file: six, meanwhile: leaving)) == ["esme": "0.25"])
    let eight = CoverTeam.weekend.replacing("0.5 leave days }", with: "0.5 leave days, at least: 8 hours }")
    let test = try await weekend(["esme", nil], file: eight, meanwhile: leaving)
    #expect(try await leave(test).isEmpty)
    let why = try await test.perform(CreditStatement(member: "esme")).last?.words
    #expect(why == "6 h of weekend on Sat 2026-11-28; a day counts from 8 hours on")
  }

  @Test("a weekend may be worth more than its two days: the rest goes to who covered both")
  func bonus() async throws {
    let file = CoverTeam.weekend.replacing("weekend: 0.5", with: "weekend: 1")
    #expect(try await leave(try await weekend(["esme", "esme"], file: file)) == ["esme": "1.00"])
    #expect(try await leave(try await weekend(["esme", "dami"], file: file)) == ["esme": "0.25", "dami": "0.25"])
  }

  @Test("on Monday, when their work begins, members are told what the weekend earned and why")
  func told() async throws {
    let test = try await weekend(["esme", "dami"])
    let notices = try await test.desk.store.read { try $0.notices() }.filter { $0.kind == "credit-earned" }
    #expect(notices.map(\.recipient.text) == ["esme", "dami"], "dami works from Tuesday on")
    #expect(notices.first?.title == "The weekend earned you 0.25 days of leave")
    #expect(notices.first?.text.hasPrefix("0.25 for 8 h of weekend on Sat 2026-11-28 (E-") == true)
    let early = try await TestDesk(at: HistoryTests.start, schedules: HistoryTests.team())
    try await CoverTeam.publish(early, week: "2026-W48", ["esme", nil])
    try await early.live(until: "2026-11-30T08:59:00Z")
    #expect(try await early.desk.store.read { try $0.notices() }.filter { $0.kind == "credit-earned" }.isEmpty)
    try await early.live(until: "2026-11-30T09:00:00Z")
    #expect(try await early.desk.store.read { try $0.notices() }.filter { $0.kind == "credit-earned" }.count == 1)
  }

  @Test("whose Monday begins before the team's Sunday ends is told of the Sunday, too")
  func toldOfSunday() async throws {
    let file = CoverTeam.text().replacing(
      "zone: America/New_York, hours: tue-fri 08:00-16:00", with: "zone: Australia/Sydney, hours: mon-fri 09:00-17:00")
    let test = try await TestDesk(at: HistoryTests.start, schedules: ["cover.yaml": file])
    try await CoverTeam.publish(test, week: "2026-W48", ["dami", "dami"])
    try await test.live(until: "2026-12-01T18:00:00Z")
    let notices = try await test.desk.store.read { try $0.notices() }.filter { $0.kind == "credit-earned" }
    #expect(notices.map(\.title) == ["0.25", "0.50"].map { "The weekend earned you \($0) days of leave" })
  }

  @Test("a check-in before the team's first recording is evidence, also in a shift shorter than the time between them")
  func firstCheckIn() async throws {
    let file = CoverTeam.weekend.replacing("12:00-20:00", with: "12:00-12:03")
      .replacing("members:", with: "check-in: every 15 minutes, members:")
    let test = try await TestDesk(at: "2026-11-28T11:50:00Z", schedules: HistoryTests.team(file))
    try await CoverTeam.publish(test, week: "2026-W48", ["esme", nil])
    try await test.live(until: "2026-11-28T12:00:03Z")
    try await test.perform(CheckInOnShift(member: "esme"))
    try await test.live(until: "2026-11-29T12:00:00Z")
    let statement = try await test.perform(CreditStatement(member: "esme"))
    #expect(statement.map(\.unit) == ["points", "leave"])
    #expect(
      statement.flatMap(\.evidence).map(\.checkIns) == [
        ["2026-11-28T12:00:03Z".instant], ["2026-11-28T12:00:03Z".instant],
      ])
    #expect(statement.flatMap(\.evidence).flatMap(\.missed).isEmpty)
    #expect(try await test.perform(VerifyCredits()).problems == [])
  }

  @Test("an entry is reversed by another, once, and what was posted stays")
  func reversed() async throws {
    let test = try await weekend(["esme", "esme"])
    let entry = try #require(try await test.perform(CreditStatement(member: "esme")).first { $0.unit == "leave" })
    let rows = try await test.perform(ReverseCredit(entry: entry.entry, reason: "nobody looked all day"))
    #expect(rows.map(\.amount) == ["-0.25"] && rows.map(\.balance) == ["0.25"], "the statement's figure")
    #expect(try await leave(test) == ["esme": "0.25"])
    await #expect(throws: OperatorProblem.self) {
      try await test.perform(ReverseCredit(entry: entry.entry, reason: "again"))
    }
    let given = try await test.perform(GrantCredit(member: "esme", amount: "0.1", reason: "helped on the phone"))
    let statement = try await test.perform(CreditStatement(member: "esme"))
    #expect(statement.map(\.amount).suffix(2) == ["-0.25", "0.10"])
    #expect(statement.last?.balance == "0.35" && given == statement.suffix(1))
    #expect(try await test.perform(VerifyCredits()).problems == [])
  }

  @Test("a grant stands in the books of the team that it names, else of the member's first")
  func grantedBy() async throws {
    let other = """
      team: alone
      zone: Europe/London
      members: [esme]
      duties: { desk: { layers: [{ id: days, members: [esme], hours: mon 09:00-10:00 }] } }

      """
    let files = HistoryTests.team().merging(["alone.yaml": other]) { first, _ in first }
    let test = try await TestDesk(at: HistoryTests.start, schedules: files)
    let cover = try await test.perform(
      GrantCredit(member: "esme", amount: "0.1", reason: "helped on the phone", team: "cover"))
    let first = try await test.perform(GrantCredit(member: "esme", amount: "0.1", reason: "helped on the phone"))
    #expect(cover.map(\.team) == ["cover"] && first.map(\.team) == ["alone"])
    #expect(try await test.perform(VerifyCredits()).problems == [])
  }

  @Test("spending credit books leave, refuses more than there is, and comes back when the leave is removed")
  func spent() async throws {
    let test = try await weekend(["cleo", "cleo"])
    await #expect(throws: OperatorProblem.self) {
      try await test.perform(SpendCredit(member: "cleo", amount: "0.75", from: try CivilDate(text: "2026-12-21")))
    }
    let reply = try await test.perform(
      SpendCredit(member: "cleo", amount: "0.5", from: try CivilDate(text: "2026-12-19")))
    #expect(reply.leave.from == "2026-12-21T00:00:00Z".instant, "the Saturday asked for is no working day")
    #expect(reply.leave.until == "2026-12-21T13:00:00Z".instant, "half of 09:00-17:00 has passed")
    #expect(reply.balance == "0.00")
    #expect(reply.conflicts.map(\.part.duty.text) == ["primary"], "a turn of hers, offered to colleagues")
    try await test.perform(RemoveLeave(id: reply.leave.id))
    #expect(try await leave(test) == ["cleo": "0.50"])
    #expect(try await test.perform(VerifyCredits()).problems == [])
  }

  @Test("of leave that has begun, what is still to come is given back, to the hundredth of a day")
  func spentInPart() async throws {
    let test = try await weekend(["cleo", "cleo"])
    let reply = try await test.perform(
      SpendCredit(member: "cleo", amount: "0.5", from: try CivilDate(text: "2026-12-21")))
    // Four of eight hours were booked, and one of them is over.
    test.clock.set("2026-12-21T10:00:00Z".instant)
    let ended = try await test.perform(RemoveLeave(id: reply.leave.id))
    #expect(ended.until == "2026-12-21T10:00:00Z".instant)
    #expect(try await leave(test) == ["cleo": "0.38"], "three hours of eight are 0.375 days")
    #expect(try await test.perform(VerifyCredits()).problems == [])
  }

  @Test("that of somebody whom no team has any more is given back in the same way")
  func spentByLeaver() async throws {
    let test = try await weekend(["cleo", "cleo"])
    let reply = try await test.perform(
      SpendCredit(member: "cleo", amount: "0.5", from: try CivilDate(text: "2026-12-21")))
    test.clock.set("2026-12-21T10:00:00Z".instant)
    let lines = CoverTeam.text().replacing("[ana, bo, cleo]", with: "[ana, bo]")
      .split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.contains("id: cleo") }
    try await test.apply(["cover.yaml": lines.joined(separator: "\n")])
    try await test.perform(RemoveLeave(id: reply.leave.id))
    let cleo = MemberID(unchecked: "cleo")
    #expect(try await test.desk.store.read { try $0.balance(of: .member(.leave, cleo)) } == 38)
    #expect(try await test.perform(VerifyCredits()).problems == [])
  }

  @Test("credit is not spent on time in which the member stood a shift: what happened stays as it was")
  func spentOnThePast() async throws {
    let test = try await weekend(["cleo", "cleo"])
    // Her turn began at nine.
    test.clock.set("2026-12-21T10:00:00Z".instant)
    let problem = await #expect(throws: OperatorProblem.self) {
      try await test.perform(SpendCredit(member: "cleo", amount: "0.5", from: try CivilDate(text: "2026-12-21")))
    }
    #expect(problem?.what.hasPrefix("Cleo Hartwen is on since before now") == true, "\(problem?.what ?? "")")
    #expect(try await leave(test) == ["cleo": "0.50"])
    let asked = "2026-12-21T09:30:00Z".instant
    #expect(try await test.perform(WhoIsOn(team: "cover", duty: "primary", at: asked)).rows.first?.member == "cleo")
  }

  @Test("what was spent comes back once: by taking back the leave, or by reversing the entry, never by both")
  func givenBackOnce() async throws {
    for reversesFirst in [true, false] {
      let test = try await weekend(["cleo", "cleo"])
      let reply = try await test.perform(
        SpendCredit(member: "cleo", amount: "0.5", from: try CivilDate(text: "2026-12-21")))
      let statement = try await test.perform(CreditStatement(member: "cleo"))
      let spent = try #require(statement.last { $0.cause.hasPrefix("spend/") }).entry
      if reversesFirst {
        try await test.perform(ReverseCredit(entry: spent, reason: "the leave was a present"))
        try await test.perform(RemoveLeave(id: reply.leave.id))
      } else {
        try await test.perform(RemoveLeave(id: reply.leave.id))
        let problem = await #expect(throws: OperatorProblem.self) {
          try await test.perform(ReverseCredit(entry: spent, reason: "the leave was not taken"))
        }
        #expect(problem?.what.hasSuffix("when the leave was taken back") == true, "\(problem?.what ?? "")")
      }
      #expect(try await leave(test) == ["cleo": "0.50"])
      #expect(try await test.perform(VerifyCredits()).problems == [])
    }
  }

  @Test("the league counts points in a period; payroll counts hours as unions")
  func reports() async throws {
    let test = try await weekend(["esme", "dami"])
    let league = try await test.perform(CreditLeague(from: HistoryTests.start.instant))
    #expect(league.map { "\($0.rank) \($0.member) \($0.points)" } == ["1 dami 16.00", "1 esme 16.00"])
    let rows = try await test.perform(
      ExportPayroll(from: "2026-11-28T00:00:00Z".instant, until: "2026-11-30T00:00:00Z".instant))
    let esme = try #require(rows.first { $0.member == "esme" })
    #expect([esme.hours, esme.weekendHours, esme.nightHours, esme.leaveEarned] == ["8.00", "8.00", "0.00", "0.25"])
    let early = try await test.perform(
      ExportPayroll(
        from: "2026-11-28T00:00:00Z".instant, until: "2026-11-30T00:00:00Z".instant,
        nights: WeeklyHours(text: "sat-sun 16:00-08:00")))
    #expect(early.first { $0.member == "esme" }?.nightHours == "4.00")
    let onCall = rows.filter { ["ana", "bo", "cleo"].contains($0.member) }
    #expect(onCall.compactMap { Hundredths.read($0.hours) }.reduce(0, +) == 4800, "the rotation covers both days")
  }

  @Test("payroll reads nights where the member lives, and weekends on the wall of the shift's team")
  func walls() async throws {
    // 20:00 on Saturday in London is 15:00 in New York; a team that sorts first has no say in it.
    let file = CoverTeam.text(CoverTeam.weekend.replacing("sat-sun 12:00-20:00", with: "sat-sun 16:00-23:00"))
    let first = """
      team: alone
      zone: Asia/Tokyo
      members: [dami, esme]
      duties: { desk: { layers: [{ id: days, members: [dami], hours: tue 09:00-10:00 }] } }

      """
    let test = try await TestDesk(at: HistoryTests.start, schedules: ["alone.yaml": first, "cover.yaml": file])
    try await CoverTeam.publish(test, week: "2026-W48", ["dami", "esme"])
    try await test.live(until: "2026-12-01T18:00:00Z")
    let rows = try await test.perform(
      ExportPayroll(from: "2026-11-28T00:00:00Z".instant, until: "2026-11-30T00:00:00Z".instant))
    let found = ["dami", "esme"].compactMap { id in rows.first { $0.member == id } }
    #expect(found.map(\.zone) == ["America/New_York", "Europe/London"])
    #expect(found.map(\.nightHours) == ["0.00", "1.00"])
    #expect(found.map(\.weekendHours) == ["7.00", "7.00"])
  }
}
