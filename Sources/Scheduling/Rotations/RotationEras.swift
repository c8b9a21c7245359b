import Timekeeping

/// The history of a rotation's list inside one version of the schedule: who joins and leaves on which day, when it
/// rests, and when a period lets only some take turns (rule T5).
///
/// Where the list changes, the finger stays on whoever has the turn. A rest uses up no turn: a turn that it interrupts
/// goes on after it, unless the rest ends with a handoff, which is then a handoff like any other. Whoever leaves within a
/// turn costs the next nobody's turn: what is left of it on its last day, or outside the layer's hours, is none.
struct RotationEras {
  let layer: Layer
  let turns: RotationTurns
  let zone: Zone
  /// The team's zone, in which its periods are counted, and the periods that name members.
  let home: Zone
  let periods: [Period]
  /// The numbers of the members in each group of the file.
  let groups: [[Int32]]

  /// The eras of a rotation that begins as the file says: the first group has the turn in which `from` lies, else, after
  /// days off, the first turn there is. A turn that a change of the clock swallows is none (rule T3).
  func begun(at force: Timestamp) -> [RotationEra] {
    var first = max(0, turns.turn(at: force))
    while turns.interval(first) == nil { first += 1 }
    return eras(from: fresh(at: force, from: .distantPast, first: first), after: force, first: first)
  }

  /// Before turn `first` nobody has had one: whoever is the first to take turns then will have it.
  private func fresh(at instant: Timestamp, from: Timestamp, first: Int) -> RotationEra {
    let list = list(at: instant)
    return RotationEra(
      from: from, state: state(list, at: instant), list: list.isEmpty ? wholeList : list, turn: first, place: 0)
  }

  private func state(_ list: TurnList, at instant: Timestamp) -> RotationEra.State {
    isResting(at: instant) ? .resting : list.isEmpty ? .vacant : .running
  }

  /// The eras that go on from the list of the version before; nil when nobody of it is left.
  func goingOn(from old: RotationEra, turn: Int, at boundary: Timestamp) -> [RotationEra]? {
    let place = old.place(at: turn)
    let current = list(at: boundary)
    let list = current.isEmpty ? wholeList : current
    guard let found = list.place(after: old.list, at: place, sameFile: false) else { return nil }
    var first = RotationEra(
      from: boundary, state: state(current, at: boundary), list: list, turn: turns.turn(at: boundary), place: found)
    let isGone = old.state == .running && first.state == .running && list.place(of: old.list, place) == nil
    let wasKept = old.keepsFinger && turn == old.turn
    first.keepsFinger = (isGone || wasKept) && isNoTurn(first.turn, from: boundary)
    first.isInterrupted =
      old.state == .resting ? old.isInterrupted : handoff(first.turn) < boundary && !first.keepsFinger
    if old.state == .resting, first.state == .running { resume(&first, at: boundary) }
    return eras(from: first, after: boundary, first: first.turn)
  }

  private func eras(from era: RotationEra, after instant: Timestamp, first: Int) -> [RotationEra] {
    var eras = [era]
    var coming = boundaries(after: instant)[...]
    while let boundary = nearest(coming.first, end(ofKept: eras[eras.count - 1])) {
      if coming.first == boundary { coming.removeFirst() }
      let before = eras[eras.count - 1]
      let hasBegun = turns.turn(at: boundary) >= first
      let next = hasBegun ? next(before, at: boundary) : fresh(at: boundary, from: boundary, first: first)
      let isOther = next.state != before.state || next.list != before.list
      if isOther || next.keepsFinger != before.keepsFinger { eras.append(next) }
    }
    return eras
  }

  /// Where an era ends in which the finger is kept.
  private func end(ofKept era: RotationEra) -> Timestamp? { era.keepsFinger ? handoff(era.turn + 1) : nil }

  private func nearest(_ one: Timestamp?, _ other: Timestamp?) -> Timestamp? {
    guard let one, let other else { return one ?? other }
    return min(one, other)
  }

