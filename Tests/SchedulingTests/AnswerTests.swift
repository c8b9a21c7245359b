import Scheduling
import TestSupport
import Testing
import Timekeeping

@Suite("Answers: until when, and who is next")
struct AnswerTests {
  private func timeline(overrides: [Override] = [], to: String = "2026-11-27 00:00") throws -> OnCallTimeline {
    let schedule = try Sample.schedule([
      Sample.duty(
        "primary", [try Sample.layer("day", "ana|ben", every: "1 day", handoff: "09:00", from: "2026-11-22")],
        fallback: "secondary"),
      Sample.duty(
        "secondary", [try Sample.layer("half", "cleo|dora", every: "12 hours", handoff: "00:00", from: "2026-11-22")]),
      Sample.duty("alone", [try Sample.layer("day", "eve", every: "1 day", handoff: "09:00", from: "2026-11-22")]),
    ])
    return try OnCallTimeline(Sample.input(schedule, overrides: overrides), "2026-11-23 00:00", to)
  }

  private func ask(_ timeline: OnCallTimeline, _ wall: String, duty: String = "primary") throws -> String {
    let answer = timeline.who(Sample.duty(duty), at: try Sample.at(wall))
    let who = answer.holders.map { "\($0.member) on \($0.duty)" }.joined(separator: ", ")
    let until = answer.until.map { WallText.short($0, in: .utc) } ?? "open"
    let next =
      answer.next.map { "\($0.members.map(\.text).joined(separator: "+")) \(WallText.short($0.at, in: .utc))" }
      ?? "none"
    return "\(who.isEmpty ? "nobody" : who); until \(until); next \(next)"
  }

