import Timekeeping

/// Why a slot stays open: nobody may take it next to the rest of the draft, and the smallest sets of rules without which
/// somebody could.
struct OpenSlotReasons {
  private let judge: DraftJudge
  private let slot: Int
  /// So many members of a set are named.
  private static let named = 3
  /// Larger sets say nothing that a lead could act on.
  private static let mostRules = 2

  /// `slot` is open in `judge`.
  init(_ judge: DraftJudge, _ slot: Int) {
    self.judge = judge
    self.slot = slot
  }

  /// Rules, and the members who could take the slot without them, each with what each of the rules says.
  struct InTheWay {
    let rules: [String]
    var members: [(member: Int, obstacles: [Reason])]
  }

  /// The sets with as few rules as possible, in the order of the members who come first; empty where more than two rules
  /// keep everybody from the slot.
  var inTheWay: [InTheWay] {
    let obstacles = judge.problem.members.indices.map { (member: $0, obstacles: judge.obstacles($0, slot)) }
    guard let fewest = obstacles.map(\.obstacles.count).min(), (1...Self.mostRules).contains(fewest) else { return [] }
    var found: [InTheWay] = []
    for next in obstacles where next.obstacles.count == fewest {
      let rules = next.obstacles.map(\.rule)
      if let place = found.firstIndex(where: { $0.rules == rules }) {
        found[place].members.append(next)
      } else {
        found.append(InTheWay(rules: rules, members: [next]))
      }
    }
    return found
  }

  var reasons: [Reason] {
    if judge.problem.slots[slot].isLeftOpen { return [.leftOpen] }
    let nobody = Reason(rule: "open", "nobody may take this slot next to the rest of the draft")
    return [nobody] + inTheWay.map(reason)
  }

  /// `without not-on-leave Ana could take it (Ana is on leave 12 Jan)`.
  private func reason(_ set: InTheWay) -> Reason {
    let named = set.members.prefix(Self.named)
    let more = set.members.count - named.count
    let names = named.map { judge.problem.members[$0.member].name } + (more > 0 ? ["\(more) more"] : [])
    let why = named.map { Wording.list($0.obstacles.map(\.sentence)) }.uniqued.joined(separator: "; ")
    return Reason(rule: "open", "without \(Wording.list(set.rules)) \(Wording.either(names)) could take it (\(why))")
  }
}
