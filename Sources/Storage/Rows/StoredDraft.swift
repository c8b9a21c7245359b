import Scheduling
import Timekeeping

/// A drafted rota as it was made.
package struct StoredDraft: Sendable, Hashable {
  /// `D-1`, `D-2`, …
  package let id: String
  package let team: TeamID
  /// What it is a draft of, on the team's wall.
  package let days: DateRange
  package let made: Timestamp
  package let by: String
  package let bytes: [UInt8]
  /// The draft that this one drafts again; nil for one made from nothing.
  package let parent: String?

  package init(
    id: String, team: TeamID, days: DateRange, made: Timestamp, by: String, bytes: [UInt8], parent: String? = nil
  ) {
    self.id = id
    self.team = team
    self.days = days
    self.made = made
    self.by = by
    self.bytes = bytes
    self.parent = parent
  }

  /// The first week that it touches.
  package var week: ISOWeek { ISOWeek(containing: days.first) }
}
