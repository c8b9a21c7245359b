import Timekeeping

/// The turns of a layer's rotation, numbered from 0 at its start and found by arithmetic alone.
///
/// Days on which the layer has no hours do not eat turns (rule T6, cases E16–E30): turns of days count only the days
/// with hours, turns of hours only those in which the layer holds at all. A week or a month is always a turn, and so is
/// every turn where `off days: count` is written.
struct RotationTurns: Sendable {
  /// The handoffs of the units a turn is made of.
  private let grid: HandoffGrid
  private let worked: WorkedUnits
  private let unitsPerTurn: Int
  /// The longest a turn can last without a day off, in days, rounded up.
  let longestDays: Int

  init(_ layer: Layer, zone: Zone) {
    let cadence = layer.rotation.every
    let start = layer.rotation.gridStart
    let day = Cadence(1, .day)
    let skips = layer.offDays == .skip
    let countsDays = skips && cadence.unit == .day && layer.hours != nil
    let unit = countsDays ? day ?? cadence : cadence
    grid = HandoffGrid(cadence: unit, start: start, zone: zone)
    unitsPerTurn = countsDays ? cadence.count : 1
    if skips, let hours = layer.hours, cadence.unit == .day || cadence.unit == .hour, let length = unit.clockSeconds {
      worked = WorkedUnits(start: start, length: length, hours: hours)
    } else {
      worked = .every
    }
    longestDays = unit.longestDays * unitsPerTurn
  }

  /// True when the layer's hours are never open, so that nobody ever has a turn.
  var isNever: Bool { worked.isNone }

  /// The turn that holds `instant`; it lasts until the next one begins, over the days off between them.
  func turn(at instant: Timestamp) -> Int {
    let begun = worked.count(before: grid.turn(at: instant) + 1)
    return (begun - 1).floorDivided(by: unitsPerTurn)
  }

  func turns(overlapping span: Interval) -> ClosedRange<Int> {
    turn(at: span.start)...turn(at: span.end - .milliseconds(1))
  }

  /// The same, faster for many questions near one another.
  func turns(overlapping span: Interval, _ walk: inout ZoneWalk) -> ClosedRange<Int> {
    turn(at: span.start, &walk)...turn(at: span.end - .milliseconds(1), &walk)
  }

  private func turn(at instant: Timestamp, _ walk: inout ZoneWalk) -> Int {
    let begun = worked.count(before: grid.turn(at: instant, &walk) + 1)
    return (begun - 1).floorDivided(by: unitsPerTurn)
  }

  /// When a turn begins on the wall.
  func nominal(_ turn: Int) -> CivilDateTime { grid.nominal(firstUnit(of: turn)) }

  /// From the turn's beginning to the next one's; nil when a change of the clock swallows it.
  func interval(_ turn: Int) -> Interval? {
    Interval(grid.handoff(firstUnit(of: turn)), grid.handoff(firstUnit(of: turn + 1)))
  }

  /// When a turn begins (rule T3).
  func handoff(_ turn: Int) -> Timestamp { grid.handoff(firstUnit(of: turn)) }
  /// The same, faster for many turns one after the other.
  func handoff(_ turn: Int, _ walk: inout ZoneWalk) -> Timestamp { walk.first(nominal(turn)) }

  private func firstUnit(of turn: Int) -> Int { worked.unit(turn * unitsPerTurn) }
}

/// Which units of a grid have any of a layer's hours: a pattern that comes again after whole weeks of wall-clock time.
struct WorkedUnits: Sendable {
  /// In units.
  private let period: Int
  /// The units with hours in the first period, sorted.
  private let places: [Int]

  static let every = WorkedUnits(period: 1, places: [0])
  private static let week: Int64 = 604_800

  private init(period: Int, places: [Int]) {
    self.period = period
    self.places = places
  }

  /// Units of `length` seconds on the wall, one after the other from `start` on.
  init(start: CivilDateTime, length: Int64, hours: WeeklyHours) {
    let period = Int(Self.week / Self.common(Self.week, length))
    let first = Int64(start.date.weekday.rawValue) * 86_400 + Int64(start.secondOfDay)
    let places = (0..<period).filter { unit in
      let from = first + Int64(unit) * length
      return hours.windows.contains { Self.touches($0, from, from + length) }
    }
    self.init(period: period, places: places)
  }

  var isNone: Bool { places.isEmpty }

  /// How many worked units lie before `unit`; negative before the start.
  func count(before unit: Int) -> Int {
    let rest = unit - unit.floorDivided(by: period) * period
    var before = 0
    while before < places.count, places[before] < rest { before += 1 }
    return unit.floorDivided(by: period) * places.count + before
  }

  /// The worked unit with number `index`; 0 is the first one at or after the start.
  func unit(_ index: Int) -> Int {
    guard !places.isEmpty else { return index }
    let periods = index.floorDivided(by: places.count)
    return periods * period + places[index - periods * places.count]
  }

  /// True when a weekly window shares time with the wall-clock seconds `from..<to` of any week.
  private static func touches(_ window: WeeklyWindow, _ from: Int64, _ to: Int64) -> Bool {
    let start = Int64(window.weekday.rawValue) * 86_400 + Int64(window.start) * 60
    let end = start + Int64(window.end - window.start) * 60
    let later = (Int(from - end).floorDivided(by: Int(week)) + 1) * Int(week)
    return start + Int64(later) < to
  }

  /// The greatest common divisor.
  private static func common(_ a: Int64, _ b: Int64) -> Int64 { b == 0 ? a : common(b, a % b) }
}

extension Cadence {
  /// The longest a turn of it can be, in days, rounded up.
  fileprivate var longestDays: Int {
    if let clockSeconds { return Int(clockSeconds / 86_400) + 1 }
    return count * 31
  }
}

extension Int {
  /// Rounded towards the past: -1 by 2 is -1.
  fileprivate func floorDivided(by divisor: Int) -> Int {
    self / divisor - (self % divisor < 0 ? 1 : 0)
  }
}
