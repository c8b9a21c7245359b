import Timekeeping

extension [Piece] {
  /// Applies overrides in the order of rule T8: "nobody on purpose" clears what stands below, the others stand on top.
  func applying(_ changes: [Override], team: TeamID, zone: Zone) -> [Piece] {
    changes.sorted(by: Override.appliesFirst).reduce(self) { $0.applying($1, team: team, zone: zone) }
  }

  private func applying(_ change: Override, team: TeamID, zone: Zone) -> [Piece] {
    switch change.change {
    case .add(let member): adding(member, change, team: team, zone: zone)
    case .remove(let member): removing(change) { $0.member == member }
    case .nobody: removing(change) { _ in true }
    case .replace(let out, let into): replacing(out, by: into, change)
    }
  }

  /// Adds `member` where they are not on already.
  private func adding(_ member: MemberID, _ change: Override, team: TeamID, zone: Zone) -> [Piece] {
    let cause = ShiftCause.added(override: change.id, by: change.by, reason: change.reason)
    let parts = change.interval.subtracting(intervals(of: member)).map { part in
      let nominal = zone.civil(at: part.start)
      let id = ShiftID(team: team, duty: change.duty, source: change.id.lowercased(), nominal: nominal, place: 1)
      return Piece(id: id, member: member, interval: part, cause: cause)
    }
    return self + parts
  }

  private func removing(_ change: Override, where matches: (Piece) -> Bool) -> [Piece] {
    flatMap { matches($0) ? $0.without([change.cut]) : [$0] }
  }

  /// Puts `into` in `out`'s place, where they are not on already (rule T8).
  private func replacing(_ out: MemberID, by into: MemberID, _ change: Override) -> [Piece] {
    let cause = ShiftCause.replaced(override: change.id, out: out, by: change.by, reason: change.reason)
    let own = intervals(of: into)
    return flatMap { piece -> [Piece] in
      guard piece.member == out, let part = piece.interval.intersection(change.interval) else { return [piece] }
      let taken = part.subtracting(own).map { piece.taken($0, by: into, cause: cause, change: change.id) }
      return piece.without([change.cut]) + taken
    }
  }

  private func intervals(of member: MemberID) -> [Interval] { filter { $0.member == member }.map(\.interval) }
}

extension Override {
  fileprivate var cut: Cut { Cut(interval: interval, name: id) }

  /// "Nobody" before the rest, so that somebody who was added to the same time is on; then by start and id.
  fileprivate static func appliesFirst(_ a: Override, _ b: Override) -> Bool {
    if (a.change == .nobody) != (b.change == .nobody) { return a.change == .nobody }
    return a.interval.start == b.interval.start ? a.id < b.id : a.interval.start < b.interval.start
  }
}
