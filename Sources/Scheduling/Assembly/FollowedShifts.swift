import Timekeeping

extension TimelineBuilder {
  /// The shift that a change follows, as it stands now, and the time the change has in it.
  struct Followed {
    var name: PieceName
    /// As people saw it before any change, which may be what leave left of a longer piece; nil where it is a piece, or
    /// what changes made of it.
    var shift: Piece?
    /// The part of `name` that was agreed, where the change that made it is no more.
    var part: PieceName?
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
    let named = standing.filter { isNamed($0.name, name) }
    let then = override.followed ?? override.interval
    let same = touched.filter { isPart($0.name, of: name) }
    if let found = named.first(where: { $0.interval.overlaps(then) }) ?? named.first {
      let uncut = same.first { names.areSame($0.name, name) && $0.interval.overlaps(found.interval) }
      if let uncut, Self.isAgreed(then, in: uncut.interval, without: found.interval) {
        return Followed(name: name, interval: override.interval(in: uncut.interval))
      }
      return Followed(name: name, shift: found, interval: override.interval(in: found.interval))
    }
    if let found = leftByLeave(name, then, in: touched) {
      return Followed(name: name, shift: found, interval: override.interval(in: found.interval))
    }
    if let found = whole(same) {
      return Followed(name: name, interval: override.interval(in: found))
    }
    let moved = touched.filter { $0.name.isMoved(from: name) }
    guard let origin = moved.first?.name.origin, let found = whole(moved.filter { $0.name.origin == origin }) else {
      return nil
    }
    if name.suffix == 0 { return Followed(name: origin, interval: override.interval(in: found)) }
    // A part that another change made is gone with that change. What was agreed does not grow to the rest of the turn,
    // and stays who it was.
    return Followed(name: origin, part: name, interval: override.interval.intersection(found))
  }

  /// What leave leaves of a part that changes made, where no more than that was agreed.
  private mutating func leftByLeave(_ name: PieceName, _ then: Interval, in touched: [Piece]) -> Piece? {
    for uncut in touched where uncut.interval.overlaps(then) {
      let left = seen([uncut]).first { isNamed($0.name, name) && $0.interval.overlaps(then) }
      guard let left, left.interval != uncut.interval else { continue }
      return Self.isAgreed(then, in: uncut.interval, without: left.interval) ? nil : left
    }
    return nil
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

  /// True for a piece of which a change takes a part: of any where it follows none, else of the shift's own. That may
  /// bear another name here, as leave that names the shift is taken away later, and earlier changes cut it too.
  func isMeant(_ piece: Piece, by followed: Followed?) -> Bool {
    guard let followed else { return true }
    if isPart(piece.name, of: followed.name) { return true }
    guard let shift = followed.shift else { return false }
    return piece.name.origin == shift.name.origin && piece.interval.overlaps(shift.interval)
  }

  /// True when both have the same text; an id that was given as a whole has none of its parts told apart.
  private func isNamed(_ name: PieceName, _ wanted: PieceName) -> Bool {
    guard wanted.nominal == PieceName.whole else { return names.areSame(name, wanted) }
    return name.nominal == PieceName.whole && names.id(name, prefix: "") == names.id(wanted, prefix: "")
  }

  /// True for the shift called `whole` and for the parts that changes made of it.
  private func isPart(_ name: PieceName, of whole: PieceName) -> Bool {
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
    let base = base ?? followed
    let beginsWithIt = followed.map { interval.start <= $0.start && $0.start == base?.start } ?? false
    let endsWithIt = followed.map { interval.end >= $0.end && $0.end == base?.end } ?? false
    return Interval(beginsWithIt ? shift.start : interval.start, endsWithIt ? shift.end : interval.end)?
      .intersection(shift)
  }
}
