import Timekeeping

/// A stretch of a rotation in which its list is one and the same (rule T5): which group has which turn.
struct RotationEra: Sendable {
  enum State: Sendable {
    case running
    /// The file lets the rotation rest: nobody is on, and nobody needs to be.
    case resting
    /// Nobody of the list may take turns now.
    case vacant
  }

  /// It lasts until the next one's.
  var from: Timestamp
  var state: State
  var list: TurnList
  /// The turn at which the group at `place` is on; while nobody takes turns, the group that goes on afterwards.
  var turn: Int
  var place: Int
  /// True when the rest began inside a turn that somebody had begun.
  var isInterrupted = false
  /// True in what is left of a turn and is too little to be one: whoever took it over has the next turn, too. Such an
  /// era ends with the turn.
  var keepsFinger = false

  /// Where the finger stands in the list at `turn`.
  func place(at turn: Int) -> Int {
    state == .running && !keepsFinger ? list.wrapped(place + turn - self.turn) : place
  }

  /// The members on during `turn`, as a range of `list.members`.
  func group(_ turn: Int) -> Range<Int> { list.group(place(at: turn)) }
}

/// The groups that take turns, one after the other, as member numbers.
struct TurnList: Sendable, Equatable {
  /// All groups end to end.
  private(set) var members: [Int32] = []
  /// Where each group begins in `members`, and the end of the last.
  private var bounds: [Int] = [0]
  /// For each group its place in the file, which tells apart two entries of one member.
  private(set) var entries: [Int] = []

  var count: Int { entries.count }
  var isEmpty: Bool { entries.isEmpty }

  mutating func append(_ group: [Int32], entry: Int) {
    members += group
    bounds.append(members.count)
    entries.append(entry)
  }

  func group(_ place: Int) -> Range<Int> { isEmpty ? 0..<0 : bounds[place]..<bounds[place + 1] }

  /// `place` counted round and round, also backwards.
  func wrapped(_ place: Int) -> Int {
    guard count > 0 else { return 0 }
    let rest = place % count
    return rest < 0 ? rest + count : rest
  }

  /// The first group behind `entry` in the file, round and round: who goes on when nobody of a list takes turns any more.
  func place(behind entry: Int) -> Int { entries.firstIndex { $0 > entry } ?? 0 }

  /// Where the finger goes on that stood at `place` of `old`: on the same group, else on the next of the old list that is
  /// still there; nil when nobody is. `sameFile` says that both lists are made of the same entries.
  func place(after old: TurnList, at place: Int, sameFile: Bool) -> Int? {
    for later in 0..<old.count {
      let from = old.wrapped(place + later)
      let found = sameFile ? entries.firstIndex(of: old.entries[from]) : self.place(of: old, from)
      if let found { return found }
    }
    return nil
  }

  /// Where group `from` of `old` is now: the same group; of several, the one after which most comes as it came; else the
  /// first that has one of its members.
  func place(of old: TurnList, _ from: Int) -> Int? {
    let group = old.members[old.group(from)]
    let same = (0..<count).filter { members[self.group($0)] == group }
    let best = same.max { run(from: $0, old, from) < run(from: $1, old, from) }
    // `max` gives the last of equals; the first is wanted.
    let first = best.flatMap { best in same.first { run(from: $0, old, from) == run(from: best, old, from) } }
    return first ?? (0..<count).first { place in members[self.group(place)].contains(where: group.contains) }
  }

  /// How many groups from `place` on are those from `other` on in `old`.
  private func run(from place: Int, _ old: TurnList, _ other: Int) -> Int {
    (0..<min(count, old.count)).first { step in
      members[group(wrapped(place + step))] != old.members[old.group(old.wrapped(other + step))]
    } ?? min(count, old.count)
  }
}
