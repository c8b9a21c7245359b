import Foundation
import ScheduleFiles
import Scheduling
import Timekeeping

/// The engine alone: eight people, a weekly rotation and a daily one of 12 hours, 20 overrides, a year.
///
/// GoAlert's core took 2.4 µs for who is on, 910 µs for this year and 11.3 ms for an hourly one on the machine where
/// our aims were set; a line says which aim it has.
struct TimelineBench {
  private let zones: ZoneTables
  private let window: Interval
  private let year: TimelineInput
  private let hourly: TimelineInput

  init() throws {
    zones = try BenchDesk.zones()
    let start = try Timestamp(text: "2026-01-01T00:00:00Z")
    window = try start.year
    let schedule = try BenchDesk.schedule(zones: zones)
    year = Self.input(schedule, try (0..<20).map { try Self.override($0, in: schedule, from: start) })
    var other = schedule
    let layer = try schedule.duties[0].layers[0].every(Cadence(text: "1 hour"))
    other.duties = [Duty(id: schedule.duties[0].id, filling: .layers([layer]))]
    hourly = Self.input(other, [])
  }

  func run() throws {
    let timeline = try OnCallTimeline(year, window: window, zones: zones)
    print("timeline of \(timeline.shifts.count) shifts")
    lookups(timeline)
    try years(timeline)
    try board()
    memory()
  }

  // MARK: Who is on

  private func lookups(_ timeline: OnCallTimeline) {
    let duty = timeline.schedule.duties[1].id
    let shifts = timeline.shifts.filter { $0.duty == duty }.map { ($0.interval, $0.member) }
    let instants = (0..<1000).map { window.start + .seconds($0 * 31_000) }
    var seen = 0
    let before = Allocations.count
    for instant in instants { seen += Self.ask(timeline, duty, instant) }
    let allocated = Allocations.count - before
    let index = Measured.least(301) { for instant in instants { seen += Self.ask(timeline, duty, instant) } }
    let scan = Measured.least(101) {
      for instant in instants { seen += shifts.count { $0.0.contains(instant) } }
    }
    Self.line("  who is on", index, times: 1000, aim: .nanoseconds(300), reference: "a scan", scan)
    print("  allocations per look-up: \(Allocations.isCounted ? "\(allocated / 1000)" : "not counted"), aim 0")
    if seen == 0 { print("  nobody is on at all") }
  }

  private static func ask(_ timeline: OnCallTimeline, _ duty: DutyID, _ instant: Timestamp) -> Int {
    guard let held = timeline.onCall(duty, at: instant) else { return 0 }
    return held.reduce(0) { $0 + $1.member.text.utf8.count }
  }

  // MARK: Whole years

  private func years(_ timeline: OnCallTimeline) throws {
    var characters = 0
    let texts = Measured.least(51) { for held in timeline.shifts { characters += held.id.text.utf8.count } }
    let made = try Measured.least(201) { _ = try OnCallTimeline(year, window: window, zones: zones) }
    Self.line("  a year from definitions", made, aim: .microseconds(100), reference: "its ids as text", texts)
    let hours = try OnCallTimeline(hourly, window: window, zones: zones)
    let all = Measured.least(11) { for held in hours.shifts { characters += held.id.text.utf8.count } }
    let hourly = try Measured.least(51) { _ = try OnCallTimeline(self.hourly, window: window, zones: zones) }
    Self.line("  a year by the hour", hourly, aim: .milliseconds(1), reference: "its ids as text", all)
    if characters == 0 { print("  no ids at all") }
  }

  private func board() throws {
    let plans = try (0..<10_000).map { _ in try TimelinePlan(year, zones: zones) }
    let instant = window.start + .hours(1234)
    let fill = Measured.least(11) {
      var board = OnCallBoard(plans)
      _ = board.on(at: instant)
    }
    var (board, minutes) = (OnCallBoard(plans), 0)
    _ = board.on(at: instant)
    // A minute later each time: the first time is also what it costs where every duty is handed off at once.
    let asked = Measured.least(101) {
      minutes += 1
      _ = board.on(at: instant + .minutes(minutes))
    }
    let all = Measured.least(3) {
      for plan in plans { _ = try? OnCallTimeline(plan, window: window) }
    }
    Self.line("  10,000 schedules now", asked, aim: .milliseconds(10), reference: "10,000 years", all)
    Self.line("  10,000 schedules for the first time", fill, aim: .milliseconds(10), reference: "10,000 years", all)
  }

  /// What the allocator gives out more once a hundred years are kept.
  private func memory() {
    let before = Allocations.bytes
    let kept = (0..<100).compactMap { _ in try? OnCallTimeline(year, window: window, zones: zones) }
    let each = (Allocations.bytes - before) / max(1, kept.count)
    print("  a year kept in memory: \(Allocations.isCounted ? "\(each / 1000) kB" : "not counted"), aim 200 kB")
  }

  private static func line(
    _ name: String, _ time: Duration, times: Int = 1, aim: Duration, reference: String, _ base: Duration
  ) {
    let text = times == 1 ? time.text : "\(time.nanoseconds / Int64(times)) ns"
    let ratio = Double(time.nanoseconds) / Double(max(base.nanoseconds, 1))
    let ratioText = String(format: "%.3f", ratio)
    print("\(name): \(text), aim \(aim.text), \(reference): \(base.text), ratio \(ratioText)")
  }

  // MARK: The scenario

  private static func input(_ schedule: Schedule, _ overrides: [Override]) -> TimelineInput {
    TimelineInput(versions: [ScheduleVersion(from: .distantPast, schedule: schedule)], overrides: overrides)
  }

  private static func override(_ number: Int, in schedule: Schedule, from start: Timestamp) throws -> Override {
    let from = start + .hours(24 * 17 * number + 100)
    let (out, into) = (schedule.members[number % 8].id, schedule.members[(number + 3) % 8].id)
    return Override(
      id: "OV-\(number)", team: schedule.team, duty: schedule.duties[number % 2].id,
      interval: try from.hours(10), change: number % 3 == 0 ? .add(into) : .replace(out: out, in: into),
      by: "lead")
  }
}

extension Layer {
  fileprivate func every(_ cadence: Cadence) -> Layer {
    var layer = self
    layer.rotation.every = cadence
    layer.rotation.handoffDay = nil
    return layer
  }
}

extension Timestamp {
  fileprivate var year: Interval { get throws { try hours(24 * 365) } }

  fileprivate func hours(_ count: Int) throws -> Interval {
    guard let span = Interval(self, self + .hours(count)) else { throw ZoneProblem("no time", help: "count up") }
    return span
  }
}

/// How often the program asked the allocator for memory, and what it holds; counted where scripts/bench.sh put its
/// counter before it.
enum Allocations {
  private typealias Counter = @convention(c) () -> Int
  private static let counter = find("watchbill_allocations")
  private static let holder = find("watchbill_bytes")

  private static func find(_ name: String) -> Counter? {
    dlsym(nil, name).map { unsafeBitCast($0, to: Counter.self) }
  }

  static var isCounted: Bool { counter != nil }
  static var count: Int { counter?() ?? 0 }
  static var bytes: Int { holder?() ?? 0 }
}
