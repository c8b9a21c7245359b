/// A sum of one member and the rule that keeps it, by its place in `DraftProblem.rules`.
struct MemberSum: Sendable {
  let rule: Int
  let tally: RuleTally
}

/// What a slot adds to a sum of one member.
struct SumEntry: Sendable {
  let sum: Int
  let weight: Int
}
