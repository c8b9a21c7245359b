import ScheduleFiles
import Scheduling
import Storage
import Testing
import Timekeeping

@testable import Workflows

/// What happened stays as it was (rules T8 and T11).
@Suite struct HistoryTests {
  static let start = "2026-11-23T06:00:00Z"

  static func team(_ weekend: String = CoverTeam.weekend) -> [String: String] {
    ["cover.yaml": CoverTeam.text(weekend)]
  }

  private func history(_ test: TestDesk, from: String = start, until: String) async throws -> [HistoryRow] {
    try await test.perform(ShowHistory(team: "cover", from: from.instant, until: until.instant)).rows
  }

  @Test("a shift is written down once, as it ends, with its reason and the version that said so")
  func recorded() async throws {
    let test = try await TestDesk(at: Self.start, schedules: Self.team())
    try await test.live(until: "2026-11-23T08:59:00Z")
    #expect(try await history(test, until: "2026-11-25T00:00:00Z").isEmpty, "the first shift has not ended")
    try await test.live(until: "2026-11-26T10:00:00Z")
    let rows = try await history(test, until: "2026-11-27T00:00:00Z")
    #expect(rows.map(\.end) == (23...26).map { "2026-11-\($0)T09:00:00Z".instant })
    #expect(rows.map(\.recorded) == rows.map(\.end), "each at its end")
    #expect(rows.allSatisfy { $0.version == 1 && $0.because.contains("rotation day") && $0.appliedBy == "test" })
    try await test.live(until: "2026-11-26T10:01:00Z")
    #expect(try await history(test, until: "2026-11-27T00:00:00Z") == rows)
  }

  @Test(
    "a team that a newer version leaves out ends with it: nobody is on, nothing is written down, and it may come back")
  func leftOut() async throws {
    let test = try await TestDesk(at: Self.start, schedules: Self.team())
    let other = [
      "other.yaml": """
      team: other
      zone: Etc/UTC
      members: [{ id: zed }]
      duties: { all: { layers: [{ id: all, members: [zed] }] } }

      """
    ]
    try await test.apply(other, from: "2026-11-25T12:00:00Z".instant, force: true)
    try await test.apply(Self.team().merging(other) { old, _ in old }, from: "2026-11-30T00:00:00Z".instant)
    try await test.live(until: "2026-12-03T12:00:00Z")
    let rows = try await history(test, until: "2026-12-04T00:00:00Z").filter { $0.duty == "primary" }
    let ends = ["24T09", "25T09", "25T12"].map { "2026-11-\($0):00:00Z".instant }
    let back = (1...3).map { "2026-12-0\($0)T09:00:00Z".instant }
    #expect(rows.map(\.end) == ["2026-11-23T09:00:00Z".instant] + ends + ["2026-11-30T09:00:00Z".instant] + back)
    #expect(rows[4].start == "2026-11-30T00:00:00Z".instant && rows[4].version == 3)
    #expect(try await test.perform(VerifyCredits()).problems == [])
  }

  @Test("after an outage everything that ended meanwhile is written down at once, and nothing twice")
  func outage() async throws {
    let test = try await TestDesk(at: Self.start, schedules: Self.team())
    try await test.live(until: "2026-11-24T10:00:00Z")
    test.clock.set("2026-12-24T10:00:00Z".instant)
    try await test.desk.recover()
    try await test.desk.recover()
    let rows = try await history(test, until: "2027-01-01T00:00:00Z").filter { $0.duty == "primary" }
    #expect(rows.count == 32, "23 November to 24 December, a shift a day: \(rows.count)")
    #expect(Set(rows.map(\.uid)).count == rows.count)
  }

  @Test("an edit, an override and leave of later change no recorded shift, and who was on says the same")
  func immutable() async throws {
    let test = try await TestDesk(at: Self.start, schedules: Self.team())
    try await test.live(until: "2026-11-30T12:00:00Z")
    let until = "2026-11-30T12:00:00Z"
    let rows = try await history(test, until: until)
    let asked = "2026-11-25T12:00:00Z".instant
    let before = try await test.perform(WhoIsOn(team: "cover", duty: "primary", at: asked)).rows.first?.member
    try await test.apply(["cover.yaml": CoverTeam.text().replacing("[ana, bo, cleo]", with: "[cleo, ana, bo]")])
    _ = try? await test.perform(
      AddOverride(
        team: "cover", duty: "primary", from: "2026-11-24T00:00:00Z".instant, until: "2026-12-02T00:00:00Z".instant,
        member: "dami"))
    _ = try? await test.perform(
      AddLeave(
        member: "bo", from: "2026-11-20T00:00:00Z".instant, until: "2026-12-01T00:00:00Z".instant, kind: .unavailable))
    #expect(try await history(test, until: until) == rows)
    let after = try await test.perform(WhoIsOn(team: "cover", duty: "primary", at: asked)).rows.first?.member
    #expect(after == before)
  }

