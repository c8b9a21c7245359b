import Drafting
import Timekeeping

extension DraftCheck {
  /// What hard rules hold against `after` and did not hold against `before`.
  ///
  /// Whether the slots are still those of the schedule is asked when a draft is published.
  static func obstacles(
    to after: Draft, from before: Draft, _ input: DraftingInput
  ) throws(ZoneProblem) -> [Violation] {
    let old = try violations(before, input)
    return try violations(after, input).filter { $0.rule != "slots" && !old.contains($0) }
  }
}
