import Timekeeping

/// The history of a rotation's list inside one version of the schedule: who joins and leaves on which day, when it
/// rests, and when a period lets only some take turns (rule T5).
///
/// Where the list changes, the finger stays on whoever has the turn. A rest uses up no turn: a turn that it interrupts
/// goes on after it, unless the rest ends with a handoff, which is then a handoff like any other.
struct RotationEras {
  let layer: Layer
  let turns: RotationTurns
  let zone: Zone
  /// The team's zone, in which its periods are counted, and the periods that name members.
  let home: Zone
  let periods: [Period]
  /// The numbers of the members in each group of the file.
  let groups: [[Int32]]

  /// The eras of a rotation that begins as the file says: the first group has the turn in which `from` lies. Where the
  /// clock is put forward just then, that is the first turn it does not swallow (rule T3); where days off come first, it
  /// is the first turn there is.
  func begun(at force: Timestamp) -> [RotationEra] {
    var first = RotationEra(
      from: .distantPast, state: .running, list: list(at: force), turn: max(0, turns.turn(at: force)), place: 0)
    if first.list.isEmpty {
      first.state = .vacant
      first.list = wholeList
    }
    if isResting(at: force) { first.state = .resting }
    return eras(from: first, after: force)
  }

  /// The eras that go on from the list of the version before; nil when nobody of it is left.
  func goingOn(from old: RotationEra, turn: Int, at boundary: Timestamp) -> [RotationEra]? {
    let place = old.place(at: turn)
    let isResting = isResting(at: boundary)
    let current = list(at: boundary)
    let list = current.isEmpty ? wholeList : current
    guard let found = list.place(after: old.list, at: place, sameFile: false) else { return nil }
    var first = RotationEra(
      from: boundary, state: isResting ? .resting : current.isEmpty ? .vacant : .running, list: list,
      turn: turns.turn(at: boundary), place: found)
    first.isInterrupted = old.state == .resting ? old.isInterrupted : handoff(first.turn) < boundary
    if old.state == .resting, first.state == .running { resume(&first, at: boundary) }
    return eras(from: first, after: boundary)
  }

  private func eras(from first: RotationEra, after instant: Timestamp) -> [RotationEra] {
    var eras = [first]
    for boundary in boundaries(after: instant) {
      let before = eras[eras.count - 1]
      let next = next(before, at: boundary)
      if next.state != before.state || next.list != before.list { eras.append(next) }
    }
    return eras
  }

  /// What holds from `boundary` on.
  private func next(_ before: RotationEra, at boundary: Timestamp) -> RotationEra {
    let turn = turns.turn(at: boundary)
    var era = before
    (era.from, era.turn, era.place) = (boundary, turn, before.place(at: turn))
    let list = list(at: boundary)
    if !list.isEmpty {
      let kept = list.place(after: before.list, at: era.place, sameFile: true)
      (era.list, era.place) = (list, kept ?? list.place(behind: before.list.entries[era.place]))
    }
    era.state = isResting(at: boundary) ? .resting : list.isEmpty ? .vacant : .running
    if era.state == .resting, before.state != .resting {
      era.isInterrupted = handoff(turn) < boundary
    } else if before.state == .resting, era.state == .running {
      resume(&era, at: boundary)
    }
    return era
  }

  private func resume(_ era: inout RotationEra, at boundary: Timestamp) {
    if era.isInterrupted, handoff(era.turn) == boundary { era.place = era.list.wrapped(era.place + 1) }
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
