import Timekeeping

/// A shift while the timeline is being put together.
struct Piece {
  var id: ShiftID
  var member: MemberID
  var interval: Interval
  var cause: ShiftCause
  var conflict: Leave?

  /// What is left without `cut`; a part that begins later takes the change's name, so that it never shares an id.
  func without(_ cut: Interval, named change: String) -> [Piece] {
    guard interval.overlaps(cut) else { return [self] }
    return interval.subtracting(cut).map { part in
      var piece = self
      piece.interval = part
      if part.start != interval.start { piece.id = id.part("after-\(change)") }
      return piece
    }
  }

  /// The parts inside `window`, under the same id: a limit of validity, not a change.
  func clipped(to window: Interval) -> Piece? {
    guard let part = interval.intersection(window) else { return nil }
    var piece = self
    piece.interval = part
    return piece
  }
}

extension [Piece] {
  /// In order of start, then id: the order everything is shown in.
  var ordered: [Piece] {
    sorted { a, b in a.interval.start == b.interval.start ? a.id < b.id : a.interval.start < b.interval.start }
  }

  /// Joins parts of one shift that touch: they were cut by a limit of validity only.
  var joined: [Piece] {
    var result: [Piece] = []
    for piece in sorted(by: { $0.id == $1.id ? $0.interval.start < $1.interval.start : $0.id < $1.id }) {
      if let last = result.last, last.id == piece.id, last.member == piece.member,
        last.interval.end == piece.interval.start, let whole = Interval(last.interval.start, piece.interval.end)
      {
        result[result.count - 1].interval = whole
        result[result.count - 1].conflict = last.conflict ?? piece.conflict
      } else {
        result.append(piece)
      }
    }
    return result
  }

  /// Gives later parts that still share an id one of their own: an id stands once in a feed (feeds.md, section 1).
  var uniquelyNamed: [Piece] {
    var seen: [ShiftID: Int] = [:]
    return ordered.map { piece in
      var piece = piece
      let count = (seen[piece.id] ?? 0) + 1
      seen[piece.id] = count
      if count > 1 { piece.id = piece.id.part("\(count)") }
      return piece
    }
  }
}
