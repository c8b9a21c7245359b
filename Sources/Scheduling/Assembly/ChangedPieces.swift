import Timekeeping

extension TimelineBuilder {
  /// Applies overrides, then swaps and take-overs (rule T8). Only pieces near a change are looked at by it.
  mutating func change(_ duty: DutyPlan, reach: Interval, window: Interval) {
    let changes = duty.changes.filter { $0.mayTouch(reach) }
    if changes.isEmpty { return }
    var touched = takeOut(changes.map(\.reach).union)
    let standing = changes.contains(where: \.follows) ? seen(touched) : []
    for change in changes {
      apply(change, duty, to: &touched, standing: standing, window: window, reach: reach)
    }
    merge(touched)
  }

  /// Puts `touched`, which are few, back between the pieces, which are sorted.
  private mutating func merge(_ touched: [Piece]) {
    let touched = touched.sorted { $0.interval.start < $1.interval.start }
    var (old, new) = (pieces.count - 1, touched.count - 1)
    pieces += touched
    while new >= 0 {
      if old >= 0, pieces[old].interval.start > touched[new].interval.start {
        pieces[old + new + 1] = pieces[old]
        old -= 1
      } else {
        pieces[old + new + 1] = touched[new]
        new -= 1
      }
    }
  }

  /// Takes the pieces that overlap any of `spans`, which are sorted and apart, out of `pieces`, which are sorted.
  mutating func takeOut(_ spans: [Interval]) -> [Piece] {
    var taken: [Piece] = []
    var first = 0
    keep(from: 0) { piece in
      while first < spans.count, spans[first].end <= piece.interval.start { first += 1 }
      guard first < spans.count, spans[first].start < piece.interval.end else { return piece }
      taken.append(piece)
      return nil
    }
    return taken
  }

  private mutating func apply(
    _ change: PlannedChange, _ duty: DutyPlan, to touched: inout [Piece], standing: [Piece], window: Interval,
    reach: Interval
  ) {
    let sought = change.follows ? followed(change, duty, in: touched, standing: standing) : nil
    let interval = change.follows ? sought?.interval : change.interval
    let hasEffect = interval.map { apply(change, duty, during: $0, only: sought?.name, to: &touched) } ?? false
    guard !hasEffect, change.interval.overlaps(window), reach.intersection(change.interval) == change.interval else {
      return
    }
    idle.append(idleChange(change, duty, isGone: interval == nil))
  }

  private func idleChange(_ change: PlannedChange, _ duty: DutyPlan, isGone: Bool) -> IdleChange {
    let override = plan.input.overrides[Int(change.place)]
    let reason: IdleChange.Reason =
      switch change.change {
      case _ where isGone: override.follows.map { .shiftGone($0) } ?? .nobodyOn
      case .add(let member): .alreadyOn(members[member])
      case .remove(let out), .replace(let out, _): .notOn(members[out])
      case .nobody: .nobodyOn
      }
    return IdleChange(override: override.id, duty: duty.id, interval: override.interval, reason: reason)
  }

  /// True when it changed anything.
  private mutating func apply(
    _ change: PlannedChange, _ duty: DutyPlan, during interval: Interval, only name: PieceName?,
    to touched: inout [Piece]
  ) -> Bool {
    switch change.change {
    case .add(let member): return add(member, change, duty, during: interval, to: &touched)
    case .remove(let member): return take(member, change, during: interval, only: name, from: &touched)
    case .nobody: return take(nil, change, during: interval, only: name, from: &touched)
    case .replace(let out, let into):
      return replace(out, by: into, change, during: interval, only: name, in: &touched)
    }
  }

  /// Adds `member` where they are not on already.
  private mutating func add(
    _ member: Int32, _ change: PlannedChange, _ duty: DutyPlan, during interval: Interval, to touched: inout [Piece]
  ) -> Bool {
    let own = touched.filter { $0.member == member }.map(\.interval)
    let free = interval.subtracting(own)
    for part in free {
      let name = PieceName(nominal: plan.home.civil(at: part.start), source: change.source, place: 1)
      touched.append(Piece(name: name, member: member, interval: part, cause: cause(change, out: nil)))
    }
    return !free.isEmpty
  }

  private func cause(_ change: PlannedChange, out: Int32?) -> PieceCause {
    PieceCause(kind: .changed, source: change.place, detail: out.map(Int64.init) ?? -1)
  }

  /// Takes `member` off, or everybody where it is nil.
  private mutating func take(
    _ member: Int32?, _ change: PlannedChange, during interval: Interval, only name: PieceName?,
    from touched: inout [Piece]
  ) -> Bool {
    let cuts = [Cut(interval: interval, name: .text(change.name))]
    var left: [Piece] = []
    var hasEffect = false
    for piece in touched {
      let isMeant = member == nil || piece.member == member
      if isMeant, piece.interval.overlaps(interval), isPart(piece.name, of: name) {
        hasEffect = true
        names.cut(piece, by: cuts[...], into: &left)
      } else {
        left.append(piece)
      }
    }
    if hasEffect { touched = left }
    return hasEffect
  }

  /// Puts `into` in `out`'s place, where they are not on already (rule T8).
  private mutating func replace(
    _ out: Int32, by into: Int32, _ change: PlannedChange, during interval: Interval, only name: PieceName?,
    in touched: inout [Piece]
  ) -> Bool {
    let own = touched.filter { $0.member == into }.map(\.interval)
    let cuts = [Cut(interval: interval, name: .text(change.name))]
    var left: [Piece] = []
    var hasEffect = false
    for piece in touched {
      guard piece.member == out, let part = piece.interval.intersection(interval), isPart(piece.name, of: name) else {
        left.append(piece)
        continue
      }
      hasEffect = true
      names.cut(piece, by: cuts[...], into: &left)
      for free in part.subtracting(own) { left.append(taken(free, of: piece, by: into, change)) }
    }
    if hasEffect { touched = left }
    return hasEffect
  }

  /// `part` of `piece` in the hands of `member`; the whole keeps its id, a part carries the change's (rule T8).
  private mutating func taken(_ part: Interval, of piece: Piece, by member: Int32, _ change: PlannedChange) -> Piece {
    var taken = piece
    taken.member = member
    taken.interval = part
    taken.cause = cause(change, out: piece.member)
    if part != piece.interval {
      taken.name.suffix = names.part(of: piece.name.suffix, change.name)
      taken.stem = taken.name.suffix
    }
    return taken
  }
}

extension PlannedChange {
  /// A shift that moved since a change was made for it is at most a day and a clock change away from where it was.
  private static let far = Duration.hours(96)

  /// Where the change may have an effect.
  fileprivate var reach: Interval {
    guard follows else { return interval }
    return Interval(interval.start - Self.far, interval.end + Self.far) ?? interval
  }

  /// True where it may have an effect in `span`.
  func mayTouch(_ span: Interval) -> Bool { interval.overlaps(span) || follows && reach.overlaps(span) }
}