  @Test("a shift that runs while others end is shown, and written down, whole")
  func running() async throws {
    let test = try await TestDesk(at: Self.start, schedules: Self.team())
    try await CoverTeam.publish(test, week: "2026-W48", ["cleo", "dami"])
    try await test.live(until: "2026-11-28T18:00:00Z")
    try await test.perform(
      AddOverride(
        team: "cover", duty: "primary", from: "2026-11-28T18:30:00Z".instant, until: "2026-11-28T18:45:00Z".instant,
        member: "dami"))
    try await test.live(until: "2026-11-28T19:00:00Z")
    let shown = try await test.perform(
      ListShifts(from: "2026-11-28T18:59:00Z".instant, to: "2026-11-28T19:00:00Z".instant, team: "cover"))
    #expect(shown.map(\.start) == ["2026-11-28T09:00:00Z".instant, "2026-11-28T12:00:00Z".instant])
    try await test.live(until: "2026-11-30T12:00:00Z")
    let rows = try await history(test, until: "2026-11-30T12:00:00Z")
    #expect(rows.filter { $0.duty == "weekend" }.map { $0.end - $0.start } == [.hours(8), .hours(8)])
    let rotated = rows.filter { $0.duty == "primary" && $0.because.contains("rotation") }
    #expect(rotated.allSatisfy { $0.end - $0.start == .hours(24) }, "\(rotated.map(\.start))")
  }

  @Test("the time in which unsolved leave kept the member away is not theirs")
  func away() async throws {
    let test = try await TestDesk(at: Self.start, schedules: Self.team())
    try await CoverTeam.publish(test, week: "2026-W48", ["cleo", "cleo"])
    try await test.perform(
      AddLeave(member: "cleo", from: "2026-11-28T14:00:00Z".instant, until: "2026-11-28T16:00:00Z".instant))
    try await test.live(until: "2026-11-30T12:00:00Z")
    let rows = try await history(test, until: "2026-11-30T12:00:00Z").filter { $0.duty == "weekend" }
    let spans = rows.map { "\($0.start)/\($0.end)" }
    #expect(
      spans == [
        "2026-11-28T12:00:00Z/2026-11-28T14:00:00Z", "2026-11-28T16:00:00Z/2026-11-28T20:00:00Z",
        "2026-11-29T12:00:00Z/2026-11-29T20:00:00Z",
      ])
    #expect(Set(rows.map(\.uid)).count == 3)
  }
}

/// A small team with a daily rotation and weekend slots that earn credit.
enum CoverTeam {
  static let weekend = "{ slots: sat-sun 12:00-20:00, members: volunteers, \(earning), fallback: primary }"
  static let earning = "points: 2 per hour, credit: { day: 0.25 leave days, weekend: 0.5 leave days }"

  static func text(_ weekend: String = CoverTeam.weekend, zone: String = "Europe/London") -> String {
    """
    team: cover
    zone: \(zone)
    lead: ana
    members:
      - { id: ana, name: Ana Ferrow, hours: mon-fri 09:00-17:00 }
      - { id: bo, name: Bo Lindqvar }
      - { id: cleo, name: Cleo Hartwen, weekends: volunteer, hours: mon-fri 09:00-17:00 }
      - { id: dami, name: Dami Osolu, weekends: volunteer, zone: America/New_York, hours: tue-fri 08:00-16:00 }
      - { id: esme, name: Esme Varholt, weekends: volunteer }
    duties:
      primary: { layers: [{ id: day, members: [ana, bo, cleo], every: 1 day, handoff: 09:00, from: 2026-01-05 }] }
      weekend: \(weekend)

    """
  }

  /// Publishes the slots of a week with these members, in order.
  static func publish(_ test: TestDesk, week: String, _ members: [String?]) async throws {
    let week = try ISOWeek(text: week)
    let now = test.clock.wall.now()
    try await test.desk.change { tx in
      let world = try test.desk.worlds.world(in: tx)
      let schedule = try test.desk.team("cover", in: world, at: now).schedule
      let slots = try schedule.slots(of: week, zones: test.desk.zones)
      let zone = try test.desk.zones.zone(schedule.zone)
      let shifts = zip(slots, members).compactMap { slot, member in
        member.map {
          Shift(
            id: slot.id, team: schedule.team, duty: slot.duty, member: MemberID(unchecked: $0), interval: slot.interval)
        }
      }
      guard let period = Interval(zone.startOfDay(week.monday), zone.startOfDay(week.monday + 7)) else { return }
      try tx.publish(
        team: schedule.team, week: week, interval: period, draft: nil, shifts: shifts, by: "test", at: now)
      try test.desk.worldChanged(in: tx, now: now)
    }
  }
}
