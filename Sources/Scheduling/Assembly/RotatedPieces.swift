import Timekeeping

extension TimelineBuilder {
  /// Shifts from layers, each version's inside the time it holds.
  mutating func rotate(_ duty: DutyPlan, reach: Interval) {
    let isOne = duty.spans.count == 1
    for span in duty.spans {
      guard let part = span.validity.intersection(reach), !span.layers.isEmpty else { continue }
      let begins = pieces.count
      rotate(span, part)
      if isOne { continue }
      mayJoin = true
      keep(from: begins) { $0.clipped(to: span.validity) }
    }
  }

  /// By rank (rule T7): a lower layer keeps what no higher one covers.
  private mutating func rotate(_ span: DutySpan, _ part: Interval) {
    let begins = pieces.count
    var place = 0
    while place < span.layers.count {
      let rank = span.layers[place].layer.rank
      let higher = pieces.count
      while place < span.layers.count, span.layers[place].layer.rank == rank {
        turn(span.layers[place], part, span.membership)
        place += 1
      }
      if begins < higher, higher < pieces.count { cutLower(from: higher, above: begins..<higher) }
    }
  }

  private mutating func cutLower(from lower: Int, above higher: Range<Int>) {
    let cuts = pieces[higher].map { Cut(interval: $0.interval, name: .piece($0.name)) }.sortedByStart
    order(lower)
    var parts: [Piece] = []
    names.cut(pieces[lower...], by: cuts, into: &parts)
    pieces.replaceSubrange(lower..., with: parts)
  }

  /// Whole shifts of one layer that overlap `window`.
  private mutating func turn(_ layer: LayerPlan, _ window: Interval, _ membership: [Interval?]) {
    guard !layer.turns.isNever, let force = layer.force, let span = force.intersection(window) else { return }
    var walk = walk(layer.zone)
    let turns = layer.turns.turns(overlapping: span, &walk)
    var nominal = layer.turns.nominal(turns.lowerBound)
    var start = walk.first(nominal)
    let times = openHours(of: layer, from: start, turns.upperBound, near: span, &walk)
    if !membership.isEmpty || layer.eras.count > 1 { mayJoin = true }
    pieces.reserveCapacity(pieces.count + max(turns.count, times.count) + 8)
    var dealing = Dealing(layer: layer, membership: membership, force: force, times: times, walk: walk)
    for turn in turns {
      let next = layer.turns.nominal(turn + 1)
      let end = dealing.walk.first(next)
      if let whole = Interval(start, end) { deal(Turn(number: turn, nominal: nominal, whole: whole), &dealing) }
      (start, nominal) = (end, next)
    }
    remember(dealing.walk)
  }

  /// The open hours of a layer up to the end of a turn; empty where it has none.
  ///
  /// Days off, and days that a layer does not name, may make a turn last for years. What is open without a break in one
  /// turn is never longer than a turn without a day off, so no more is looked at than that far around `near`.
  private mutating func openHours(
    of layer: LayerPlan, from start: Timestamp, _ last: Int, near: Interval, _ walk: inout ZoneWalk
  ) -> [Interval] {
    let end = layer.turns.handoff(last + 1, &walk)
    let margin = Duration.hours(24 * (layer.turns.longestDays + 2))
    guard let hours = layer.hours, let force = layer.force, let turns = Interval(start, end)?.intersection(force),
      let around = Interval(near.start - margin, near.end + margin), let span = turns.intersection(around)
    else { return [] }
    var times: [Interval] = []
    hours.open(around: span, &walk, into: &times)
    open.append(OpenHours(layer: layer, span: span, times: times))
    return times
  }

  /// Where the walk over the turns of a layer stands.
  private struct Dealing {
    let layer: LayerPlan
    let membership: [Interval?]
    let force: Interval
    let times: [Interval]
    var walk: ZoneWalk
    /// The first of `times` that may still reach the turn.
    var next = 0
    /// The only era of most layers, and the first of others.
    let era: RotationEra
    /// The turn of `era` that was dealt last, and where the finger stood.
    private var last = (turn: Int.min, place: 0)

