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

/// The networks of all members of a problem.
package struct LineNetworks: Sendable {
  let networks: [LineNetwork]

  package init(_ problem: SearchProblem, spread: Spread) {
    networks = spread.map(problem.members.count) { index in
      var builder = NetworkBuilder(problem, member: index)
      return builder.build()
    }
  }

  subscript(member: Int) -> LineNetwork { networks[member] }
}
