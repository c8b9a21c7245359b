import Scheduling
import TestSupport
import Testing
import Timekeeping

@testable import Drafting

@Suite("What members have stood")
struct BalanceTests {
  func shift(_ member: String, _ from: String, _ until: String) throws -> Shift {
    Shift(
      id: ShiftID(text: from), team: "home".id(), duty: "desk".id(), member: member.id(),
      interval: try span(from, until))
  }

  @Test("Hours are a union, clipped to the window, weighted by the wall of the zone")
  func earned() throws {
    let zone = try SystemZones.zone("America/New_York")
    let week = try ISOWeek(text: "2026-W03")
    let rules = DraftingRules(fairnessWeeks: 1, weekendWeight: 200)
    let window = try #require(rules.fairnessWindow(before: week.monday, in: zone))
    #expect(window == (try span("2026-01-05T05:00", "2026-01-12T05:00")))
    let shifts = [
      // Two at once count once: 4 h on Tuesday.
      try shift("ana", "2026-01-06T14:00", "2026-01-06T18:00"),
      try shift("ana", "2026-01-06T15:00", "2026-01-06T17:00"),
      // Friday 22:00 to Saturday 02:00 in New York: 2 + 2 × 2 h.
      try shift("ana", "2026-01-10T03:00", "2026-01-10T07:00"),
      // Half of it before the window: 1 h on Monday.
      try shift("bo", "2026-01-05T04:00", "2026-01-05T06:00"),
    ]
    let balances = Balance.earned(
      ["ana".id(), "bo".id(), "cy".id()], from: shifts, in: window, weights: HourWeights(rules: rules, holidays: []),
      zone: zone)
    #expect(balances.map(\.hundredths) == [1000, 100, 0])
  }

  @Test("A holiday weighs as the file says, and a day of 23 hours has 23")
  func weights() throws {
    let zone = try SystemZones.zone("Europe/London")
    let rules = DraftingRules(weekendWeight: 100, holidayWeight: 300)
    let plain = HourWeights(rules: rules, holidays: [])
    let springForward = try span("2026-03-29T00:00", "2026-03-29T23:00")
    #expect(plain.hundredths(of: springForward, in: zone) == 2300)
    let holiday = HourWeights(rules: rules, holidays: [Holiday(date: try CivilDate(text: "2026-03-29"), name: "Fair")])
    #expect(holiday.hundredths(of: springForward, in: zone) == 6900)
    let sunday = [Holiday(date: try CivilDate(text: "2026-03-29"), name: "Fair")]
    let weekendWins = HourWeights(rules: DraftingRules(weekendWeight: 300, holidayWeight: 200), holidays: sunday)
    #expect(weekendWins.hundredths(of: springForward, in: zone) == 6900)
  }

  @Test("Looking back no week gives no window")
  func noWindow() throws {
    let week = try ISOWeek(text: "2026-W03")
    #expect(DraftingRules(fairnessWeeks: 0).fairnessWindow(before: week.monday, in: .utc) == nil)
  }
}
