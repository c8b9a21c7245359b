/// Finds the cheapest lines of a member at given prices of slots, exactly, by dynamic programming over the network.
///
/// Money is counted in `scale`ths of a point, so that sums are exact. The memory is kept between calls.
/// O(arcs × totals of the wide tally): a tenth of a millisecond for four weeks.
final class Pricer {
  static let scale: Int32 = 256
  /// What keeps a slot in a line, or out of it, where an open slot costs some ten thousand points.
  static let decided: Int32 = 1 << 22

  /// The same in a problem whose open slots may cost more, as those of a repair do.
  static func decision(in problem: SearchProblem) -> Int32 {
    let dearest = Int64(problem.slots.map(\.under).max() ?? 0) * Int64(scale)
    return max(decided, Int32(clamping: min(dearest + dearest / 2, 1 << 30)))
  }

  /// A lower bound in `scale`ths as points: what costs whole points costs no less than the next of them.
  static func points(_ scaled: Int64) -> Int {
    let scale = Int64(scale)
    return Int(scaled >= 0 ? (scaled + scale - 1) / scale : -(-scaled / scale))
  }

  /// A line with its cost at the prices, in `scale`ths.
  struct Found {
    var cost: Int64
    var line: [Int32]
  }

  /// Sums of 32 bits are walked in half the time, and hold what ordinary drafts cost; a repair's prices need 64.
  private let narrow = LineWalk<Int32>()
  private lazy var wide = LineWalk<Int64>()

  /// The best line of each of the `count` best totals, cheapest first: the first is the cheapest line there is.
  ///
  /// A slot of `kept` is taken for `-decided` instead of its cost and price.
  func lines(
    _ network: LineNetwork, prices: [Int32], kept: [Int32] = [], decided: Int32 = Pricer.decided, count: Int
  ) -> [Found] {
    guard network.nodeCount > 0 else { return [] }
    let reduced = Self.reduced(network, prices, kept, decided)
    return LineWalk<Int32>.holds(network, reduced)
      ? narrow.lines(network, reduced, count) : wide.lines(network, reduced, count)
  }

  /// By choice: what taking it costs at the prices.
  private static func reduced(
    _ network: LineNetwork, _ prices: [Int32], _ kept: [Int32], _ decided: Int32
  ) -> [Int64] {
    var reduced = network.choiceSlot.indices.map { choice in
      Int64(network.choiceCost[choice]) * Int64(scale) - Int64(prices[Int(network.choiceSlot[choice])])
    }
    var position = 0
    for slot in kept {
      while position < reduced.count, network.choiceSlot[position] < slot { position += 1 }
      if position < reduced.count, network.choiceSlot[position] == slot { reduced[position] = -Int64(decided) }
    }
    return reduced
  }
}

/// A walk over a network with sums of type `Value`.
///
/// No sum wraps. A place begins with `never` and only ever becomes less, so that no value is above it; an arc costs `never`
/// at most where `holds` is true, and twice `never` is below `Value.max`. Below zero a path has each choice at most once
/// and one arc more than there are choices: together less than half of `never` where `holds` is true, so that also a place
/// that nothing reaches keeps more than the other half. Of 64 bits it is always true: a choice and an arc are below 2^35
/// each, and a line has fewer than 2^20 of them.
private final class LineWalk<Value: FixedWidthInteger> {
  /// What a place costs that cannot be reached: half of it is more than any line costs, and what is below zero in a line
  /// never takes the other half away.
  private static var never: Value { .max / 2 }

  private var values: UnsafeMutableBufferPointer<Value>
  private var reduced: [Value] = []

  init() { values = .allocate(capacity: 1 << 16) }

  deinit { values.deallocate() }

  /// Whether no sum can leave what `Value` holds, as the type's comment has it.
  static func holds(_ network: LineNetwork, _ reduced: [Int64]) -> Bool {
    let (scale, most) = (Int64(Pricer.scale), Int64(Self.never))
    let stages = Int64(reduced.count) + 1
    let least = reduced.reduce(Int64(0)) { $0 + min(0, $1) } + Int64(network.leastCost) * scale * stages
    let greatest = max(0, reduced.max() ?? 0) + Int64(network.greatestCost) * scale
    return least > -most / 2 && greatest <= most
  }

