import Timekeeping

/// Turns one version of a duty's layers into shifts: turns of the rotations, limited to the layers' hours, higher rank
/// first.
struct LayerExpansion {
  let schedule: Schedule
  let duty: DutyID
  /// In the order of the file.
  let cursors: [RotationCursor]
  let zones: ZoneTables

  /// Whole shifts that overlap `window`, by rank (rule T7): a lower layer keeps what no higher one covers.
  func pieces(overlapping window: Interval) throws(ZoneProblem) -> [Piece] {
    var kept: [Piece] = []
    for rank in ranks {
      let higher = kept.map { Cut(interval: $0.interval, name: $0.id.local) }
      for cursor in cursors where cursor.layer.rank == rank {
        kept += try pieces(of: cursor, overlapping: window).flatMap { $0.without(higher) }
      }
    }
    return kept
  }

  private var ranks: [Int] {
    cursors.map(\.layer.rank).sorted(by: >).reduce(into: []) { ranks, rank in
      if ranks.last != rank { ranks.append(rank) }
    }
  }

  private func pieces(of cursor: RotationCursor, overlapping window: Interval) throws(ZoneProblem) -> [Piece] {
    let zone = try zones.zone(cursor.layer.zone)
    let home = try zones.zone(schedule.zone)
    guard !cursor.turns.isNever, let force = cursor.layer.force(in: zone), let span = force.intersection(window)
    else { return [] }
    return cursor.turns.turns(overlapping: span).flatMap { turn in
      pieces(of: cursor, turn: turn, force: force, zone: zone).compactMap { inTeam($0, home: home) }
    }
  }

  private func pieces(of cursor: RotationCursor, turn: Int, force: Interval, zone: Zone) -> [Piece] {
    let layer = cursor.layer
    guard let whole = cursor.turns.interval(turn), let span = whole.intersection(force) else { return [] }
    let parts = layer.hours?.intervals(in: span, zone: zone) ?? [span]
    let group = cursor.group(turn)
    return parts.flatMap { part in
      let nominal = part.start == whole.start ? cursor.turns.nominal(turn) : zone.civil(at: part.start)
      return group.enumerated().map { place, member in
        Piece(
          id: ShiftID(team: schedule.team, duty: duty, source: layer.id.text, nominal: nominal, place: place + 1),
          member: member, interval: part, cause: .rotation(layer: layer.id, turnFrom: whole.start))
      }
    }
  }

  /// Nobody is on before they joined the team or after they left it: their turn is a gap then, and is reported as one.
  private func inTeam(_ piece: Piece, home: Zone) -> Piece? {
    guard let member = schedule.member(piece.member), member.from != nil || member.until != nil else { return piece }
    let joined = member.from.map { home.startOfDay($0) } ?? .distantPast
    let left = member.until.map { home.startOfDay($0 + 1) } ?? .distantFuture
    return Interval(joined, left).flatMap(piece.clipped)
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