  /// What holds from `boundary` on.
  private func next(_ before: RotationEra, at boundary: Timestamp) -> RotationEra {
    let turn = turns.turn(at: boundary)
    var era = before
    (era.from, era.turn, era.place) = (boundary, turn, before.place(at: turn))
    let entry = before.list.entries[era.place]
    let list = list(at: boundary)
    if list.isEmpty {
      // Whoever goes on later is found in the order of the file: those of the list before may have left it by then.
      (era.list, era.place) = (wholeList, entry)
    } else {
      let kept = list.place(after: before.list, at: era.place, sameFile: true)
      (era.list, era.place) = (list, kept ?? list.place(behind: entry))
    }
    era.state = state(list, at: boundary)
    let isGone = before.state == .running && era.state == .running && !list.entries.contains(entry)
    let wasKept = before.keepsFinger && handoff(turn) < boundary
    era.keepsFinger = wasKept || (isGone && isNoTurn(turn, from: boundary))
    if era.state == .resting, before.state != .resting {
      era.isInterrupted = handoff(turn) < boundary && !era.keepsFinger
    } else if before.state == .resting, era.state == .running {
      resume(&era, at: boundary)
    }
    return era
  }

  private func resume(_ era: inout RotationEra, at boundary: Timestamp) {
    if era.isInterrupted, handoff(era.turn) == boundary { era.place = era.list.wrapped(era.place + 1) }
  }

  /// True when what is left of `turn` at `boundary`, inside it, is too little to be a turn: it ends on the day on which
  /// it begins, or the layer holds at no time in it.
  private func isNoTurn(_ turn: Int, from boundary: Timestamp) -> Bool {
    guard handoff(turn) < boundary, let rest = Interval(boundary, handoff(turn + 1)) else { return false }
    if zone.civil(at: rest.start).date == zone.civil(at: rest.end).date { return true }
    return layer.heldHours.map { !$0.isOpen(within: rest, zone: zone) } ?? false
  }

  private func handoff(_ turn: Int) -> Timestamp { turns.handoff(turn) }

  // MARK: The list of a day

  private var wholeList: TurnList {
    groups.enumerated().reduce(into: TurnList()) { list, group in list.append(group.element, entry: group.offset) }
  }

  /// Those who take turns at `instant`, in the order of the file.
  private func list(at instant: Timestamp) -> TurnList {
    let date = zone.civil(at: instant).date
    let only = periods.first { $0.dates.contains(home.civil(at: instant).date) }?.members
    return groups.indices.reduce(into: TurnList()) { list, place in
      let present = groups[place].indices.filter { takesTurns(place, $0, on: date, only: only) }
      if !present.isEmpty { list.append(present.map { groups[place][$0] }, entry: place) }
    }
  }

  private func takesTurns(_ place: Int, _ index: Int, on date: CivilDate, only: [MemberID]?) -> Bool {
    let member = layer.rotation.groups[place][index]
    let term = layer.rotation.terms.filter { $0.group == place && $0.member == member }
    return (term.isEmpty || term.contains { $0.holds(on: date) }) && only?.contains(member) != false
  }

  private func isResting(at instant: Timestamp) -> Bool {
    layer.rotation.pauses.contains { $0.interval(in: zone)?.contains(instant) ?? false }
  }

  /// The instants at which something may change, sorted.
  private func boundaries(after instant: Timestamp) -> [Timestamp] {
    let rotation = layer.rotation
    if rotation.terms.isEmpty, rotation.pauses.isEmpty, periods.isEmpty { return [] }
    let terms = rotation.terms.flatMap { term in
      [term.from, term.until.map { $0 + 1 }].compactMap { $0.map(zone.startOfDay) }
    }
    let pauses = rotation.pauses.compactMap { $0.interval(in: zone) }
    let limited = periods.compactMap { $0.dates.interval(in: home) }
    let all = terms + (pauses + limited).flatMap { [$0.start, $0.end] }
    var sorted: [Timestamp] = []
    for boundary in all.filter({ $0 > instant }).sorted() where sorted.last != boundary { sorted.append(boundary) }
    return sorted
  }
}
