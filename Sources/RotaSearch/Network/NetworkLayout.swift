/// Nodes and arcs as they are found; numbers them in order of stage, drops dead ends and lays everything out flat.
struct NetworkLayout {
  private struct Arc {
    var from: Int32
    var to: Int32
    var choice: Int32
    var cost: Int32
  }

  private var stages: [Int32] = []
  private var arcs: [Arc] = []

  /// A new node; the first is the start, and one of the last stage the end.
  mutating func node(stage: Int32) -> Int32 {
    stages.append(stage)
    return Int32(stages.count - 1)
  }

  mutating func arc(from: Int32, to: Int32, choice: Int32, cost: Int32) {
    arcs.append(Arc(from: from, to: to, choice: choice, cost: cost))
  }

  /// The network; without nodes when no path leads from the start to the last stage.
  func network(choices: [Choice], wide: Tally) -> LineNetwork {
    var network = LineNetwork()
    network.choiceSlot = choices.map(\.slot)
    network.choiceCost = choices.map(\.cost)
    network.choiceWeight = Self.weights(of: wide, choices)
    network.wideCosts = wide.costs
    guard let end = stages.firstIndex(of: Int32(choices.count)) else { return network }
    let order = stages.indices.sorted { (stages[$0], $0) < (stages[$1], $1) }
    let leaving = byNode { $0.from }
    let kept = useful(order, leaving, end: end)
    guard kept.contains(0) else { return network }
    number(kept, leaving, most: wide.most, into: &network)
    return network
  }

  private static func weights(of wide: Tally, _ choices: [Choice]) -> [Int32] {
    guard let register = TallyRegister(wide, choices: choices) else { return choices.map { _ in 0 } }
    return choices.indices.map { index in
      index < register.first || index > register.last ? 0 : register.weights[index - register.first]
    }
  }

  /// The numbers of arcs by one of their ends.
  private func byNode(_ end: (Arc) -> Int32) -> [[Int32]] {
    var lists: [[Int32]] = Array(repeating: [], count: stages.count)
    for (number, arc) in arcs.enumerated() { lists[Int(end(arc))].append(Int32(number)) }
    return lists
  }

  /// The nodes from which the end can be reached, in order.
  private func useful(_ order: [Int], _ leaving: [[Int32]], end: Int) -> [Int] {
    var useful = Array(repeating: false, count: stages.count)
    useful[end] = true
    for node in order.reversed() where !useful[node] {
      useful[node] = leaving[node].contains { useful[Int(arcs[Int($0)].to)] }
    }
    return order.filter { useful[$0] }
  }

  private func number(_ kept: [Int], _ leaving: [[Int32]], most: Int32, into network: inout LineNetwork) {
    var numbers = Array(repeating: -1, count: stages.count)
    for (number, node) in kept.enumerated() { numbers[node] = number }
    network.low = Array(repeating: 0, count: kept.count)
    network.high = Array(repeating: -1, count: kept.count)
    network.high[0] = 0
    for (number, node) in kept.enumerated() {
      network.arcStart.append(Int32(network.arcTo.count))
      for arc in leaving[node] {
        add(arcs[Int(arc)], from: number, to: numbers[Int(arcs[Int(arc)].to)], most, &network)
      }
    }
    network.arcStart.append(Int32(network.arcTo.count))
    network.addIncoming()
    network.addOffsets()
  }

  private func add(_ arc: Arc, from: Int, to: Int, _ most: Int32, _ network: inout LineNetwork) {
    let weight = arc.choice < 0 ? 0 : network.choiceWeight[Int(arc.choice)]
    guard to >= 0, network.high[from] >= network.low[from], network.low[from] + weight <= most else { return }
    network.arcTo.append(Int32(to))
    network.arcFrom.append(Int32(from))
    network.arcChoice.append(arc.choice)
    network.arcCost.append(arc.cost)
    let low = network.low[from] + weight
    network.low[to] = network.high[to] < 0 ? low : min(network.low[to], low)
    network.high[to] = max(network.high[to], min(most, network.high[from] + weight))
  }
}

extension LineNetwork {
  fileprivate mutating func addIncoming() {
    var incoming: [[Int32]] = Array(repeating: [], count: nodeCount)
    for (arc, to) in arcTo.enumerated() { incoming[Int(to)].append(Int32(arc)) }
    for list in incoming {
      inStart.append(Int32(inArc.count))
      inArc += list
    }
    inStart.append(Int32(inArc.count))
  }

  fileprivate mutating func addOffsets() {
    for node in 0..<nodeCount {
      offset.append(Int32(valueCount))
      valueCount += Int(max(0, high[node] - low[node] + 1))
    }
  }
}
