import Scheduling
import Timekeeping

/// The `rules:` of a team file: what a draft must and should respect, each switchable and weighted.
package struct DraftingRules: Sendable, Hashable, Codable {
  /// Shortest time between two shifts of one member that do not touch; nil switches the rule off.
  package var rest: PlainDuration?
  /// Most time on shift in an ISO week.
  package var atMostPerWeek: PlainDuration?
  /// No member stands weekend slots in two consecutive weeks.
  package var noTwoWeekendsInARow: Bool = false
  /// Pairs that never stand slots at the same time.
  package var neverTogether: [[MemberID]] = []
  /// How many weeks back the balance of hours looks.
  package var fairnessWeeks: Int = 13
  /// What an hour counts in fairness on a weekend, in hundredths (200 is double).
  package var weekendWeight: Int = 200
  /// How strongly a redraft keeps what is published, in points per changed slot.
  package var keepPublished: Int = 30

  package init(
    rest: PlainDuration? = nil, atMostPerWeek: PlainDuration? = nil, noTwoWeekendsInARow: Bool = false,
    neverTogether: [[MemberID]] = [], fairnessWeeks: Int = 13, weekendWeight: Int = 200, keepPublished: Int = 30
  ) {
    self.rest = rest
    self.atMostPerWeek = atMostPerWeek
    self.noTwoWeekendsInARow = noTwoWeekendsInARow
    self.neverTogether = neverTogether
    self.fairnessWeeks = fairnessWeeks
    self.weekendWeight = weekendWeight
    self.keepPublished = keepPublished
  }
}
