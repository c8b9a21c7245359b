import Timekeeping

extension [Piece] {
  /// Takes leave out of shifts that rotations made: nothing is rotated onto known leave (rule T9).
  func withoutLeave(_ leave: [Leave]) -> [Piece] {
    flatMap { piece in
      leave.filter { $0.member == piece.member }.reduce([piece]) { parts, absence in
        parts.flatMap { $0.without(absence.interval, named: absence.id) }
      }
    }
  }

  /// Leave on published shifts: unavailable takes effect at once, planned is shown as a conflict (rule T9).
  func withLatecomingLeave(_ leave: [Leave]) -> [Piece] {
    let unavailable = withoutLeave(leave.filter { $0.kind == .unavailable })
    let planned = leave.filter { $0.kind == .planned }
    return unavailable.map { piece in
      var piece = piece
      piece.conflict = planned.first { $0.member == piece.member && $0.interval.overlaps(piece.interval) }
      return piece
    }
  }

  func applying(_ change: Override, team: TeamID, zone: Zone) -> [Piece] {
    switch change.change {
    case .add(let member): adding(member, change, team: team, zone: zone)
    case .remove(let member): removing(change) { $0.member == member }
    case .nobody: removing(change) { _ in true }
    case .replace(let out, let into): replacing(out, by: into, change)
    }
  }

  /// Adds `member` where they are not on already.
  private func adding(_ member: MemberID, _ change: Override, team: TeamID, zone: Zone) -> [Piece] {
    let own = filter { $0.member == member }.map(\.interval)
    let cause = ShiftCause.added(override: change.id, by: change.by, reason: change.reason)
    let parts = change.interval.subtracting(own).map { part in
      let nominal = zone.civil(at: part.start)
      let id = ShiftID(team: team, duty: change.duty, source: change.id.lowercased(), nominal: nominal, place: 1)
      return Piece(id: id, member: member, interval: part, cause: cause)
    }
    return self + parts
  }

  private func removing(_ change: Override, where matches: (Piece) -> Bool) -> [Piece] {
    flatMap { matches($0) ? $0.without(change.interval, named: change.id) : [$0] }
  }

  /// Puts `into` in `out`'s place; a shift taken over whole keeps its id, a part carries the change's (rule T8).
  private func replacing(_ out: MemberID, by into: MemberID, _ change: Override) -> [Piece] {
    flatMap { piece -> [Piece] in
      guard piece.member == out, let part = piece.interval.intersection(change.interval) else { return [piece] }
      var taken = piece
      taken.member = into
      taken.interval = part
      taken.conflict = nil
      taken.cause = .replaced(override: change.id, out: out, by: change.by, reason: change.reason)
      if part != piece.interval { taken.id = piece.id.part(change.id) }
      return piece.without(change.interval, named: change.id) + [taken]
    }
  }
}
