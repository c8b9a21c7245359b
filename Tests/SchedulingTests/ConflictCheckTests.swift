import Scheduling
import Testing
import Timekeeping

/// The rules that hold across schedules and teams (rule T14), one by one, and the order of replacements.
@Suite struct ConflictCheckTests {
  private static let desk = Sample.duty("desk")
  private static let primary = Sample.duty("primary")

  /// A desk by day that needs Dutch, and a primary; ana to eve, of whom only eve speaks none.
  private func schedule() throws -> Schedule {
    var schedule = try Sample.schedule([
      Duty(
        id: Self.desk,
        filling: .slots(
          SlotPattern(hours: try WeeklyHours(text: "mon-sun 09:00-17:00"), zone: .utc, skills: ["dutch"]))),
      Sample.duty("primary", [try Sample.layer("week", "ana|ben", from: "2026-01-05")]),
    ])
    for index in schedule.members.indices where schedule.members[index].id != Sample.member("eve") {
      schedule.members[index].skills = ["dutch"]
    }
    schedule.members[2].hours = try WeeklyHours(text: "mon-fri 08:00-13:00")
    schedule.members[3].until = try CivilDate(text: "2026-11-20")
    return schedule
  }

  private func shift(
    _ member: String, _ from: String, _ to: String, duty: DutyID = desk, team: TeamID = Sample.team
  ) throws -> Shift {
    Shift(
      id: ShiftID(text: "\(team).\(duty).\(member).\(from)"), team: team, duty: duty, member: Sample.member(member),
      interval: try Sample.span(from, to))
  }

  private func check(
    _ standing: [Shift] = [], leave: [Leave] = [], limits: ShiftLimits = ShiftLimits(),
    walls: [TeamID: Zone] = [:], others: [TeamID: ShiftLimits] = [:]
  ) throws -> ConflictCheck {
    try ConflictCheck(
      schedule: schedule(), limits: limits, standing: standing, leave: leave, zones: Sample.zones, walls: walls,
      others: others)
  }

  /// Ana's desk on a Wednesday, which somebody else is to take.
  private func wednesday() throws -> ShiftPart {
    ShiftPart(try shift("ana", "2026-11-25 09:00", "2026-11-25 17:00"))
  }

  private func rules(
    _ member: String, _ check: ConflictCheck, taking part: ShiftPart? = nil, giving: [ShiftPart] = []
  ) throws -> [ShiftConflict.Rule] {
    try check.conflicts(for: Sample.member(member), taking: [part ?? wednesday()], giving: giving).map(\.rule)
  }

  @Test("somebody free, able and there has nothing against them")
  func fine() throws { #expect(try rules("ben", check()).isEmpty) }

  @Test("who lacks a skill, has other hours, has left or is in no such team is told so")
  func people() throws {
    #expect(try rules("eve", check()) == [.eligibility])
    #expect(try rules("cleo", check()) == [.workingHours])
    #expect(try rules("dora", check()) == [.notInTeam])
    #expect(try rules("zoe", check()) == [.notInTeam])
  }

  @Test("another shift at that time, in any team, is an overlap; one that is given away is not")
  func overlap() throws {
    let other = try shift("ben", "2026-11-25 16:00", "2026-11-25 20:00", team: TeamID(unchecked: "else"))
    #expect(try rules("ben", check([other])) == [.overlap])
    #expect(try rules("ben", check([other]), giving: [ShiftPart(other)]).isEmpty)
  }

  @Test("primary and desk at once only where the team says alongside")
  func alongside() throws {
    let week = try shift("ben", "2026-11-23 09:00", "2026-11-30 09:00", duty: Self.primary)
    #expect(try rules("ben", check([week])) == [.overlap])
    #expect(try rules("ben", check([week], limits: ShiftLimits(alongside: [[Self.desk, Self.primary]]))).isEmpty)
  }

  @Test("of two teams the stricter rest holds, and either's weekends, whichever of them is asked")
  func otherTeams() throws {
    let team = TeamID(unchecked: "else")
    let late = try shift("ben", "2026-11-25 20:00", "2026-11-25 22:00", team: team)
    let strict = ShiftLimits(rest: .hours(11), noTwoWeekendsInARow: true)
    #expect(try rules("ben", check([late], limits: ShiftLimits(rest: .hours(1)))).isEmpty)
    #expect(try rules("ben", check([late], limits: ShiftLimits(rest: .hours(1)), others: [team: strict])) == [.rest])
    let weekend = try shift("ben", "2026-11-21 09:00", "2026-11-21 17:00", team: team)
    let next = ShiftPart(try shift("ana", "2026-11-28 09:00", "2026-11-28 17:00"))
    #expect(try rules("ben", check([weekend]), taking: next).isEmpty)
    #expect(try rules("ben", check([weekend], others: [team: strict]), taking: next) == [.weekends])
  }

  @Test("rest counts to the shift before and after, in any team; shifts of one duty may touch")
  func rest() throws {
    let limits = ShiftLimits(rest: .hours(11))
    let late = try shift("ben", "2026-11-24 14:00", "2026-11-24 23:00", team: TeamID(unchecked: "else"))
    #expect(try rules("ben", check([late], limits: limits)) == [.rest])
    let touching = try shift("ben", "2026-11-25 17:00", "2026-11-25 21:00")
    #expect(try rules("ben", check([touching], limits: limits)).isEmpty)
    let enough = try shift("ben", "2026-11-24 14:00", "2026-11-24 22:00", team: TeamID(unchecked: "else"))
    #expect(try rules("ben", check([enough], limits: limits)).isEmpty, "exactly eleven hours")
  }

  @Test("hours in slots are limited by the ISO week, what is stood already included")
  func week() throws {
    let others = try (23...24).map { try shift("ben", "2026-11-\($0) 09:00", "2026-11-\($0) 17:00") }
    #expect(try rules("ben", check(others, limits: ShiftLimits(mostPerWeek: .hours(23)))) == [.mostPerWeek])
    #expect(try rules("ben", check(others, limits: ShiftLimits(mostPerWeek: .hours(24)))).isEmpty)
  }

  @Test("what another team says of a week holds where a slot of it is stood")
  func weekElsewhere() throws {
    let team = TeamID(unchecked: "else")
    let held = try shift("ben", "2026-11-28 09:00", "2026-11-28 17:00", duty: Self.primary, team: team)
    let strict = ShiftLimits(mostPerWeek: .hours(12), slots: [Self.primary])
    let asked = try check([held], others: [team: strict])
    let sentences = try asked.conflicts(for: Sample.member("ben"), taking: [wednesday()]).map(\.sentence)
    #expect(sentences == ["Ben would stand 16 hours in 2026-W48, more than 12 hours, the most in else"])
    #expect(try rules("ben", check([held], others: [team: ShiftLimits(mostPerWeek: .hours(12))])).isEmpty)
    #expect(
      try rules("ben", check([held], others: [team: ShiftLimits(mostPerWeek: .hours(16), slots: [Self.primary])]))
        .isEmpty)
    let before = try shift("ben", "2026-11-22 09:00", "2026-11-22 17:00", duty: Self.primary, team: team)
    #expect(try rules("ben", check([before], others: [team: strict])).isEmpty, "the week before")
  }