    init(layer: LayerPlan, membership: [Interval?], force: Interval, times: [Interval], walk: ZoneWalk) {
      (self.layer, self.membership, self.force) = (layer, membership, force)
      (self.times, self.walk) = (times, walk)
      era = layer.eras[0]
    }

    /// `era.group(turn)`; turns mostly come one after the other.
    mutating func group(_ turn: Int) -> Range<Int> {
      if turn == last.turn + 1 {
        last.place = last.place + 1 == era.list.count ? 0 : last.place + 1
      } else if turn != last.turn {
        last.place = era.place(at: turn)
      }
      last.turn = turn
      return era.list.group(last.place)
    }
  }

  /// A turn, when it begins on the wall, and its time.
  private struct Turn {
    let number: Int
    let nominal: CivilDateTime
    let whole: Interval
  }

  private mutating func deal(_ turn: Turn, _ dealing: inout Dealing) {
    guard let span = turn.whole.intersection(dealing.force) else { return }
    if dealing.layer.hours == nil { return deal(turn, part: span, &dealing) }
    while dealing.next < dealing.times.count, dealing.times[dealing.next].end <= span.start { dealing.next += 1 }
    var place = dealing.next
    while place < dealing.times.count, dealing.times[place].start < span.end {
      if let part = dealing.times[place].intersection(span) { deal(turn, part: part, &dealing) }
      place += 1
    }
  }

  private mutating func deal(_ turn: Turn, part: Interval, _ dealing: inout Dealing) {
    let layer = dealing.layer
    let nominal = part.start == turn.whole.start ? turn.nominal : dealing.walk.civil(at: part.start)
    let name = PieceName(nominal: nominal, source: layer.source, place: 1)
    let cause = PieceCause(kind: .rotation, source: layer.source, detail: turn.whole.start.milliseconds)
    if layer.eras.count > 1 { return deal(turn.number, part, name, cause, dealing) }
    guard dealing.era.state == .running else { return }
    put(dealing.era.list.members, dealing.group(turn.number), part, name, cause, dealing.membership)
  }

  /// Of a layer with several eras.
  private mutating func deal(
    _ turn: Int, _ part: Interval, _ name: PieceName, _ cause: PieceCause, _ dealing: Dealing
  ) {
    let layer = dealing.layer
    var place = layer.eras.lastIndex { $0.from <= part.start } ?? 0
    while place < layer.eras.count, place == 0 || layer.eras[place].from < part.end {
      let era = layer.eras[place]
      let group = era.group(turn)
      // Eras in which the same people go on make one shift.
      var next = place + 1
      while next < layer.eras.count, layer.eras[next].hasSame(group, turn, as: era) { next += 1 }
      let until = next < layer.eras.count ? layer.eras[next].from : .distantFuture
      let from = place == 0 ? .distantPast : era.from
      if era.state == .running, let held = Interval(max(part.start, from), min(part.end, until)) {
        put(era.list.members, group, held, name, cause, dealing.membership)
      }
      place = next
    }
  }

  /// `group` is those of `members` who share the turn.
  private mutating func put(
    _ members: [Int32], _ group: Range<Int>, _ part: Interval, _ name: PieceName, _ cause: PieceCause,
    _ membership: [Interval?]
  ) {
    var name = name
    for index in group {
      let piece = Piece(name: name, member: members[index], interval: part, cause: cause)
      name.place += 1
      if membership.isEmpty || Int(piece.member) >= membership.count {
        pieces.append(piece)
      } else if let limit = membership[Int(piece.member)], let held = piece.clipped(to: limit) {
        // Nobody is on before they joined the team or after they left it: their turn is a gap then, and is reported.
        pieces.append(held)
      }
    }
  }

  /// Replaces what stands in `pieces` from `begins` on by what `change` makes of it.
  mutating func keep(from begins: Int, _ change: (Piece) -> Piece?) {
    var place = begins
    for index in begins..<pieces.count {
      guard let kept = change(pieces[index]) else { continue }
      pieces[place] = kept
      place += 1
    }
    pieces.removeSubrange(place...)
  }
}

extension RotationEra {
  fileprivate func hasSame(_ group: Range<Int>, _ turn: Int, as other: RotationEra) -> Bool {
    guard state == other.state else { return false }
    return state != .running || list.members[self.group(turn)] == other.list.members[group]
  }
}
