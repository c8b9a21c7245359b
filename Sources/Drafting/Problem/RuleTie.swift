/// A tie and the rule that asks for it.
struct RuleTie: Sendable {
  let rule: Int
  let tie: TeamTie
  /// By member and slot.
  private let weights: [TeamPlace: Int]

  init(rule: Int, tie: TeamTie) {
    self.rule = rule
    self.tie = tie
    weights = Dictionary(
      tie.parts.map { (TeamPlace(member: $0.member, slot: $0.slot), $0.weight) }, uniquingKeysWith: +)
  }

  /// What the member counts in the slot; 0 where the tie does not speak of them.
  func weight(_ member: Int, _ slot: Int) -> Int { weights[TeamPlace(member: member, slot: slot)] ?? 0 }

  /// Whether it speaks of that member and slot alone, and forbids them.
  func forbids(_ member: Int, _ slot: Int) -> Bool {
    tie.parts.count == 1 && tie.price(weight(member, slot)) == nil
  }

  /// Whether somebody in `slot` makes room for others.
  func makesRoom(_ slot: Int) -> Bool { tie.parts.contains { $0.slot == slot && $0.weight < 0 } }
}

private struct TeamPlace: Hashable, Sendable {
  let member: Int
  let slot: Int
}
