/// What a rule says about one member taking one slot, next to the rest of a draft.
package enum Verdict: Sendable, Hashable {
  case fine
  /// Allowed, at a price in points; below zero where it makes the draft better.
  case cost(Int, Reason)
  case forbidden(Reason)

  package var isForbidden: Bool { if case .forbidden = self { true } else { false } }
}

/// Why: the rule that spoke, and a sentence that a lead can forward as it is.
package struct Reason: Sendable, Hashable, Codable, CustomStringConvertible {
  /// The rule's name, such as `not-on-leave`.
  package let rule: String
  /// `Ana is on leave 12–16 Jan`: no full stop, so that it can stand in a list.
  package let sentence: String

  package init(rule: String, _ sentence: String) {
    self.rule = rule
    self.sentence = sentence
  }

  package var description: String { sentence }
}
