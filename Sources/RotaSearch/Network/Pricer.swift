/// Finds the cheapest lines of a member at given prices of slots, exactly, by dynamic programming over the network.
///
/// Money is counted in `scale`ths of a point, so that sums are exact. The memory is kept between calls.
/// O(arcs × totals of the wide tally): a tenth of a millisecond for four weeks.
final class Pricer {
  static let scale: Int32 = 256
  /// What keeps a slot in a line, or out of it, whatever the rest costs.
  static let decided: Int32 = 1 << 22
  private static let never = Int32.max / 2

  /// A lower bound in `scale`ths as points: what costs whole points costs no less than the next of them.
  static func points(_ scaled: Int64) -> Int {
    let scale = Int64(scale)
    return Int(scaled >= 0 ? (scaled + scale - 1) / scale : -(-scaled / scale))
  }

  /// A line with its cost at the prices, in `scale`ths.
  struct Found {
    var cost: Int32
    var line: [Int32]
  }

  private var values: UnsafeMutableBufferPointer<Int32>
  private var reduced: [Int32] = []

  init() { values = .allocate(capacity: 1 << 16) }

  deinit { values.deallocate() }

  /// The best line of each of the `count` best totals, cheapest first: the first is the cheapest line there is.
  ///
  /// A slot of `kept` is taken for `-decided` instead of its cost and price.
  func lines(_ network: LineNetwork, prices: [Int32], kept: [Int32] = [], count: Int) -> [Found] {
    guard network.nodeCount > 0 else { return [] }
    price(network, prices, kept)
    walk(network)
    return ends(network).prefix(count).map { Found(cost: $0.cost, line: trace(network, to: $0.total)) }
  }

  private func price(_ network: LineNetwork, _ prices: [Int32], _ kept: [Int32]) {
    reduced = network.choiceSlot.indices.map { choice in
      network.choiceCost[choice] * Self.scale - prices[Int(network.choiceSlot[choice])]
    }
    var position = 0
    for slot in kept {
      while position < reduced.count, network.choiceSlot[position] < slot { position += 1 }
      if position < reduced.count, network.choiceSlot[position] == slot { reduced[position] = -Self.decided }
    }
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
        let price = cost[arc] &* Self.scale &+ (taken < 0 ? 0 : reduced[taken])
        let weight = taken < 0 ? 0 : weights[taken]
        let count = Int(min(high[node], high[end] - weight) - low[node]) + 1
        Self.relax(memory + Int(offset[end] + low[node] + weight - low[end]), from, count, price)
      }
    }
  }

  /// Makes each of `to` the lesser of itself and the same place of `from` plus `cost`.
  @inline(__always)
  private static func relax(
    _ to: UnsafeMutablePointer<Int32>, _ from: UnsafeMutablePointer<Int32>, _ count: Int, _ cost: Int32
  ) {
    for index in 0..<max(0, count) {
      let value = from[index] &+ cost
      to[index] = value < to[index] ? value : to[index]
    }
  }

  /// The totals that the end can have with what they cost in all, cheapest first.
  private func ends(_ network: LineNetwork) -> [(cost: Int32, total: Int32)] {
    let end = network.end
    guard network.high[end] >= network.low[end] else { return [] }
    return (network.low[end]...network.high[end]).compactMap { total -> (cost: Int32, total: Int32)? in
      let value = values[Int(network.offset[end] + total - network.low[end])]
      let price = network.wideCosts[Int(total)]
      guard value < Self.never / 2, price < SearchProblem.forbidden else { return nil }
      return (value + price * Self.scale, total)
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
      let cost = network.arcCost[arc] &* Self.scale &+ (choice < 0 ? 0 : reduced[choice])
      if values[Int(network.offset[from] + before - network.low[from])] &+ cost == value { return arc }
    }
    return nil
  }
}
