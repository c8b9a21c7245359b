import Foundation
import Scheduling
import TestSupport
import Testing
import Timekeeping

/// A change of a zone's clock, and the handoffs that are met by walking over it.
struct ClockChangeWalk: CustomTestStringConvertible, Sendable {
  let zone: String
  /// A day near the change.
  let near: String

  init(_ zone: String, _ near: String) { (self.zone, self.near) = (zone, near) }

  var testDescription: String { "\(zone), \(near)" }

  static let all = [
    ClockChangeWalk("America/Chicago", "2024-03-10"), ClockChangeWalk("America/Chicago", "2024-11-03"),
    ClockChangeWalk("Europe/London", "2026-03-29"), ClockChangeWalk("Europe/London", "2026-10-25"),
    // Half an hour of summer time.
    ClockChangeWalk("Australia/Lord_Howe", "2021-04-04"), ClockChangeWalk("Australia/Lord_Howe", "2020-10-04"),
    // Put back for Ramadan, and forward again.
    ClockChangeWalk("Africa/Casablanca", "2024-03-10"), ClockChangeWalk("Africa/Casablanca", "2024-04-14"),
    // A day that never was, and the ordinary changes around it.
    ClockChangeWalk("Pacific/Apia", "2011-12-30"), ClockChangeWalk("Pacific/Apia", "2011-09-24"),
    ClockChangeWalk("Pacific/Apia", "2012-04-01"),
    // At midnight: the day begins at 01:00, or its last hour comes twice.
    ClockChangeWalk("America/Havana", "2024-03-10"), ClockChangeWalk("America/Havana", "2024-11-03"),
    ClockChangeWalk("Africa/Cairo", "2024-04-26"), ClockChangeWalk("Africa/Cairo", "2024-10-31"),
  ]
}

@Suite("Handoffs met by walking over a change of the clock in half-minutes (rules T2–T4)", .ownThreads)
struct BruteForceHandoffTests {
  private static let people = "a|b|c|d|e|f|g|h|i|j|k"
  /// A turn as the walk sees it: when it begins, and whose it is.
  struct Met: Equatable, CustomStringConvertible {
    var at: Timestamp
    var member: String
    var description: String { "\(at) \(member)" }
  }

  @Test("They are exactly those that the clock's reading calls for", arguments: ClockChangeWalk.all)
  func walk(_ row: ClockChangeWalk) throws {
    let walk = try HalfMinuteWalk(zone: row.zone, near: CivilDate(text: row.near))
    let readings = walk.handoffTimes
    let names = Self.people.split(separator: "|").map(String.init)
    for cadence in ["1 hour", "2 hours", "5 hours", "12 hours", "24 hours", "1 day", "3 days", "1 week", "2 weeks"] {
      for time in readings {
        try check(walk, row.zone, cadence, start: walk.date - 28, time, names)
      }
    }
    for cadence in ["1 month", "2 months"] {
      for time in readings {
        try check(walk, row.zone, cadence, start: walk.date.adding(months: -4), time, names)
        try check(walk, row.zone, cadence, start: CivilDate(text: "2009-12-31"), time, names)
      }
    }
  }

  private func check(
    _ walk: HalfMinuteWalk, _ zone: String, _ cadence: String, start: CivilDate, _ time: CivilTime, _ names: [String]
  ) throws {
    let every = try Cadence(text: cadence)
    let expected = walk.handoffs(every: every, from: CivilDateTime(start, time)).map { turn, instant in
      Met(at: instant, member: names[turn % names.count])
    }
    let layer = try Sample.layer(
      "walk", Self.people, every: cadence, handoff: time.description, from: start.description, zone: zone)
    let schedule = try Sample.schedule([Sample.duty("primary", [layer])], members: names.joined(separator: " "))
    let timeline = try OnCallTimeline(Sample.input(schedule), window: walk.window, zones: walk.tables)
    let shifts = timeline.shifts.filter { $0.interval.start > walk.window.start }
    let met = shifts.map { Met(at: $0.interval.start, member: $0.member.text) }
    #expect(met == expected, "\(cadence) from \(start) \(time)")
    let gaps = timeline.duties.flatMap(\.gaps)
    #expect(gaps == [], "\(cadence) from \(start) \(time): no instant is without its turn")
    guard let duty = timeline.duties.first, var due = timeline.shifts.first?.member.text else { return }
    var coming = expected[...]
    for instant in walk.close {
      while let next = coming.first, next.at <= instant { due = coming.removeFirst().member }
      let on = duty.holders(at: instant)
      if on.count != 1 || on[0].member.text != due {
        Issue.record("\(cadence) from \(start) \(time): \(on.map(\.member)) at \(instant), and not \(due)")
        return
      }
    }
  }
}
