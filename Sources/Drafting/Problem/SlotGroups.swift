/// Counts of how many groups a member has something of, as one sum: each group is a digit, to the base of what a member
/// may hold of it at most and one more.
struct SlotGroups: Sendable {
  private(set) var weights: [(slot: Int, weight: Int)] = []
  private var digits: [(factor: Int, size: Int)] = []

  /// Slots with equal keys are a group; those without are left out. Groups are in the order of their first slots.
  init<Key: Hashable>(_ problem: DraftProblem, by key: (SlotFacts) -> Key?) {
    var places: [Key: Int] = [:]
    var groups: [[Int]] = []
    for (slot, facts) in problem.slots.enumerated() {
      guard let key = key(facts) else { continue }
      if let place = places[key] {
        groups[place].append(slot)
      } else {
        places[key] = groups.count
        groups.append([slot])
      }
    }
    var factor = 1
    for group in groups {
      let size = problem.mostHeld(of: group) + 1
      weights += group.map { ($0, factor) }
      digits.append((factor, size))
      factor *= size
    }
  }

  /// The groups of which a total has something.
  func taken(_ total: Int) -> Int { digits.count { total / $0.factor % $0.size > 0 } }
}
