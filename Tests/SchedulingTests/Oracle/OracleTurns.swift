import Foundation
import Scheduling
import Timekeeping

/// The turns of one layer in one version, counted one by one from the rotation's start (rules T2–T4, T6).
struct OracleTurns {
  /// When each turn begins, up to the horizon; turn 0 first.
  let begins: [Timestamp]
  /// The rotation is in force from here on, up to `forceEnd`.
  let forceStart: Timestamp
  let forceEnd: Timestamp
  /// True when no turn will ever begin.
  let isNever: Bool
  private let layer: Layer
  private let clock: OracleClock

  init(_ layer: Layer, horizon: Timestamp) throws {
    let clock = try OracleClocks.clock(layer.zone)
    let rotation = layer.rotation
    (self.layer, self.clock) = (layer, clock)
    forceStart = Timestamp(seconds: clock.first(Self.wall(rotation.from, rotation.handoffTime)))
    forceEnd = rotation.until.map { Timestamp(seconds: clock.startOfDay($0 + 1)) } ?? .distantFuture
    begins = try Self.begins(layer, clock, horizon)
    // Days may be named that lie behind the horizon; of hours without days one of the first weeks has any.
    isNever = layer.hours == WeeklyHours([])
  }

  private static func begins(_ layer: Layer, _ clock: OracleClock, _ horizon: Timestamp) throws -> [Timestamp] {
    let rotation = layer.rotation
    let units = try Units(layer)
    var begins: [Timestamp] = []
    var unit = 0
    var worked = 0
    while true {
      let wall = units.start(unit)
      let begin = Timestamp(seconds: clock.first(wall))
      if begin > horizon { return begins }
      if units.isWorked(from: wall, to: units.start(unit + 1)) {
        if worked % units.perTurn == 0 { begins.append(begin) }
        worked += 1
      }
      unit += 1
      if unit > 5000 { throw TextProblem("\(rotation.every) from \(rotation.from) has too many turns", help: "") }
    }
  }

  private static func wall(_ date: CivilDate, _ time: CivilTime) -> Int64 {
    Int64(date.daysSinceEpoch) * 86_400 + Int64(time.minutes) * 60
  }

  /// How many turns have begun at `instant`.
  func begun(at instant: Timestamp) -> Int { (begins.lastIndex { $0 <= instant } ?? -1) + 1 }

  /// True when what is left of a turn at `instant`, inside it, is too little to be one: it ends on the day on which it
  /// begins, or has no time in it in which the layer holds. What ends behind the horizon is not asked about.
  func isNoTurn(from instant: Timestamp) -> Bool {
    guard let end = begins.first(where: { $0 >= instant }), end > instant else { return false }
    let (first, last) = (day(at: instant), day(at: end))
    guard first != last, let hours = OracleDays.hours(of: layer) else { return first == last }
    return !(-2...(last - first)).contains { ahead in
      let day = first + ahead
      let midnight = Int64(day.daysSinceEpoch) * 86_400
      return OracleDays(layer.days).hold(day)
        && hours.windows(on: day).contains { window in
          let opening = clock.first(midnight + Int64(window.start) * 60)
          let closing = clock.last(midnight + Int64(window.end) * 60)
          return max(opening, instant.seconds) < min(closing, end.seconds)
        }
    }
  }

  private func day(at instant: Timestamp) -> CivilDate {
    CivilDateTime(secondsSinceEpoch: clock.reading(at: instant.seconds)).date
  }

  func isInForce(at instant: Timestamp) -> Bool { forceStart <= instant && instant < forceEnd }

  /// What is counted: each turn, or, where days off do not eat turns, each day or stretch of hours with any hours in it.
  private struct Units {
    let cadence: Cadence
    let perTurn: Int
    private let first: Int64
    /// The quarters of an hour of a week that are open, from Monday on; nil where everything counts.
    private let open: [Bool]?
    private let hours: WeeklyHours
    private let days: DayLimits?

    init(_ layer: Layer) throws {
      let rotation = layer.rotation
      let hours = OracleDays.hours(of: layer)
      (self.hours, days) = (hours ?? .always, layer.days)
      let skips =
        hours != nil && layer.offDays == .skip && (rotation.every.unit == .day || rotation.every.unit == .hour)
      let countsDays = skips && rotation.every.unit == .day
      perTurn = countsDays ? rotation.every.count : 1
      cadence = countsDays ? try Cadence(text: "1 day") : rotation.every
      open = skips ? hours.map(Self.quarters) : nil
      var date = rotation.from
      if let day = rotation.handoffDay, rotation.every.unit == .week {
        while date.weekday != day { date = date - 1 }
      }
      first = OracleTurns.wall(date, rotation.handoffTime)
    }

    private static func quarters(_ hours: WeeklyHours) -> [Bool] {
      var quarters = Array(repeating: false, count: 672)
      for window in hours.windows {
        for minute in stride(from: window.start, to: window.end, by: 15) {
          quarters[(window.weekday.rawValue * 96 + minute / 15) % 672] = true
        }
      }
      return quarters
    }

    /// The nominal start of a unit on the wall.
    func start(_ unit: Int) -> Int64 {
      let count = Int64(unit * cadence.count)
      switch cadence.unit {
      case .hour: return first + count * 3600
      case .day: return first + count * 86_400
      case .week: return first + count * 604_800
      case .month:
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let start = Date(timeIntervalSince1970: TimeInterval(first))
        let month = calendar.date(byAdding: .month, value: Int(count), to: start) ?? start
        return Int64(month.timeIntervalSince1970)
      }
    }

    func isWorked(from: Int64, to: Int64) -> Bool {
      guard let open else { return true }
      if days != nil { return OracleDays(days).anyWindow(of: hours, from: from, to: to) }
      // 1970-01-05 was a Monday.
      return stride(from: from, to: min(to, from + 604_800), by: 900).contains { wall in
        open[Int(((wall - 345_600) / 900) % 672)]
      }
    }
  }
}
