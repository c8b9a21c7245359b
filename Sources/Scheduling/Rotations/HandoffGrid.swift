import Timekeeping

/// The handoffs of a rotation: the instants at whole multiples of its cadence on the wall clock (rules T2–T4).
///
/// Turns are numbered from 0 at `start` and go on to both sides for ever; nothing here walks from the start.
package struct HandoffGrid: Sendable, Hashable {
  package let cadence: Cadence
  /// When turn 0 begins on the wall.
  package let start: CivilDateTime
  package let zone: Zone

  package init(cadence: Cadence, start: CivilDateTime, zone: Zone) {
    self.cadence = cadence
    self.start = start
    self.zone = zone
  }

  /// When a turn begins on the wall, before changes of the clock are looked at. Months end early rather than run over:
  /// from 01-31 come 02-28 and 03-31 (rule T4, case B39).
  package func nominal(_ turn: Int) -> CivilDateTime {
    if let length = cadence.clockSeconds { return start.adding(seconds: Int64(turn) * length) }
    let date = start.date.adding(months: turn * cadence.count)
    return CivilDateTime(date, .midnight).adding(seconds: Int64(start.secondOfDay))
  }

  /// The instant at which a turn begins (rule T3: the first at which the clock reads its nominal start or later).
  package func handoff(_ turn: Int) -> Timestamp { zone.first(nominal(turn)) }

  /// From a turn's handoff to the next; nil when a change of the clock swallows the whole turn.
  package func interval(_ turn: Int) -> Interval? { Interval(handoff(turn), handoff(turn + 1)) }

  /// The turn that holds `instant`; negative before the start.
  package func turn(at instant: Timestamp) -> Int {
    var turn = nominalTurn(at: zone.civil(at: instant))
    // The reading is off the grid's order only near a change of the clock, by a day at the very most.
    while handoff(turn + 1) <= instant { turn += 1 }
    while handoff(turn) > instant { turn -= 1 }
    return turn
  }

  /// The same, faster for many questions near one another.
  func turn(at instant: Timestamp, _ walk: inout ZoneWalk) -> Int {
    var turn = nominalTurn(at: walk.civil(at: instant))
    while walk.first(nominal(turn + 1)) <= instant { turn += 1 }
    while walk.first(nominal(turn)) > instant { turn -= 1 }
    return turn
  }

  /// The turns that share time with `span`; a swallowed turn may be among them.
  package func turns(overlapping span: Interval) -> ClosedRange<Int> {
    turn(at: span.start)...turn(at: span.end - .milliseconds(1))
  }

  /// The turn whose nominal time holds the reading `wall`, by arithmetic alone.
  private func nominalTurn(at wall: CivilDateTime) -> Int {
    if let length = cadence.clockSeconds {
      return Int(floorDivided(wall.secondsSinceEpoch - start.secondsSinceEpoch, by: length))
    }
    let (from, to) = (start.date.parts, wall.date.parts)
    return Int(floorDivided(Int64((to.year - from.year) * 12 + to.month - from.month), by: Int64(cadence.count)))
  }
}