  @Test("Until the handoff; changes of the fallback while somebody is on are not changes of the answer")
  func handoff() throws {
    #expect(
      try ask(timeline(), "2026-11-23 10:00")
        == "ben on primary; until Tue 2026-11-24 09:00; next ana Tue 2026-11-24 09:00")
    #expect(
      try ask(timeline(), "2026-11-23 09:00")
        == "ben on primary; until Tue 2026-11-24 09:00; next ana Tue 2026-11-24 09:00")
    #expect(
      try ask(timeline(), "2026-11-23 08:59")
        == "ana on primary; until Mon 2026-11-23 09:00; next ben Mon 2026-11-23 09:00")
  }

  @Test("While the fallback stands in its handoffs are changes too")
  func fallback() throws {
    let gap = try timeline(
      overrides: [Sample.change("o1", .nobody, "2026-11-23 10:00", "2026-11-23 20:00")])
    #expect(
      try ask(gap, "2026-11-23 09:30")
        == "ben on primary; until Mon 2026-11-23 10:00; next ben Mon 2026-11-23 20:00")
    #expect(
      try ask(gap, "2026-11-23 10:00")
        == "cleo on secondary; until Mon 2026-11-23 12:00; next ben Mon 2026-11-23 20:00")
    #expect(
      try ask(gap, "2026-11-23 12:00")
        == "dora on secondary; until Mon 2026-11-23 20:00; next ben Mon 2026-11-23 20:00")
  }

  @Test("Somebody who is always on is on without end, and comes on no more")
  func alone() throws {
    #expect(try ask(timeline(), "2026-11-23 10:00", duty: "alone") == "eve on alone; until open; next none")
  }

  @Test("Next is who comes on, not who goes on; whoever joins somebody does not end their shift")
  func comesOn() throws {
    let shifts = [
      try Sample.shift("ana", "2026-11-23 08:00", "2026-11-23 10:00"),
      try Sample.shift("ben", "2026-11-23 09:00", "2026-11-23 12:00"),
      try Sample.shift("ben", "2026-11-23 12:00", "2026-11-23 18:00"),
      try Sample.shift("cleo", "2026-11-23 18:00", "2026-11-23 20:00"),
    ]
    let rota = PublishedRota(
      label: "2026-W48", interval: try Sample.span("2026-11-23 00:00", "2026-11-30 00:00"), shifts: shifts)
    let input = Sample.input(
      try Sample.schedule([Sample.slots("primary", "mon 08:00-20:00")]), published: [rota])
    let timeline = try OnCallTimeline(input, "2026-11-23 00:00", "2026-11-24 00:00")
    #expect(
      try ask(timeline, "2026-11-23 08:30")
        == "ana on primary; until Mon 2026-11-23 10:00; next ben Mon 2026-11-23 09:00")
    #expect(
      try ask(timeline, "2026-11-23 11:00")
        == "ben on primary; until Mon 2026-11-23 18:00; next cleo Mon 2026-11-23 18:00")
  }

  /// One duty in turns of a week, of which the first of `groups` has that of 23 November.
  private func weeks(_ groups: String, leave: [Leave] = []) throws -> OnCallTimeline {
    let schedule = try Sample.schedule([Sample.duty("primary", [try Sample.layer("week", groups, from: "2026-11-23")])])
    return try OnCallTimeline(Sample.input(schedule, leave: leave), "2026-11-23 00:00", "2026-12-12 00:00")
  }

  @Test("All who come on at the next instant are next, but for those who are on already")
  func together() throws {
    let at = try Sample.at("2026-11-24 12:00")
    let pairs = try weeks("ana ben|cleo dora").who(Sample.duty("primary"), at: at)
    #expect(pairs.next?.members.map(\.text).sorted() == ["cleo", "dora"])
    #expect(try pairs.next?.at == Sample.at("2026-11-30 09:00"))
    let shared = try weeks("ana ben|ben cleo").who(Sample.duty("primary"), at: at)
    #expect(shared.next?.members.map(\.text) == ["cleo"])
  }

  @Test("Of several, those who go on when the first one ends stay, until when one of them ends")
  func stays() throws {
    let away = try Sample.leave("l1", "ana", "2026-11-25 00:00", "2026-12-20 00:00")
    let at = try Sample.at("2026-11-24 12:00")
    let alone = try weeks("ana ben", leave: [away]).who(Sample.duty("primary"), at: at)
    #expect(try alone.until == Sample.at("2026-11-25 00:00") && alone.next == nil)
    #expect(alone.stays == OnCallAnswer.Stays(members: [Sample.member("ben")], until: nil))
    let turns = try weeks("ana ben|cleo", leave: [away])
    let handoff = try Sample.at("2026-11-30 09:00")
    let relieved = turns.who(Sample.duty("primary"), at: at)
    #expect(relieved.stays == OnCallAnswer.Stays(members: [Sample.member("ben")], until: handoff))
    #expect(relieved.next == OnCallAnswer.Next(members: [Sample.member("cleo")], at: handoff))
    #expect(turns.who(Sample.duty("primary"), at: try Sample.at("2026-11-26 12:00")).stays == nil, "nobody does")
  }

  @Test("Nothing is said of what lies after the window")
  func windowEnd() throws {
    #expect(
      try ask(timeline(to: "2026-11-24 09:00"), "2026-11-23 10:00") == "ben on primary; until open; next none")
  }

  @Test("A duty that does not exist is held by nobody")
  func unknown() throws {
    #expect(try ask(timeline(), "2026-11-23 10:00", duty: "tertiary") == "nobody; until open; next none")
  }

  @Test("Fallbacks that go round in a circle end")
  func circle() throws {
    let schedule = try Sample.schedule([
      Sample.duty("one", [], fallback: "two"), Sample.duty("two", [], fallback: "one"),
    ])
    let timeline = try OnCallTimeline(Sample.input(schedule), "2026-11-23 00:00", "2026-11-24 00:00")
    #expect(try ask(timeline, "2026-11-23 10:00", duty: "one") == "nobody; until open; next none")
  }

  @Test("Somebody who is on leave when their published shift begins is not named as next")
  func nextOnLeave() throws {
    let shifts = [
      try Sample.shift("ana", "2026-11-23 08:00", "2026-11-23 12:00"),
      try Sample.shift("ben", "2026-11-23 12:00", "2026-11-23 16:00"),
      try Sample.shift("cleo", "2026-11-23 16:00", "2026-11-23 20:00"),
    ]
    let rota = PublishedRota(
      label: "2026-W48", interval: try Sample.span("2026-11-23 00:00", "2026-11-30 00:00"), shifts: shifts)
    let input = Sample.input(
      try Sample.schedule([Sample.slots("primary", "mon 08:00-20:00")]), published: [rota],
      leave: [try Sample.leave("l1", "ben", "2026-11-23 00:00", "2026-11-24 00:00")])
    let timeline = try OnCallTimeline(input, "2026-11-23 00:00", "2026-11-24 00:00")
    #expect(
      try ask(timeline, "2026-11-23 09:00")
        == "ana on primary; until Mon 2026-11-23 12:00; next cleo Mon 2026-11-23 16:00")
  }

  @Test("Whoever comes back from leave within a shift comes on next, at that instant")
  func nextComesBack() throws {
    let shifts = [
      try Sample.shift("ana", "2026-11-23 08:00", "2026-11-23 12:00"),
      try Sample.shift("ben", "2026-11-23 12:00", "2026-11-23 16:00"),
      try Sample.shift("cleo", "2026-11-23 16:00", "2026-11-23 20:00"),
    ]
    let rota = PublishedRota(
      label: "2026-W48", interval: try Sample.span("2026-11-23 00:00", "2026-11-30 00:00"), shifts: shifts)
    func next(leave from: String, _ to: String, at wall: String) throws -> OnCallAnswer.Next? {
      let input = Sample.input(
        try Sample.schedule([Sample.slots("primary", "mon 08:00-20:00")]), published: [rota],
        leave: [try Sample.leave("l1", "ben", "2026-11-23 \(from)", "2026-11-23 \(to)")])
      let timeline = try OnCallTimeline(input, "2026-11-23 00:00", "2026-11-24 00:00")
      return timeline.who(Sample.duty("primary"), at: try Sample.at("2026-11-23 \(wall)")).next
    }
    let back = OnCallAnswer.Next(members: [Sample.member("ben")], at: try Sample.at("2026-11-23 14:00"))
    #expect(try next(leave: "11:00", "14:00", at: "09:00") == back)
    #expect(try next(leave: "13:00", "14:00", at: "13:30") == back)
    let cleo = OnCallAnswer.Next(members: [Sample.member("cleo")], at: try Sample.at("2026-11-23 16:00"))
    #expect(try next(leave: "13:00", "14:00", at: "14:00") == cleo)
  }

  @Test("Where nobody answers, whoever does next is named also as the fallback (T9)")
  func nextByFallback() throws {
    let spare = try Sample.layer(
      "spare", "eve", every: "1 day", handoff: "00:00", from: "2026-11-01", hours: "10:00-12:00")
    let input = Sample.input(
      try Sample.schedule([
        Sample.slots("primary", "mon 08:00-20:00", fallback: "secondary"), Sample.duty("secondary", [spare]),
      ]))
    let timeline = try OnCallTimeline(input, "2026-11-23 00:00", "2026-11-24 00:00")
    func answer(_ wall: String) throws -> OnCallAnswer {
      timeline.who(Sample.duty("primary"), at: try Sample.at("2026-11-23 \(wall)"))
    }
    let ten = try Sample.at("2026-11-23 10:00")
    #expect(try answer("09:00").holders.isEmpty && answer("09:00").until == ten)
    #expect(try answer("09:00").next == OnCallAnswer.Next(members: [Sample.member("eve")], at: ten))
    #expect(try answer("11:00").holders.map(\.member) == [Sample.member("eve")])
    #expect(try answer("13:00").next == nil)
  }

  @Test("Every answer says why")
  func because() throws {
    let changed = try timeline(
      overrides: [Sample.change("o1", .replace("ben", "eve"), "2026-11-23 12:00", "2026-11-23 14:00")])
    func why(_ wall: String) throws -> String? {
      changed.who(Sample.duty("primary"), at: try Sample.at(wall)).holders.first?.because
    }
    #expect(try why("2026-11-23 10:00") == "rotation day: this turn began 2026-11-23T09:00:00Z")
    #expect(try why("2026-11-23 12:00") == "instead of Ben, by lead (o1)")
  }
}
