/// A member with the slots that nothing fixed keeps from them.
package struct SearchMember: Sendable {
  package var name: String
  /// Ascending by slot.
  package var choices: [Choice]
  package var tallies: [Tally]
  /// What runs of worked and free days must look like.
  package var days: DayPattern?

  package init(name: String, choices: [Choice], tallies: [Tally], days: DayPattern? = nil) {
    self.name = name
    self.choices = choices
    self.tallies = tallies
    self.days = days
  }
}

extension SearchMember {
  /// The member's choice of `slot`; nil when something fixed keeps it from the member. O(log choices).
  package func choice(of slot: Int32) -> Choice? {
    var low = 0
    var high = choices.count
    while low < high {
      let middle = (low + high) / 2
      if choices[middle].slot < slot { low = middle + 1 } else { high = middle }
    }
    return low < choices.count && choices[low].slot == slot ? choices[low] : nil
  }
}

/// A slot that a member may take, and what that costs by itself (below zero: what it earns).
package struct Choice: Sendable {
  package var slot: Int32
  package var cost: Int32

  package init(slot: Int32, cost: Int32) {
    self.slot = slot
    self.cost = cost
  }
}
