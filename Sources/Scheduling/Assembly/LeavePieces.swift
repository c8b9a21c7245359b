import Timekeeping

extension TimelineBuilder {
  /// Rule T9. Nothing is rotated onto known leave. A shift that was published, or that somebody arranged, is not
  /// emptied by planned leave: the member keeps it and the conflict is shown. "Unavailable" takes effect on both.
  ///
  /// Leave comes after the overrides, so that a replacement agreed for the time of the leave holds.
  mutating func giveLeave(reach: Interval) {
    let leave = plan.leave.filter { $0.interval.overlaps(reach) }
    if leave.isEmpty { return }
    for piece in takeOut(leave.map(\.interval).union) { giveLeave(leave, to: piece) }
    order(0)
  }

  private mutating func giveLeave(_ leave: [PlannedLeave], to piece: Piece) {
    let own = leave.filter { $0.member == piece.member && $0.interval.overlaps(piece.interval) }
    let isRotation = piece.cause.kind == .rotation
    let cuts = own.filter { isRotation || !$0.isPlanned }.map { Cut(interval: $0.interval, name: .text($0.name)) }
    let kept = own.filter { !isRotation && $0.isPlanned }
    let begins = pieces.count
    names.cut(piece, by: cuts[...], into: &pieces)
    if kept.isEmpty { return }
    for index in begins..<pieces.count {
      let here = kept.filter { $0.interval.overlaps(pieces[index].interval) }
      pieces[index].conflicts = 0
      guard !here.isEmpty else { continue }
      conflicts.append(here.map { plan.input.leave[Int($0.place)] })
      pieces[index].conflicts = Int32(conflicts.count - 1)
    }
  }
}
