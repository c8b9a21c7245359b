/// What a rule charges, and its reason.
package struct Charge: Sendable, Hashable, Codable {
  package let points: Int
  package let reason: Reason

  package init(points: Int, reason: Reason) {
    self.points = points
    self.reason = reason
  }
}

/// What one rule charges for a whole draft.
package struct RulePart: Sendable, Hashable, Codable {
  package let rule: String
  package let points: Int

  package init(rule: String, points: Int) {
    self.rule = rule
    self.points = points
  }
}
