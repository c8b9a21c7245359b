/// Every line that one member may have, as paths through a network: each arc passes a slot by or takes it.
///
/// A node stands for what still matters of the slots taken so far: which later slots they forbid, the totals of tallies
/// that are still open, and the run of days. One tally, that with the most totals, is left to the walk, where it is a
/// second dimension (`Pricer`). Nodes stand in an order in which arcs lead on; the first is the start, the last the end.
struct LineNetwork: Sendable {
  /// By node, and one more: where its arcs begin in `arcTo`, `arcFrom`, `arcChoice` and `arcCost`.
  var arcStart: [Int32] = []
  var arcTo: [Int32] = []
  var arcFrom: [Int32] = []
  /// The choice that the arc takes, or -1.
  var arcChoice: [Int32] = []
  /// What tallies cost that close on the way, in points.
  var arcCost: [Int32] = []
  /// The least and the greatest of `arcCost`, and of nothing.
  var leastCost: Int32 = 0
  var greatestCost: Int32 = 0
  /// By node, and one more: where the arcs into it begin in `inArc`.
  var inStart: [Int32] = []
  var inArc: [Int32] = []
  /// By node: least and greatest total of the wide tally, and where its values begin in the memory of a walk.
  var low: [Int32] = []
  var high: [Int32] = []
  var offset: [Int32] = []
  var valueCount = 0
  /// By choice: the slot, its cost and its weight in the wide tally.
  var choiceSlot: [Int32] = []
  var choiceCost: [Int32] = []
  var choiceWeight: [Int32] = []
  /// What each total of the wide tally costs in the end, and the greatest that is allowed.
  var wideCosts: [Int32] = []
  var mostWide: Int32 = -1

  /// 0 when the member may have no line at all.
  var nodeCount: Int { low.count }
  var end: Int { nodeCount - 1 }
}

/// The networks of all members of a problem, or of parts of their lines where whole ones would be too large.
package struct LineNetworks: Sendable {
  private let problem: SearchProblem
  private let networks: [LineNetwork]

  /// Parts only, if whole networks had more than `nodes` nodes together.
  package init(_ problem: SearchProblem, spread: Spread, nodes: Int = .max) {
    self.problem = problem
    let limit = nodes / max(1, problem.members.count)
    let build: @Sendable (Int) -> LineNetwork? = { index in
      var builder = NetworkBuilder(problem, member: index)
      return builder.build(limit: limit)
    }
    // One tells soon whether there is hope for all.
    let isHopeless = Self.widest(problem).map { build($0) == nil } ?? false
    let found = isHopeless ? [] : spread.map(problem.members.count, build).compactMap { $0 }
    networks = found.count == problem.members.count ? found : []
  }

  /// Whether there are parts only.
  var areTooLarge: Bool { networks.isEmpty && !problem.members.isEmpty }

  subscript(member: Int) -> LineNetwork { networks[member] }

  /// The lines that take `kept` (ascending) and slots with a row only; `rowOf` is by slot of the problem.
  func part(of member: Int, rowOf: [Int32], kept: [Int32]) -> LineNetwork {
    if !areTooLarge { return networks[member].reduced(to: rowOf, keeping: kept) }
    var builder = NetworkBuilder(problem, member: member, part: (rowOf, kept))
    return builder.build() ?? LineNetwork()
  }

  /// How many slots in a row make parts that are soon walked, for the widest line of `lines`.
  func stretch(in lines: Lines) -> Int {
    let slots = problem.slots.count
    guard let widest = Self.widest(problem) else { return slots }
    var length = min(slots, 300)
    while length > 20 {
      let window = (slots - length) / 2..<(slots + length) / 2
      let kept = lines.slots[widest].filter { !window.contains(Int($0)) }
      let rowOf = (0..<slots).map { window.contains($0) ? Int32(0) : -1 }
      var builder = NetworkBuilder(problem, member: widest, part: (rowOf, kept))
      if builder.build(limit: 10_000) != nil { break }
      length = length * 2 / 3
    }
    return length
  }

  /// The member with the most choices.
  private static func widest(_ problem: SearchProblem) -> Int? {
    problem.members.indices.max {
      (problem.members[$0].choices.count, $1) < (problem.members[$1].choices.count, $0)
    }
  }
}
