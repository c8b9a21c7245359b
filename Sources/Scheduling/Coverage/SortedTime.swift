import Timekeeping

/// Times as lists of disjoint intervals in order, as `union` gives them; every operation walks each list once.
enum SortedTime {
  /// What both have.
  static func common(_ a: [Interval], _ b: [Interval]) -> [Interval] {
    var shared: [Interval] = []
    var (i, j) = (0, 0)
    while i < a.count, j < b.count {
      if let part = a[i].intersection(b[j]) { shared.append(part) }
      if a[i].end < b[j].end { i += 1 } else { j += 1 }
    }
    return shared
  }

  /// What `a` has and `b` has not.
  static func without(_ a: [Interval], _ b: [Interval]) -> [Interval] {
    var left: [Interval] = []
    var j = 0
    for whole in a {
      while j < b.count, b[j].end <= whole.start { j += 1 }
      var start = whole.start
      var k = j
      while k < b.count, b[k].start < whole.end {
        if let part = Interval(start, b[k].start) { left.append(part) }
        start = max(start, b[k].end)
        k += 1
      }
      if let part = Interval(start, whole.end) { left.append(part) }
    }
    return left
  }

  static func length(_ time: [Interval]) -> Duration { time.reduce(.zero) { $0 + $1.duration } }

  /// Tells `visit` the stretches between one change and the next, with the numbers of the intervals that hold there.
  static func walk(_ intervals: [Interval], _ visit: (Interval, [Int]) -> Void) {
    let order = intervals.indices.sorted { intervals[$0].start < intervals[$1].start }
    let edges = intervals.flatMap { [$0.start, $0.end] }.sorted()
    var holding: [Int] = []
    var next = 0
    for (edge, following) in zip(edges, edges.dropFirst()) where edge < following {
      holding.removeAll { intervals[$0].end <= edge }
      while next < order.count, intervals[order[next]].start <= edge {
        holding.append(order[next])
        next += 1
      }
      if let stretch = Interval(edge, following), !holding.isEmpty { visit(stretch, holding) }
    }
  }
}

extension [Interval] {
  /// The parts inside `window`, in the same order.
  func clipped(to window: Interval) -> [Interval] { compactMap { $0.intersection(window) } }
}
