import Timekeeping

/// A shift while the timeline is being put together.
struct Piece {
  var id: ShiftID
  /// The id that parts of this piece are named after.
  private(set) var stem: ShiftID
  var member: MemberID
  var interval: Interval
  var cause: ShiftCause
  var conflicts: [Leave] = []

  init(id: ShiftID, member: MemberID, interval: Interval, cause: ShiftCause) {
    self.id = id
    self.stem = id
    self.member = member
    self.interval = interval
    self.cause = cause
  }

  /// What is left without `cuts`, in order. The part that begins the piece keeps its id; a later one is named after
  /// the cut it follows, so that it never shares an id and keeps its own when other cuts come or go.
  func without(_ cuts: [Cut]) -> [Piece] {
    let cuts = cuts.filter { $0.interval.overlaps(interval) }
    if cuts.isEmpty { return [self] }
    return interval.subtracting(cuts.map(\.interval)).map { part in
      var piece = self
      piece.interval = part
      if part.start != interval.start {
        let names = cuts.filter { $0.interval.end == part.start }.map(\.name)
        piece.id = stem.part("after-\(names.min() ?? "")")
      }
      return piece
    }
  }

  /// The part inside `window`, under the same id: a limit of validity, not a change.
  func clipped(to window: Interval) -> Piece? {
    guard let part = interval.intersection(window) else { return nil }
    var piece = self
    piece.interval = part
    return piece
  }

  /// What lies outside `periods`, under the same id: published there, not changed.
  func outside(_ periods: [Interval]) -> [Piece] {
    interval.subtracting(periods.filter(interval.overlaps)).compactMap(clipped)
  }

  /// `part` of this piece in the hands of `member`; the whole keeps its id, a part carries the change's (rule T8).
  func taken(_ part: Interval, by member: MemberID, cause: ShiftCause, change: String) -> Piece {
    var piece = self
    piece.member = member
    piece.interval = part
    piece.cause = cause
    if part != interval {
      piece.id = id.part(change)
      piece.stem = piece.id
    }
    return piece
  }
}

/// Time taken out of pieces, and what it is called in the ids of the parts that follow it.
struct Cut {
  var interval: Interval
  var name: String
}
