import Timekeeping

extension [Piece] {
  /// In order of start, then id: the order everything is shown in.
  var ordered: [Piece] {
    sorted { a, b in a.interval.start == b.interval.start ? a.id < b.id : a.interval.start < b.interval.start }
  }

  /// Joins parts of one member's shift that touch: they were cut by a limit of validity only. Once a part is
  /// published the whole is.
  var joined: [Piece] {
    var result: [Piece] = []
    for piece in sorted(by: { $0.id == $1.id ? $0.interval.start < $1.interval.start : $0.id < $1.id }) {
      if let last = result.last, last.id == piece.id, last.member == piece.member,
        last.interval.end == piece.interval.start, let whole = Interval(last.interval.start, piece.interval.end)
      {
        result[result.count - 1].interval = whole
        if !last.cause.isPublished { result[result.count - 1].cause = piece.cause }
      } else {
        result.append(piece)
      }
    }
    return result.ordered
  }

  /// Nobody is on twice for one duty: where two of a member's pieces overlap, the one that comes first here stays.
  var eachMemberOnce: [Piece] {
    var taken: [MemberID: [Cut]] = [:]
    return flatMap { piece in
      let parts = piece.without(taken[piece.member] ?? [])
      taken[piece.member, default: []] += parts.map { Cut(interval: $0.interval, name: $0.id.local) }
      return parts
    }
  }

  /// Gives pieces that share an id one of their own, the published and the earlier one first: an id stands once in a
  /// feed (feeds.md, section 1).
  var uniquelyNamed: [Piece] {
    var used: Set<ShiftID> = []
    let published = ordered.filter(\.cause.isPublished)
    return (published + ordered.filter { !$0.cause.isPublished }).map { piece in
      var piece = piece
      let plain = piece.id
      var count = 1
      while !used.insert(piece.id).inserted {
        count += 1
        piece.id = plain.part("\(count)")
      }
      return piece
    }.ordered
  }
}

extension ShiftCause {
  var isPublished: Bool { if case .published = self { true } else { false } }
  var isRotation: Bool { if case .rotation = self { true } else { false } }
}

extension ShiftID {
  /// The id without its team and duty, for use inside another id of the same duty.
  var local: String {
    text.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false).last.map(String.init) ?? text
  }
}
