/// A rule about sums over a member's slots: limits, spread, fairness, keeping to one's line.
package protocol TallyRule: RotaRule {
  /// The sums that the rule keeps for a member, each with what its totals cost.
  func tallies(for member: Int, in problem: DraftProblem) -> [RuleTally]

  /// What the rule charges whatever the draft looks like, mostly nothing; below zero it gives back what the sums of all
  /// members charge at least.
  func constant(in problem: DraftProblem) -> Int
}

extension TallyRule {
  package func constant(in problem: DraftProblem) -> Int { 0 }
}

/// A sum over a member's slots, what is fixed already, and what each total costs.
package struct RuleTally: Sendable {
  /// The slots that count, each once, with what they count: above zero.
  package var weights: [(slot: Int, weight: Int)]
  /// What is fixed around the draft counts from the start.
  package var start: Int
  /// What totals cost.
  package var cost: TallyCost
  /// What is said of a member who takes a slot that the total forbids or charges for, without a full stop; nil where
  /// nothing is worth saying.
  package var sentence: @Sendable (TallyMoment) -> String?

  package init(
    weights: [(slot: Int, weight: Int)], start: Int = 0, cost: TallyCost,
    sentence: @escaping @Sendable (TallyMoment) -> String?
  ) {
    self.weights = weights.filter { $0.weight > 0 }
    self.start = start
    self.cost = cost
    self.sentence = sentence
  }
}

/// What the totals of a sum cost, in whole points.
package enum TallyCost: Sendable {
  /// Nothing up to this total; more is forbidden. What is fixed may be more: then no slot may add to it.
  case most(Int)
  /// A price for every total; any total is allowed.
  case points(@Sendable (Int) -> Int)

  /// A price for the totals that are allowed, nil for those that are not; whatever adds to one of these is none either.
  case allowed(@Sendable (Int) -> Int?)

  /// The price for each unit above `free`.
  package static func each(above free: Int, _ price: Int) -> TallyCost { .points { max(0, $0 - free) * price } }

  /// The price once the total is above zero, however much it is.
  package static func once(_ price: Int) -> TallyCost { .points { $0 > 0 ? price : 0 } }

  /// Nil when the total is forbidden.
  package func price(_ total: Int) -> Int? {
    switch self {
    case .most(let most): total <= most ? 0 : nil
    case .points(let price): price(total)
    case .allowed(let price): price(total)
    }
  }
}

/// A member about to take a slot that counts in a sum.
package struct TallyMoment {
  package let member: MemberFacts
  package let slot: SlotFacts
  /// The total without the slot and with it.
  package let before: Int
  package let after: Int
  /// The rest of the draft, in which nobody holds the slot.
  package let judge: DraftJudge
}
