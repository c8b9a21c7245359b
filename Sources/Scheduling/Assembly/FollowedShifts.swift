import Timekeeping

extension TimelineBuilder {
  /// The pieces of a duty before any change.
  struct Unchanged {
    /// As people see them: under temporary schedules, and without the time of leave.
    var seen: [Piece] = []
    /// Without what temporary schedules and leave take of them.
    var uncut: [Piece] = []
  }

  /// The shift that a change follows, as it stands now, and the time the change has in it.
  struct Followed {
    var name: PieceName
    /// As people saw it before any change, which may be what leave left of a longer piece, or all of that piece where
    /// more was agreed; nil where it is a piece, or what changes made of it.
    var shift: Piece?
    /// The part of `name` that was agreed, where the change that made it is no more.
    var part: PieceName?
    /// Nil when the shift no longer reaches into the time of the change.
    var interval: Interval?
  }

  /// Finds the shift by its id; where an edit moved its start, the one of the same layer and place that begins on the
  /// same day (rule T12). Nil when it is gone.
  ///
  /// A shift that a higher rank, a temporary schedule or leave cut in two is two shifts, and who swapped the one did not
  /// agree to the other. Who agreed before it was cut keeps both. Whoever took a shift whose holder is away agreed to the
  /// time of the leave, so it is theirs (rule T9).
  mutating func followed(
    _ change: PlannedChange, _ duty: DutyPlan, in touched: [Piece], before: Unchanged
  ) -> Followed? {
    let override = plan.input.overrides[Int(change.place)]
    guard let id = override.follows else { return nil }
    let name = names.name(id, prefix: duty.prefix)
    let then = override.followed ?? override.interval
    if let found = named(name, then, in: before, override) { return found }
    if let found = leftByLeave(name, then, in: touched) {
      return Followed(name: name, shift: found, interval: override.interval(in: found.interval))
    }
    // What is made of a part is named like the rest of the shift: where the shift is known, its time says what is meant.
    if name.suffix == 0 || override.base == nil, let rest = whole(touched.filter({ isPart($0.name, of: name) })) {
      let found = name.suffix == 0 ? uncut(name, then, in: before)?.interval ?? rest : rest
      return Followed(name: name, interval: override.interval(in: found))
    }
    return origin(of: name, then, in: touched, before, override)
  }

  /// The shift that stands under its name before any change; all of it where more was agreed than is left of it.
  private func named(_ name: PieceName, _ then: Interval, in before: Unchanged, _ override: Override) -> Followed? {
    let named = before.seen.filter { isNamed($0.name, name) }
    guard var found = named.first(where: { $0.interval.overlaps(then) }) ?? named.first else { return nil }
    guard let whole = uncut(found.name, found.interval, in: before),
      Self.isAgreed(then, in: whole.interval, without: found.interval)
    else {
      return Followed(name: name, shift: found, interval: override.interval(in: found.interval))
    }
    let isPart = !names.areSame(whole.name, found.name)
    found.interval = whole.interval
    return Followed(name: name, shift: found, interval: override.interval(in: whole.interval, isPart: isPart))
  }

  /// The shift that a part was of which is gone with the change or temporary schedule that made it, or which others cut
  /// since, or one that an edit moved. What was agreed does not grow to the rest of the turn, and stays who it was.
  private func origin(
    of name: PieceName, _ then: Interval, in touched: [Piece], _ before: Unchanged, _ override: Override
  ) -> Followed? {
    let moved = touched.filter { $0.name.isMoved(from: name) }
    let same = moved.first { $0.name.origin == name.origin }
    guard let origin = (same ?? moved.first)?.name.origin,
      let rest = whole(moved.filter { $0.name.origin == origin })
    else { return nil }
    let found = uncut(origin, then, in: before)?.interval ?? rest
    if name.suffix == 0 { return Followed(name: origin, interval: override.interval(in: found)) }
    return Followed(name: origin, part: name, interval: override.interval(in: found, isPart: true))
  }

  /// The piece of which a shift called `name` is, or is left, in `time`.
  private func uncut(_ name: PieceName, _ time: Interval, in before: Unchanged) -> Piece? {
    let near = before.uncut.filter { $0.name.origin == name.origin && $0.interval.overlaps(time) }
    return near.first { names.areSame($0.name, name) } ?? near.first
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

  /// True when what was agreed reaches into what leave or a temporary schedule took of a shift.
  private static func isAgreed(_ then: Interval, in uncut: Interval, without left: Interval) -> Bool {
    uncut.subtracting([left]).contains { $0.overlaps(then) }
  }

  /// `found` as it stands before any change, and what of it would stand without temporary schedules.
  mutating func unchanged(_ found: [Piece]) -> Unchanged {
    let temporary = found.filter { $0.cause.kind == .temporary }
    return Unchanged(seen: seen(found), uncut: underTemporary.isEmpty ? found : underTemporary + temporary)
  }

  /// `pieces` as people see them before any change: without the time of leave that takes effect.
  private mutating func seen(_ pieces: [Piece]) -> [Piece] {
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

  /// The same in all of a shift, of a change that may follow only a part of it: where nothing says how the shift stood
  /// then, or it was no more than the part, the part's ends are taken for its own.
  fileprivate func interval(in shift: Interval, isPart: Bool) -> Interval? {
    isPart && (base == nil || base == followed) ? interval.intersection(shift) : interval(in: shift)
  }
}
