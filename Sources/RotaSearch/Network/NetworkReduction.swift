extension LineNetwork {
  /// The network of the lines that take nothing but slots with a row and kept ones: a part of a long horizon is walked
  /// in the time of that part. O(arcs).
  ///
  /// `rowOf` is by slot of the problem, below zero where nothing is to be had.
  func reduced(to rowOf: [Int32], keeping kept: [Int32]) -> LineNetwork {
    guard nodeCount > 0 else { return self }
    let isKept = choiceSlot.map { kept.contains($0) }
    let isOpen = choiceSlot.indices.map { isKept[$0] || rowOf[Int(choiceSlot[$0])] >= 0 }
    let allowed = allowedArcs(isKept, isOpen)
    let nodes = usefulNodes(allowed)
    guard nodes.first == 0, nodes.last == Int32(end) else { return self }
    return part(nodes, allowed)
  }

  private func arcs(_ node: Int) -> Range<Int> { Int(arcStart[node])..<Int(arcStart[node + 1]) }

  /// By arc: whether it takes what may be taken, and passes nothing by that is kept.
  private func allowedArcs(_ isKept: [Bool], _ isOpen: [Bool]) -> [Bool] {
    var allowed = arcChoice.map { $0 < 0 || isOpen[Int($0)] }
    for node in 0..<nodeCount {
      let keeps = arcs(node).contains { arcChoice[$0] >= 0 && isKept[Int(arcChoice[$0])] }
      for arc in arcs(node) where keeps && arcChoice[arc] < 0 { allowed[arc] = false }
    }
    return allowed
  }

  /// Nodes on a path of allowed arcs from the start to the end, ascending.
  private func usefulNodes(_ allowed: [Bool]) -> [Int32] {
    var reached = Array(repeating: false, count: nodeCount)
    reached[0] = true
    for node in 0..<nodeCount where reached[node] {
      for arc in arcs(node) where allowed[arc] { reached[Int(arcTo[arc])] = true }
    }
    var useful = Array(repeating: false, count: nodeCount)
    useful[end] = reached[end]
    for node in (0..<nodeCount).reversed() where reached[node] && !useful[node] {
      useful[node] = arcs(node).contains { allowed[$0] && useful[Int(arcTo[$0])] }
    }
    return (0..<Int32(nodeCount)).filter { useful[Int($0)] }
  }

  private func part(_ nodes: [Int32], _ allowed: [Bool]) -> LineNetwork {
    var numbers = Array(repeating: Int32(-1), count: nodeCount)
    for (number, node) in nodes.enumerated() { numbers[Int(node)] = Int32(number) }
    var part = LineNetwork()
    part.choiceSlot = choiceSlot
    part.choiceCost = choiceCost
    part.choiceWeight = choiceWeight
    part.wideCosts = wideCosts
    part.begin(nodes.count)
    for (number, node) in nodes.enumerated() {
      part.arcStart.append(Int32(part.arcTo.count))
      for arc in arcs(Int(node)) where allowed[arc] {
        part.add(from: number, to: Int(numbers[Int(arcTo[arc])]), choice: arcChoice[arc], cost: arcCost[arc])
      }
    }
    part.finish()
    return part
  }
}
