import Timekeeping

extension TimelineBuilder {
  /// The shift that a change follows, as it stands now, and the time the change has in it.
  struct Followed {
    var name: PieceName
    /// Nil when the shift no longer reaches into the time of the change.
    var interval: Interval?
  }

  /// Finds the shift by its id; where an edit moved its start, the one of the same layer and place that begins on the
  /// same day (rule T12). Nil when it is gone.
  ///
  /// `standing` is what was there before any change, leave taken away: a shift that a higher rank or leave cut in two is
  /// two shifts, and who swapped the one did not agree to the other. Whoever took a shift whose holder is away agreed
  /// to the time of the leave, so it is theirs (rule T9).
  mutating func followed(
    _ change: PlannedChange, _ duty: DutyPlan, in touched: [Piece], standing: [Piece]
  ) -> Followed? {
    let override = plan.input.overrides[Int(change.place)]
    guard let id = override.follows else { return nil }
    let name = names.name(id, prefix: duty.prefix)
    let named = standing.filter { names.areSame($0.name, name) }
    let then = override.followed ?? override.interval
    let same = touched.filter { isPart($0.name, of: name) }
    if let found = named.first(where: { $0.interval.overlaps(then) }) ?? named.first {
      let uncut = same.first { names.areSame($0.name, name) && $0.interval.overlaps(found.interval) }
      if let uncut, Self.isAgreed(then, in: uncut.interval, without: found.interval) {
        return Followed(name: name, interval: override.interval(in: uncut.interval))
      }
      return Followed(name: name, interval: override.interval(in: found.interval))
    }
    if let found = whole(same) {
      return Followed(name: name, interval: override.interval(in: found))
    }
    let moved = touched.filter { $0.name.isMoved(from: name) }
    guard let origin = moved.first?.name.origin, let found = whole(moved.filter { $0.name.origin == origin }) else {
      return nil
    }
    return Followed(name: origin, interval: override.interval(in: found))
  }

  /// True when what was agreed reaches into what leave took of a shift.
  private static func isAgreed(_ then: Interval, in uncut: Interval, without left: Interval) -> Bool {
    uncut.subtracting([left]).contains { $0.overlaps(then) }
  }

  /// `pieces` as people see them before any change: without the time of leave that takes effect.
  mutating func seen(_ pieces: [Piece]) -> [Piece] {
    var seen: [Piece] = []
    for piece in pieces {
      let own = plan.leave.filter { leave in
        leave.member == piece.member && leave.interval.overlaps(piece.interval)
          && (piece.cause.kind == .rotation || !leave.isPlanned)
      }
      let cuts = own.map { Cut(interval: $0.interval, name: .text($0.name)) }
      names.cut(piece, by: cuts[...], into: &seen)
    }
    return seen
  }

  /// From the first start to the last end.
  private func whole(_ pieces: [Piece]) -> Interval? {
    guard let start = pieces.map(\.interval.start).min(), let end = pieces.map(\.interval.end).max() else { return nil }
    return Interval(start, end)
  }

  /// True for the shift called `whole` and for the parts that changes made of it; every name is part of nil.
  func isPart(_ name: PieceName, of whole: PieceName?) -> Bool {
    guard let whole else { return true }
    if whole.nominal == PieceName.whole {
      let (text, wanted) = (names.id(name, prefix: "").text, names.id(whole, prefix: "").text)
      return text == wanted || text.hasPrefix(wanted + "_")
    }
    guard name.origin == whole.origin else { return false }
    if whole.suffix == 0 || names.areSame(name, whole) { return true }
    return names.id(name, prefix: "").text.hasPrefix(names.id(whole, prefix: "").text + "_")
  }
}

extension Override {
  /// The time the change has in its shift as it stands now: an end that lay on an end of the shift stays on it, another
  /// stays where it is, clipped to the shift.
  func interval(in shift: Interval) -> Interval? {
    let start = followed.map { interval.start <= $0.start } ?? false ? shift.start : interval.start
    let end = followed.map { interval.end >= $0.end } ?? false ? shift.end : interval.end
    return Interval(start, end)?.intersection(shift)
  }
}
