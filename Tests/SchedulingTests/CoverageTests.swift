import TestSupport
import Testing
import Timekeeping

@testable import Scheduling

/// Gaps, crowded time, broken rules and the balance of hours, on weeks small enough to add up by hand.
@Suite struct CoverageTests {
  /// Monday 2026-11-23 to Monday 2026-11-30 in UTC.
  private func report(
    _ schedule: Schedule, published: [PublishedRota] = [], overrides: [Override] = [], leave: [Leave] = [],
    limits: CoverageLimits = CoverageLimits(), holidays: [CivilDate] = [], channels: [String]? = nil,
    from: String = "2026-11-23 00:00", to: String = "2026-11-30 00:00"
  ) throws -> CoverageReport {
    let window = try Sample.span(from, to)
    let wide = try #require(Interval(window.start - .hours(240), window.end + .hours(240)))
    let input = Sample.input(schedule, published: published, overrides: overrides, leave: leave)
    let team = CoverageTeam(
      timeline: try OnCallTimeline(input, window: wide, zones: Sample.zones), limits: limits, holidays: holidays)
    return try Coverage.report(
      CoverageInput(window: window, teams: [team], zones: Sample.zones, channels: channels, sharedChannel: "console"))
  }

  private func week(_ shifts: [Shift]) throws -> PublishedRota {
    PublishedRota(label: "W48", interval: try Sample.span("2026-11-23 00:00", "2026-11-30 00:00"), shifts: shifts)
  }

  private func weekly(_ groups: String, id: String = "primary", fallback: String? = nil) throws -> Duty {
    Sample.duty(id, [try Sample.layer("week", groups, handoff: "mon 00:00", from: "2026-11-23")], fallback: fallback)
  }

  @Test("coverage is a union and not a sum: two people on half of the time are half (E58)")
  func union() throws {
    let duty = try Sample.slots("desk", "mon-sun 00:00-24:00")
    let halves = try ["ana", "ben"].enumerated().map { place, who in
      let span = try Sample.span("2026-11-23 00:00", "2026-11-26 12:00")
      let id = ShiftID(
        team: Sample.team, duty: duty.id, source: "slot", nominal: try CivilDateTime(text: "2026-11-23 00:00"),
        place: place + 1)
      return Shift(id: id, team: Sample.team, duty: duty.id, member: Sample.member(who), interval: span)
    }
    let report = try report(Sample.schedule([duty]), published: [week(halves)])
    let desk = try #require(report.teams[0].duties.first)
    #expect(desk.tenths == 500 && desk.required == .hours(168) && desk.filled == .hours(84))
    #expect(desk.nextGap == (try Sample.at("2026-11-26 12:00")))
    #expect(report.hasGaps)
    let double = report.findings.filter { $0.kind == .doubleCover }
    #expect(double.map(\.amount) == [.hours(84)] && double[0].members.map(\.text) == ["ana", "ben"])
  }

