import Timekeeping

/// One duty's shifts as plain numbers, and an index of who is on when.
final class DutyTable: Sendable {
  let duty: DutyID
  let prefix: String
  let texts: TimelineTexts
  /// By start, then id.
  let pieces: [Piece]
  /// The instants, in milliseconds, at which those who are on change; ascending.
  let changes: [Int64]
  /// For each of `changes`, where those on from it begin in `on`; one more at the end.
  private let bounds: [Int32]
  /// Places in `pieces`.
  let on: [Int32]

  init(_ duty: DutyPlan, _ pieces: [Piece], _ texts: TimelineTexts) {
    self.duty = duty.id
    self.prefix = duty.prefix
    self.texts = texts
    self.pieces = pieces
    var index = HolderIndex(pieces, texts.conflicts)
    index.build()
    (changes, bounds, on) = (index.changes, index.bounds, index.on)
  }

  /// Where those who are on at `instant` stand in `on`. A binary search; it allocates nothing.
  func holders(at instant: Timestamp) -> Range<Int> {
    let place = stretch(at: instant.milliseconds)
    guard place >= 0 else { return 0..<0 }
    return Int(bounds[place])..<Int(bounds[place + 1])
  }

  /// The last of `changes` at or before `instant`; -1 before the first.
  func stretch(at instant: Int64) -> Int {
    changes.withUnsafeBufferPointer { changes in
      var (low, count) = (0, changes.count)
      while count > 0 {
        let half = count / 2
        let goesOn = changes[low + half] <= instant
        low = goesOn ? low + half + 1 : low
        count = goesOn ? count - half - 1 : half
      }
      return low - 1
    }
  }
}

/// Makes the index of a duty table in one walk over its shifts.
private struct HolderIndex {
  let pieces: [Piece]
  let conflicts: [[Leave]]
  var changes: [Int64] = []
  var bounds: [Int32] = []
  var on: [Int32] = []
  /// The pieces that hold at the walk's instant, by place.
  private var active: [Int32] = []
  /// Where unsolved leave begins or ends, sorted.
  private var absences: [Int64] = []
  /// The first of `pieces` and of `absences` that the walk has not come to.
  private var next = 0
  private var absence = 0

  init(_ pieces: [Piece], _ conflicts: [[Leave]]) {
    self.pieces = pieces
    self.conflicts = conflicts
    for piece in pieces where piece.conflicts != 0 {
      for leave in conflicts[Int(piece.conflicts)] {
        guard let away = leave.interval.intersection(piece.interval) else { continue }
        absences += [away.start.milliseconds, away.end.milliseconds]
      }
    }
    absences.sort()
    changes.reserveCapacity(pieces.count + 8)
    bounds.reserveCapacity(pieces.count + 8)
    on.reserveCapacity(pieces.count + 8)
  }

  mutating func build() {
    while next < pieces.count {
      if isAlone(next) { noteAlone() } else { noteTogether() }
    }
    bounds.append(Int32(on.count))
  }

  /// True when nobody else is on while piece `place` lasts: the usual case.
  private func isAlone(_ place: Int) -> Bool {
    pieces[place].conflicts == 0
      && (place + 1 == pieces.count || pieces[place + 1].interval.start >= pieces[place].interval.end)
  }

  private mutating func noteAlone() {
    let interval = pieces[next].interval
    changes.append(interval.start.milliseconds)
    bounds.append(Int32(on.count))
    on.append(Int32(next))
    next += 1
    if next == pieces.count || pieces[next].interval.start > interval.end {
      changes.append(interval.end.milliseconds)
      bounds.append(Int32(on.count))
    }
  }

  /// Until nobody is on any more.
  private mutating func noteTogether() {
    var instant = pieces[next].interval.start.milliseconds
    repeat {
      dropEnded(at: instant)
      while next < pieces.count, pieces[next].interval.start.milliseconds <= instant {
        active.append(Int32(next))
        next += 1
      }
      note(instant)
      instant = following(instant)
    } while !active.isEmpty
  }

  private mutating func following(_ instant: Int64) -> Int64 {
    var following = next < pieces.count ? pieces[next].interval.start.milliseconds : Int64.max
    for place in active { following = min(following, pieces[Int(place)].interval.end.milliseconds) }
    while absence < absences.count, absences[absence] <= instant { absence += 1 }
    return absence < absences.count ? min(following, absences[absence]) : following
  }

  private mutating func dropEnded(at instant: Int64) {
    var kept = 0
    for place in active where pieces[Int(place)].interval.end.milliseconds > instant {
      active[kept] = place
      kept += 1
    }
    if kept < active.count { active.removeLast(active.count - kept) }
  }

  private mutating func note(_ instant: Int64) {
    changes.append(instant)
    bounds.append(Int32(on.count))
    for place in active where !isAway(pieces[Int(place)], at: instant) { on.append(place) }
  }

  private func isAway(_ piece: Piece, at instant: Int64) -> Bool {
    guard piece.conflicts != 0 else { return false }
    return conflicts[Int(piece.conflicts)].contains { $0.interval.contains(Timestamp(milliseconds: instant)) }
  }
}
