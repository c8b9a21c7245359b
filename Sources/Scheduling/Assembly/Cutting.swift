import Timekeeping

extension NameTable {
  /// Adds to `parts` what is left of `piece` without `cuts`, in order. The part that begins the piece keeps its id; a
  /// later one is named after the cut it follows, so that it never shares an id and keeps its own when other cuts come
  /// or go. `cuts` are sorted by start.
  mutating func cut(_ piece: Piece, by cuts: ArraySlice<Cut>, into parts: inout [Piece]) {
    var from = piece.interval.start
    for cut in cuts where cut.interval.overlaps(piece.interval) {
      if let rest = Interval(from, cut.interval.start) { parts.append(part(of: piece, rest, cuts)) }
      from = max(from, cut.interval.end)
    }
    if let rest = Interval(from, piece.interval.end) { parts.append(part(of: piece, rest, cuts)) }
  }

  private mutating func part(of piece: Piece, _ rest: Interval, _ cuts: ArraySlice<Cut>) -> Piece {
    var part = piece
    part.interval = rest
    if rest.start != piece.interval.start {
      part.name.suffix = after(name(of: cuts, endingAt: rest.start, piece), of: piece.stem)
    }
    return part
  }

  /// The first by text of those that end there.
  private mutating func name(of cuts: ArraySlice<Cut>, endingAt end: Timestamp, _ piece: Piece) -> CutName {
    var found: CutName?
    for cut in cuts where cut.interval.end == end && cut.interval.overlaps(piece.interval) {
      guard let best = found else {
        found = cut.name
        continue
      }
      if text(cut.name) < text(best) { found = cut.name }
    }
    return found ?? .text(string(""))
  }
}

extension [Cut] {
  var sortedByStart: [Cut] { sorted { $0.interval.start < $1.interval.start } }
}

extension NameTable {
  /// Cuts each of `pieces`, which are sorted by start as the cuts are, in one walk over both.
  mutating func cut(_ pieces: ArraySlice<Piece>, by cuts: [Cut], into parts: inout [Piece]) {
    var first = 0
    // How long the longest cut is says how far back one may lie that still reaches a piece.
    let longest = cuts.map(\.interval.duration).max() ?? .zero
    for piece in pieces {
      while first < cuts.count, cuts[first].interval.start + longest <= piece.interval.start { first += 1 }
      var end = first
      while end < cuts.count, cuts[end].interval.start < piece.interval.end { end += 1 }
      if end == first { parts.append(piece) } else { cut(piece, by: cuts[first..<end], into: &parts) }
    }
  }
}
