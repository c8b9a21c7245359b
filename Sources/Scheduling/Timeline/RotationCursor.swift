import Timekeeping

/// Where a layer's list of members stands in one version of the schedule (rule T5).
///
/// An edited list goes on from whoever has the turn when the version begins: joining and leaving move nobody who is on
/// and re-deal nobody. Where the lead gives the rotation another start, cadence or handoff, it begins anew as the file
/// says.
struct RotationCursor {
  let layer: Layer
  let turns: RotationTurns
  /// Added to a turn's number to find its group.
  let shift: Int

  /// A rotation that begins as the file says.
  init(_ layer: Layer, zone: Zone) {
    self.layer = layer
    turns = RotationTurns(layer, zone: zone)
    shift = 0
  }

  /// The next version of `before`, in force from `boundary` on.
  init(_ layer: Layer, zone: Zone, after before: RotationCursor, at boundary: Timestamp) {
    self.layer = layer
    turns = RotationTurns(layer, zone: zone)
    let hasBegun = layer.force(in: zone).map { $0.start < boundary } ?? false
    shift = hasBegun ? Self.shift(of: layer, turns: turns, after: before, at: boundary) : 0
  }

  func group(_ turn: Int) -> [MemberID] { layer.rotation.group(turn + shift) }

  private static func shift(
    of layer: Layer, turns: RotationTurns, after before: RotationCursor, at boundary: Timestamp
  ) -> Int {
    let (old, new) = (before.layer.rotation, layer.rotation)
    guard old.hasSameTurns(as: new), !turns.isNever, !before.turns.isNever else { return 0 }
    let running = before.turns.turn(at: boundary)
    guard running >= 0 else { return 0 }
    for later in 0..<old.groups.count {
      let group = before.group(running + later)
      if let place = new.place(of: group) { return place - turns.turn(at: boundary) }
    }
    return 0
  }
}

extension Rotation {
  fileprivate func hasSameTurns(as other: Rotation) -> Bool {
    from == other.from && every == other.every && handoffDay == other.handoffDay && handoffTime == other.handoffTime
  }

  /// Where `group` stands in the list: the same group, else the first that has one of its members.
  fileprivate func place(of group: [MemberID]) -> Int? {
    groups.firstIndex(of: group) ?? groups.firstIndex { other in other.contains(where: group.contains) }
  }
}
