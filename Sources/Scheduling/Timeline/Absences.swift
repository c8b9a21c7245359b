import Timekeeping

extension [Piece] {
  /// Rule T9. Nothing is rotated onto known leave. A shift that was published, or that somebody arranged, is not
  /// emptied by planned leave: the member keeps it and the conflict is shown. "Unavailable" takes effect on both.
  ///
  /// Leave comes after the overrides, so that a replacement agreed for the time of the leave holds.
  func withLeave(_ leave: [Leave]) -> [Piece] {
    flatMap { piece in
      let own = leave.filter { $0.member == piece.member && $0.interval.overlaps(piece.interval) }
      guard !own.isEmpty else { return [piece] }
      let kept = own.filter { !piece.cause.isRotation && $0.kind == .planned }.sorted(by: Leave.comesFirst)
      let cuts = own.filter { !kept.contains($0) }.map { Cut(interval: $0.interval, name: $0.id.lowercased()) }
      return piece.without(cuts).map { part in
        var part = part
        part.conflicts = kept.filter { $0.interval.overlaps(part.interval) }
        return part
      }
    }
  }
}

extension Leave {
  fileprivate static func comesFirst(_ a: Leave, _ b: Leave) -> Bool {
    a.interval.start == b.interval.start ? a.id < b.id : a.interval.start < b.interval.start
  }
}