  @Test("a gap is told with its fallback, and where nobody stands in it is the worst finding")
  func gaps() throws {
    let primary = try weekly("ana", fallback: "secondary")
    let secondary = Sample.duty(
      "secondary",
      [try Sample.layer("days", "cleo", every: "1 day", handoff: "00:00", from: "2026-11-23", hours: "08:00-20:00")])
    let empty = try Sample.change("O-1", .nobody, "2026-11-25 06:00", "2026-11-25 10:00")
    let report = try report(Sample.schedule([primary, secondary]), overrides: [empty])
    let gaps = report.findings.filter { $0.kind == .gap }
    #expect(
      gaps.map(\.interval) == [
        try Sample.span("2026-11-25 06:00", "2026-11-25 08:00"),
        try Sample.span("2026-11-25 08:00", "2026-11-25 10:00"),
      ])
    #expect(gaps[0].standIn == nil && gaps[1].standIn?.members.map(\.text) == ["cleo"])
    #expect(report.findings.first == gaps[0])
    #expect(report.teams[0].duties[0].open == .hours(4))
  }

  @Test("leave against a published shift is open time until somebody takes it")
  func away() throws {
    let duty = try Sample.slots("primary", "mon-fri 09:00-17:00")
    let shifts = try (23...27).map { try Sample.shift("ana", "2026-11-\($0) 09:00", "2026-11-\($0) 17:00") }
    let leave = try Sample.leave("L-1", "ana", "2026-11-24 12:00", "2026-11-25 12:00")
    let open = try report(Sample.schedule([duty]), published: [week(shifts)], leave: [leave])
    #expect(open.findings.filter { $0.kind == .away }.map(\.amount) == [.hours(5), .hours(3)])
    #expect(open.teams[0].duties[0].tenths == 800, "8 of 40 hours are open")
    let covered = try report(
      Sample.schedule([duty]), published: [week(shifts)],
      overrides: [Sample.change("O-1", .replace("ana", "ben"), "2026-11-24 12:00", "2026-11-25 12:00")], leave: [leave])
    #expect(!covered.hasGaps && covered.teams[0].duties[0].tenths == 1000)
  }

  @Test("slots to be published are told apart, and are no gap")
  func notPublished() throws {
    let report = try report(Sample.schedule([try Sample.slots("desk", "mon-fri 09:00-17:00")]))
    #expect(!report.hasGaps && report.findings.map(\.kind) == [.notPublished])
    #expect(report.findings[0].count == 5 && report.findings[0].amount == .hours(40))
    #expect(report.teams[0].duties[0].required == .zero && report.teams[0].duties[0].tenths == 1000)
  }

  @Test("rest: touching shifts of one duty are fine, 10 h between two duties are not where 11 are asked for")
  func rest() throws {
    let duties = [try Sample.slots("primary", "mon-fri 09:00-17:00"), try Sample.slots("late", "mon-fri 17:00-23:00")]
    let shifts = [
      try Sample.shift("ana", "2026-11-23 17:00", "2026-11-23 23:00", duty: "late"),
      try Sample.shift("ana", "2026-11-24 09:00", "2026-11-24 17:00"),
      try Sample.shift("ben", "2026-11-24 17:00", "2026-11-24 22:00", duty: "late"),
      try Sample.shift("ben", "2026-11-25 09:00", "2026-11-25 17:00"),
    ]
    let limits = CoverageLimits(rest: .hours(11))
    let report = try report(Sample.schedule(duties), published: [week(shifts)], limits: limits)
    let broken = report.findings.filter { $0.kind == .rest }
    #expect(broken.count == 1 && broken[0].members.map(\.text) == ["ana"] && broken[0].amount == .hours(10))
    #expect(broken[0].duty?.text == "primary" && broken[0].other?.duty.text == "late")
  }

  @Test("primary and secondary at once is found, and is fine where the file lets one member stand both")
  func together() throws {
    let duties = [try weekly("ana|ben"), try weekly("ana|cleo", id: "secondary")]
    let found = try report(Sample.schedule(duties)).findings.filter { $0.kind == .together }
    #expect(found.map(\.amount) == [.hours(168)] && found[0].members.map(\.text) == ["ana"])
    let limits = CoverageLimits(alongside: [[Sample.duty("primary"), Sample.duty("secondary")]])
    #expect(try report(Sample.schedule(duties), limits: limits).findings.allSatisfy { $0.kind != .together })
  }

  @Test("the week's maximum is of a union, on weeks with a slot; weekends in a row are seen over the window's edge")
  func weeks() throws {
    let duty = try Sample.slots("primary", "mon-sun 09:00-21:00")
    let shifts = try (23...28).map { try Sample.shift("ana", "2026-11-\($0) 09:00", "2026-11-\($0) 21:00") }
    let before = PublishedRota(
      label: "W47", interval: try Sample.span("2026-11-16 00:00", "2026-11-23 00:00"),
      shifts: [try Sample.shift("ana", "2026-11-22 09:00", "2026-11-22 21:00")])
    let limits = CoverageLimits(atMostPerWeek: .hours(60), noTwoWeekendsInARow: true)
    let report = try report(Sample.schedule([duty]), published: [before, week(shifts)], limits: limits)
    #expect(report.findings.filter { $0.kind == .weekMaximum }.map(\.amount) == [.hours(72)])
    #expect(
      report.findings.filter { $0.kind == .weekendsInARow }.map(\.interval.start) == [try Sample.at("2026-11-28 00:00")]
    )
    let rotation = try self.report(Sample.schedule([weekly("ana|ben")]), limits: limits)
    #expect(rotation.findings.allSatisfy { $0.kind != .weekMaximum }, "a rotation's week is not work by the hour")
  }

  @Test("a shift is at a weekend where it is one on its own team's wall, whichever team asks")
  func otherWalls() throws {
    let wide = try Sample.span("2026-11-10 00:00", "2026-12-10 00:00")
    let saturday = try Sample.shift("ana", "2026-11-28 15:00", "2026-11-28 21:00")
    // Ana's Monday morning in Tokyo is Sunday night in UTC.
    let abroad = TeamID(unchecked: "abroad")
    let monday = Shift(
      id: ShiftID(text: "abroad.primary.slot.20261123T0900.1"), team: abroad, duty: saturday.duty,
      member: saturday.member, interval: try Sample.span("2026-11-23 00:00", "2026-11-23 08:00", "Asia/Tokyo"))
    #expect(monday.interval.start == (try Sample.at("2026-11-22 15:00")))
    let teams = try [(Sample.team, "Etc/UTC", saturday), (abroad, "Asia/Tokyo", monday)].map { id, zone, shift in
      let own = try Sample.schedule([Sample.slots("primary", "mon-sun 09:00-21:00")], zone: zone)
      let schedule = Schedule(
        team: id, name: own.name, zone: own.zone, lead: own.lead, members: own.members, duties: own.duties)
      let rota = PublishedRota(label: "W48", interval: wide, shifts: [shift])
      let timeline = try OnCallTimeline(Sample.input(schedule, published: [rota]), window: wide, zones: Sample.zones)
      return CoverageTeam(timeline: timeline, limits: CoverageLimits(noTwoWeekendsInARow: true))
    }
    let window = try Sample.span("2026-11-23 00:00", "2026-11-30 00:00")
    let report = try Coverage.report(CoverageInput(window: window, teams: teams, zones: Sample.zones))
    #expect(report.findings.allSatisfy { $0.kind != .weekendsInARow })
  }

  @Test("hours, nights, weekends and holidays are unions, and shares follow lists, part time and days in the team")
  func loads() throws {
    var schedule = try Sample.schedule([try weekly("ana|ana|ben|cleo")], members: "ana ben cleo")
    schedule.members[2].share = 50
    let report = try report(
      schedule, holidays: [try CivilDate(text: "2026-11-24")], from: "2026-11-23 00:00", to: "2026-12-21 00:00")
    let loads = report.teams[0].loads
    #expect(loads.map(\.hours) == [.hours(336), .hours(168), .hours(168)])
    #expect(loads.map { $0.fair ?? .zero } == [.hours(384), .hours(192), .hours(96)], "2 : 1 : a half")
    #expect(loads[0].nights == .hours(8 * 14) && loads[0].weekends == .hours(96) && loads[0].holidays == .hours(24))
    #expect(report.teams[0].evenness == 893, "72 of 672 hours are too many for their share")
  }

  @Test("somebody on two duties at once stands one time, and of each duty their share")
  func twoAtOnce() throws {
    let report = try report(Sample.schedule([weekly("ana"), weekly("ana|ben", id: "secondary")]))
    let ana = try #require(report.teams[0].loads.first)
    #expect(ana.hours == .hours(168) && ana.onDuties == .hours(336) && ana.fair == .hours(252))
    #expect(report.people.first?.hours == .hours(168))
  }

  @Test(
    "a part of the whole is rounded half away from zero, but is never all or nothing by rounding",
    arguments: [(0, 0), (1, 1), (500, 500), (5005, 501), (5004, 500), (9999, 999), (10_000, 1000)])
  func tenths(_ part: Int, _ tenths: Int) {
    let whole = part == 500 ? 1000 : 10_000
    #expect(Tenths.of(.milliseconds(part), in: .milliseconds(whole)) == tenths)
  }

  @Test("walks over random times agree with a look at every minute")
  func times() {
    for seed in 1...200 {
      var dice = Dice(seed: seed)
      func times() -> [Interval] {
        (0..<dice.roll(0...12)).compactMap { _ in
          let start = dice.roll(0...200)
          return Interval(Timestamp(seconds: Int64(start)), Timestamp(seconds: Int64(start + 1 + dice.roll(0...30))))
        }
      }
      let (a, b) = (times(), times())
      func minutes(_ list: [Interval]) -> [Int] {
        (0..<240).filter { second in list.contains { $0.contains(Timestamp(seconds: Int64(second))) } }
      }
      let (inA, inB) = (minutes(a), minutes(b))
      let common = inA.filter(inB.contains)
      #expect(minutes(SortedTime.common(a.union, b.union)) == common, "seed \(seed)")
      let left = inA.filter { !inB.contains($0) }
      #expect(minutes(SortedTime.without(a.union, b.union)) == left, "seed \(seed)")
      SortedTime.walk(a) { stretch, holding in
        let expected = a.indices.filter { a[$0].contains(stretch.start) }
        #expect(holding.sorted() == expected, "seed \(seed)")
      }
    }
  }
}
