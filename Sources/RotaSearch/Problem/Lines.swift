/// A whole draft: the slots of each member, ascending.
package struct Lines: Sendable, Hashable {
  package var slots: [[Int32]]

  package init(slots: [[Int32]]) { self.slots = slots }
}

extension SearchProblem {
  /// What a member's own line, ascending, costs; nil when a hard rule forbids it. O(slots of the line × tallies).
  package func cost(of line: [Int32], for member: Int) -> Int? {
    let facts = members[member]
    var sum = 0
    for (position, slot) in line.enumerated() {
      guard let choice = facts.choice(of: slot) else { return nil }
      sum += Int(choice.cost)
      for other in line[..<position] where clash[Int(slot), Int(other)] { return nil }
    }
    for tally in facts.tallies {
      let cost = tally.cost(tally.total(of: line))
      if cost >= Self.forbidden { return nil }
      sum += Int(cost)
    }
    if let days = facts.days, !days.allows(line.map { slots[Int($0)].day }) { return nil }
    return sum
  }

  /// What a draft costs in all; nil when it breaks a hard rule.
  package func objective(_ lines: Lines) -> Int? {
    var counts = Array(repeating: Int32(0), count: slots.count)
    var sum = constant
    for (member, line) in lines.slots.enumerated() {
      guard let cost = cost(of: line, for: member) else { return nil }
      sum += cost
      for slot in line { counts[Int(slot)] += 1 }
    }
    for (slot, count) in counts.enumerated() {
      let cost = slots[slot].cost(count)
      if cost >= Int(Self.forbidden) { return nil }
      sum += cost
    }
    for coupling in couplings {
      let cost = coupling.cost(coupling.total(of: lines))
      if cost >= Int(Self.forbidden) { return nil }
      sum += cost
    }
    return sum
  }
}
