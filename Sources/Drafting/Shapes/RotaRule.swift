/// One rule of drafting: what stands in the way of a member taking a slot, or what it costs.
///
/// A rule has one of five shapes: `PlaceRule` (a member in a slot), `PairRule` (two things a member would stand),
/// `TallyRule` (a sum over a member's slots), `RunRule` (a member's days in a row) and `TeamRule` (several members at
/// once). A new rule is one file in `Rules`, one line in `StandardRules` and one test file: the search, the check before
/// publishing and every explanation follow from what it says. Rules are values: the same question always has the same
/// answer.
package protocol RotaRule: Sendable {
  /// A short name that stands in stored reasons, such as `not-on-leave`.
  var name: String { get }
}

extension RotaRule {
  func forbidden(_ sentence: String) -> Verdict { .forbidden(Reason(rule: name, sentence)) }
  func cost(_ points: Int, _ sentence: String) -> Verdict { .cost(points, Reason(rule: name, sentence)) }
}
