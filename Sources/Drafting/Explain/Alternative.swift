import Scheduling

/// A member who does not have a slot: what stands in the way, or what it would cost, next to the rest of the draft.
package struct Alternative: Sendable, Hashable, Codable {
  package let member: MemberID
  package let name: String
  /// The first rule that forbids it, in the order of precedence; nil when the member may take the slot.
  package let obstacle: Reason?
  /// How many points more it would cost with this member than with who has it, or than nobody's part of it where the
  /// slot is open; where there is an obstacle, as if there were none.
  package let extra: Int
  /// The same by rule, dearest first; rules that make no difference are left out. They add up to `extra`.
  package let differences: [RuleDifference]

  package init(member: MemberID, name: String, obstacle: Reason?, extra: Int, differences: [RuleDifference]) {
    self.member = member
    self.name = name
    self.obstacle = obstacle
    self.extra = extra
    self.differences = differences
  }

  /// A sentence for a lead, without a full stop: `Bo would cost 30 points more (keep-published 30: …)`.
  package var text: String {
    guard let obstacle else { return "\(name) would cost \(Self.more(extra))\(because)" }
    return extra < 0 ? "\(obstacle.sentence) (but for that \(name) would cost \(Self.more(extra)))" : obstacle.sentence
  }

  /// The rule that makes the greatest part of the difference, in brackets.
  var because: String {
    guard let first = extra < 0 ? differences.last : differences.first, extra != 0 else { return "" }
    return " (\(first.text))"
  }

  static func more(_ points: Int) -> String {
    points == 0 ? "the same" : "\(Wording.count(abs(points), "point")) \(points > 0 ? "more" : "less")"
  }
}

/// What one rule charges more, or below zero less, for one than for another.
package struct RuleDifference: Sendable, Hashable, Codable {
  package let rule: String
  package let points: Int
  /// What the rule says of whoever is dearer by it; nil where it says nothing.
  package let sentence: String?

  package init(rule: String, points: Int, sentence: String?) {
    self.rule = rule
    self.points = points
    self.sentence = sentence
  }

  /// `keep-published 30: the published rota has Ana here`.
  package var text: String { "\(rule) \(points)" + (sentence.map { ": \($0)" } ?? "") }
}
