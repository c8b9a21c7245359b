import Scheduling
import Timekeeping

/// Who has the turn in one layer of one version, by a finger on the list that is moved from event to event (rule T5).
///
/// At a handoff it goes to the next who takes turns; when the one it is on stops taking turns, too. While the rotation
/// rests, or nobody takes turns, it stays. A turn that a rest interrupts goes on after it, unless the rest ends with a
/// handoff. Whoever takes over what is left of a turn, and is too little to be one, keeps it over the next handoff.
struct OracleRotation {
  let layer: Layer
  let turns: OracleTurns
  private let list: OracleList
  private var steps: [Step] = []

  /// What holds from an instant on.
  private struct Step {
    var from: Timestamp
    /// The place in the list of the file; nil before the first turn.
    var finger: Int?
    var isResting = false
    var isInterrupted = false
    var keepsFinger = false
  }

  init(
    _ layer: Layer, of schedule: Schedule, after before: OracleRotation?, from boundary: Timestamp, horizon: Timestamp
  ) throws {
    self.layer = layer
    turns = try OracleTurns(layer, horizon: horizon)
    list = try OracleList(layer, of: schedule)
    let first = before.flatMap { next(after: $0, at: boundary) } ?? begun()
    steps = [first]
    for event in try list.events(after: first.from, until: horizon, handoffs: turns.begins) { move(at: event) }
  }

  /// Whose turn it is; nobody's while the rotation rests or is not in force.
  func group(at instant: Timestamp) -> [MemberID] {
    guard turns.isInForce(at: instant), !isResting(at: instant) else { return [] }
    let step = steps.last { $0.from <= instant } ?? steps[0]
    // Before the first of its days with hours nobody has had a turn; what is open then belongs to the turn before.
    guard let finger = step.finger ?? list.present(at: instant).last else { return [] }
    return list.members(finger, at: instant)
  }

  func isResting(at instant: Timestamp) -> Bool { list.isResting(at: instant) }

  // MARK: The finger

  /// As the file says: the first who takes turns has the turn in which `from` lies.
  private func begun() -> Step {
    let start = turns.forceStart
    let finger = turns.begun(at: start) > 0 ? list.present(at: start).first ?? 0 : nil
    return Step(from: start, finger: finger, isResting: list.isResting(at: start))
  }

  private mutating func move(at event: Timestamp) {
    var step = steps[steps.count - 1]
    let handoffs = turns.begins.filter { $0 == event }.count
    let before = list.present(at: event - .milliseconds(1))
    let now = list.present(at: event)
    let wasResting = step.isResting
    let wasRunning = !wasResting && !before.isEmpty
    if wasRunning, !step.keepsFinger {
      for _ in 0..<handoffs { step.finger = step.finger.map { Self.next(after: $0, in: before) } }
    }
    step.isResting = list.isResting(at: event)
    let isGone = step.finger.map { !now.contains($0) } ?? false
    let takesOver = isGone && wasRunning && !now.isEmpty && !step.isResting
    step.keepsFinger = (step.keepsFinger && handoffs == 0) || (takesOver && turns.isNoTurn(from: event))
    step.finger = step.finger.map { Self.place(of: $0, from: before, in: now) }
    if step.isResting, !wasResting { step.isInterrupted = handoffs == 0 && !step.keepsFinger }
    if wasResting, !step.isResting, step.isInterrupted, handoffs > 0 {
      step.finger = step.finger.map { Self.next(after: $0, in: now) }
    }
    // The first turn is that of the first who takes turns; where nobody does, or while the rotation rests, it waits.
    if step.finger == nil, turns.begun(at: event) > 0 { step.finger = now.first ?? 0 }
    step.from = event
    steps.append(step)
  }

  /// The next of `present` after `finger`, round and round.
  private static func next(after finger: Int, in present: [Int]) -> Int {
    present.first { $0 > finger } ?? present.first ?? finger
  }

  /// `finger` where it takes turns; else the next of those before who still does, and does not make way for somebody
  /// who joins in the same instant; else the next of all.
  private static func place(of finger: Int, from before: [Int], in now: [Int]) -> Int {
    if now.contains(finger) { return finger }
    let kept = before.filter(now.contains)
    return next(after: finger, in: kept.isEmpty ? now : kept)
  }

