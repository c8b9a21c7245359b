import Timekeeping

/// Turns the layers of a duty into shifts: turns of the rotation, limited to the layer's hours, higher rank first.
struct LayerExpansion {
  let team: TeamID
  let duty: Duty
  let zones: ZoneTables

  /// Whole shifts that overlap `window`, by rank (rule T7): a lower layer keeps what no higher one covers.
  func pieces(overlapping window: Interval) throws(ZoneProblem) -> [Piece] {
    var kept: [Piece] = []
    for rank in ranks {
      let higher = kept
      var added: [Piece] = []
      for layer in duty.layers where layer.rank == rank {
        added += try pieces(of: layer, overlapping: window).flatMap { $0.without(higher) }
      }
      kept += added
    }
    return kept
  }

  /// The time some layer wants filled inside `window`.
  func required(in window: Interval) throws(ZoneProblem) -> [Interval] {
    var wanted: [Interval] = []
    for layer in duty.layers {
      let zone = try zones.zone(layer.zone)
      guard let force = layer.force(in: zone)?.intersection(window) else { continue }
      wanted += layer.hours?.intervals(in: force, zone: zone) ?? [force]
    }
    return wanted.union
  }

  private var ranks: [Int] {
    duty.layers.map(\.rank).sorted(by: >).reduce(into: []) { ranks, rank in
      if ranks.last != rank { ranks.append(rank) }
    }
  }

  private func pieces(of layer: Layer, overlapping window: Interval) throws(ZoneProblem) -> [Piece] {
    let zone = try zones.zone(layer.zone)
    guard let force = layer.force(in: zone), let span = force.intersection(window) else { return [] }
    let grid = HandoffGrid(cadence: layer.rotation.every, start: layer.rotation.gridStart, zone: zone)
    return grid.turns(overlapping: span).flatMap { turn in
      pieces(of: layer, turn: turn, grid: grid, force: force, zone: zone)
    }
  }

  private func pieces(of layer: Layer, turn: Int, grid: HandoffGrid, force: Interval, zone: Zone) -> [Piece] {
    guard let whole = grid.interval(turn), let span = whole.intersection(force) else { return [] }
    let parts = layer.hours?.intervals(in: span, zone: zone) ?? [span]
    let group = layer.rotation.group(turn)
    return parts.flatMap { part in
      let nominal = part.start == whole.start ? grid.nominal(turn) : zone.civil(at: part.start)
      return group.enumerated().map { place, member in
        Piece(
          id: ShiftID(team: team, duty: duty.id, source: layer.id.text, nominal: nominal, place: place + 1),
          member: member, interval: part, cause: .rotation(layer: layer.id, turnFrom: whole.start))
      }
    }
  }
}

extension Layer {
  /// When the rotation is in force: from its first handoff on, to the end of `until` if there is one.
  func force(in zone: Zone) -> Interval? {
    let start = zone.first(CivilDateTime(rotation.from, rotation.handoffTime))
    let end = rotation.until.map { zone.startOfDay($0 + 1) } ?? .distantFuture
    return Interval(start, end)
  }
}

extension Piece {
  /// What is left under the shifts of higher layers.
  fileprivate func without(_ higher: [Piece]) -> [Piece] {
    higher.reduce([self]) { parts, above in
      parts.flatMap { $0.without(above.interval, named: above.id.local) }
    }
  }
}

extension ShiftID {
  /// The id without its team and duty, for use inside another id of the same duty.
  var local: String {
    text.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false).last.map(String.init) ?? text
  }
}
