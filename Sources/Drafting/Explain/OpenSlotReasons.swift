/// Why a slot stays open: nobody may take it at all, or the smallest sets of rules that are in the way.
struct OpenSlotReasons {
  private let judge: DraftJudge
  private let slot: Int
  /// So many members are named as those who could take it but for something.
  private static let named = 3

  /// `slot` is open in `judge`.
  init(_ judge: DraftJudge, _ slot: Int) {
    self.judge = judge
    self.slot = slot
  }

  var reasons: [Reason] {
    let nobody = Reason(rule: "open", "nobody may take this slot next to the rest of the draft")
    let members = judge.problem.members
    let obstacles = members.indices.map { judge.obstacles($0, slot) }
    guard let fewest = obstacles.map(\.count).min(), (1...2).contains(fewest) else { return [nobody] }
    let near = members.indices.filter { obstacles[$0].count == fewest }
    let words = near.prefix(Self.named).map { member in
      let rules = Wording.list(obstacles[member].map(\.rule))
      let why = Wording.list(obstacles[member].map(\.sentence))
      return Reason(rule: "open", "\(members[member].name) could take it but for \(rules): \(why)")
    }
    return [nobody] + words
  }
}
