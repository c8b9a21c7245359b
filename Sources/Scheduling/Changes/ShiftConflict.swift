/// Why somebody should not stand a shift: the rule that speaks, and a sentence that a lead can forward as it is.
package struct ShiftConflict: Sendable, Hashable, Codable {
  package var rule: Rule
  /// `Ana is on primary Mon 2026-11-23 09:00 – … then`: no full stop, so that it can stand in a list.
  package var sentence: String

  package init(_ rule: Rule, _ sentence: String) {
    self.rule = rule
    self.sentence = sentence
  }

  /// The names are those of the rules of drafting, so that one word means one thing everywhere.
  package enum Rule: String, Sendable, Hashable, Codable, CaseIterable {
    case notInTeam = "in-the-team"
    case eligibility
    case leave = "not-on-leave"
    case overlap = "no-overlap"
    case rest = "rest-between-shifts"
    case mostPerWeek = "most-per-week"
    case weekends = "no-two-weekends-in-a-row"
    case workingHours = "working-hours"
    case neverTogether = "never-together"

    /// True for what no lead can wave through: the member is not there.
    package var isAbsolute: Bool { self == .notInTeam || self == .leave }
  }
}
