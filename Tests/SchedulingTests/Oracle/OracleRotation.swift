import Scheduling
import Timekeeping

/// Who has which turn of one layer in one version (rule T5): the file's own count, or on from the version before.
struct OracleRotation {
  let layer: Layer
  let turns: OracleTurns
  /// For each turn the group that has it.
  private let offset: Int

  init(_ layer: Layer, after before: OracleRotation?, from boundary: Timestamp, horizon: Timestamp) throws {
    self.layer = layer
    turns = try OracleTurns(layer, horizon: horizon)
    offset = Self.offset(layer, turns, before, boundary)
  }

  /// Whose turn it is; nobody's while the rotation is not in force.
  func group(at instant: Timestamp) -> [MemberID] {
    turns.isInForce(at: instant) ? group(turns.begun(at: instant) - 1 + offset) : []
  }

  private func group(_ place: Int) -> [MemberID] {
    let groups = layer.rotation.groups
    return groups[((place % groups.count) + groups.count) % groups.count]
  }

  /// Whoever has the turn at the boundary keeps it; if they left the list, the next of the old list who has not.
  private static func offset(
    _ layer: Layer, _ turns: OracleTurns, _ before: OracleRotation?, _ boundary: Timestamp
  ) -> Int {
    guard let before, isSame(before.layer.rotation, layer.rotation), turns.forceStart < boundary else { return 0 }
    let (old, new) = (before.layer.rotation.groups, layer.rotation.groups)
    let running = before.turns.begun(at: boundary) - 1
    let here = turns.begun(at: boundary) - 1
    guard running >= 0, before.layer.hours != WeeklyHours([]) else { return 0 }
    if old == new { return before.offset + running - here }
    for later in 0..<old.count {
      let group = before.group(running + before.offset + later)
      if let place = new.firstIndex(of: group) { return place - here }
      if let place = new.firstIndex(where: { !Set($0).isDisjoint(with: group) }) { return place - here }
    }
    return 0
  }

  /// True when the turns themselves are the same, so that only the people may be others.
  private static func isSame(_ a: Rotation, _ b: Rotation) -> Bool {
    (a.from, a.every, a.handoffTime) == (b.from, b.every, b.handoffTime) && a.handoffDay == b.handoffDay
  }
}
