import Scheduling
import Timekeeping

/// A duty after which a member does not stand certain others: `never after: { night: [desk] }`.
package struct Succession: Sendable, Hashable, Codable {
  package var after: DutyID
  package var never: [DutyID]
  /// How long after the end none of them may begin; nil: until the same time of the next day on the team's wall.
  package var within: PlainDuration?

  package init(after: DutyID, never: [DutyID], within: PlainDuration? = nil) {
    self.after = after
    self.never = never
    self.within = within
  }
}