  func lines(_ network: LineNetwork, _ reduced: [Int64], _ count: Int) -> [Pricer.Found] {
    self.reduced = reduced.map { Value(truncatingIfNeeded: $0) }
    walk(network)
    return ends(network).prefix(count).map { Pricer.Found(cost: $0.cost, line: trace(network, to: $0.total)) }
  }

  /// What an arc costs without its choice.
  @inline(__always)
  private static func scaled(_ points: Int32) -> Value {
    Value(truncatingIfNeeded: points) &* Value(truncatingIfNeeded: Pricer.scale)
  }

  private func walk(_ network: LineNetwork) {
    if network.valueCount > values.count {
      values.deallocate()
      values = .allocate(capacity: network.valueCount + network.valueCount / 4)
    }
    guard let memory = values.baseAddress else { return }
    memory.update(repeating: Self.never, count: network.valueCount)
    memory[Int(network.offset[0])] = 0
    let costs = reduced
    let (low, high, offset) = (network.low.span, network.high.span, network.offset.span)
    let (to, choice, cost) = (network.arcTo.span, network.arcChoice.span, network.arcCost.span)
    let (start, weights, reduced) = (network.arcStart.span, network.choiceWeight.span, costs.span)
    for node in low.indices where high[node] >= low[node] {
      let from = memory + Int(offset[node])
      for arc in Int(start[node])..<Int(start[node + 1]) {
        let taken = Int(choice[arc])
        let end = Int(to[arc])
        let price = Self.scaled(cost[arc]) &+ (taken < 0 ? 0 : reduced[taken])
        let weight = taken < 0 ? 0 : weights[taken]
        let count = Int(min(high[node], high[end] - weight) - low[node]) + 1
        Self.relax(memory + Int(offset[end] + low[node] + weight - low[end]), from, count, price)
      }
    }
  }

  /// Makes each of `to` the lesser of itself and the same place of `from` plus `cost`.
  @inline(__always)
  private static func relax(
    _ to: UnsafeMutablePointer<Value>, _ from: UnsafeMutablePointer<Value>, _ count: Int, _ cost: Value
  ) {
    for index in 0..<max(0, count) {
      let value = from[index] &+ cost
      to[index] = value < to[index] ? value : to[index]
    }
  }

  /// The totals that the end can have with what they cost in all, cheapest first.
  private func ends(_ network: LineNetwork) -> [(cost: Int64, total: Int32)] {
    let end = network.end
    guard network.high[end] >= network.low[end] else { return [] }
    return (network.low[end]...network.high[end]).compactMap { total -> (cost: Int64, total: Int32)? in
      let value = values[Int(network.offset[end] + total - network.low[end])]
      let price = network.wideCosts[Int(total)]
      guard value < Self.never / 2, price < SearchProblem.forbidden else { return nil }
      return (Int64(value) + Int64(price) * Int64(Pricer.scale), total)
    }.sorted { $0 < $1 }
  }

  /// The slots of the path to the end that has `total`, found backwards.
  private func trace(_ network: LineNetwork, to total: Int32) -> [Int32] {
    var line: [Int32] = []
    var node = network.end
    var total = total
    while node != 0, let arc = arrival(network, node, total) {
      let choice = Int(network.arcChoice[arc])
      if choice >= 0 {
        line.append(network.choiceSlot[choice])
        total -= network.choiceWeight[choice]
      }
      node = Int(network.arcFrom[arc])
    }
    return line.reversed()
  }

  /// The arc by which the cheapest path comes to the node with `total`.
  private func arrival(_ network: LineNetwork, _ node: Int, _ total: Int32) -> Int? {
    let value = values[Int(network.offset[node] + total - network.low[node])]
    for index in Int(network.inStart[node])..<Int(network.inStart[node + 1]) {
      let arc = Int(network.inArc[index])
      let from = Int(network.arcFrom[arc])
      let choice = Int(network.arcChoice[arc])
      let before = total - (choice < 0 ? 0 : network.choiceWeight[choice])
      guard before >= network.low[from], before <= network.high[from] else { continue }
      let cost = Self.scaled(network.arcCost[arc]) &+ (choice < 0 ? 0 : reduced[choice])
      if values[Int(network.offset[from] + before - network.low[from])] &+ cost == value { return arc }
    }
    return nil
  }
}
