import Timekeeping

extension TimelineBuilder {
  /// Applies overrides, then swaps and take-overs (rule T8). Only pieces near a change are looked at by it.
  mutating func change(_ duty: DutyPlan, reach: Interval, window: Interval) {
    let changes = duty.changes.filter { $0.mayTouch(reach) }
    if changes.isEmpty { return }
    let found = takeOut(changes.map(\.reach).union)
    let before = changes.contains(where: \.follows) ? unchanged(found) : Unchanged()
    var touched = found.map { TouchedPiece($0) }
    for change in changes {
      apply(change, duty, to: &touched, before: before, window: window, reach: reach)
    }
    merge(touched.map(\.piece))
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
    _ change: PlannedChange, _ duty: DutyPlan, to touched: inout [TouchedPiece], before: Unchanged,
    window: Interval, reach: Interval
  ) {
    let sought = change.follows ? followed(change, duty, in: touched.map(\.piece), before: before) : nil
    let interval = change.follows ? sought?.interval : change.interval
    let hasEffect = interval.map { apply(change, duty, during: $0, only: sought, to: &touched) } ?? false
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
    _ change: PlannedChange, _ duty: DutyPlan, during interval: Interval, only followed: Followed?,
    to touched: inout [TouchedPiece]
  ) -> Bool {
    switch change.change {
    case .add(let member): return add(member, change, duty, during: interval, to: &touched)
    case .remove(let member): return take(member, change, during: interval, only: followed, from: &touched)
    case .nobody: return take(nil, change, during: interval, only: followed, from: &touched)
    case .replace(let out, let into):
      return replace(out, by: into, change, during: interval, only: followed, in: &touched)
    }
  }

  /// Adds `member` where they are not on already.
  private mutating func add(
    _ member: Int32, _ change: PlannedChange, _ duty: DutyPlan, during interval: Interval,
    to touched: inout [TouchedPiece]
  ) -> Bool {
    let own = touched.filter { $0.piece.member == member }.map(\.piece.interval)
    let free = interval.subtracting(own)
    for part in free {
      let name = PieceName(nominal: plan.home.civil(at: part.start), source: change.source, place: 1)
      touched.append(
        TouchedPiece(Piece(name: name, member: member, interval: part, cause: cause(change, out: nil))))
    }
    return !free.isEmpty
  }

  private func cause(_ change: PlannedChange, out: Int32?) -> PieceCause {
    PieceCause(kind: .changed, source: change.place, detail: out.map(Int64.init) ?? -1)
  }

  /// Takes `member` off, or everybody where it is nil.
  private mutating func take(
    _ member: Int32?, _ change: PlannedChange, during interval: Interval, only followed: Followed?,
    from touched: inout [TouchedPiece]
  ) -> Bool {
    let cut = Cut(interval: interval, name: .text(change.name))
    var left: [TouchedPiece] = []
    var hasEffect = false
    for old in touched {
      let isOut = member == nil || old.piece.member == member
      if isOut, old.piece.interval.overlaps(interval), isMeant(old.piece, by: followed) {
        hasEffect = true
        names.cut(old, by: [cut], into: &left)
      } else {
        left.append(old)
      }
    }
    if hasEffect { touched = left }
    return hasEffect
  }

  /// Puts `into` in `out`'s place, where they are not on already (rule T8).
  private mutating func replace(
    _ out: Int32, by into: Int32, _ change: PlannedChange, during interval: Interval, only followed: Followed?,
    in touched: inout [TouchedPiece]
  ) -> Bool {
    let own = touched.filter { $0.piece.member == into }.map(\.piece.cut).sortedByStart
    let cut = Cut(interval: interval, name: .text(change.name))
    var left: [TouchedPiece] = []
    var hasEffect = false
    for old in touched {
      guard old.piece.member == out, let part = old.piece.interval.intersection(interval),
        isMeant(old.piece, by: followed)
      else {
        left.append(old)
        continue
      }
      hasEffect = true
      names.cut(old, by: [cut], into: &left)
      let mine = taken(part, of: old, during: interval, by: into, change, followed)
      names.cut(mine, by: own, into: &left)
    }
    if hasEffect { touched = left }
    return hasEffect
  }

  /// `part` of a piece in the hands of `member`; the whole keeps its id, a part carries the change's (rule T8).
  ///
  /// What is the whole was settled before other changes cut the piece: whether they stand or are taken back, the time
  /// that they do not touch stays the same shift.
  private mutating func taken(
    _ part: Interval, of old: TouchedPiece, during interval: Interval, by member: Int32, _ change: PlannedChange,
    _ followed: Followed?
  ) -> TouchedPiece {
    let shift = followed?.shift
    var taken = old
    taken.piece.member = member
    taken.piece.interval = part
    taken.piece.cause = cause(change, out: old.piece.member)
    let extent = interval.intersection(old.extent) ?? part
    let isWhole = plan.input.overrides[Int(change.place)].isAgreedWhole ?? (extent == old.extent)
    // Of a shift that is followed all that was agreed is the whole, also where another change bounds it.
    if isWhole, shift != nil || part == old.piece.interval {
      taken.extent = shift.map { $0.interval.intersection(interval) ?? part } ?? old.extent
      if let shift, part.start > old.piece.interval.start { taken.piece.name = shift.name }
      return taken
    }
    taken.extent = extent
    // All that was agreed of a shift is one part, also where a temporary schedule had cut it.
    let begins = followed == nil ? extent.start : interval.start
    let isCutBefore = part.start == old.piece.interval.start && part.start > begins
    if isWhole, let name = followed?.part {
      if !isCutBefore { taken.piece.name = name }
      return taken
    }
    taken.piece.stem = names.part(of: old.piece.stem, change.name)
    taken.piece.name.suffix = isCutBefore ? names.after(old.piece.name.suffix, of: taken.piece.stem) : taken.piece.stem
    return taken
  }
}

/// A piece that changes are put to, and the time it had before any of them, or since one of them made it.
struct TouchedPiece {
  var piece: Piece
  var extent: Interval

  init(_ piece: Piece) {
    self.piece = piece
    extent = piece.interval
  }
}

extension NameTable {
  /// What `cuts`, which are sorted by start, leave of `old`.
  fileprivate mutating func cut(_ old: TouchedPiece, by cuts: [Cut], into left: inout [TouchedPiece]) {
    var parts: [Piece] = []
    self.cut(old.piece, by: cuts[...], into: &parts)
    for part in parts {
      var rest = old
      rest.piece = part
      left.append(rest)
    }
  }
}

extension Piece {
  /// Its time, under the name it has whatever was cut out in front of it.
  fileprivate var cut: Cut {
    var name = name
    name.suffix = stem
    return Cut(interval: interval, name: .piece(name))
  }
}

extension Override {
  /// Whether all of a shift was agreed to; nil where the change is of plain time.
  fileprivate var isAgreedWhole: Bool? {
    guard follows != nil, let followed else { return nil }
    return interval.start <= followed.start && interval.end >= followed.end
  }
}

extension PlannedChange {
  /// A shift that moved since a change was made for it is at most a day and a clock change away from where it was.
  private static let far = Duration.hours(96)

  /// Where the change may have an effect.
  var reach: Interval {
    guard follows else { return interval }
    return Interval(interval.start - Self.far, interval.end + Self.far) ?? interval
  }

  /// True where it may have an effect in `span`.
  func mayTouch(_ span: Interval) -> Bool { interval.overlaps(span) || follows && reach.overlaps(span) }
}
