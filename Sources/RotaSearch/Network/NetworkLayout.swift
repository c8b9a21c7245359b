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

  var nodeCount: Int { stages.count }

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
    number(kept, leaving, into: &network)
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

  private func number(_ kept: [Int], _ leaving: [[Int32]], into network: inout LineNetwork) {
    var numbers = Array(repeating: -1, count: stages.count)
    for (number, node) in kept.enumerated() { numbers[node] = number }
    network.begin(kept.count)
    for (number, node) in kept.enumerated() {
      network.arcStart.append(Int32(network.arcTo.count))
      for arc in leaving[node] {
        let arc = arcs[Int(arc)]
        network.add(from: number, to: numbers[Int(arc.to)], choice: arc.choice, cost: arc.cost)
      }
    }
    network.finish()
  }
}

extension LineNetwork {
  /// Makes room for nodes; then arcs are added in order of the nodes they leave.
  mutating func begin(_ nodes: Int) {
    low = Array(repeating: 0, count: nodes)
    high = Array(repeating: -1, count: nodes)
    high[0] = 0
    mostWide = Int32(wideCosts.lastIndex { $0 < SearchProblem.forbidden } ?? -1)
  }

  /// Adds an arc, unless the wide tally would pass what is allowed or `to` is below zero.
  mutating func add(from: Int, to: Int, choice: Int32, cost: Int32) {
    let weight = choice < 0 ? 0 : choiceWeight[Int(choice)]
    guard to >= 0, high[from] >= low[from], low[from] + weight <= mostWide else { return }
    arcTo.append(Int32(to))
    arcFrom.append(Int32(from))
    arcChoice.append(choice)
    arcCost.append(cost)
    leastCost = min(leastCost, cost)
    greatestCost = max(greatestCost, cost)
    let least = low[from] + weight
    low[to] = high[to] < 0 ? least : min(low[to], least)
    high[to] = max(high[to], min(mostWide, high[from] + weight))
  }

  mutating func finish() {
    arcStart.append(Int32(arcTo.count))
    addIncoming()
    addOffsets()
  }

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