  @Test("a shift over several weeks, as temporary schedules may have, is held against the limit of each")
  func weeksBetween() throws {
    let long = ShiftPart(try shift("ana", "2026-11-22 22:00", "2026-11-30 02:00"))
    let limits = ShiftLimits(mostPerWeek: .hours(20))
    let found = try check(limits: limits).conflicts(for: Sample.member("ben"), taking: [long])
    #expect(found.map(\.sentence) == ["Ben would stand 7 days in 2026-W48, more than 20 hours"])
  }

  @Test("no two weekends in a row, before or after")
  func weekends() throws {
    let limits = ShiftLimits(noTwoWeekendsInARow: true)
    let saturday = ShiftPart(try shift("ana", "2026-11-28 09:00", "2026-11-28 17:00"))
    for day in ["2026-11-22", "2026-12-05"] {
      let other = try shift("ben", "\(day) 09:00", "\(day) 17:00")
      #expect(try rules("ben", check([other], limits: limits), taking: saturday) == [.weekends], "\(day)")
    }
    let later = try shift("ben", "2026-12-12 09:00", "2026-12-12 17:00")
    #expect(try rules("ben", check([later], limits: limits), taking: saturday).isEmpty)
  }

  @Test("a shift of another team is at a weekend where it is one on that team's wall")
  func otherWalls() throws {
    let limits = ShiftLimits(noTwoWeekendsInARow: true)
    let saturday = ShiftPart(try shift("ana", "2026-11-28 09:00", "2026-11-28 17:00"))
    let other = TeamID(unchecked: "else")
    let monday = try shift("ben", "2026-11-22 23:00", "2026-11-23 08:00", team: other)
    let walls = [other: try Sample.zone("Asia/Tokyo")]
    #expect(try rules("ben", check([monday], limits: limits, walls: walls), taking: saturday).isEmpty)
    #expect(try rules("ben", check([monday], limits: limits), taking: saturday) == [.weekends])
  }

  @Test("leave and people who are kept apart count, and leave is final")
  func leaveAndPairs() throws {
    let leave = Leave(
      id: "L-1", member: Sample.member("ben"), interval: try Sample.span("2026-11-25 12:00", "2026-11-25 13:00"),
      kind: .planned)
    #expect(try rules("ben", check(leave: [leave])) == [.leave])
    #expect(ShiftConflict.Rule.leave.isAbsolute && !ShiftConflict.Rule.rest.isAbsolute)
    let partner = try shift("cleo", "2026-11-25 10:00", "2026-11-25 12:00", duty: Self.primary)
    let limits = ShiftLimits(neverTogether: [[Sample.member("ben"), Sample.member("cleo")]])
    #expect(try rules("ben", check([partner], limits: limits)) == [.neverTogether])
  }

  @Test("replacements: the least loaded first, then those by day at home; the others with why")
  func ranking() throws {
    var team = try schedule()
    team.members[1].zone = try ZoneID(text: "Asia/Tokyo")
    team.members[2].hours = nil
    team.members[3].until = nil
    let check = try ConflictCheck(
      schedule: team, limits: ShiftLimits(), standing: [], leave: [], zones: Sample.zones)
    let loads = [Sample.member("dora"): 1000, Sample.member("ben"): 0, Sample.member("cleo"): 100]
    let ranked = ReplacementRanking(check: check, loads: loads).candidates(
      for: [try wednesday()], excluding: [Sample.member("ana")])
    #expect(ranked.map(\.member.text) == ["cleo", "ben", "dora", "eve"])
    #expect(ranked.map(\.place) == [1, 2, 3, nil])
    // 17:00 UTC is 02:00 in Tokyo: four hours after 22:00 there.
    #expect(ranked[1].points == 400 && ranked[1].because.contains { $0.hasPrefix("4.0 h outside their day") })
    #expect(ranked[3].conflicts.map(\.rule) == [.eligibility])
  }
}
