/// What a rule says about one member taking one slot, next to the rest of a draft.
package enum Verdict: Sendable, Hashable {
  case fine
  /// Allowed, at a price in points; below zero where it makes the draft better.
  case cost(Int, Reason)
  case forbidden(Reason)

  package var isForbidden: Bool { obstacle != nil }

  /// Why it is forbidden; nil when it is not.
  package var obstacle: Reason? { if case .forbidden(let reason) = self { reason } else { nil } }

  /// What it costs; 0 where it is fine or forbidden.
  package var charge: Int { if case .cost(let points, _) = self { points } else { 0 } }
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

  /// Of a slot that is nobody's on purpose.
  static let leftOpen = Reason(rule: "left-open", "it is left open for whoever claims it")
}
