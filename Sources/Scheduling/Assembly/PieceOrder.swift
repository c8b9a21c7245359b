import Timekeeping

extension TimelineBuilder {
  /// Joins parts of one member's shift that touch: they were cut by a limit of validity only. Once a part is published
  /// the whole is; what was recorded is joined to what goes on.
  mutating func join() {
    guard mayJoin, pieces.count > 1 else { return }
    let names = names
    pieces.sort { a, b in
      if a.name == b.name { return a.interval.start < b.interval.start }
      if a.name.source != b.name.source { return a.name.source < b.name.source }
      if a.name.nominal != b.name.nominal { return a.name.nominal < b.name.nominal }
      if a.name.place != b.name.place { return a.name.place < b.name.place }
      return names.areSame(a.name, b.name) ? a.interval.start < b.interval.start : names.precedes(a.name, b.name)
    }
    var kept = 0
    for index in pieces.indices.dropFirst() {
      let next = pieces[index]
      if let whole = joined(pieces[kept], next) {
        pieces[kept] = whole
      } else {
        kept += 1
        pieces[kept] = next
      }
    }
    pieces.removeSubrange((kept + 1)...)
    order(0)
  }

  private func joined(_ a: Piece, _ b: Piece) -> Piece? {
    guard a.member == b.member, a.interval.end == b.interval.start, names.areSame(a.name, b.name),
      let whole = Interval(a.interval.start, b.interval.end)
    else { return nil }
    var piece = a
    piece.interval = whole
    if a.cause.kind != .published { piece.cause = b.cause }
    if b.conflicts != 0 { piece.conflicts = b.conflicts }
    return piece
  }

  /// Nobody is on twice for one duty: where two of a member's pieces overlap, the one that comes first here stays. They
  /// are sorted by start then.
  mutating func standOnce() {
    if pieces.count < 2 { return }
    let all = pieces
    order(0)
    guard isSomebodyTwice else { return }
    var taken: [[Cut]] = Array(repeating: [], count: members.ids.count)
    pieces.removeAll(keepingCapacity: true)
    for piece in all {
      let begins = pieces.count
      let cuts = taken[Int(piece.member)].filter { $0.interval.overlaps(piece.interval) }.sortedByStart
      names.cut(piece, by: cuts[...], into: &pieces)
      for index in begins..<pieces.count {
        taken[Int(piece.member)].append(Cut(interval: pieces[index].interval, name: .piece(pieces[index].name)))
      }
    }
    order(0)
  }

  /// Looks at the pieces in order of start.
  private var isSomebodyTwice: Bool {
    var ends = [Timestamp](repeating: .distantPast, count: members.ids.count)
    for piece in pieces {
      if piece.interval.start < ends[Int(piece.member)] { return true }
      ends[Int(piece.member)] = piece.interval.end
    }
    return false
  }

  /// Gives pieces that share an id one of their own, the recorded first, then the published and the earlier one: an id
  /// stands once in a feed (feeds.md, section 1).
  mutating func nameUniquely(_ duty: DutyPlan) {
    if areNamedInOrder || !hasDoubles { return }
    order(0, duty)
    let first = pieces.indices.filter { pieces[$0].cause.kind == .recorded }
    let second = pieces.indices.filter { pieces[$0].cause.kind == .published }
    let rest = pieces.indices.filter { ![.recorded, .published].contains(pieces[$0].cause.kind) }
    var used: Set<String> = []
    for index in first + second + rest {
      let plain = names.id(pieces[index].name, prefix: "").text
      var (text, count) = (plain, 1)
      while !used.insert(text).inserted {
        count += 1
        text = "\(plain)_\(count)"
      }
      if count > 1 {
        pieces[index].name.suffix = names.part(of: pieces[index].name.suffix, names.string("\(count)"))
      }
    }
  }

  /// True where every name comes after the one before, as those of one undisturbed rotation do: none stands twice.
  private var areNamedInOrder: Bool {
    var index = 1
    while index < pieces.count {
      let (a, b) = (pieces[index - 1].name, pieces[index].name)
      guard a.source == b.source, a.suffix == 0, b.suffix == 0, (a.nominal, a.place) < (b.nominal, b.place) else {
        return false
      }
      index += 1
    }
    return true
  }

  /// True when two pieces may share an id: a table of hashes finds it out in one walk.
  private var hasDoubles: Bool {
    var size = 16
    while size < pieces.count * 2 { size *= 2 }
    var table = [Int32](repeating: -1, count: size)
    for index in pieces.indices {
      let name = pieces[index].name
      var slot = Int(truncatingIfNeeded: names.hash(name) >> 16) & (size - 1)
      while table[slot] >= 0 {
        if names.areSame(pieces[Int(table[slot])].name, name) { return true }
        slot = (slot + 1) & (size - 1)
      }
      table[slot] = Int32(index)
    }
    return false
  }
}
