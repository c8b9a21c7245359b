/// One rule of drafting: what stands in the way of a member taking a slot, or what it costs.
///
/// A new rule is one file in this folder, one line in `StandardRules` and one test file. Members and slots are indices
/// into `draft.problem`. Rules are values: the same question always has the same answer.
package protocol RotaRule: Sendable {
  /// A short name that stands in stored reasons, such as `not-on-leave`.
  var name: String { get }

  /// What the verdict depends on; decides how often the search has to ask.
  var scope: RuleScope { get }

  /// True when "forbidden" says what a member can do at all rather than in this week; members who can do nothing have
  /// no part in fairness.
  var isLasting: Bool { get }

  /// Whether `member` may take `slot`, which nobody holds in `draft`, and what that adds to the cost.
  func judge(_ member: Int, _ slot: Int, in draft: PartialDraft) -> Verdict

  /// The members for whom "forbidden" may change when `member` takes or gives up a slot.
  func touched(by member: Int, in problem: DraftProblem) -> [Int]

  /// What the rule charges for the draft as it stands: taking a slot raises it by exactly the cost that `judge` gave.
  /// Asked of rules with scope `draft` only.
  func total(in draft: PartialDraft) -> Int
}

extension RotaRule {
  package var isLasting: Bool { false }
  package func touched(by member: Int, in problem: DraftProblem) -> [Int] { [member] }
  package func total(in draft: PartialDraft) -> Int { 0 }
}

/// What a rule's verdict depends on.
package enum RuleScope: Sendable {
  /// The member, the slot and what is fixed around the week: compiled once into `DraftProblem.mayTake` and `placeCost`.
  case place
  /// Besides, each single slot the member holds, whoever the member is: compiled once into `DraftProblem.conflicts`.
  /// The rule is a `PairRule`.
  case pair
  /// The draft as it stands: asked whenever the answer is needed.
  case draft
}

extension RotaRule {
  func forbidden(_ sentence: String) -> Verdict { .forbidden(Reason(rule: name, sentence)) }
  func cost(_ points: Int, _ sentence: String) -> Verdict { .cost(points, Reason(rule: name, sentence)) }
}
