import Timekeeping

extension Layer {
  /// When the rotation is in force: from its first handoff on, to the end of `until` if there is one; its rests are not
  /// taken out.
  func force(in zone: Zone) -> Interval? {
    let start = zone.first(CivilDateTime(rotation.from, rotation.handoffTime))
    let end = rotation.until.map { zone.startOfDay($0 + 1) } ?? .distantFuture
    return Interval(start, end)
  }
}