  // MARK: From version to version

  /// Whoever has the turn at the boundary keeps it; if they left the list, the next of the old list who has not. Nil where
  /// the turns are others, or nobody is left.
  private func next(after old: OracleRotation, at boundary: Timestamp) -> Step? {
    guard Self.isSame(old.layer.rotation, layer.rotation), turns.forceStart < boundary,
      old.turns.begun(at: boundary) > 0, !turns.isNever, !old.turns.isNever,
      let (last, finger, groups) = old.state(before: boundary)
    else { return nil }
    guard
      let place = groups.indices.lazy.compactMap({ later in
        place(of: groups, (finger + later) % groups.count, at: boundary)
      }).first
    else { return nil }
    let isHandoff = turns.begins.contains(boundary)
    var step = Step(from: boundary, finger: place, isResting: list.isResting(at: boundary))
    let isRunning = !step.isResting && !list.present(at: boundary).isEmpty
    let goesOn = old.isRunning(last, before: boundary) && isRunning
    let isGone = goesOn && self.place(of: groups, finger, at: boundary) == nil
    let wasKept = last.keepsFinger && !old.turns.begins.contains(boundary)
    step.keepsFinger = (isGone || wasKept) && turns.isNoTurn(from: boundary)
    step.isInterrupted = last.isResting ? last.isInterrupted : !isHandoff && !step.keepsFinger
    if last.isResting, !step.isResting, step.isInterrupted, isHandoff {
      step.finger = Self.next(after: place, in: list.present(at: boundary))
    }
    return step
  }

  /// True when somebody takes turns just before `boundary`.
  private func isRunning(_ last: Step, before boundary: Timestamp) -> Bool {
    !last.isResting && !list.present(at: boundary - .milliseconds(1)).isEmpty
  }

  /// The last step before `boundary`, and who takes turns then, with the place of whoever has the turn at `boundary`.
  private func state(before boundary: Timestamp) -> (last: Step, finger: Int, groups: [[MemberID]])? {
    guard let last = steps.last(where: { $0.from < boundary }) else { return nil }
    let just = boundary - .milliseconds(1)
    let present = list.present(at: just)
    let entries = present.isEmpty ? Array(layer.rotation.groups.indices) : present
    var finger = last.finger
    if isRunning(last, before: boundary), !last.keepsFinger {
      for _ in turns.begins.filter({ $0 == boundary }) {
        finger = finger.map { Self.next(after: $0, in: present) } ?? present.first
      }
    }
    guard let finger, let place = entries.firstIndex(of: finger) else { return nil }
    let groups = entries.map { present.isEmpty ? layer.rotation.groups[$0] : list.members($0, at: just) }
    return (last, place, groups)
  }

  /// Where a group of the old list stands in the new one: of several the one after which most comes as it came, else the
  /// first with one of its members.
  private func place(of old: [[MemberID]], _ from: Int, at boundary: Timestamp) -> Int? {
    let present = list.present(at: boundary)
    let entries = present.isEmpty ? Array(layer.rotation.groups.indices) : present
    let groups = entries.map { present.isEmpty ? layer.rotation.groups[$0] : list.members($0, at: boundary) }
    var best: (place: Int, run: Int)?
    for place in groups.indices where groups[place] == old[from] {
      var run = 1
      while run < min(groups.count, old.count),
        groups[(place + run) % groups.count] == old[(from + run) % old.count]
      { run += 1 }
      if run > best?.run ?? 0 { best = (place, run) }
    }
    let place = best?.place ?? groups.firstIndex { !Set($0).isDisjoint(with: old[from]) }
    return place.map { entries[$0] }
  }

  /// True where another version says just the same: a list that is put back goes on as if it had never been changed.
  func isSame(as layer: Layer, of schedule: Schedule) -> Bool {
    self.layer == layer && list.isLimited(as: schedule)
  }

  /// True when the turns themselves are the same, so that only the people may be others.
  private static func isSame(_ a: Rotation, _ b: Rotation) -> Bool {
    (a.from, a.every, a.handoffTime) == (b.from, b.every, b.handoffTime) && a.handoffDay == b.handoffDay
  }
}
