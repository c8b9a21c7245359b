import Timekeeping

/// The turns of a layer's rotation, numbered from 0 at its start and found by arithmetic alone.
///
/// Days on which the layer has no hours, holidays that it leaves out among them, do not eat turns (rule T6, cases
/// E16–E30): turns of days count only the days with hours, turns of hours only those in which the layer holds at all. A
/// week or a month is always a turn, and so is every turn where `off days: count` is written.
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
    let hours = layer.heldHours
    let countsDays = skips && cadence.unit == .day && hours != nil
    let unit = countsDays ? day ?? cadence : cadence
    grid = HandoffGrid(cadence: unit, start: start, zone: zone)
    unitsPerTurn = countsDays ? cadence.count : 1
    if skips, let hours, cadence.unit == .day || cadence.unit == .hour, let length = unit.clockSeconds {
      worked = WorkedUnits(start: start, length: length, hours: hours)
    } else {
      worked = .every
    }
    longestDays = unit.longestDays * unitsPerTurn
  }

  /// True when the layer's hours are never open, so that nobody ever has a turn.
  var isNever: Bool { worked.isNone }

  /// When turn 0 begins on the wall and how long each lasts there, in seconds; nil where turns differ.
  var steady: (start: CivilDateTime, length: Int64)? {
    guard worked.isEvery, let length = grid.cadence.clockSeconds else { return nil }
    return (grid.start, length * Int64(unitsPerTurn))
  }

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

extension Cadence {
  /// The longest a turn of it can be, in days, rounded up.
  fileprivate var longestDays: Int {
    if let clockSeconds { return Int(clockSeconds / 86_400) + 1 }
    return count * 31
  }
}
