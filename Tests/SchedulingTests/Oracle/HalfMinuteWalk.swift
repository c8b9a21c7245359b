import Foundation
import Scheduling
import TestSupport
import Timekeeping

/// Thirty hours around a change of the clock, in steps of half a minute, and the highest reading met so far at each.
///
/// A turn begins when the clock first shows its nominal start or later (rule T3). The highest reading so far says just
/// that, without any arithmetic on changes of the clock.
struct HalfMinuteWalk {
  /// The local day of the change.
  let date: CivilDate
  let window: Interval
  /// The zone as the engine reads it.
  let tables: ZoneTables
  private let change: Timestamp
  private let offsetBefore: Int64
  private let offsetAfter: Int64
  private let highest: [(instant: Timestamp, reading: Int64)]

  init(zone name: String, near: CivilDate) throws {
    let day = Int64(near.daysSinceEpoch) * 86_400
    let clock = try OracleClock(name, from: day - 30 * 86_400, to: day + 30 * 86_400)
    guard let change = clock.changes.min(by: { abs($0 - day) < abs($1 - day) }), abs(change - day) < 2 * 86_400,
      let window = Interval(Timestamp(seconds: change - 54_000), Timestamp(seconds: change + 54_000))
    else { throw TextProblem("\(name) has no change of the clock near \(near)", help: "") }
    self.window = window
    tables = ZoneTables([try SystemZones.zone(name)])
    self.change = Timestamp(seconds: change)
    offsetBefore = clock.offset(at: change - 1)
    offsetAfter = clock.offset(at: change)
    date = CivilDateTime(secondsSinceEpoch: change + offsetBefore).date
    var walked: [(instant: Timestamp, reading: Int64)] = []
    // A day before the window, so that what was read before it counts.
    for instant in stride(from: change - 140_400, to: change + 54_000, by: 30) {
      let reading = max(walked.last?.reading ?? .min, clock.reading(at: instant))
      walked.append((Timestamp(seconds: instant), reading))
    }
    highest = walked
  }

  /// Every half-minute of the hour and a quarter on either side of the change.
  var close: [Timestamp] { (-150..<150).map { change + .seconds(30 * $0) } }

  /// Times of day in and around the gap or the repeated stretch, midnight and noon.
  var handoffTimes: [CivilTime] {
    let reading = CivilDateTime(secondsSinceEpoch: change.seconds + offsetBefore).time.minutes
    let around = [-60, -30, -15, 0, 15, 30, 60].map { (reading + $0 + 1440) % 1440 }
    return Set(around + [0, 720]).sorted().compactMap(CivilTime.init(minutes:))
  }

  /// The turns that begin inside the window, with the instant at which they do; a turn that is over as it begins does
  /// not count.
  func handoffs(every cadence: Cadence, from start: CivilDateTime) -> [(turn: Int, at: Timestamp)] {
    var next = 0
    var due = start.secondsSinceEpoch
    var met: [(turn: Int, at: Timestamp)] = []
    for (instant, reading) in highest where due <= reading {
      while due <= reading {
        next += 1
        due = Self.nominal(next, cadence, start)
      }
      if instant > window.start { met.append((next - 1, instant)) }
    }
    return met
  }

  /// The start of a turn on the wall; months by Foundation's calendar, which ends a short month early.
  private static func nominal(_ turn: Int, _ cadence: Cadence, _ start: CivilDateTime) -> Int64 {
    switch cadence.unit {
    case .hour: return start.secondsSinceEpoch + Int64(turn * cadence.count) * 3600
    case .day: return start.secondsSinceEpoch + Int64(turn * cadence.count) * 86_400
    case .week: return start.secondsSinceEpoch + Int64(turn * cadence.count) * 604_800
    case .month: break
    }
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    let first = Date(timeIntervalSince1970: TimeInterval(start.secondsSinceEpoch))
    let month = calendar.date(byAdding: .month, value: turn * cadence.count, to: first)
    return month.map { Int64($0.timeIntervalSince1970) } ?? .max
  }
}
